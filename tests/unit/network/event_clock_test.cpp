// Given times as a clock: statements, operations and monitors of states go with them, in step with
// other clocks.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::event_clock_test {
namespace {

using ranvier::testing::error_text;

TEST(RunAt, RunsStatementsAtItsTimesInStepWithTheGroup) {
  NeuronGroup cells{2, "v : 1\nw : second", {.name = "cells"}};
  const auto& runner = cells.run_at("v += i + 1; w = t", {0.9e-3, 0.1e-3, 0.25e-3});
  StateMonitor trace{cells, {"v"}, {.when = "end"}};
  Network network{cells, trace};
  network.run(0.5 * ms);
  EXPECT_EQ(trace.values("v"), (std::vector<double>{0, 1, 1, 2, 2, 0, 2, 2, 4, 4}));
  EXPECT_EQ(cells["w"].values(), (std::vector<double>{0.25e-3, 0.25e-3}));
  network.run(0.5 * ms);
  EXPECT_EQ(cells["v"].values(), (std::vector<double>{3, 6}));
  EXPECT_EQ(runner.name(), "cells_run_at");
}

TEST(RunAt, GivesItsRunnersNamesWhenTheGroupGetsOne) {
  NeuronGroup cells{1, "v : 1"};
  auto& first = cells.run_at("v = 1", {1e-3});
  auto& second = cells.run_regularly("v = 2");
  Network network{cells};
  EXPECT_EQ(first.name(), "neurongroup_run_at");
  EXPECT_EQ(second.name(), "neurongroup_run_regularly");
}

TEST(EventClock, IsForMonitorsOfStatesAndOperations) {
  Clock rare("rare", EventTimes{{0.2e-3, 0.7e-3}});
  NeuronGroup cells{1, "dv/dt = 1/ms : 1", {.method = "euler"}};
  StateMonitor trace{cells, {"v"}, {.clock = {.clock = &rare}}};
  std::vector<double> times;
  NetworkOperation operation([&times](double t) { times.push_back(t); },
                             {.clock = {.times = {0.05e-3, 0.4e-3}}});
  Network network{cells, trace, operation};
  network.run(1 * ms);
  EXPECT_EQ(trace.t(), (std::vector<double>{0.2e-3, 0.7e-3}));
  EXPECT_NEAR(trace.values("v")[1], 0.7, 1e-12);
  EXPECT_EQ(times, (std::vector<double>{0.05e-3, 0.4e-3}));
}

TEST(EventClock, IsRefusedWhereAStepIsNeeded) {
  Clock rare("rare", EventTimes{{1e-3}});
  const std::string help =
      " a time step, but clock 'rare' has no dt: it ticks at given times. Use a Clock(dt) here; "
      "run_at, network operations and monitors of states may go with given times";
  const auto error_of = [](NetworkObject& object) {
    return error_text<UsageError>([&] {
      Network network{object};
      network.run(0 * ms);
    });
  };
  NeuronGroup cells{1, "dv/dt = -v/ms : 1", {.clock = {.clock = &rare}, .name = "cells"}};
  EXPECT_EQ(error_of(cells), "NeuronGroup 'cells': its differential equations need" + help);
  PoissonGroup input{1, 1 * Hz, {.clock = {.clock = &rare}, .name = "input"}};
  EXPECT_EQ(error_of(input), "PoissonGroup 'input': its rates need" + help);
  NeuronGroup spiking{
      1, "v : 1", {.threshold = "v > 1", .clock = {.clock = &rare}, .name = "spiking"}};
  PopulationRateMonitor rate{spiking, {.name = "rate"}};
  EXPECT_EQ(error_text<UsageError>([&] {
              Network network{spiking, rate};
              network.run(0 * ms);
            }),
            "PopulationRateMonitor 'rate': a rate needs" + help);
  EXPECT_EQ(error_text<UsageError>(
                [&] { NeuronGroup both{1, "v : 1", {.clock = {.clock = &rare, .times = {1.0}}}}; }),
            "give either times or a dt or a clock, not two of them");
}

TEST(NetworkOperation, WithoutAFunctionDoesNothing) {
  NetworkOperation nothing(nullptr, {.name = "nothing", .class_name = "Marker"});
  Network network{nothing};
  network.run(1 * ms);
  EXPECT_EQ(network.t(), 1e-3);
  EXPECT_EQ(nothing.description(), "Marker 'nothing'");
}

TEST(StateMonitor, RecordsInAnotherType) {
  NeuronGroup cells{2, "v : 1\nn : integer\nb : boolean\ns = v/3 : 1", {.name = "cells"}};
  cells["v"] = {0.1, 0.2};
  cells["n"] = {1, 2};
  StateMonitor trace{cells,
                     {"v", "n", "b", "s"},
                     {.real = ElementType::float32, .of = {{"n", ElementType::int64}}}};
  Network network{cells, trace};
  network.run(0.1 * ms);
  EXPECT_EQ(trace.variables()[0].values.type(), ElementType::float32);
  EXPECT_EQ(trace.variables()[1].values.type(), ElementType::int64);
  EXPECT_EQ(trace.variables()[2].values.type(), ElementType::boolean);
  EXPECT_EQ(trace.variables()[3].values.type(), ElementType::float32);
  EXPECT_EQ(trace.values("v"), (std::vector<double>{0.1F, 0.2F}));
  EXPECT_EQ(trace.values("n"), (std::vector<double>{1, 2}));
  EXPECT_EQ(trace.values("s"),
            (std::vector<double>{static_cast<float>(0.1 / 3), static_cast<float>(0.2 / 3)}));
  EXPECT_EQ(error_text<UsageError>([&] {
              StateMonitor wrong{
                  cells, {"v"}, {.name = "wrong", .of = {{"v", ElementType::int32}}}};
            }),
            "StateMonitor 'wrong' can't record 'v' in this type: real variables are recorded as "
            "float32 or float64, integers as int32 or int64, truth values as bool");
}

}  // namespace
}  // namespace ranvier::event_clock_test
