#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::neuron_group_test {
namespace {

using ranvier::testing::error_text;

const std::string leak = "dv/dt = -v/tau : volt";

TEST(NeuronGroup, HasAColumnForEveryVariableAndNoneForPlainSubexpressions) {
  const NeuronGroup group{3,
                          "dv/dt = -v/(10*ms) : volt\nx = 2*v : volt\nn : integer (shared)\n"
                          "m = v/mV : 1 (constant over dt)",
                          {.name = "exc"}};
  std::vector<std::string> names;
  for (const auto& variable : group.state().variables()) {
    names.push_back(variable.name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"v", "n", "m"}));
  EXPECT_EQ(group.values_of("v"), (std::vector<double>{0, 0, 0}));
  EXPECT_EQ(group.values_of("n"), (std::vector<double>{0}));
}

TEST(NeuronGroup, StartsReleasedAndWithALongGoneSpikeIfItIsRefractory) {
  const NeuronGroup group{2, leak, {.refractory = 1 * ms}};
  EXPECT_EQ(group.values_of("not_refractory"), (std::vector<double>{1, 1}));
  EXPECT_EQ(group.values_of("lastspike"), (std::vector<double>{-1e4, -1e4}));
}

TEST(NeuronGroup, RefusesSizesWithoutNeuronsOrBeyond32Bits) {
  EXPECT_EQ(error_text<UsageError>([] { NeuronGroup(0, leak); }),
            "a NeuronGroup needs at least one neuron, not 0");
  EXPECT_EQ(error_text<UsageError>([] { NeuronGroup(1LL << 31, leak); }),
            "a NeuronGroup has at most 2147483647 neurons, not 2147483648");
}

TEST(NeuronGroup, ShowsTheErrorsOfAllTextsAtOnce) {
  EXPECT_EQ(error_text<ModelError>([] {
              NeuronGroup(1, leak, {.threshold = "v > (1", .reset = "v =", .name = "exc"});
            }),
            R"(error[syntax]: '(' is never closed
  in threshold of NeuronGroup 'exc', line 1
    v > (1
        ^
  help: add the missing ')'

error[syntax]: the expression is missing
  in reset of NeuronGroup 'exc', line 1
    v =
      ^
)");
}

TEST(NeuronGroup, RefusesARefractoryPeriodThatIsNoTime) {
  EXPECT_EQ(error_text<DimensionMismatchError>(
                [] { NeuronGroup(1, leak, {.refractory = 5 * mV, .name = "exc"}); }),
            "the refractory period of NeuronGroup 'exc' must be a time: its unit is volt, not "
            "second");
}

TEST(NeuronGroup, TakesADtOrAClockOfItsOwn) {
  const NeuronGroup own{1, leak, {.clock = {.dt = 0.5 * ms}}};
  EXPECT_EQ(own.clock()->dt(), 0.5e-3);
  Clock clock("shared", 1e-3);
  const NeuronGroup sharing{1, leak, {.clock = {.clock = &clock}}};
  EXPECT_EQ(sharing.clock(), &clock);
  EXPECT_EQ(error_text<UsageError>(
                [&] { NeuronGroup(1, leak, {.clock = {.dt = 1 * ms, .clock = &clock}}); }),
            "give either dt or clock, not both");
  EXPECT_EQ(
      error_text<DimensionMismatchError>([] { NeuronGroup(1, leak, {.clock = {.dt = 1 * mV}}); }),
      "dt must be a time: its unit is volt, not second");
}

TEST(Group, NamesWhatItCarriesAfterItselfHoweverLateItIsNamed) {
  NeuronGroup group{1, leak};
  auto& first = group.run_regularly("v = 0*mV");
  auto& second = group.run_regularly("v = 0*mV");
  auto& named = group.run_regularly("v = 0*mV", {}, "end", 0, "cleaner");
  EXPECT_EQ(group.description(), "unnamed NeuronGroup");
  group.set_name("exc");
  auto& late = group.run_regularly("v = 0*mV");
  EXPECT_EQ(group.description(), "NeuronGroup 'exc'");
  EXPECT_EQ(first.name(), "exc_run_regularly");
  EXPECT_EQ(second.name(), "exc_run_regularly_1");
  EXPECT_EQ(named.name(), "cleaner");
  EXPECT_EQ(late.name(), "exc_run_regularly_2");
}

TEST(Group, SuggestsTheNearestNameForAVariableThatItLacks) {
  NeuronGroup group{1, "dvoltage/dt = -voltage/(10*ms) : volt", {.name = "exc"}};
  EXPECT_EQ(error_text<UsageError>([&] { group["votlage"]; }),
            "NeuronGroup 'exc' has no variable 'votlage'; did you mean 'voltage'?");
  EXPECT_EQ(error_text<UsageError>([&] { group["something"]; }),
            "NeuronGroup 'exc' has no variable 'something'");
}

TEST(VariableView, CannotBeReadWhileStatementsWait) {
  NeuronGroup group{2, leak, {.name = "exc"}};
  EXPECT_EQ(group["v"].values(), (std::vector<double>{0, 0}));
  group["v"] = 3 * mV;
  EXPECT_TRUE(group.has_pending());
  EXPECT_EQ(error_text<UsageError>([&] { group["v"].values(); }),
            "'v' of NeuronGroup 'exc' can't be read yet: statements wait to be applied; run the "
            "network, or call its apply_pending first");
}

TEST(VariableView, ReadsSelectedElementsInTheOrderOfTheSelection) {
  NeuronGroup group{3, leak, {.name = "exc"}};
  group.state().find("v")->values.set_value(2, 5);
  EXPECT_EQ((group["v"][{2, 0, 2}].values()), (std::vector<double>{5, 0, 5}));
  EXPECT_EQ(error_text<UsageError>([&] { group["v"][3].values(); }),
            "index 3 is out of range for 'v' of NeuronGroup 'exc', which has 3 elements");
}

}  // namespace
}  // namespace ranvier::neuron_group_test
