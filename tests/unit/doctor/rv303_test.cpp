#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv303_test {
namespace {

using ranvier::testing::arguments;
using ranvier::testing::findings_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* additive = "dv/dt = -v/tau + sigma*sqrt(2/tau)*xi : 1";
constexpr const char* multiplicative = "dv/dt = -v/tau + v*sqrt(2/tau)*xi : 1";

std::vector<Finding> examine(const std::string& equations, model::MethodSelection method) {
  NeuronGroup group{
      2,
      equations,
      {.method = std::move(method), .constants = {{"tau", 10 * ms}, {"sigma", 0.2}}, .name = "G"}};
  return findings_of("RV303", {&group});
}

TEST(NoiseWithDeterministicMethod, IsTold) {
  const auto findings = examine(additive, "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV303 error  `v` has noise (`xi`), and the method exponential_euler is for equations "
      "without\n"
      "  NeuronGroup 'G'   dv/dt = -v/tau + sigma*sqrt(2/tau)*xi : 1   # white noise\n"
      "  NeuronGroup 'G'                                               # "
      "method='exponential_euler'\n"
      "  why:   over a step dt noise adds a random number of size sqrt(dt), not a slope times "
      "dt: exponential_euler would integrate 'xi' as if it were a smooth input, so it "
      "refuses\n"
      "  fix:   method='euler'\n"
      "         or, with exponential_euler, in place of the term with xi:   noise = "
      "sigma*sqrt(2/tau)*randn()/sqrt(dt) : Hz (constant over dt)\n"
      "  mute:  doctor(ignore={'RV303': ['G']})\n");
  EXPECT_EQ(findings.front().variable, "v");
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='euler'"));
}

TEST(NoiseWithDeterministicMethod, IsToldOfEachSuchMethod) {
  for (const auto* method : {"exact", "linear", "independent", "rk2", "rk4", "exponential_euler"}) {
    EXPECT_EQ(examine(additive, method).size(), 1U) << method;
  }
}

TEST(NoiseWithDeterministicMethod, IsMendedByAMethodThatAccepts) {
  const auto findings = examine(multiplicative, "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "method='heun'");
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='heun'"));
}

TEST(NoiseWithDeterministicMethod, LeavesNoiseThatNoMethodTakesToTheUser) {
  const auto findings = examine("dv/dt = -v/tau + exp(xi*sqrt(second))/tau : 1", "rk4");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV303 error  `v` has noise (`xi`), and the method rk4 is for equations without\n"
      "  NeuronGroup 'G'   dv/dt = -v/tau + exp(xi*sqrt(second))/tau : 1   # white noise\n"
      "  NeuronGroup 'G'                                                   # method='rk4'\n"
      "  why:   over a step dt noise adds a random number of size sqrt(dt), not a slope times "
      "dt: rk4 would integrate 'xi' as if it were a smooth input, so it refuses\n"
      "  fix:   write noise as a factor times xi, added to the rest; then   method='heun'\n"
      "  mute:  doctor(ignore={'RV303': ['G']})\n");
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

TEST(NoiseWithDeterministicMethod, IsToldOfClockDrivenSynapses) {
  NeuronGroup group{2, "x : 1", {.name = "G"}};
  Synapses synapses{group,
                    group,
                    "ds/dt = -s/ms + xi/ms**0.5 : 1 (clock-driven)",
                    {.method = "rk4", .name = "S"}};
  const auto findings = findings_of("RV303", {&group, &synapses});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "S");
  EXPECT_EQ(findings.front().fix, "method='euler'");
}

TEST(NoiseWithDeterministicMethod, IsToldOfAListOfOneMethod) {
  EXPECT_EQ(examine(additive, {"rk4"}).size(), 1U);
}

TEST(NoiseWithDeterministicMethod, IsToldOnceForAGroupAndAPartOfIt) {
  NeuronGroup group{2, "dv/dt = -v/ms + xi/ms**0.5 : 1", {.method = "rk4", .name = "G"}};
  model::Subgroup part{group, 0, 1, "part"};
  EXPECT_EQ(findings_of("RV303", {&group, &part}).size(), 1U);
}

TEST(NoiseWithDeterministicMethod, SeesNoiseInSubexpressions) {
  const auto findings = examine("dv/dt = -v/tau + noise : 1\nnoise = sqrt(2/tau)*xi_a : Hz", "rk4");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "`v` has noise (`xi_a`), and the method rk4 is for equations without");
}

TEST(NoiseWithDeterministicMethod, IsNotToldOfMethodsForNoise) {
  for (const auto* method : {"euler", "heun", "milstein", ""}) {
    EXPECT_THAT(examine(additive, method), IsEmpty()) << method;
  }
  EXPECT_THAT(examine(additive, {"exact", "euler"}), IsEmpty());
  EXPECT_THAT(examine("dv/dt = -v/tau : 1", "exact"), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv303_test
