/// Inputs, functions and operations, as a program uses them that has the public header only.
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/ranvier.hpp>

namespace {

using namespace ranvier;
using Doubles = std::vector<double>;
using Counts = std::vector<std::int32_t>;

/// Spikes of each neuron during 1 ms, that is ten steps.
Counts spikes_of(SpikeSource& source) {
  SpikeMonitor spikes{source};
  Network network{source, spikes};
  network.run(1 * ms);
  return spikes.count();
}

TEST(PoissonGroup, TakesOneRateARateForEachNeuronOrAText) {
  PoissonGroup one{2, 10 * kHz};  // probability 1 in each step
  PoissonGroup each{2, Doubles{0, 10e3}};
  PoissonGroup text{2, "i*r", {.constants = {{"r", 10 * kHz}}}};
  EXPECT_EQ(spikes_of(one), (Counts{10, 10}));
  EXPECT_EQ(spikes_of(each), (Counts{0, 10}));
  EXPECT_EQ(spikes_of(text), (Counts{0, 10}));
}

TEST(PoissonGroup, TakesAClockAPlaceInTheScheduleAndAName) {
  PoissonGroup inputs{
      1, 1 * kHz, {.clock = {.dt = 1 * ms}, .order = 3, .name = "inputs", .when = "groups"}};
  EXPECT_EQ(inputs.name(), "inputs");
  EXPECT_EQ(inputs.when(), "groups");
  EXPECT_EQ(inputs.order(), 3);
  EXPECT_EQ(spikes_of(inputs), Counts{1});
}

TEST(PoissonInput, AddsAWeightForEachOfItsEvents) {
  NeuronGroup cells{2, "x : volt\ny : 1"};
  PoissonInput fixed{cells, "x", 3, 10 * kHz, 2 * mV};
  PoissonInput text{cells,    "y",       1,
                    10 * kHz, "i + 1.0", {.when = "end", .order = 1, .name = "text"}};
  EXPECT_EQ(text.when(), "end");
  EXPECT_EQ(text.order(), 1);
  EXPECT_EQ(text.name(), "text");
  Network network{cells, fixed, text};
  network.run(0.1 * ms);
  EXPECT_EQ(cells["x"].values(), Doubles(2, 3 * (2 * 1e-3)));
  EXPECT_EQ(cells["y"].values(), (Doubles{1, 2}));
}

TEST(SpikeGeneratorGroup, EmitsGivenSpikesAgainAfterAPeriod) {
  SpikeGeneratorGroup once{2, {0, 1, 1}, {0, 0.2e-3, 0.5e-3}};
  SpikeGeneratorGroup again{
      1, {0}, {0.1e-3}, {.period = 0.3 * ms, .order = 2, .name = "again", .when = "start"}};
  EXPECT_EQ(again.when(), "start");
  EXPECT_EQ(spikes_of(once), (Counts{1, 2}));
  EXPECT_EQ(spikes_of(again), Counts{3});
}

TEST(SpikeGeneratorGroup, TakesOtherSpikesBetweenRuns) {
  SpikeGeneratorGroup source{2, {0}, {0}};
  SpikeMonitor spikes{source};
  Network network{source, spikes};
  network.run(1 * ms);
  source.set_spikes({1, 1}, {1.2e-3, 1.4e-3});
  network.run(1 * ms);
  EXPECT_EQ(spikes.count(), (Counts{1, 2}));
  EXPECT_EQ(source.indices(), (Counts{1, 1}));
}

TEST(TimedArray, IsAFunctionOfTimeInModelsAndInTheProgram) {
  const TimedArray stimulus({1, 2, 4}, nA, 0.2 * ms);
  NeuronGroup cell{1, "I = stimulus(t) : amp", {.constants = {{"stimulus", stimulus}}}};
  StateMonitor trace{cell, "I"};
  Network network{cell, trace};
  network.run(0.7 * ms);
  const Doubles expected{1e-9, 1e-9, 2e-9, 2e-9, 4e-9, 4e-9, 4e-9};
  EXPECT_EQ(trace.values("I"), expected);
  for (std::size_t step = 0; step < expected.size(); ++step) {
    EXPECT_EQ(stimulus(static_cast<double>(step) * 0.1 * ms),
              Quantity(expected[step], amp.dimension()));
  }
  EXPECT_TRUE(stimulus.is_locally_constant(1e-4));
  EXPECT_THROW(stimulus(1 * mV), DimensionMismatchError);
  EXPECT_THROW(stimulus.at(0 * ms, 0), UsageError);
}

TEST(TimedArray, HasAColumnForEachElement) {
  const TimedArray stimulus({1, 10, 2, 20}, 1, 0.1 * ms, 2);
  NeuronGroup cells{2, "x = stimulus(t, i) : 1", {.constants = {{"stimulus", stimulus}}}};
  StateMonitor trace{cells, "x"};
  Network network{cells, trace};
  network.run(0.2 * ms);
  EXPECT_EQ(trace.values("x"), (Doubles{1, 2, 10, 20}));
  EXPECT_EQ(stimulus.at(0.1 * ms, 1), Quantity(20));
  EXPECT_THROW(stimulus.at(0 * ms, 2), UsageError);
  EXPECT_THROW(stimulus(0 * ms), UsageError);
}

TEST(Function, CallsAFunctionOfTheProgramForEachElement) {
  const Function square([](double x) { return x * x; });
  const Function choose(
      [](bool is_chosen, std::int64_t number) { return is_chosen ? number : -1; });
  const Function is_odd([](int number) { return number % 2 != 0; });
  NeuronGroup cells{3,
                    "x : 1\nn : integer\nb : boolean",
                    {.constants = {{"square", square}, {"choose", choose}, {"is_odd", is_odd}}}};
  cells["x"] = "square(i + 0.5)";
  cells["n"] = "choose(i > 0, i)";
  cells["b"] = "is_odd(i)";
  Network network{cells};
  network.apply_pending();
  EXPECT_EQ(cells["x"].values(), (Doubles{0.25, 2.25, 6.25}));
  EXPECT_EQ(cells["n"].values(), (Doubles{-1, 1, 2}));
  EXPECT_EQ(cells["b"].values(), (Doubles{0, 1, 0}));
}

TEST(Function, HasUnitsOfArgumentsAndResult) {
  const Function ohm_law([](double v, double r) { return v / r; },
                         {.arg_units = {volt, ohm}, .return_unit = amp});
  const Function larger(
      [](double a, double b) { return a > b ? a : b; },
      {.arg_units = {ArgumentUnit::any(), ArgumentUnit::same_as(0)},
       .return_unit = [](const std::vector<units::Dimension>& arguments) { return arguments[0]; }});
  NeuronGroup cell{1,
                   "I : amp\nv : volt",
                   {.constants = {{"ohm_law", ohm_law}, {"larger", larger}}, .name = "cell"}};
  Network network{cell};
  cell["I"] = "ohm_law(10*mV, 5*Mohm)";
  cell["v"] = "larger(1*mV, 2*mV)";
  network.apply_pending();
  EXPECT_EQ(cell["I"].values(), Doubles{10 * 1e-3 / (5 * 1e6)});
  EXPECT_EQ(cell["v"].values(), Doubles{2 * 1e-3});
  cell["I"] = "ohm_law(10*mV, 5)";
  EXPECT_THROW(network.apply_pending(), ModelError);
  EXPECT_THROW(Function([](double x) { return x; }, {.arg_units = {1, 1}}), UsageError);
}

TEST(Function, IsCalledInEveryStepUnlessItIsStateless) {
  auto count = 0.0;
  const Function next([&count](double /*t*/) { return ++count; },
                      {.arg_units = {second}, .stateless = false});
  NeuronGroup cell{1, "x : 1", {.constants = {{"next", next}}}};
  cell.run_regularly("x = next(t)");
  Network network{cell};
  network.run(0.5 * ms);
  EXPECT_EQ(cell["x"].values(), Doubles{5});
}

TEST(BinomialFunction, DrawsANumberForEachElement) {
  const BinomialFunction certain(7, 1);
  const BinomialFunction coins(100, 0.5);
  NeuronGroup cells{1000,
                    "x : 1\ny : 1",
                    {.constants = {{"certain", certain}, {"coins", coins}}, .name = "cells"}};
  cells["x"] = "certain()";
  cells["y"] = "coins()";
  Network network{{.seed = 1}, cells};
  network.apply_pending();
  EXPECT_EQ(cells["x"].values(), Doubles(1000, 7));
  double sum = 0;
  for (const auto y : cells["y"].values()) {
    sum += y;
  }
  EXPECT_NEAR(sum / 1000, 50, 4 * 5 / std::sqrt(1000));  // 4 standard errors
}

TEST(NetworkOperation, CallsAFunctionOfTheProgramInEveryStep) {
  NeuronGroup cells{1, "x : 1"};
  Doubles times;
  int calls = 0;
  Doubles seen;
  auto remember =
      network_operation([&](double t) { times.push_back(t); },
                        {.clock = {.dt = 0.5 * ms}, .when = "end", .order = 1, .name = "remember"});
  auto raise = network_operation([&] {
    seen.push_back(cells["x"].values().front());
    cells["x"] = static_cast<double>(++calls);
    cells["x"]["x > 3"] = "x + 10";
  });
  EXPECT_EQ(remember.when(), "end");
  EXPECT_EQ(remember.order(), 1);
  EXPECT_EQ(remember.name(), "remember");
  Network network{cells, remember, raise};
  network.run(1 * ms);
  EXPECT_EQ(times, (Doubles{0, 0.5 * 1e-3}));
  EXPECT_EQ(calls, 10);
  EXPECT_EQ(seen, (Doubles{0, 1, 2, 3, 14, 15, 16, 17, 18, 19}));  // set at once, also in a run
  EXPECT_EQ(cells["x"].values(), Doubles{20});
}

TEST(NetworkOperation, MayNotConnect) {
  NeuronGroup cells{2, "x : 1", {.name = "cells"}};
  Synapses synapses{cells, cells, {.name = "synapses"}};
  auto connects = network_operation([&] { synapses.connect(); });
  Network network{cells, synapses, connects};
  try {
    network.run(1 * ms);
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(),
                 "connect of Synapses 'synapses' is not possible while the network runs; do it "
                 "between two runs");
  }
}

TEST(NetworkOperation, EndsTheRunWithWhatItThrows) {
  NeuronGroup cells{1, "x : 1"};
  NetworkOperation operation{[](double t) {
    if (t > 0.35e-3) {
      throw std::runtime_error("enough");
    }
  }};
  Network network{cells, operation};
  EXPECT_THROW(network.run(1 * ms), std::runtime_error);
}

}  // namespace
