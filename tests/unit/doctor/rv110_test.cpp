#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv110_test {
namespace {

using ranvier::testing::edited;
using ranvier::testing::findings_of;
using ::testing::IsEmpty;

constexpr const char* flagged =
    "dv/dt = (3 - v)/(10*ms) : 1 (unless refractory)  # held\n"
    "dw/dt = -w/(10*ms) : 1 ( unless  refractory )\n"
    "x : 1";

std::vector<Finding> examine(const std::string& equations, model::Refractoriness refractory = {}) {
  NeuronGroup group{
      2,
      equations,
      {.threshold = "v > 1", .reset = "v = 0", .refractory = std::move(refractory), .name = "G"}};
  return findings_of("RV110", {&group});
}

TEST(FlagWithoutRefractory, IsTold) {
  const auto findings = examine(flagged);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV110 warning  `v`, `w` are (unless refractory), but NeuronGroup 'G' has no "
            "refractory period: the flag has no effect\n"
            "  NeuronGroup 'G', line 1   dv/dt = (3 - v)/(10*ms) : 1 (unless refractory)  # held   "
            "# the flag has no effect\n"
            "  NeuronGroup 'G', line 2   dw/dt = -w/(10*ms) : 1 ( unless  refractory )             "
            "# the flag has no effect\n"
            "  NeuronGroup 'G'                                                                     "
            "# without refractory=\n"
            "  why:   the flag holds a variable while its neuron is refractory, and without "
            "refractory= no neuron ever is: 'v' moves on at once after each spike\n"
            "  fix:   refractory=2*ms   or, if no period is meant, the equation without the flag\n"
            "  mute:  doctor(ignore={'RV110': ['G']})\n");
  const auto mended = edited(flagged, findings.front().edits);
  EXPECT_EQ(mended, "dv/dt = (3 - v)/(10*ms) : 1  # held\ndw/dt = -w/(10*ms) : 1\nx : 1");
  EXPECT_THAT(examine(mended), IsEmpty());
}

TEST(FlagWithoutRefractory, NamesTheOnlyVariable) {
  const auto findings = examine("dv/dt = -v/ms : 1 (unless refractory)");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "`v` is (unless refractory), but NeuronGroup 'G' has no refractory period: the flag "
            "has no effect");
}

TEST(FlagWithoutRefractory, IsNotToldWithRefractoriness) {
  EXPECT_THAT(examine(flagged, 2 * ms), IsEmpty());
  EXPECT_THAT(examine(flagged, "v > 1"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = -v/ms : 1"), IsEmpty());
}

TEST(FlagWithoutRefractory, LeavesTextsThatOtherGroupsShareToTheUser) {
  NeuronGroup group{2, flagged, {.threshold = "v > 1", .reset = "v = 0", .name = "G"}};
  NeuronGroup other{
      2, flagged, {.threshold = "v > 1", .reset = "v = 0", .refractory = 2 * ms, .name = "other"}};
  const auto findings = findings_of("RV110", {&group, &other});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "G");
  EXPECT_THAT(findings.front().edits, IsEmpty());
  NeuronGroup alike{2, flagged, {.threshold = "v > 1", .reset = "v = 0", .name = "alike"}};
  const auto both = findings_of("RV110", {&group, &alike});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both.front().edits.size(), 2U) << "the flags have no effect in both";
}

}  // namespace
}  // namespace ranvier::doctor::rv110_test
