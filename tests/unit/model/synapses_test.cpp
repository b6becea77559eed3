#include <limits>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier {
namespace {

using testing::error_text;

class SynapsesTest : public ::testing::Test {
 protected:
  NeuronGroup cells{4, "dv/dt = -v/(10*ms) : 1", {.threshold = "v > 1", .name = "exc"}};
  NeuronGroup silent{2, "x : 1", {.name = "silent"}};
};

TEST_F(SynapsesTest, NeedASourceThatSpikesForTheirPathways) {
  EXPECT_EQ(
      error_text<UsageError>([&] { Synapses(silent, cells, {.on_pre = "v += 1", .name = "s"}); }),
      "Synapses 's' has a pathway on_pre, but its source, NeuronGroup 'silent', has no "
      "threshold and never spikes");
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

TEST_F(SynapsesTest, RefuseWhatIsNotBuiltYetByName) {
  EXPECT_EQ(error_text<UsageError>(
                [&] { Synapses(cells, cells, "dw/dt = -w/(1*ms) : 1", {.name = "s"}); }),
            "'dw/dt' of Synapses 's': differential equations of synapses are not built yet; keep "
            "'w' in the target group, or update it in on_pre");
  EXPECT_EQ(error_text<UsageError>(
                [&] { Synapses(cells, silent, "x_post = v_pre : 1 (summed)", {.name = "s"}); }),
            "'x_post' of Synapses 's': summed variables are not built yet; add to a variable of "
            "the target in on_pre");
}

TEST_F(SynapsesTest, RefuseRulesThatDoNotGoTogether) {
  Synapses synapses{cells, cells, {.on_pre = "v += 1", .name = "s"}};
  EXPECT_EQ(error_text<UsageError>([&] { synapses.connect({.condition = "i < j", .i = {0}}); }),
            "connect of Synapses 's': index arrays go neither with a condition nor with an "
            "expression for j");
  EXPECT_EQ(error_text<UsageError>(
                [&] { synapses.connect({.condition = "i < j", .j_expression = "i"}); }),
            "connect of Synapses 's': give either a condition or an expression for j");
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
}  // namespace ranvier
