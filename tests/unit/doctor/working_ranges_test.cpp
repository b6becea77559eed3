#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/doctor/working_ranges.hpp>

namespace ranvier::doctor::working_ranges_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const model::Constants channels{{"C", 100 * pF},  {"gL", 10 * nS},  {"EL", -65 * mV},
                                {"gNa", 10 * uS}, {"ENa", 55 * mV}, {"gK", 4 * uS},
                                {"EK", -90 * mV}};

constexpr const char* membrane =
    "dv/dt = (gL*(EL - v) + gNa*m**3*(ENa - v) + gK*n**4*(EK - v))/C : volt\n"
    "dm/dt = (1/(1 + exp(-(v + 35*mV)/(7*mV))) - m)/(0.1*ms) : 1\n"
    "dn/dt = (1/(1 + exp(-(v + 30*mV)/(9*mV))) - n)/(4*ms) : 1";

template <typename... Objects>
std::vector<std::string> ranges_of(NeuronGroup& cells, Objects*... others) {
  Network network{ranvier::testing::examined(), cells, *others...};
  network.apply_pending({.names = namespace_of(channels)});
  const model::NetworkDescription description{{&cells, others...}};
  std::vector<std::string> found;
  for (const auto& range : working_ranges(Facts(description, namespace_of(channels)))) {
    found.push_back(fmt::format("{} {:.4g} {:.4g}", range.variable.name, range.low, range.high));
  }
  return found;
}

TEST(WorkingRanges, AreThoseOfReversalValuesAndGates) {
  NeuronGroup cells{
      1, membrane, {.method = "rk4", .threshold = "v > 0*mV", .refractory = "v > 0*mV"}};
  EXPECT_THAT(ranges_of(cells), ElementsAre("m -0.001 1.001", "n -0.001 1.001", "v -0.11 0.075"));
}

TEST(WorkingRanges, AreNotKnownWithOtherCurrentsOrWriters) {
  NeuronGroup injected{
      1, "dv/dt = (gL*(EL - v) + gK*(EK - v) + I)/C : volt\nI : amp", {.method = "euler"}};
  EXPECT_THAT(ranges_of(injected), IsEmpty());
  NeuronGroup written{1, "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt", {.method = "euler"}};
  EXPECT_THAT(ranges_of(written), ElementsAre("v -0.11 0.02"));
  written.run_regularly("v += 1*mV");
  EXPECT_THAT(ranges_of(written), IsEmpty());
}

TEST(WorkingRanges, AreWidenedByStartThresholdAndReset) {
  NeuronGroup cells{1,
                    "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt",
                    {.method = "euler", .threshold = "v > 20*mV", .reset = "v = -120*mV"}};
  cells["v"].set({10}, mV);
  EXPECT_THAT(ranges_of(cells), ElementsAre("v -0.14 0.04"));
  NeuronGroup without{1, "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt", {.method = "euler"}};
  without["v"].set({10}, mV);
  EXPECT_THAT(ranges_of(without), ElementsAre("v -0.11 0.03"));
}

TEST(WorkingRanges, AreNotKnownOfPotentialsThatOtherCurrentsDrive) {
  NeuronGroup exponential{1,
                          "dv/dt = (gL*(EL - v) + gL*2*mV*exp((v + 50*mV)/(2*mV)))/C : volt",
                          {.method = "euler", .threshold = "v > -30*mV", .reset = "v = EL"}};
  exponential["v"].set({-65}, mV);
  EXPECT_THAT(ranges_of(exponential), IsEmpty()) << "it overshoots its threshold";
  NeuronGroup leak{1, "dv/dt = gL*(EL - v)/C : volt", {.method = "euler"}};
  EXPECT_THAT(ranges_of(leak), IsEmpty()) << "nothing shows that it is a potential";
  NeuronGroup moved{
      1, "dv/dt = (gL*(EL - v) + gK*(E - v))/C : volt\nE : volt", {.method = "euler"}};
  EXPECT_THAT(ranges_of(moved), ElementsAre("v -0.085 0.02"));
  moved.run_regularly("E = 2*E - 10*mV");
  EXPECT_THAT(ranges_of(moved), IsEmpty());
}

TEST(WorkingRanges, AreNotKnownOfGatesThatAResetSets) {
  const std::string gate = "dx/dt = (0.5 - x)/(10*ms) : 1";
  NeuronGroup free{1, gate, {.method = "euler", .threshold = "x > 0.4", .reset = ""}};
  EXPECT_THAT(ranges_of(free), ElementsAre("x -0.001 1.001"));
  NeuronGroup reset{1, gate, {.method = "euler", .threshold = "x > 0.4", .reset = "x = 0"}};
  EXPECT_THAT(ranges_of(reset), IsEmpty());
}

TEST(WorkingRanges, AreNotKnownWhereSynapsesOrFunctionsWrite) {
  NeuronGroup cells{1,
                    "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt",
                    {.method = "euler", .threshold = "v > 20*mV", .reset = "", .name = "cells"}};
  Synapses synapses{cells, cells, "w : volt", {.on_pre = "v_post += w", .name = "synapses"}};
  EXPECT_THAT(ranges_of(cells), ElementsAre("v -0.11 0.04"));
  EXPECT_THAT(ranges_of(cells, &synapses), IsEmpty());
  NetworkOperation operation{[] {}};
  EXPECT_THAT(ranges_of(cells, &operation), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::working_ranges_test
