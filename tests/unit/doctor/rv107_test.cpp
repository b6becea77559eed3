#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv107_test {
namespace {

using ranvier::testing::arguments;
using ranvier::testing::error_text;
using ranvier::testing::findings_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* leaky = "dv/dt = (1.2 - v)/(10*ms) : 1";

std::vector<Finding> examine(const std::string& equations, NeuronGroupOptions options) {
  options.name = "G";
  options.clock = {.dt = 0.1 * ms};
  NeuronGroup group{2, equations, std::move(options)};
  return findings_of("RV107", {&group});
}

std::vector<std::string> fix_of(const std::string& equations, NeuronGroupOptions options) {
  const auto findings = examine(equations, std::move(options));
  return findings.size() == 1 ? arguments(findings.front().edits) : std::vector<std::string>();
}

TEST(ThresholdWithoutReset, IsTold) {
  const auto findings = examine(leaky, {.threshold = "v > 1"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV107 warning  `G` spikes in every step while `v > 1` holds: it has neither a reset "
            "nor a refractory period\n"
            "  NeuronGroup 'G'                                   # threshold without reset= and "
            "refractory=\n"
            "  NeuronGroup 'G'   dv/dt = (1.2 - v)/(10*ms) : 1   # nothing puts it back\n"
            "  why:   a threshold is tested in every step, and without a reset the condition still "
            "holds in the next one: up to 10000 spikes per second at dt = 0.1 ms\n"
            "  fix:   reset='v = 0'\n"
            "  mute:  doctor(ignore={'RV107': ['G']})\n");
  EXPECT_EQ(findings.front().variable, "v");
  EXPECT_THAT(findings.front().related, ElementsAre("RV108"));
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("reset='v = 0'"));
}

TEST(ThresholdWithoutReset, IsMendedByAResetBelowTheThreshold) {
  EXPECT_THAT(fix_of("dv/dt = (E - v)/(10*ms) : volt",
                     {.threshold = "v > -50*mV", .constants = {{"E", -70 * mV}}}),
              ElementsAre("reset='v = E'"));
  EXPECT_THAT(fix_of("dv/dt = (I - v)/(10*ms) : volt\nI : volt", {.threshold = "10*mV < v"}),
              ElementsAre("reset='v = 0*volt'"));
  EXPECT_THAT(fix_of("dv/dt = v**2/(10*ms) : 1", {.threshold = "v > 1"}),
              ElementsAre("reset='v = 0'"))
      << "a spike that the equations do not end";
}

TEST(ThresholdWithoutReset, IsMendedByRefractorinessWhereTheEquationsEndSpikes) {
  EXPECT_THAT(fix_of("dv/dt = (h*(50*mV - v) - v)/(1*ms) : volt\n"
                     "dh/dt = (1/(1 + exp(v/mV)) - h)/(5*ms) : 1",
                     {.threshold = "v > -20*mV"}),
              ElementsAre("refractory='v > -20*mV'"))
      << "gates";
  EXPECT_THAT(
      fix_of("dv/dt = (v - v**3/3 - w)/ms : 1\ndw/dt = 0.1*(v - w)/ms : 1", {.threshold = "v > 1"}),
      ElementsAre("refractory='v > 1'"))
      << "a cubic current";
  EXPECT_THAT(fix_of("v = sin(t*50*Hz) : 1", {.threshold = "v > 0.5"}),
              ElementsAre("refractory='v > 0.5'"));
  EXPECT_THAT(fix_of("x : 1", {.threshold = "x > 0"}), ElementsAre("refractory='x > 0'"));
}

TEST(ThresholdWithoutReset, StandsForALevelThresholdOnlyWhereTheConditionLasts) {
  const auto findings = examine("x : 1", {.threshold = "x > 0"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().related, IsEmpty());
}

TEST(ThresholdWithoutReset, GivesNoRateWhereTheStepIsNotKnown) {
  NeuronGroup group{2, leaky, {.threshold = "v > 1", .name = "G"}};
  const auto findings = findings_of("RV107", {&group});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().why,
            "a threshold is tested in every step, and without a reset the condition still holds in "
            "the next one");
}

TEST(ThresholdWithoutReset, IsNotToldWhereSomethingEndsTheCondition) {
  EXPECT_THAT(examine(leaky, {.threshold = "v > 1", .reset = "v = 0"}), IsEmpty());
  EXPECT_THAT(examine(leaky, {.threshold = "v > 1", .reset = ""}), IsEmpty()) << "RV108's";
  EXPECT_THAT(examine(leaky, {.threshold = "v > 1", .refractory = 2 * ms}), IsEmpty());
  EXPECT_THAT(examine(leaky, {}), IsEmpty());
  NeuronGroup group{2, leaky, {.threshold = "v > 1", .name = "G"}};
  group.run_regularly("v = 0*v");
  EXPECT_THAT(findings_of("RV107", {&group}), IsEmpty());
}

TEST(ThresholdWithoutReset, IsNotToldWhereCodeOfAnotherEventEndsTheCondition) {
  NeuronGroup group{2, leaky, {.threshold = "v > 1", .name = "G", .events = {{"high", "v > 1"}}}};
  EXPECT_EQ(findings_of("RV107", {&group}).size(), 1U) << "nothing follows the event";
  group.run_on_event("high", "v = 0");
  EXPECT_THAT(findings_of("RV107", {&group}), IsEmpty());
}

TEST(ThresholdWithoutReset, IsNotToldWhereSynapsesOfTheGroupEndTheCondition) {
  NeuronGroup group{2, leaky, {.threshold = "v > 1", .name = "G"}};
  Synapses own{group, group, {.on_pre = "v_post = 0", .name = "own"}};
  EXPECT_THAT(findings_of("RV107", {&group, &own}), IsEmpty());
  NeuronGroup source{2, leaky, {.threshold = "v > 1", .reset = "v = 0", .name = "source"}};
  Synapses foreign{source, group, {.on_pre = "v_post = 0", .name = "foreign"}};
  EXPECT_EQ(findings_of("RV107", {&source, &group, &foreign}).size(), 1U);
}

TEST(ThresholdWithoutReset, IsNotToldWhereItsOwnSpikesEndTheConditionAtSynapsesToIt) {
  PoissonGroup inputs{2, 10 * Hz, {.name = "inputs"}};
  NeuronGroup group{2, leaky, {.threshold = "v > 1", .name = "G"}};
  Synapses back{inputs, group, {.on_post = "v_post = 0", .name = "back"}};
  EXPECT_THAT(findings_of("RV107", {&inputs, &group, &back}), IsEmpty());
}

TEST(ThresholdWithoutReset, IsNotToldOfRandomSpikesAndClocks) {
  EXPECT_THAT(examine("rates : Hz", {.threshold = "rand() < rates*dt"}), IsEmpty());
  EXPECT_THAT(examine("p = rand() : 1\nq : 1", {.threshold = "p < q"}), IsEmpty());
  EXPECT_THAT(examine("p = rand() : 1 (constant over dt)\nq : 1", {.threshold = "p < q"}),
              IsEmpty());
  EXPECT_THAT(examine("start : second", {.threshold = "t > start"}), IsEmpty());
  EXPECT_THAT(examine("x : 1", {.threshold = "True"}), IsEmpty());
  EXPECT_THAT(examine("x : 1", {.threshold = "i < 1"}), IsEmpty());
}

TEST(ThresholdWithoutReset, IsNotToldWhereFunctionsOfTheUserRun) {
  NeuronGroup group{2, leaky, {.threshold = "v > 1", .name = "G"}};
  NetworkOperation operation{[] {}};
  EXPECT_THAT(findings_of("RV107", {&group, &operation}), IsEmpty());
}

TEST(ThresholdWithoutReset, IsAnErrorForTheSourceOfSynapses) {
  NeuronGroup group{2, leaky, {.name = "G"}};
  EXPECT_EQ(
      error_text<UsageError>(
          [&] { Synapses synapses{group, group, {.on_pre = "v_post += 1", .name = "S"}}; }),
      "Synapses 'S' has a pathway on_pre, but its source, NeuronGroup 'G', has no threshold "
      "and never spikes: give it threshold=..., or let a (summed) variable read its values in "
      "each step");
}

TEST(ThresholdWithoutReset, IsNoErrorForTheSourceOfSynapsesWithoutPathways) {
  NeuronGroup silent{2, leaky, {.name = "silent"}};
  NeuronGroup target{2, "I : 1", {.name = "target"}};
  EXPECT_NO_THROW((Synapses{silent, target, "I_post = v_pre : 1 (summed)", {.name = "summed"}}));
  EXPECT_NO_THROW((Synapses{
      silent, target, "dx/dt = (v_pre - x)/ms : 1 (clock-driven)", {.name = "clock_driven"}}));
}

}  // namespace
}  // namespace ranvier::doctor::rv107_test
