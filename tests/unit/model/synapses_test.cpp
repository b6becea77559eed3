#include <limits>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::synapses_test {
namespace {

using ranvier::testing::error_text;

class SynapsesTest : public ::testing::Test {
 protected:
  NeuronGroup cells{4, "dv/dt = -v/(10*ms) : 1", {.threshold = "v > 1", .name = "exc"}};
  NeuronGroup silent{2, "x : 1", {.name = "silent"}};
};

TEST_F(SynapsesTest, NeedASourceThatSpikesForTheirPathways) {
  EXPECT_EQ(
      error_text<UsageError>([&] { Synapses(silent, cells, {.on_pre = "v += 1", .name = "s"}); }),
      "Synapses 's' has a pathway on_pre, but its source, NeuronGroup 'silent', has no "
      "threshold and never spikes: give it threshold=..., or let a (summed) variable read its "
      "values in each step");
}

TEST_F(SynapsesTest, RefuseDelaysThatAreNegativeNotANumberOrNoTime) {
  const auto with_delay = [&](const Quantity& delay) {
    return
        [&, delay] { Synapses(cells, cells, {.on_pre = "v += 1", .delay = delay, .name = "s"}); };
  };
  EXPECT_EQ(error_text<UsageError>(with_delay(-1 * ms)),
            "a delay of Synapses 's' is -0.001 s: delays are finite and not negative");
  EXPECT_EQ(error_text<UsageError>(with_delay(std::numeric_limits<double>::quiet_NaN() * ms)),
            "a delay of Synapses 's' is nan s: delays are finite and not negative");
  EXPECT_EQ(error_text<DimensionMismatchError>(with_delay(1 * mV)),
            "a delay of Synapses 's' must be a time: its unit is volt, not second");
}

TEST_F(SynapsesTest, NeedATargetThatSpikesForPathwaysOfTheTarget) {
  EXPECT_EQ(
      error_text<UsageError>([&] { Synapses(cells, silent, {.on_post = "x += 1", .name = "s"}); }),
      "Synapses 's' has a pathway on_post, but its target, NeuronGroup 'silent', has no "
      "threshold and never spikes: give it threshold=..., or let a (summed) variable read its "
      "values in each step");
}

TEST_F(SynapsesTest, RefusePathwaysOfOneNameAndDelaysOfNone) {
  using Texts = std::map<std::string, std::string>;
  EXPECT_EQ(error_text<UsageError>([&] {
              Synapses(cells, cells,
                       {.on_pre = Texts{{"a", ""}}, .on_post = Texts{{"a", ""}}, .name = "s"});
            }),
            "Synapses 's' has two pathways with the name 'a', one in on_pre and one in on_post");
  EXPECT_EQ(error_text<UsageError>(
                [&] { Synapses(cells, cells, {.on_post = "", .delay = 1 * ms, .name = "s"}); }),
            "Synapses 's' has no pathway 'pre' that could have a delay");
}

TEST_F(SynapsesTest, RefuseEventsThatTheGroupDoesNotHave) {
  EXPECT_EQ(error_text<UsageError>([&] {
              Synapses(cells, cells, {.on_pre = "v += 1", .on_event = "burst", .name = "s"});
            }),
            "the pathway 'pre' of Synapses 's' waits for the event 'burst', which NeuronGroup "
            "'exc' does not have");
}

TEST_F(SynapsesTest, KeepEventDrivenAndClockDrivenVariablesApart) {
  EXPECT_EQ(error_text<ModelError>([&] {
              Synapses(cells, cells,
                       "dx/dt = -y/(1*ms) : 1 (event-driven)\n"
                       "dy/dt = -y/(1*ms) : 1 (clock-driven)",
                       {.name = "s"});
            }),
            "error[event-driven-dependency]: the event-driven 'x' depends on the clock-driven 'y'\n"
            "  in Synapses 's', line 1\n"
            "    dx/dt = -y/(1*ms) : 1 (event-driven)\n"
            "            ^^^^^^^^^\n"
            "  help: an event-driven variable has its value at events only; make 'x' "
            "(clock-driven)\n");
  EXPECT_EQ(error_text<ModelError>([&] {
              Synapses(cells, silent,
                       "dy/dt = -y/(1*ms) : 1 (event-driven)\n"
                       "twice = 2*y : 1\n"
                       "x_post = twice : 1 (summed)",
                       {.name = "s"});
            }),
            "error[event-driven-dependency]: the summed 'x_post' depends on the event-driven 'y', "
            "through 'twice'\n"
            "  in Synapses 's', line 3\n"
            "    x_post = twice : 1 (summed)\n"
            "             ^^^^^\n"
            "  help: an event-driven variable has its value at events only; make 'y' "
            "(clock-driven)\n");
}

TEST_F(SynapsesTest, RefuseSharedSubexpressionsOfVariablesOfSingleNeurons) {
  EXPECT_EQ(
      error_text<ModelError>([&] {
        Synapses(cells, silent, "s : 1 (shared)\nsum = s + v_pre : 1 (shared)", {.name = "s"});
      }),
      "error[shared-subexpression]: 'sum' is shared, but 'v_pre' has a value for each neuron\n"
      "  in Synapses 's', line 2\n"
      "    sum = s + v_pre : 1 (shared)\n"
      "          ^^^^^^^^^\n"
      "  help: remove the flag, or use shared variables of the neurons only\n");
}

TEST_F(SynapsesTest, SumIntoParametersOfTheSameUnit) {
  const auto with = [&](const std::string& model) {
    return error_text<Error>([&] { Synapses(cells, silent, model, {.name = "s"}); });
  };
  EXPECT_EQ(with("y = 1 : 1 (summed)"),
            "the summed variable 'y' of Synapses 's' ends neither in '_pre' nor in '_post'; write "
            "'y_post = ...' to sum into 'y' of the target");
  EXPECT_EQ(with("y_post = 1 : 1 (summed)"),
            "the summed variable 'y_post' of Synapses 's' needs a parameter 'y' of NeuronGroup "
            "'silent'");
  EXPECT_EQ(with("v_pre = 1 : 1 (summed)"),
            "the summed variable 'v_pre' of Synapses 's' needs a parameter, but 'v' of NeuronGroup "
            "'exc' is a differential equation");
  EXPECT_EQ(with("x_post = 1*mV : volt (summed)"),
            "the summed variable 'x_post' of Synapses 's' is in volt, but 'x' of NeuronGroup "
            "'silent' is in 1");
  EXPECT_EQ(error_text<UsageError>([&] {
              Synapses(silent, silent, "x_post = 1 : 1 (summed)\nx_pre = 1 : 1 (summed)",
                       {.name = "s"});
            }),
            "'x' of NeuronGroup 'silent' is the sum of two summed variables of Synapses 's'; sum "
            "into two variables");
}

TEST_F(SynapsesTest, HaveTheTimeOfTheLastEventWithEventDrivenEquationsOnly) {
  const Synapses plain{cells, cells, "lastupdate : second", {.on_pre = "lastupdate = t"}};
  EXPECT_NE(plain.state().find("lastupdate"), nullptr);
  EXPECT_EQ(error_text<UsageError>([&] {
              Synapses(cells, cells, "dx/dt = -x/(1*ms) : 1 (event-driven)\nlastupdate : second",
                       {.name = "s"});
            }),
            "'lastupdate' of Synapses 's' is the time of the last event, which synapses with "
            "event-driven equations have by themselves; remove it from the model");
}

TEST_F(SynapsesTest, ShowADelayForEachSynapseUnlessOneWasGiven) {
  Synapses each{cells, cells, {.on_pre = "v += 1"}};
  Synapses one{cells, cells, {.on_pre = "v += 1", .delay = 2 * ms}};
  const std::vector<std::int32_t> ends{0, 1, 2};
  each.append(ends, ends);
  one.append(ends, ends);
  EXPECT_EQ(each.values_of("delay"), (std::vector{0.0, 0.0, 0.0}));
  EXPECT_EQ(one.values_of("delay"), (std::vector{2e-3}));
}

TEST_F(SynapsesTest, RefuseRulesThatDoNotGoTogether) {
  Synapses synapses{cells, cells, {.on_pre = "v += 1", .name = "s"}};
  const auto error_of = [&](const ConnectOptions& options) {
    return error_text<UsageError>([&] { synapses.connect(options); });
  };
  EXPECT_EQ(error_of({.condition = "i < j", .i = 0, .j = 1}),
            "connect of Synapses 's': give either a condition or i and j");
  EXPECT_EQ(error_of({.condition = "i < j", .j = "i"}),
            "connect of Synapses 's': give either a condition or i and j");
  EXPECT_EQ(error_of({.i = {0, 1}, .j = "i"}),
            "connect of Synapses 's': with j as a text i must not be given");
  EXPECT_EQ(error_of({.i = "j", .j = 1}),
            "connect of Synapses 's': with i as a text j must not be given");
  EXPECT_EQ(error_of({.j = " "}), "connect of Synapses 's': the expression for j is empty");
  EXPECT_EQ(error_of({.i = 1}),
            "connect of Synapses 's': give both i and j, one of them as a text, or a condition");
  EXPECT_FALSE(synapses.has_pending());
}

TEST_F(SynapsesTest, NamePathwaysAfterThemselvesHoweverLateTheyAreNamed) {
  Synapses synapses{cells, cells, {.on_pre = "v += 1"}};
  synapses.set_name("recurrent");
  EXPECT_EQ(synapses.pathways().front().name(), "recurrent_pre");
  EXPECT_EQ(synapses.pathways().front().delay_variable(), "delay");
}

TEST_F(SynapsesTest, TakeEquationsAsTextOrAsAnObjectOrNone) {
  const Synapses text{cells, cells, "w : 1", {.on_pre = "v += w"}};
  const Synapses object{cells, cells, Equations("w : 1"), {.on_pre = "v += w"}};
  const Synapses none{cells, cells, {.on_pre = "v += 1"}};
  const Synapses bare{cells, cells};
  EXPECT_NE(text.state().find("w"), nullptr);
  EXPECT_NE(object.state().find("w"), nullptr);
  EXPECT_EQ(none.state().find("w"), nullptr);
  EXPECT_TRUE(bare.pathways().empty());
}

TEST_F(SynapsesTest, CountDelaysInSteps) {
  Synapses synapses{cells, cells, {.on_pre = "v += 1", .delay = 1.24 * ms, .name = "s"}};
  const auto& pathway = synapses.pathways().front();
  EXPECT_EQ(synapses.delay_steps(pathway, 0.1e-3), (std::vector<std::int32_t>{12}));
  EXPECT_EQ(synapses.delay_steps(pathway, 1e-3), (std::vector<std::int32_t>{1}));
  EXPECT_EQ(error_text<UsageError>([&] { synapses.delay_steps(pathway, 1e-14); }),
            "a delay of Synapses 's' is 0.00124 s, more than 2^31 steps of 1e-14 s");
}

}  // namespace
}  // namespace ranvier::synapses_test
