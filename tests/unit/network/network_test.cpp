#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/network.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network_test {
namespace {

using ranvier::testing::error_text;

NetworkOptions interpreted(std::uint64_t seed = 1) {
  return {.seed = seed, .backend = backend::make_interpreter()};
}

/// Steps of 0.1 ms at which spikes were recorded.
std::vector<long> steps_of(const SpikeMonitor& monitor) {
  std::vector<long> steps;
  for (const auto t : monitor.t()) {
    steps.push_back(std::lround(t / 0.1e-3));
  }
  return steps;
}

/// One neuron that counts steps in v and spikes in every tenth.
const std::string counter = "v : 1";
const NeuronGroupOptions counter_options{.threshold = "v >= 10", .reset = "v = 0"};

TEST(Network, GivesNamesByClassInTheOrderOfAddition) {
  NeuronGroup first{1, counter};
  NeuronGroup second{1, counter, counter_options};
  NeuronGroup named{1, counter, {.name = "neurongroup_1"}};
  Synapses synapses{second, first, {.on_pre = "v += 1"}};
  synapses.connect();
  Network network{interpreted(), named, first, second, synapses};
  EXPECT_EQ(first.name(), "neurongroup");
  EXPECT_EQ(second.name(), "neurongroup_2");
  EXPECT_EQ(synapses.name(), "synapses");
  EXPECT_EQ(synapses.pathways().front().name(), "synapses_pre");
  network.add(first);
  EXPECT_EQ(network.objects().size(), 4U);
}

TEST(Network, NeedsDifferentNamesAndEverythingThatItsObjectsReferTo) {
  NeuronGroup a{1, counter, {.name = "a"}};
  NeuronGroup other_a{1, counter, {.name = "a"}};
  Network twice{interpreted(), a, other_a};
  EXPECT_EQ(error_text<UsageError>([&] { twice.run(1 * ms); }),
            "two objects of the network have the name 'a'; names must differ");
  StateMonitor monitor{a, {"v"}, {.name = "m"}};
  Network lonely{interpreted(), monitor};
  EXPECT_EQ(error_text<UsageError>([&] { lonely.run(1 * ms); }),
            "StateMonitor 'm' is in the network, but NeuronGroup 'a', which it needs, is not; add "
            "it");
}

TEST(Network, ChecksDtAndDuration) {
  EXPECT_EQ(error_text<DimensionMismatchError>([] { Network network{{.dt = 1 * mV}}; }),
            "dt must be a time: its unit is volt, not second");
  Network network{interpreted()};
  EXPECT_EQ(error_text<DimensionMismatchError>([&] { network.run(1.0); }),
            "the duration of a run must be a time: its unit is 1, not second");
  EXPECT_EQ(error_text<UsageError>([&] { network.run(-1 * ms); }),
            "the duration of a run is -0.001 s; it must be finite and not negative");
}

TEST(Network, RunsWithoutObjectsAndForNoTime) {
  Network empty{interpreted()};
  empty.run(1 * ms);
  EXPECT_EQ(empty.t(), 1e-3);
  NeuronGroup cells{1, counter, counter_options};
  cells["v"] = 7;
  StateMonitor monitor{cells, {"v"}};
  Network network{interpreted(), cells, monitor};
  network.run(0 * ms);
  EXPECT_EQ(network.t(), 0);
  EXPECT_TRUE(monitor.t().empty());
  EXPECT_EQ(cells["v"].values(), (std::vector<double>{7}));
}

TEST(Network, GoesOnWhereTheLastRunEnded) {
  NeuronGroup cells{1, counter, counter_options};
  cells.run_regularly("v += 1");
  SpikeMonitor spikes{cells};
  StateMonitor trace{cells, {"v"}};
  Network network{interpreted(), cells, spikes, trace};
  for (const double duration : {0.3, 0.9, 0.8, 1.0}) {
    network.run(duration * ms);
  }
  EXPECT_EQ(network.clock().step(), 30);
  EXPECT_EQ(steps_of(spikes), (std::vector<long>{9, 19, 29}));
  ASSERT_EQ(trace.t().size(), 30U);
  EXPECT_EQ(trace.t()[29], 29 * 0.1e-3);
}

TEST(Network, ChangesOfParametersBetweenRunsCount) {
  NeuronGroup cells{2, "dv/dt = drive/ms : 1\ndrive : 1", {.method = "euler"}};
  cells["drive"] = "i";
  Network network{interpreted(), cells};
  network.run(1 * ms);
  EXPECT_NEAR(cells["v"].values()[1], 1, 1e-12);
  cells["drive"][0] = 2;
  network.run(1 * ms);
  EXPECT_NEAR(cells["v"].values()[0], 2, 1e-12);
  EXPECT_NEAR(cells["v"].values()[1], 2, 1e-12);
}

TEST(Network, DeliversSpikesThatARunLeavesUnderWay) {
  SpikeGeneratorGroup source{1, {0}, {0.2e-3}};
  NeuronGroup target{1, counter, {.threshold = "v > 0", .reset = "v = 0"}};
  Synapses synapses{source, target, {.on_pre = "v += 1", .delay = 1 * ms}};
  synapses.connect();
  SpikeMonitor spikes{target};
  Network network{interpreted(), source, target, synapses, spikes};
  network.run(0.5 * ms);
  EXPECT_EQ(steps_of(spikes), std::vector<long>{});
  network.run(0 * ms);
  network.run(2 * ms);
  // Step 2, 10 steps of delay, and the threshold stands before the synapses.
  EXPECT_EQ(steps_of(spikes), (std::vector<long>{13}));
}

TEST(Network, UsesChangedDelaysForSpikesFromThenOn) {
  SpikeGeneratorGroup source{1, {0, 0}, {0.2e-3, 1.0e-3}};
  NeuronGroup target{2, counter, {.threshold = "v > 0", .reset = "v = 0"}};
  Synapses synapses{source, target, {.on_pre = "v += 1"}};
  synapses.connect();
  synapses["delay"] = "0.5*ms + 0.3*ms*j";
  SpikeMonitor spikes{target};
  Network network{interpreted(), source, target, synapses, spikes};
  network.run(0.5 * ms);
  synapses["delay"] = "0.2*ms";
  network.run(2 * ms);
  // Under way since step 2: to neuron 0 until step 7, to neuron 1 until step 10.
  EXPECT_EQ(steps_of(spikes), (std::vector<long>{8, 11, 13, 13}));
}

TEST(Network, CountsStepsOfAChangedDtFromThenOn) {
  NeuronGroup cells{1, counter};
  cells.run_regularly("v += 1");
  Network network{interpreted(), cells};
  network.run(1 * ms);
  network.clock().set_dt(0.2e-3);
  network.run(1 * ms);
  EXPECT_EQ(cells["v"].values(), (std::vector<double>{15}));
  EXPECT_EQ(network.clock().step(), 10);
}

TEST(Network, DeliversSpikesUnderWayAtTheirTimeAfterAChangeOfDt) {
  for (const double dt : {0.05e-3, 0.2e-3}) {
    SpikeGeneratorGroup source{1, {0}, {0.2e-3}};
    NeuronGroup target{1, counter, {.threshold = "v > 0", .reset = "v = 0"}};
    Synapses synapses{source, target, {.on_pre = "v += 1", .delay = 1 * ms}};
    synapses.connect();
    SpikeMonitor spikes{target};
    Network network{interpreted(), source, target, synapses, spikes};
    network.run(0.6 * ms);
    network.clock().set_dt(dt);
    network.run(2 * ms);
    // Due at 1.2 ms; the threshold sees it a step later.
    ASSERT_EQ(spikes.t().size(), 1U) << "dt = " << dt;
    EXPECT_NEAR(spikes.t()[0], 1.2e-3 + dt, 1e-9) << "dt = " << dt;  // rounding of step * dt
  }
}

TEST(Network, StopEndsARunAfterItsStepAndTheNextGoesOn) {
  NeuronGroup cells{1, counter};
  cells.run_regularly("v += 1");
  Network network{interpreted(), cells};
  RunOptions options;
  options.report_period = 0;
  options.report = [&](double, double completed, double, double) {
    if (completed >= 0.3 && completed < 1) {
      network.stop();
    }
  };
  network.run(10 * ms, options);
  const auto reached = cells["v"].values()[0];
  EXPECT_GE(reached, 30);
  EXPECT_LE(reached, 32);
  EXPECT_NEAR(network.t(), reached * 0.1e-3, 1e-12);
  network.run(1 * ms);
  EXPECT_EQ(cells["v"].values()[0], reached + 10);
}

TEST(Network, ReplacesItsObjects) {
  NeuronGroup a{1, counter};
  NeuronGroup b{1, counter};
  a.run_regularly("v += 1");
  b.run_regularly("v += 1");
  Network network{interpreted(), a};
  network.run(1 * ms);
  network.set_objects({&b});
  network.run(1 * ms);
  EXPECT_EQ(a["v"].values()[0], 10);
  EXPECT_EQ(b["v"].values()[0], 10);
  network.remove(b);
  EXPECT_TRUE(network.objects().empty());
}

TEST(Network, DrawsByNameAndSeedHoweverOftenAnObjectIsRemovedAndAdded) {
  const auto drawn = [](std::uint64_t seed, const std::string& name, bool again) {
    NeuronGroup cells{3, counter, {.name = name}};
    Network network{interpreted(seed), cells};
    if (again) {
      network.remove(cells);
      network.add(cells);
    }
    cells["v"] = "rand()";
    network.run(0 * ms);
    return cells["v"].values();
  };
  EXPECT_EQ(drawn(1, "a", false), drawn(1, "a", true));
  EXPECT_NE(drawn(1, "a", false), drawn(2, "a", false));
  EXPECT_NE(drawn(1, "a", false), drawn(1, "b", false));
}

TEST(Network, LooksNamesUpOutsideAnewForEveryRun) {
  NeuronGroup cells{1, counter};
  cells.run_regularly("v += step_size");
  Network network{interpreted(), cells};
  const auto run_with = [&](double value) {
    RunOptions options;
    options.names = [value](const std::string& name) -> std::optional<ExternalValue> {
      return name == "step_size" ? std::optional<ExternalValue>(value) : std::nullopt;
    };
    network.run(1 * ms, options);
  };
  run_with(1);
  run_with(10);
  EXPECT_EQ(cells["v"].values()[0], 110);
}

TEST(Network, ReportsTheProblemsOfAllObjectsBeforeTheFirstStep) {
  NeuronGroup a{1, "dv/dt = -v/tau : volt", {.name = "a"}};
  NeuronGroup b{1, "dv/dt = 1*mV : volt", {.threshold = "v", .name = "b"}};
  Network network{interpreted(), a, b};
  EXPECT_EQ(error_text<ModelError>([&] { network.run(1 * ms); }),
            R"(error[unknown-name]: unknown name 'tau'
  in NeuronGroup 'a', line 1
    dv/dt = -v/tau : volt
               ^^^
  help: define 'tau' in the script before the run, or add it to the equations

error[dimension-mismatch]: the right side is volt, but dv/dt is volt/second
  in NeuronGroup 'b', line 1
    dv/dt = 1*mV : volt
    ^^^^^ volt/second
            ^^^^ volt
  help: divide the right side by a time constant; the unit column holds the unit of the variable, not of its derivative

error[not-boolean]: a condition is true or false, not a number
  in threshold of NeuronGroup 'b', line 1
    v
    ^ volt
  help: compare it, for example '... > 1*volt'
)");
  EXPECT_EQ(network.t(), 0);
}

TEST(Network, AnErrorInAReportEndsTheRunAndTheNetworkStaysUsable) {
  NeuronGroup cells{1, counter};
  cells.run_regularly("v += 1");
  Network network{interpreted(), cells};
  RunOptions options;
  options.report = [](double, double, double, double) { throw std::runtime_error("no more"); };
  EXPECT_THROW(network.run(1 * ms, options), std::runtime_error);
  cells["v"] = 0;
  network.run(1 * ms);
  EXPECT_EQ(cells["v"].values()[0], 10);
}

TEST(NetworkClocks, OfGroupsGoOnThoughTheyDoNothing) {
  NeuronGroup group{1, "x = t/ms : 1", {.clock = {.dt = 0.1 * ms}}};
  StateMonitor monitor{group, {"x"}, {.clock = {.dt = 0.2 * ms}}};
  Network network{group, monitor};
  network.run(0.5 * ms);
  const auto x = monitor.values("x");
  ASSERT_EQ(x.size(), 3U);
  EXPECT_NEAR(x[2], 0.4, 1e-12);
}

TEST(NetworkTime, CanBeSetBeforeTheFirstRun) {
  NeuronGroup group{1, "x = t/ms : 1"};
  StateMonitor monitor{group, {"x"}};
  Network network{group, monitor};
  EXPECT_THROW(network.set_t(-1), UsageError);
  network.set_t(2e-3);
  network.run(0.1 * ms);
  EXPECT_NEAR(monitor.values("x")[0], 2, 1e-12);
  EXPECT_NEAR(network.t(), 2.1e-3, 1e-15);
  EXPECT_THROW(network.set_t(0), UsageError);
}

TEST(SpikeGenerator, MustEndBeforeItsPeriodInTimeSteps) {
  SpikeGeneratorGroup group{
      1, {0}, {0.95e-3}, {.period = 1 * ms, .clock = {.dt = 0.1 * ms}, .name = "generator"}};
  EXPECT_EQ(error_text<UsageError>([&] { group.set_spikes({0}, {0.99999e-3}, 1e-3); }),
            "SpikeGeneratorGroup 'generator': the latest spike, at 0.00099999 s, rounds to the "
            "time step at 0.001 s, which is not before the period ends, at 0.001 s (dt is 0.0001 "
            "s)");
}

TEST(Network, GivesItsClockToObjectsThatWereInAnother) {
  NeuronGroup group{1, "dv/dt = 1/ms : 1", {.method = "euler"}};
  {
    Network first{{.dt = 0.5 * ms, .backend = backend::make_interpreter()}, group};
    first.run(1 * ms);
  }
  Network second{{.dt = 0.25 * ms, .backend = backend::make_interpreter()}, group};
  StateMonitor monitor{group, {"v"}};
  second.add(monitor);
  second.run(1 * ms);
  EXPECT_EQ(monitor.t().size(), 4U);
}

TEST(SpikeGenerator, SaysThatAPeriodIsNeverOver) {
  std::vector<std::string> logged;
  SpikeGeneratorGroup group{1, {0}, {0.1e-3}, {.period = 1e6 * second, .name = "generator"}};
  SpikeMonitor monitor{group};
  Network network{{.backend = backend::make_interpreter(),
                   .log = [&](const LogMessage& message) { logged.push_back(message.name); }},
                  group,
                  monitor};
  network.run(1 * ms);
  EXPECT_EQ(steps_of(monitor), (std::vector<long>{1}));
  EXPECT_EQ(logged,
            (std::vector<std::string>{"input.spikegeneratorgroup.spikegenerator_long_period"}));
}

}  // namespace
}  // namespace ranvier::network_test
