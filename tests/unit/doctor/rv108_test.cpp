#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv108_test {
namespace {

using ranvier::testing::arguments;
using ranvier::testing::findings_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The shape of two action potentials.
constexpr const char* shape = "v = -65*mV + 100*mV*exp(-((t - 10*ms)/(0.8*ms))**2) : volt";
constexpr const char* oscillator = "dv/dt = (v - v**3/3 - w)/ms : 1\ndw/dt = 0.1*(v - w)/ms : 1";

std::vector<Finding> examine(const std::string& equations, NeuronGroupOptions options) {
  options.name = "G";
  options.clock = {.dt = 0.1 * ms};
  NeuronGroup group{2, equations, std::move(options)};
  return findings_of("RV108", {&group});
}

TEST(LevelThreshold, CountsEachStepOfAnActionPotential) {
  const auto findings = examine(shape, {.threshold = "v > -20*mV", .reset = ""});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV108 warning  `v > -20*mV` stays true during an action potential, and each step of it "
      "counts as a spike\n"
      "  NeuronGroup 'G'                                                                # the "
      "reset does not end the condition\n"
      "  NeuronGroup 'G'   v = -65*mV + 100*mV*exp(-((t - 10*ms)/(0.8*ms))**2) : volt   # goes on "
      "through the action potential\n"
      "  why:   the threshold is tested in every step, and nothing ends the condition at once: an "
      "action potential that is above it for 1 ms counts as about 10 spikes\n"
      "  fix:   refractory='v > -20*mV'\n"
      "  mute:  doctor(ignore={'RV108': ['G']})\n");
  EXPECT_EQ(findings.front().variable, "v");
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("refractory='v > -20*mV'"));
  EXPECT_EQ(findings.front().data.at("spikes"), 10);
}

TEST(LevelThreshold, IsToldWithShortRefractoriness) {
  const auto findings = examine(oscillator, {.threshold = "v > 1", .refractory = 0.2 * ms});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV108 warning  `v > 1` stays true during an action potential, and again and again it counts "
      "as a spike\n"
      "  NeuronGroup 'G'                                             # no reset ends the "
      "condition\n"
      "  NeuronGroup 'G', line 1   dv/dt = (v - v**3/3 - w)/ms : 1   # goes on through the action "
      "potential\n"
      "  why:   the threshold is tested in every step, and nothing ends the condition at once: an "
      "action potential that is above it for 1 ms counts as about 5 spikes\n"
      "  fix:   refractory='v > 1'\n"
      "  mute:  doctor(ignore={'RV108': ['G']})\n");
  EXPECT_EQ(findings.front().data.at("spikes"), 5);
  EXPECT_EQ(findings.front().data.at("dt"), 0.1e-3);
  EXPECT_EQ(
      examine(oscillator,
              {.threshold = "v > 1", .refractory = "short", .constants = {{"short", 0.5 * ms}}})
          .size(),
      1U);
}

TEST(LevelThreshold, IsToldWhereTheResetChangesSomethingElse) {
  EXPECT_EQ(examine(oscillator, {.threshold = "v > 1", .reset = "w += 0.1"}).size(), 1U);
}

TEST(LevelThreshold, GivesNoNumberWhereAPotentialCountsOnce) {
  const auto findings = examine(oscillator, {.threshold = "v > 1", .refractory = 0.9 * ms});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().why,
            "the threshold is tested in every step, and nothing ends the condition at once");
  EXPECT_THAT(findings.front().data, IsEmpty());
}

TEST(LevelThreshold, NamesTheConditionWhereNoVariableCrossesAValue) {
  const auto findings = examine(oscillator, {.threshold = "v + w > 1", .reset = ""});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "`v + w > 1` stays true during an action potential, and each step of it counts as a "
            "spike");
  EXPECT_EQ(findings.front().variable, "v");
}

TEST(LevelThreshold, KnowsTheLastSpikeOnlyWithRefractoriness) {
  const auto findings = examine("dv/dt = -v*int(t - lastspike > 2*ms)/ms : 1",
                                {.threshold = "v > 1", .reset = "v = 0"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV108 warning  `lastspike` is known with refractory= only, and NeuronGroup 'G' has "
            "none\n"
            "  NeuronGroup 'G'      # without refractory=\n"
            "  why:   the time of the last spike is kept for refractoriness; a condition that is "
            "never true keeps it without making neurons refractory\n"
            "  fix:   refractory='False'   or a time, such as   refractory=2*ms\n"
            "  mute:  doctor(ignore={'RV108': ['G']})\n");
  EXPECT_THAT(examine("dv/dt = -v*int(t - lastspike > 2*ms)/ms : 1",
                      {.threshold = "v > 1", .reset = "v = 0", .refractory = "False"}),
              IsEmpty());
}

TEST(LevelThreshold, LeavesAConstantOfThatName) {
  EXPECT_THAT(
      examine("dv/dt = -v*int(t > lastspike)/ms : 1",
              {.threshold = "v > 1", .reset = "v = 0", .constants = {{"lastspike", 5 * ms}}}),
      IsEmpty());
}

TEST(LevelThreshold, IsNotToldWhereTheConditionEnds) {
  EXPECT_THAT(examine(oscillator, {.threshold = "v > 1", .reset = "v = -1"}), IsEmpty());
  EXPECT_THAT(examine("dv/dt = -v/ms : 1\ndlimit/dt = (1 - limit)/ms : 1",
                      {.threshold = "v > limit", .reset = "limit += 3"}),
              IsEmpty())
      << "a threshold that rises";
  EXPECT_THAT(examine(oscillator, {.threshold = "v > 1", .refractory = "v > 1"}), IsEmpty());
  EXPECT_THAT(examine(oscillator, {.threshold = "v > 1", .refractory = 3 * ms}), IsEmpty());
  EXPECT_THAT(
      examine(oscillator,
              {.threshold = "v > 1 and t - lastspike > 2*ms", .reset = "", .refractory = 0.1 * ms}),
      IsEmpty());
  EXPECT_THAT(
      examine(oscillator,
              {.threshold = "v > 1 and not_refractory", .reset = "", .refractory = 0.1 * ms}),
      IsEmpty());
  EXPECT_THAT(examine(oscillator, {.threshold = "v > 1"}), IsEmpty()) << "RV107's";
}

TEST(LevelThreshold, IsNotToldWithARefractoryTimeThatIsNotKnown) {
  NeuronGroup group{2,
                    std::string(oscillator) + "\nlength : second",
                    {.threshold = "v > 1", .refractory = "length", .name = "G"}};
  EXPECT_EQ(findings_of("RV108", {&group}).size(), 1U) << "it is 0 for all neurons";
  group.run_regularly("length = 3*ms");
  EXPECT_THAT(findings_of("RV108", {&group}), IsEmpty());
}

TEST(LevelThreshold, IsNotToldWhereOtherCodeMayEndTheCondition) {
  const NeuronGroupOptions options{
      .threshold = "v > 1", .reset = "", .name = "G", .events = {{"high", "v > 1"}}};
  NeuronGroup operated{2, oscillator, options};
  EXPECT_EQ(findings_of("RV108", {&operated}).size(), 1U);
  NetworkOperation operation{[] {}};
  EXPECT_THAT(findings_of("RV108", {&operated, &operation}), IsEmpty());
  NeuronGroup set{2, oscillator, options};
  set.run_regularly("v = clip(v, -2, 2)");
  EXPECT_THAT(findings_of("RV108", {&set}), IsEmpty());
  NeuronGroup connected{2, oscillator, options};
  Synapses own{connected, connected, {.on_pre = "v_post = 0", .name = "own"}};
  EXPECT_THAT(findings_of("RV108", {&connected, &own}), IsEmpty());
  NeuronGroup with_event{2, oscillator, options};
  with_event.run_on_event("high", "v = 0");
  EXPECT_THAT(findings_of("RV108", {&with_event}), IsEmpty());
}

TEST(LevelThreshold, IsNotToldOfUnitsThatAreSetInEachStep) {
  EXPECT_THAT(examine("x : 1", {.threshold = "x > 0", .reset = ""}), IsEmpty());
  EXPECT_THAT(examine("start : second", {.threshold = "t > start", .reset = ""}), IsEmpty());
}

TEST(LevelThreshold, IsNotToldOfRandomThresholds) {
  EXPECT_THAT(examine(oscillator, {.threshold = "v > 1 + 0.1*rand()", .reset = ""}), IsEmpty());
  EXPECT_THAT(examine(oscillator, {.threshold = "rand() < exp(v)*dt/ms", .reset = ""}), IsEmpty());
}

TEST(LevelThreshold, LeavesItToTheUserWhereThePotentialIsClamped) {
  const auto findings =
      examine("dv/dt = (v - v**3)/ms : 1 (unless refractory)", {.threshold = "v > 1", .reset = ""});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv108_test
