#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv702_test {
namespace {

using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Finding> examine(const std::string& equations, const std::string& threshold = "v > 1") {
  NeuronGroup cells{
      3, equations, {.method = "euler", .threshold = threshold, .reset = "v = 0", .name = "cells"}};
  if (equations.find("I0") != std::string::npos) {
    cells["I0"].set({0.5, 0.95, 0.2});
  }
  return findings_of("RV702", {{"tau", 10 * ms}}, cells);
}

TEST(BelowThreshold, IsFoundIfNoCellReachesIt) {
  EXPECT_EQ(only_text(examine("dv/dt = (I0 - v)/tau : 1\nI0 : 1 (constant)")),
            "RV702 hint  no neuron of cells can spike: `v` does not reach its threshold 1\n"
            "  NeuronGroup 'cells', line 1        dv/dt = (I0 - v)/tau : 1   # negative at the "
            "threshold\n"
            "  threshold of NeuronGroup 'cells'   v > 1                      # is never reached\n"
            "  why:   nothing but its equation moves `v`, and at the threshold dv/dt is negative: "
            "what drives it is too weak, or an input is missing\n"
            "  mute:  doctor(ignore={'RV702': ['cells']})\n");
  EXPECT_THAT(examine("dv/dt = (0.5 - v)/tau : 1", "0.6 <= v"), SizeIs(1));
}

TEST(BelowThreshold, IsNothingIfACellReachesIt) {
  EXPECT_THAT(examine("dv/dt = (I0 - v)/tau : 1\nI0 : 1 (constant)", "v > 0.9"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = (1.1 - v)/tau : 1"), IsEmpty());
}

TEST(BelowThreshold, IsNothingWithNoiseAndUnknownCourses) {
  EXPECT_THAT(examine("dv/dt = -v/tau + xi*tau**-0.5 : 1"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = (0.5 - v)/tau : 1", "v > 0.6 + 0.1*rand()"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = (2*sin(t/tau) - v)/tau : 1"), IsEmpty());
}

TEST(BelowThreshold, IsNothingWithoutAThresholdThatIsCrossedUpwards) {
  NeuronGroup without{1, "dv/dt = -v/tau : 1", {.name = "without"}};
  EXPECT_THAT(findings_of("RV702", {{"tau", 10 * ms}}, without), IsEmpty());
  NeuronGroup downward{
      1, "dv/dt = (-2 - v)/tau : 1", {.threshold = "v < -1", .reset = "v = 0", .name = "downward"}};
  downward["v"] = -1.5;
  EXPECT_THAT(findings_of("RV702", {{"tau", 10 * ms}}, downward), IsEmpty());
}

TEST(BelowThreshold, IsNothingForNeuronsThatStartAboveIt) {
  NeuronGroup cells{
      2, "dv/dt = (0.5 - v)/tau : 1", {.threshold = "v > 1", .reset = "v = 0", .name = "cells"}};
  cells["v"].set({0, 2});
  EXPECT_THAT(findings_of("RV702", {{"tau", 10 * ms}}, cells), IsEmpty());
}

TEST(BelowThreshold, IsNothingWhereFunctionsOfTheUserRun) {
  NeuronGroup cells{
      1, "dv/dt = (0.5 - v)/tau : 1", {.threshold = "v > 1", .reset = "v = 0", .name = "cells"}};
  NetworkOperation operation{[] {}};
  EXPECT_THAT(findings_of("RV702", {{"tau", 10 * ms}}, cells, operation), IsEmpty());
}

TEST(BelowThreshold, IsNothingIfSomethingElseMovesTheVariable) {
  NeuronGroup cells{1, "dv/dt = -v/tau : 1", {.threshold = "v > 1", .reset = "v = 0"}};
  PoissonInput input{cells, "v", 10, 10 * Hz, 0.1};
  EXPECT_THAT(findings_of("RV702", {{"tau", 10 * ms}}, cells, input), IsEmpty());
  NeuronGroup driven{
      1, "dv/dt = (I - v)/tau : 1\ndI/dt = -I/tau : 1", {.threshold = "v > 1", .reset = "v = 0"}};
  PoissonInput current{driven, "I", 10, 10 * Hz, 5};
  EXPECT_THAT(findings_of("RV702", {{"tau", 10 * ms}}, driven, current), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv702_test
