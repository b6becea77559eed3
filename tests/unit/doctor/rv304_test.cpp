#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv304_test {
namespace {

using ranvier::testing::arguments;
using ranvier::testing::edited;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Two traces that relax towards each other, and a drive: without `k` their sum grows for ever.
constexpr const char* pair =
    "dx/dt = (y - x - k*x)/(10*ms) : 1 (event-driven)\n"
    "dy/dt = (x - y + 1)/(10*ms) : 1 (event-driven)\n"
    "k : 1 (constant)";

/// A trace with a drive, and one that follows it.
constexpr const char* chain =
    "dx/dt = 1/second - k*x : 1 (event-driven)\n"
    "dy/dt = (x - y)/(10*ms) : 1 (event-driven)\n"
    "k : Hz (constant)";

struct Outcome {
  std::vector<Finding> findings;
  double y = 0;  ///< of synapse 1 after a spike
};

Outcome examine(const std::string& equations, const std::string& k) {
  SpikeGeneratorGroup source{2, {0, 1}, {0.005, 0.005}, {.name = "source"}};
  NeuronGroup target{2, "v : 1", {.name = "target"}};
  Synapses synapses{source, target, equations, {.on_pre = "v_post += y", .name = "S"}};
  synapses.connect({.j = "i"});
  synapses["k"] = k;
  Network network{ranvier::testing::examined(), source, target, synapses};
  network.run(10 * ms);
  return {findings_of("RV304", {&source, &target, &synapses}), synapses["y"].values()[1]};
}

TEST(ClosedFormSingular, IsToldOfPairsWithADrive) {
  const auto [findings, y] = examine(pair, "1 - i");
  EXPECT_TRUE(std::isnan(y)) << "what the finding says happens";
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV304 warning  `x` becomes nan: its closed solution divides by zero (synapses 1)\n"
            "  Synapses 'S', line 1   dx/dt = (y - x - k*x)/(10*ms) : 1 (event-driven)   # the "
            "determinant with y is 0\n"
            "  Synapses 'S'                                                              # "
            "event-driven\n"
            "  why:   between events the equations are solved as a distance from the values where "
            "they rest, and with this value of the parameters they rest nowhere\n"
            "  fix:   dx/dt = (y - x - k*x)/(10*ms) : 1 (clock-driven)\n"
            "         dy/dt = (x - y + 1)/(10*ms) : 1 (clock-driven)\n"
            "         with   method='exact'\n"
            "  mute:  doctor(ignore={'RV304': ['S']})\n");
  const auto mended = edited(pair, findings.front().edits);
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='exact'"));
  const auto after = examine(mended, "1 - i");
  EXPECT_THAT(after.findings, IsEmpty());
  EXPECT_TRUE(std::isfinite(after.y));
}

TEST(ClosedFormSingular, IsToldOfChainsBehindADecayOfZero) {
  const auto [findings, y] = examine(chain, "0*Hz");
  EXPECT_TRUE(std::isnan(y));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message, "`x` becomes nan: its closed solution divides by zero");
}

TEST(ClosedFormSingular, IsNotToldOfRegularValues) {
  EXPECT_THAT(examine(pair, "1").findings, IsEmpty());
  EXPECT_THAT(examine(chain, "3*Hz").findings, IsEmpty());
}

TEST(ClosedFormSingular, IsNotToldOfEqualTimeConstants) {
  const auto [findings, y] = examine(
      "dx/dt = -x/(10*ms) : 1 (event-driven)\n"
      "dy/dt = (x - y)/(10*ms) : 1 (event-driven)\n"
      "k : 1",
      "0");
  EXPECT_THAT(findings, IsEmpty());
  EXPECT_TRUE(std::isfinite(y));
  NeuronGroup group{
      2, "dx/dt = -x/(5*ms) : 1\ndy/dt = (x - y)/(5*ms) : 1", {.method = "exact", .name = "G"}};
  EXPECT_THAT(findings_of("RV304", {&group}), IsEmpty());
}

TEST(ClosedFormSingular, IsToldOfExponentialEuler) {
  NeuronGroup group{
      3, "dv/dt = I/ms - g*v/ms : 1\nI : 1\ng : 1", {.method = "exponential_euler", .name = "G"}};
  Network network{ranvier::testing::examined(), group};
  group["I"] = 1;
  group["g"] = {1, 0, 2};
  network.run(1 * ms);
  EXPECT_TRUE(std::isnan(group["v"].values()[1]));
  const auto findings = findings_of("RV304", {&group});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "`v` becomes nan: its closed solution divides by zero (neurons 1)");
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='exact'"));
}

TEST(ClosedFormSingular, IsNotToldWhereTheCoefficientCancelsOrChanges) {
  const NeuronGroupOptions options{.method = "exponential_euler", .name = "G"};
  NeuronGroup conductance{2, "dv/dt = g*(1 - v)/ms : 1\ng : 1", options};
  EXPECT_THAT(findings_of("RV304", {&conductance}), IsEmpty());
  NeuronGroup changing{2, "dv/dt = I/ms - g*v/ms : 1\nI : 1\ndg/dt = -g/ms : 1", options};
  EXPECT_THAT(findings_of("RV304", {&changing}), IsEmpty());
  NeuronGroup written{2, "dv/dt = I/ms - g*v/ms : 1\nI : 1\ng : 1", options};
  written.run_regularly("g = 1");
  EXPECT_THAT(findings_of("RV304", {&written}), IsEmpty());
}

TEST(ClosedFormSingular, IsNotToldOfExponentialEulerWithoutADrive) {
  const NeuronGroupOptions options{.method = "exponential_euler", .name = "G"};
  NeuronGroup group{2, "dv/dt = -g*v/ms : 1\ng : 1", options};
  Network network{ranvier::testing::examined(), group};
  network.run(1 * ms);
  EXPECT_TRUE(std::isfinite(group["v"].values()[0]));
  EXPECT_THAT(findings_of("RV304", {&group}), IsEmpty());
}

TEST(ClosedFormSingular, SaysWhatExponentialEulerDividesBy) {
  NeuronGroup group{
      2, "dv/dt = I/ms - g*v/ms : 1\nI : 1\ng : 1", {.method = "exponential_euler", .name = "G"}};
  EXPECT_EQ(
      only_text(findings_of("RV304", {&group})),
      "RV304 warning  `v` becomes nan: its closed solution divides by zero\n"
      "  NeuronGroup 'G', line 1   dv/dt = I/ms - g*v/ms : 1   # g is 0\n"
      "  NeuronGroup 'G'                                       # method='exponential_euler'\n"
      "  why:   exponential_euler divides the drive by the coefficient of the variable, which "
      "is zero\n"
      "  fix:   method='exact'\n"
      "  mute:  doctor(ignore={'RV304': ['G']})\n");
}

TEST(ClosedFormSingular, NamesFiveElementsAtMost) {
  const auto with = [](int n) {
    NeuronGroup group{10,
                      "dv/dt = I/ms - g*v/ms : 1\nI : 1\ng : 1",
                      {.method = "exponential_euler", .name = "G"}};
    group["g"] = fmt::format("int(i >= {})", n);
    return findings_of("RV304", {}, group).front();
  };
  EXPECT_EQ(with(5).message,
            "`v` becomes nan: its closed solution divides by zero (neurons 0, 1, 2, 3, 4)");
  EXPECT_EQ(with(6).message,
            "`v` becomes nan: its closed solution divides by zero (neurons 0, 1, 2, 3, 4, ...)");
  EXPECT_EQ(with(6).data.at("elements"), 6);
}

TEST(ClosedFormSingular, IsNotToldOfOscillationsWithTheExactMethod) {
  NeuronGroup group{2, "dx/dt = -y/ms : 1\ndy/dt = x/ms : 1", {.method = "exact", .name = "G"}};
  Network network{ranvier::testing::examined(), group};
  group["x"] = 1;
  network.run(1 * ms);
  EXPECT_NEAR(group["x"].values()[0], std::cos(1), 1e-12) << "the exact method is right";
  EXPECT_THAT(findings_of("RV304", {&group}), IsEmpty());
}

TEST(ClosedFormSingular, IsNotToldWithoutADrive) {
  const auto of_pair = examine(
      "dx/dt = (y - x)/(10*ms) : 1 (event-driven)\n"
      "dy/dt = (x - y)/(10*ms) : 1 (event-driven)\n"
      "k : 1",
      "0");
  EXPECT_THAT(of_pair.findings, IsEmpty());
  EXPECT_TRUE(std::isfinite(of_pair.y));
  const auto of_chain = examine(
      "dx/dt = -k*x : 1 (event-driven)\n"
      "dy/dt = (x - y)/(10*ms) : 1 (event-driven)\n"
      "k : Hz (constant)",
      "0*Hz");
  EXPECT_THAT(of_chain.findings, IsEmpty());
  EXPECT_TRUE(std::isfinite(of_chain.y));
}

/// A chain whose `k`, 0 at first, is examined before anything runs.
class ChainBeforeARun : public ::testing::Test {
 protected:
  SpikeGeneratorGroup source_{2, {0, 1}, {0.005, 0.005}, {.name = "source"}};
  NeuronGroup target_{2, "v : 1\nr : Hz", {.name = "target"}};

  Synapses synapses_with(const std::string& equations) {
    return {source_, target_, equations, {.on_pre = "v_post += y", .name = "S"}};
  }

  template <typename... Others>
  std::vector<Finding> examine(Synapses& synapses, Others&... others) {
    synapses.connect({.j = "i"});
    return findings_of("RV304", {}, source_, target_, synapses, others...);
  }

  static std::string chain_with(const std::string& decay, const std::string& flag = "") {
    return "dx/dt = 1/second - " + decay +
           "*x : 1 (event-driven)\n"
           "dy/dt = (x - y)/(10*ms) : 1 (event-driven)\n"
           "k : Hz" +
           flag;
  }
};

TEST_F(ChainBeforeARun, IsNotToldOfWhatFunctionsOfTheUserMayChange) {
  NetworkOperation operation{[] {}};
  auto free = synapses_with(chain_with("k"));
  EXPECT_THAT(examine(free, operation), IsEmpty());
}

TEST_F(ChainBeforeARun, IsToldOfWhatTheyCanNotChange) {
  NetworkOperation operation{[] {}};
  auto constant = synapses_with(chain_with("k", " (constant)"));
  EXPECT_EQ(examine(constant, operation).size(), 1U);
}

TEST_F(ChainBeforeARun, IsNotToldOfValuesThatAreStillToBeSet) {
  auto pending = synapses_with(chain_with("k"));
  pending.connect({.j = "i"});
  EXPECT_EQ(findings_of("RV304", {}, source_, target_, pending).size(), 1U);
  pending["k"] = "(1 - i)*Hz";
  EXPECT_THAT(findings_of("RV304", {&source_, &target_, &pending}), IsEmpty());
  EXPECT_EQ(findings_of("RV304", {}, source_, target_, pending).size(), 1U) << "now they are set";
}

TEST_F(ChainBeforeARun, IsNotToldOfVariablesOfNeurons) {
  auto of_target = synapses_with(chain_with("r_post"));
  EXPECT_THAT(examine(of_target), IsEmpty());
}

TEST_F(ChainBeforeARun, IsNotToldOfEquationsThatAreNotLinear) {
  auto nonlinear = synapses_with(
      "dx/dt = 1/second - k*x**2 : 1 (event-driven)\n"
      "dy/dt = (x - y)/(10*ms) : 1 (event-driven)\n"
      "k : Hz");
  EXPECT_THAT(findings_of("RV304", {&source_, &target_, &nonlinear}), IsEmpty());
}

TEST_F(ChainBeforeARun, IsNotToldOfLinkedVariables) {
  NeuronGroup shown{1, "k : 1", {.name = "shown"}};
  NeuronGroup group{
      1, "dv/dt = 1/ms - k*v/ms : 1\nk : 1 (linked)", {.method = "exponential_euler", .name = "G"}};
  group["k"] = linked_var(shown, "k");
  EXPECT_THAT(findings_of("RV304", {&shown, &group}), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv304_test
