#include <limits>

#include <gtest/gtest.h>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::facts_test {
namespace {

using symbolic::Interval;

constexpr double infinity = std::numeric_limits<double>::infinity();

class FactsTest : public ::testing::Test {
 protected:
  const model::Constants constants_{{"EL", -70 * mV}, {"ENa", 50 * mV}, {"gL", 10 * nS},
                                    {"gNa", 1 * uS},  {"C", 100 * pF},  {"tau", 5 * ms}};

  static constexpr const char* membrane =
      "dv/dt = (gL*(EL - v) + gNa*m**3*(ENa - v) + I)/C : volt\n"
      "dm/dt = alpha*(1 - m) - beta*m : 1\n"
      "alpha = 0.1/mV*(v + 40*mV)/(1 - exp(-(v + 40*mV)/(10*mV)))/ms : Hz\n"
      "beta = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz\n"
      "dg/dt = -g/tau : siemens\n"
      "I : amp";

  NeuronGroup cells_{
      3,
      membrane,
      {.method = "euler", .threshold = "v > -20*mV", .reset = "v = -75*mV", .name = "cells"}};

  FactsTest() { cells_["v"].set({-60, -65, -70}, mV); }

  void apply() {
    Network network{{.backend = backend::make_interpreter()}, cells_};
    network.apply_pending();
  }

  Facts facts() { return Facts(network_, namespace_of(constants_)); }

  Interval range(const std::string& variable) {
    apply();
    return facts().range_of({&cells_, variable});
  }

  const model::NetworkDescription network_{{&cells_}};
};

TEST_F(FactsTest, PotentialsMoveBetweenReversalsThresholdResetAndPresentValues) {
  EXPECT_EQ(range("v"), (Interval{-75e-3, 50e-3}));
  cells_["v"] = 80 * mV;
  EXPECT_EQ(range("v"), (Interval{-75e-3, 80e-3}));
}

TEST_F(FactsTest, GatesStayBetweenZeroAndOne) {
  EXPECT_EQ(range("m"), (Interval{0, 1}));
  cells_["m"] = 1.5;
  EXPECT_EQ(range("m"), (Interval{0, 1.5})) << "it comes back, but is above now";
  cells_["m"] = -0.5;
  EXPECT_EQ(range("m"), (Interval{-0.5, 1}));
}

TEST_F(FactsTest, WhatDecaysStaysOnItsSideOfZero) {
  cells_["g"] = 3 * nS;
  EXPECT_EQ(range("g"), (Interval{0, infinity}));
  cells_["g"] = -3 * nS;
  EXPECT_EQ(range("g"), (Interval{-infinity, 0}));
}

TEST_F(FactsTest, ParametersHaveTheirValuesIfNothingChangesThem) {
  cells_["I"].set({1, 5, 3}, nA);
  EXPECT_EQ(range("I"), (Interval{1e-9, 5e-9}));
  cells_.run_regularly("I = rand()*nA");
  EXPECT_EQ(range("I"), (Interval{0, infinity}));
}

TEST_F(FactsTest, IncrementsOfSynapsesCount) {
  PoissonGroup inputs{1, 10 * Hz};
  Synapses synapses{inputs, cells_, "w : siemens", {.on_pre = "g += w"}};
  synapses.connect();
  synapses["w"] = -1 * nS;
  Network network{{.backend = backend::make_interpreter()}, cells_, inputs, synapses};
  network.apply_pending();
  const model::NetworkDescription description{{&cells_, &inputs, &synapses}};
  EXPECT_EQ(Facts(description, namespace_of(constants_)).range_of({&cells_, "g"}),
            (Interval{-infinity, 0}));
}

TEST_F(FactsTest, BoundsOfOneVariableAreFoundByTryingItsRange) {
  apply();
  const auto bounds = facts().bounds_of(cells_, equations::parse_expression("v - v", "test"));
  EXPECT_EQ(bounds, (Interval{0, 0}));
  EXPECT_GT(range("alpha").low, 0) << "rounding noise at the 0/0 aside";
}

TEST_F(FactsTest, KnowsValuesAndDimensions) {
  apply();
  const auto expression = equations::parse_expression("gL*(EL - 10*mV)/C", "test");
  EXPECT_NEAR(*facts().value_of(cells_, expression), -8, 1e-12);
  EXPECT_EQ(facts().dimension_of(cells_, expression), volt.dimension() / second.dimension());
  EXPECT_FALSE(facts().value_of(cells_, equations::parse_expression("v", "test")));
  EXPECT_FALSE(facts().dimension_of(cells_, equations::parse_expression("unknown*v", "test")));
  EXPECT_EQ(facts().constant(cells_, "mV"), 1 * mV);
  EXPECT_FALSE(facts().constant(cells_, "nobody"));
}

TEST_F(FactsTest, FindsTheNamesThatComeFromOutside) {
  EXPECT_EQ(external_names(cells_), (std::set<std::string>{"C", "EL", "ENa", "gL", "gNa", "tau"}));
}

TEST_F(FactsTest, ATextWhoseUnitsClashHasNoDimension) {
  apply();
  const auto dimension = [&](const std::string& text) {
    return facts().dimension_of(cells_, equations::parse_expression(text, "test"));
  };
  EXPECT_EQ(dimension("gL*(EL - v) + I"), units::amp.dimension());
  EXPECT_EQ(dimension("0.1*v + 2*tau"), std::nullopt);
}

}  // namespace
}  // namespace ranvier::doctor::facts_test
