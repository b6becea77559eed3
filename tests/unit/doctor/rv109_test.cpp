#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv109_test {
namespace {

using ranvier::testing::edited;
using ranvier::testing::findings_of;
using ::testing::IsEmpty;

constexpr const char* leaky = "dv/dt = (3 - v)/(10*ms) : 1";

NeuronGroupOptions spiking(NeuronGroupOptions options) {
  options.name = "G";
  options.clock = {.dt = 0.1 * ms};
  options.threshold = options.threshold.value_or("v > 1");
  return options;
}

std::vector<Finding> examine(const std::string& equations, NeuronGroupOptions options) {
  NeuronGroup group{2, equations, spiking(std::move(options))};
  return findings_of("RV109", {&group});
}

TEST(RefractoryWithoutFlag, IsHintedAt) {
  const auto findings = examine(leaky, {.reset = "v = 0", .refractory = 10 * ms});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV109 hint  `v` keeps integrating during the refractory period: its equation lacks "
            "(unless refractory)\n"
            "  NeuronGroup 'G'            dv/dt = (3 - v)/(10*ms) : 1   # goes on while the neuron "
            "is refractory\n"
            "  reset of NeuronGroup 'G'   v = 0                         # does not hold it\n"
            "  NeuronGroup 'G'                                          # refractory=\n"
            "  why:   refractory= alone keeps the neuron from spiking: during the period of 10 ms "
            "'v' moves on from its reset, so that it may stand above the threshold when the period "
            "ends\n"
            "  fix:   dv/dt = (3 - v)/(10*ms) : 1 (unless refractory)\n"
            "  mute:  doctor(ignore={'RV109': ['G']})\n");
  const auto mended = edited(leaky, findings.front().edits);
  EXPECT_EQ(mended, "dv/dt = (3 - v)/(10*ms) : 1 (unless refractory)");
  EXPECT_THAT(examine(mended, {.reset = "v = 0", .refractory = 10 * ms}), IsEmpty());
}

TEST(RefractoryWithoutFlag, IsHintedAtForTimesInTexts) {
  EXPECT_EQ(examine(leaky,
                    {.reset = "v = 0", .refractory = "2*length", .constants = {{"length", 3 * ms}}})
                .size(),
            1U);
  EXPECT_EQ(examine(leaky, {.reset = "v = 0", .refractory = "rand()*ms"}).size(), 1U)
      << "a time that is not known";
}

TEST(RefractoryWithoutFlag, GivesNoDurationWhereThePeriodIsNotKnown) {
  NeuronGroup group{2, std::string(leaky) + "\nlength : second",
                    spiking({.reset = "v = 0", .refractory = "length"})};
  group.run_regularly("length = 3*ms");
  const auto findings = findings_of("RV109", {&group});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().why,
            "refractory= alone keeps the neuron from spiking: during the period 'v' moves on from "
            "its reset, so that it may stand above the threshold when the period ends");
  EXPECT_THAT(findings.front().data, IsEmpty());
}

TEST(RefractoryWithoutFlag, IsOneFindingForEachGroup) {
  const auto findings =
      examine("dv/dt = (3 - v)/(10*ms) : 1\ndu/dt = (2 - u)/(10*ms) : 1",
              {.threshold = "v > u", .reset = "v = 0; u = 1", .refractory = 10 * ms});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().variable, "u");
}

TEST(RefractoryWithoutFlag, IsNotHintedAtWhereNothingIsHeld) {
  EXPECT_THAT(examine(leaky, {.reset = "", .refractory = 10 * ms}), IsEmpty());
  EXPECT_THAT(examine(leaky, {.refractory = 10 * ms}), IsEmpty()) << "no voltage reset";
  EXPECT_THAT(examine(leaky, {.reset = "v = 0", .refractory = "v > 1"}), IsEmpty());
  EXPECT_THAT(examine(leaky, {.reset = "v = 0"}), IsEmpty());
  EXPECT_THAT(examine(leaky, {.reset = "v = 0", .refractory = 0 * ms}), IsEmpty());
  EXPECT_THAT(
      examine("dv/dt = -v/ms : 1 (unless refractory)\ndlimit/dt = (1 - limit)/ms : 1",
              {.threshold = "v > limit", .reset = "v = 0; limit += 3", .refractory = 10 * ms}),
      IsEmpty())
      << "a threshold that decays";
  EXPECT_THAT(examine("dv/dt = int(not_refractory)*(3 - v)/(10*ms) : 1",
                      {.reset = "v = 0", .refractory = 10 * ms}),
              IsEmpty());
  EXPECT_THAT(examine("dv/dt = int(t - lastspike > 2*ms)*(3 - v)/(10*ms) : 1",
                      {.reset = "v = 0", .refractory = 10 * ms}),
              IsEmpty());
  EXPECT_THAT(examine("v = sin(t*Hz) + x : 1\nx : 1", {.reset = "x = 0", .refractory = 10 * ms}),
              IsEmpty());
}

TEST(RefractoryWithoutFlag, IsNotHintedAtWhereTheResetSetsAnotherVariable) {
  EXPECT_THAT(examine("dv/dt = (3 - v - w)/(10*ms) : 1\ndw/dt = -w/(50*ms) : 1",
                      {.reset = "w = 0.5", .refractory = 5 * ms}),
              IsEmpty());
  NeuronGroup group{2, leaky,
                    spiking({.reset = "", .refractory = 5 * ms, .events = {{"high", "v > 2"}}})};
  group.run_on_event("high", "v = 0");
  EXPECT_THAT(findings_of("RV109", {&group}), IsEmpty()) << "after another event";
  NeuronGroup shown{2, leaky, spiking({.reset = "", .refractory = 5 * ms})};
  NeuronGroup other{
      2,
      "u : 1\nseen : 1 (linked)",
      {.threshold = "u > 1", .reset = "seen = 0", .clock = {.dt = 0.1 * ms}, .name = "other"}};
  other["seen"] = linked_var(shown, "v");
  EXPECT_THAT(findings_of("RV109", {&shown, &other}), IsEmpty()) << "after spikes of others";
}

TEST(RefractoryWithoutFlag, LeavesTextsThatOtherGroupsShareToTheUser) {
  NeuronGroup group{2, leaky, spiking({.reset = "v = 0", .refractory = 10 * ms})};
  NeuronGroup other{2, leaky, {.threshold = "v > 1", .reset = "v = 0", .name = "other"}};
  const auto findings = findings_of("RV109", {&group, &other});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().edits, IsEmpty()) << "the flag would have no effect there";
  NeuronGroup alike{
      2, leaky, {.threshold = "v > 1", .reset = "v = 0", .refractory = 5 * ms, .name = "alike"}};
  const auto both = findings_of("RV109", {&group, &alike});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both.front().edits.size(), 1U) << "it is right in both";
}

}  // namespace
}  // namespace ranvier::doctor::rv109_test
