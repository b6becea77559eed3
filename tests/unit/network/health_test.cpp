#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::health_test {
namespace {

using network::NonFinite;
using ranvier::testing::error_text;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Grows by a tenth of its square in each step of 0.1 ms: from 1 it is infinite soon.
const std::string explosive = "dv/dt = v**2/ms : 1";

NetworkOptions interpreted() {
  return {.seed = 1, .backend = backend::make_interpreter()};
}

/// Everything that a run changes: random input, delays, plastic weights, a generator, all monitors;
/// and cells that explode some time in the run.
struct Everything {
  explicit Everything(bool runs_compiled = true)
      : network{{.seed = 7,
                 .backend = runs_compiled ? backend::make_llvm() : backend::make_interpreter()},
                inputs,
                generator,
                cells,
                feed,
                recurrent,
                noise,
                spikes,
                states,
                rates} {
    cells["v"] = "rand()";
    cells["u"] = "0.05 + 0.001*i";
    feed.connect({.p = 0.5});
    feed["w"] = "rand()";
    feed["delay"] = "(1 + 4*rand())*ms";
    recurrent.connect({.p = 0.2});
    cells.run_regularly("v += 0.1*rand()", {.dt = 0.5 * ms});
  }

  PoissonGroup inputs{20, 200 * Hz, {.name = "inputs"}};
  SpikeGeneratorGroup generator{2, {0, 1, 0}, {1e-3, 13e-3, 17e-3}, {.name = "generator"}};
  NeuronGroup cells{10,
                    "dv/dt = -v/(10*ms) : 1 (unless refractory)\n"
                    "du/dt = u**2/ms : 1",
                    {.method = "euler",
                     .threshold = "v > 1 + 0.1*randn()",
                     .reset = "v = 0",
                     .refractory = 2 * ms,
                     .name = "cells"}};
  Synapses feed{inputs,
                cells,
                "w : 1\ndx/dt = -x/(20*ms) : 1 (event-driven)",
                {.on_pre = "v += w\nx += 1\nw *= 0.999", .name = "feed"}};
  Synapses recurrent{
      generator, cells, {.on_pre = "v += 0.3", .delay = 3 * ms, .name = "recurrent"}};
  PoissonInput noise{cells, "v", 20, 30 * Hz, 0.05, {.name = "noise"}};
  SpikeMonitor spikes{cells, {.variables = {"v"}, .name = "spikes"}};
  StateMonitor states{cells, {"v", "u"}, {.record = std::vector<std::int64_t>{0, 3}}};
  PopulationRateMonitor rates{inputs, {.name = "rates"}};
  Network network;
};

TEST(Health, ARunEndsAfterTheStepThatMadeAValueInfinite) {
  NeuronGroup cells{3, explosive, {.method = "euler", .name = "cells"}};
  cells["v"] = std::vector<double>{0, 1, 0.5};
  StateMonitor monitor{cells, {"v"}};
  Network network{interpreted(), cells, monitor};
  network.run(50 * ms);

  ASSERT_THAT(network.health().records, SizeIs(1));
  const auto record = network.health().records[0];
  EXPECT_TRUE(record.is_exact);
  EXPECT_TRUE(record.has_ended_run);
  EXPECT_EQ(record.element, 1);
  EXPECT_TRUE(std::isinf(record.after));
  EXPECT_TRUE(std::isfinite(record.before));
  EXPECT_EQ(record.values.at("v"), record.before);
  EXPECT_EQ(network.t(), record.t);
  EXPECT_DOUBLE_EQ(record.t, static_cast<double>(record.step + 1) * 0.1e-3);
  // The monitor records before the update: up to the step that did it, all finite.
  EXPECT_EQ(monitor.t().size(), static_cast<std::size_t>(record.step + 1));
  EXPECT_EQ(monitor.values("v", 1).back(), record.before);
  EXPECT_TRUE(std::isinf(cells["v"].values()[1]));

  network.run(1 * ms);
  EXPECT_THAT(network.health().records, IsEmpty()) << "it was infinite before this run";
  EXPECT_DOUBLE_EQ(network.t(), record.t + 1e-3);
}

TEST(Health, GrowthIsRecordedWithTheValuesOfThatMoment) {
  NeuronGroup cells{3, "dv/dt = v/(5*ms) : 1\nu : 1", {.method = "exact", .name = "cells"}};
  cells["v"] = std::vector<double>{0, -1, 0.5};
  cells["u"] = std::vector<double>{10, 11, 12};
  Network network{interpreted(), cells};
  network.run(30 * ms);
  EXPECT_THAT(network.health().records, IsEmpty()) << "nothing went wrong";
  const auto& growths = network.health().growths;
  ASSERT_THAT(growths, SizeIs(3)) << "one for each look";
  for (std::size_t look = 0; look < 3; ++look) {
    const auto& growth = growths[look];
    EXPECT_EQ(growth.kind, doctor::HealthRecord::Kind::grown);
    EXPECT_EQ(growth.variable.name, "v");
    EXPECT_EQ(growth.element, 1);
    EXPECT_EQ(growth.before, 1) << "the largest when the run began";
    EXPECT_NEAR(growth.after, -std::exp(2.0 * static_cast<double>(look + 1)), 1e-9);
    EXPECT_EQ(growth.values.at("v"), growth.after);
    EXPECT_EQ(growth.values.at("u"), 11);
    EXPECT_EQ(growth.step, 100 * static_cast<std::int64_t>(look + 1) - 1);
    EXPECT_NEAR(growth.t, 0.01 * static_cast<double>(look + 1), 1e-12);
    EXPECT_EQ(growth.dt, 0.1e-3);
  }
}

TEST(Health, ARepeatedRunHasTheBitsOfOneThatIsNotWatched) {
  for (const bool runs_compiled : {true, false}) {
    Everything watched(runs_compiled);
    Everything plain(runs_compiled);
    watched.network.run(40 * ms, {.non_finite = NonFinite::warn});
    plain.network.run(40 * ms, {.watches_health = false});
    ASSERT_THAT(watched.network.health().records, SizeIs(1));
    EXPECT_TRUE(watched.network.health().records[0].is_exact);
    EXPECT_EQ(watched.network.state_hash(), plain.network.state_hash());
    watched.network.run(10 * ms, {.non_finite = NonFinite::warn});
    plain.network.run(10 * ms, {.watches_health = false});
    EXPECT_EQ(watched.network.state_hash(), plain.network.state_hash());
  }
}

TEST(Health, AnEndedRunHasTheBitsOfOneOfThatLength) {
  Everything watched;
  watched.network.run(40 * ms);
  ASSERT_THAT(watched.network.health().records, SizeIs(1));
  const auto t = watched.network.t();
  EXPECT_LT(t, 0.04);
  Everything plain;
  plain.network.run(t * second, {.watches_health = false});
  EXPECT_EQ(watched.network.state_hash(), plain.network.state_hash());
}

TEST(Health, OnRequestARunRaisesWhenItHasEnded) {
  NeuronGroup cells{1, explosive, {.method = "euler", .name = "cells"}};
  cells["v"] = 1;
  Network network{interpreted(), cells};
  EXPECT_EQ(
      error_text<NumericalError>([&] { network.run(50 * ms, {.non_finite = NonFinite::raise}); }),
      "'v' of NeuronGroup 'cells' became inf at neuron 0, t = 2.2 ms (dt = 100 us)");
  EXPECT_DOUBLE_EQ(network.t(), 2.2e-3);
  EXPECT_THAT(network.health_findings(), SizeIs(1));
}

TEST(Health, ValuesThatWereNonFiniteBeforeEndNothing) {
  NeuronGroup cells{3, "dv/dt = -v/(10*ms) : 1\nw : 1", {.name = "cells"}};
  cells["v"] = std::vector<double>{0, nan, 1};
  Network network{interpreted(), cells};
  network.run(50 * ms);
  EXPECT_EQ(network.t(), 0.05);
  EXPECT_THAT(network.health().records, IsEmpty());
}

TEST(Health, ParametersAndSynapsesAreToldAndTheRunGoesOn) {
  NeuronGroup cells{2, "dv/dt = -v/(10*ms) : 1\nw : 1", {.threshold = "v > -1", .name = "cells"}};
  cells.run_regularly("w = 1/(i - 1.0*int(t > 3*ms))", {.dt = 1 * ms});
  cells["w"] = 1;
  Synapses synapses{cells, cells, "x : 1", {.on_pre = "x = 1/int(t < 4*ms)", .name = "synapses"}};
  synapses.connect();
  Network network{interpreted(), cells, synapses};
  network.run(50 * ms);
  EXPECT_EQ(network.t(), 0.05);
  std::vector<std::string> names;
  for (const auto& record : network.health().records) {
    EXPECT_TRUE(record.is_exact);
    EXPECT_FALSE(record.has_ended_run);
    names.push_back(record.variable.name + (std::isinf(record.after) ? " inf" : " nan"));
  }
  EXPECT_THAT(names, ::testing::ElementsAre("w inf", "x inf"));
}

TEST(Health, ANonFiniteParameterDoesNotHideTheVariableThatFollowsIt) {
  NeuronGroup cells{1, "dv/dt = (w - v)/ms : 1\nw : 1", {.method = "euler", .name = "cells"}};
  cells.run_regularly("w = 1/int(t < 10*ms)", {.dt = 1 * ms});
  cells["w"] = 1;
  Network network{interpreted(), cells};
  network.run(50 * ms);
  ASSERT_THAT(network.health().records, SizeIs(2));
  EXPECT_EQ(network.health().records[0].variable.name, "v");
  EXPECT_TRUE(network.health().records[0].has_ended_run);
  EXPECT_EQ(network.health().records[1].variable.name, "w");
  EXPECT_DOUBLE_EQ(network.t(), 10.1e-3);
  EXPECT_THAT(network.health_findings(), SizeIs(1));
}

TEST(Health, StepsWithNetworkOperationsAreNotRepeated) {
  NeuronGroup cells{1, explosive, {.method = "euler", .name = "cells"}};
  cells["v"] = 1;
  int calls = 0;
  NetworkOperation operation([&calls] { ++calls; });
  StateMonitor monitor{cells, {"v"}};
  Network network{interpreted(), cells, operation, monitor};
  network.run(50 * ms);
  ASSERT_THAT(network.health().records, SizeIs(1));
  const auto record = network.health().records[0];
  EXPECT_FALSE(record.is_exact);
  EXPECT_EQ(record.earliest_t, 0);
  EXPECT_DOUBLE_EQ(record.t, 10e-3);
  EXPECT_DOUBLE_EQ(network.t(), 10e-3) << "the end of the window";
  EXPECT_EQ(calls, 100);
  EXPECT_THAT(monitor.t(), SizeIs(100));
}

TEST(Health, RareNetworkOperationsLeaveOtherStepsToRepeat) {
  NeuronGroup cells{1, "dv/dt = v**2/(20*ms) : 1", {.method = "euler", .name = "cells"}};
  cells["v"] = 1;
  int calls = 0;
  NetworkOperation operation([&calls] { ++calls; }, {.clock = {.dt = 15 * ms}});
  Network network{interpreted(), cells, operation};
  network.run(100 * ms);
  ASSERT_THAT(network.health().records, SizeIs(1));
  EXPECT_TRUE(network.health().records[0].is_exact);
  EXPECT_EQ(calls, 2);
}

TEST(Health, FunctionsOfTheProgramAreNotCalledAgain) {
  int calls = 0;
  Function gain([&calls](double x) {
    ++calls;
    return x * x;
  });
  NeuronGroup cells{1,
                    "dv/dt = gain(v)/ms : 1",
                    {.method = "euler", .constants = {{"gain", gain}}, .name = "cells"}};
  cells["v"] = 1;
  Network network{interpreted(), cells};
  network.run(50 * ms);
  EXPECT_EQ(calls, 100);
  EXPECT_FALSE(network.health().records.at(0).is_exact);
}

TEST(Health, ReportsAreNotCalledForStepsThatAreRepeated) {
  NeuronGroup cells{1, explosive, {.method = "euler", .name = "cells"}};
  cells["v"] = 1;
  Network network{interpreted(), cells};
  std::vector<double> reports;
  network.run(50 * ms, {.report = [&](double, double completed, double,
                                      double) { reports.push_back(completed); },
                        .report_period = 1000});
  EXPECT_THAT(reports, SizeIs(2)) << "beginning and end";
  EXPECT_TRUE(network.health().records.at(0).is_exact);
}

TEST(Health, SpikesInFlightArriveOnceInRepeatedSteps) {
  SpikeGeneratorGroup generator{1, {0, 0}, {0.5e-3, 1.2e-3}, {.name = "generator"}};
  NeuronGroup cells{1, "dv/dt = v**2/ms : 1\nn : 1", {.method = "euler", .name = "cells"}};
  cells["v"] = 1;
  Synapses synapses{generator, cells, {.on_pre = "n += 1", .delay = 0.7 * ms, .name = "synapses"}};
  synapses.connect();
  Network network{interpreted(), generator, cells, synapses};
  network.run(50 * ms);
  EXPECT_DOUBLE_EQ(network.t(), 2.2e-3);
  EXPECT_EQ(cells["n"].values()[0], 2);
}

TEST(Health, StepsOfSeveralClocksAndOfANewDtAreRepeated) {
  NeuronGroup slow{1,
                   "dv/dt = v**2/(20*ms) : 1",
                   {.method = "euler", .clock = {.dt = 0.25 * ms}, .name = "slow"}};
  NeuronGroup fast{1, "dv/dt = -v/ms : 1", {.method = "euler", .name = "fast"}};
  slow["v"] = 1;
  Network network{interpreted(), slow, fast};
  network.run(10 * ms);
  EXPECT_THAT(network.health().records, IsEmpty());
  slow.clock()->set_dt(0.5e-3);
  network.run(100 * ms);
  ASSERT_THAT(network.health().records, SizeIs(1));
  const auto record = network.health().records[0];
  EXPECT_TRUE(record.is_exact);
  EXPECT_EQ(record.dt, 0.5e-3);
  EXPECT_DOUBLE_EQ(network.t(), record.t);
}

TEST(Health, TheFirstValueOutsideOfAWorkingRangeIsRecorded) {
  NeuronGroup cells{
      2, "dv/dt = (i*20*mV - v)/(10*ms) : volt", {.method = "exact", .name = "cells"}};
  Network network{interpreted(), cells};
  network.run(50 * ms, {.working_ranges = {{{&cells, "v"}, -0.01, 0.01}}});
  ASSERT_THAT(network.health().records, SizeIs(1));
  const auto record = network.health().records[0];
  EXPECT_EQ(record.kind, doctor::HealthRecord::Kind::out_of_range);
  EXPECT_EQ(record.element, 1);
  EXPECT_LE(record.before, 0.01);
  EXPECT_GT(record.after, 0.01);
  EXPECT_NEAR(record.t, 10e-3 * std::log(2), 0.1e-3) << "analytic, to one step";
  EXPECT_EQ(network.t(), 0.05) << "the run goes on";
  const auto* course = network.health().find(doctor::Variable{&cells, "v"});
  ASSERT_NE(course, nullptr);
  EXPECT_EQ(course->lowest, 0);
  EXPECT_NEAR(course->highest, 0.02 * (1 - std::exp(-5)), 1e-12);
}

TEST(Health, ElementsOfSynapsesHaveTheNumbersOfTheUser) {
  NeuronGroup cells{3, "dv/dt = -v/ms : 1", {.threshold = "v > 0.5", .name = "cells"}};
  cells["v"] = std::vector<double>{0, 1, 0};
  Synapses synapses{cells, cells, "x : 1", {.on_pre = "x = 1/(i - 1.0)", .name = "synapses"}};
  synapses.connect({.i = {2, 1, 0}, .j = {0, 2, 1}});
  Network network{interpreted(), cells, synapses};
  network.run(5 * ms);
  ASSERT_THAT(network.health().records, SizeIs(1));
  EXPECT_EQ(network.health().records[0].element, 1) << "created second, stored otherwise";
  EXPECT_EQ(network.health().records[0].values.at("i"), 1);
  EXPECT_EQ(network.health().records[0].values.at("j"), 2);
}

}  // namespace
}  // namespace ranvier::health_test
