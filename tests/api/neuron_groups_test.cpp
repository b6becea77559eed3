/// NeuronGroup, its options and its parts, as a program uses them that has the public header only.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/ranvier.hpp>

namespace {

using namespace ranvier;
using Doubles = std::vector<double>;

/// One step of 1 ms of dv/dt = -v/(10*ms) from v = 1.
double one_step(NeuronGroupOptions options) {
  options.constants = {{"tau", 10 * ms}};
  NeuronGroup cell{1, "dv/dt = -v/tau : 1", options};
  cell["v"] = 1;
  Network network{{.dt = 1 * ms}, cell};
  network.run(1 * ms);
  return cell["v"].values().front();
}

TEST(NeuronGroup, TakesASizeAModelAndAName) {
  NeuronGroup cells{3, "v : volt\nx : 1", {.name = "cells"}};
  EXPECT_EQ(cells.size(), 3);
  EXPECT_EQ(cells.name(), "cells");
  EXPECT_EQ(cells.class_name(), "NeuronGroup");
  EXPECT_EQ(print(cells.equations()), "v : volt\nx : 1\n");
}

TEST(NeuronGroup, ReportsAllMistakesOfItsTextsAtOnce) {
  try {
    NeuronGroup cells{1, "dv/dt = -v/ : 1", {.threshold = "v >", .name = "cells"}};
    FAIL() << "no error";
  } catch (const ModelError& error) {
    EXPECT_GE(error.diagnostics().size(), 1U);
    EXPECT_NE(std::string(error.what()).find("NeuronGroup 'cells'"), std::string::npos);
  }
}

TEST(NeuronGroup, TakesEquationsWithNamesReplaced) {
  const Equations general("dx/dt = rate : 1");
  NeuronGroup cells{
      1, general.substitute({{"rate", 2 * kHz}}) + Equations("y : 1"), {.method = "euler"}};
  Network network{cells};
  network.run(1 * ms);
  EXPECT_NEAR(cells["x"].values().front(), 2, 1e-12);  // ten roundings
}

TEST(NeuronGroup, TakesAMethodByName) {
  const double h = 0.1;
  const auto second = 1 - h + h * h / 2;
  const auto fourth = second - h * h * h / 6 + h * h * h * h / 24;
  const std::vector<std::pair<std::string, double>> expected{
      {"exact", std::exp(-h)}, {"exponential_euler", std::exp(-h)},
      {"euler", 1 - h},        {"rk2", second},
      {"rk4", fourth},         {"heun", 1 - h},
      {"milstein", 1 - h}};
  for (const auto& [method, value] : expected) {
    EXPECT_NEAR(one_step({.method = method}), value, 1e-15) << method;
  }
}

TEST(NeuronGroup, TakesTheFirstMethodOfAListThatFits) {
  NeuronGroup cell{1, "dv/dt = -v**2/ms : 1", {.method = {"exact", "euler"}}};
  cell["v"] = 1;
  Network network{cell};
  network.run(0.1 * ms);
  EXPECT_NEAR(cell["v"].values().front(), 0.9, 1e-15);
}

TEST(NeuronGroup, TakesASchemeOfItsOwnAndAStepWrittenOut) {
  EXPECT_NEAR(one_step({.method = ExplicitStateUpdater{.description = "k = dt*f(x, t)\n"
                                                                      "x_new = x + 2*k"}}),
              0.8, 1e-15);
  EXPECT_NEAR(one_step({.method = StepCode{"v = v*(1 - 3*dt/tau)"}}), 0.7, 1e-15);
}

TEST(NeuronGroup, TakesOptionsOfTheMethod) {
  EXPECT_NEAR(one_step({.method = "exact", .method_options = {{"simplify", false}}}),
              std::exp(-0.1), 1e-15);
  EXPECT_THROW(one_step({.method = "euler", .method_options = {{"simplify", false}}}), UsageError);
}

TEST(NeuronGroup, SpikesAboveThresholdAndIsReset) {
  NeuronGroup cells{2, "x : 1", {.threshold = "x > 2", .reset = "x = -1"}};
  cells.run_regularly("x += i + 1");
  SpikeMonitor spikes{cells};
  Network network{cells, spikes};
  network.run(0.3 * ms);
  EXPECT_EQ(spikes.count(), (std::vector<std::int32_t>{1, 1}));
  EXPECT_EQ(cells["x"].values(), (Doubles{-1, 1}));
}

TEST(NeuronGroup, IsRefractoryForATimeATextOrWhileAConditionHolds) {
  const auto spikes_with = [](const model::Refractoriness& refractory) {
    NeuronGroup cell{1, "x : 1\nperiod : second", {.threshold = "True", .refractory = refractory}};
    cell["period"] = 0.3 * ms;
    cell["x"] = 1;
    SpikeMonitor spikes{cell};
    Network network{cell, spikes};
    network.run(1 * ms);
    return spikes.num_spikes();
  };
  EXPECT_EQ(spikes_with({}), 10);
  EXPECT_EQ(spikes_with(0.5 * ms), 2);
  EXPECT_EQ(spikes_with("period"), 4);
  EXPECT_EQ(spikes_with("x > 0"), 1);
}

TEST(NeuronGroup, FreezesVariablesThatAreMarkedWhileRefractory) {
  NeuronGroup cell{1,
                   "dx/dt = 1/ms : 1 (unless refractory)",
                   {.method = "euler", .threshold = "x > 0.35", .refractory = 1 * second}};
  Network network{cell};
  network.run(1 * ms);
  EXPECT_NEAR(cell["x"].values().front(), 0.4, 1e-12);
}

TEST(NeuronGroup, HasEventsOfItsOwn) {
  NeuronGroup cells{2, "x : 1\ny : 1", {.name = "cells", .events = {{"high", "x >= 2"}}}};
  cells.run_regularly("x += i + 1");
  auto& after = cells.run_on_event("high", "y += 1", "after_synapses", 3);
  EXPECT_EQ(after.when(), "after_synapses");
  EXPECT_EQ(after.order(), 3);
  cells.set_event_schedule("high", "thresholds", 1);
  EXPECT_EQ(cells.thresholder("high")->when(), "thresholds");
  EventMonitor events{cells, "high"};
  Network network{cells, events};
  network.run(0.3 * ms);
  EXPECT_EQ(events.count(), (std::vector<std::int32_t>{2, 3}));
  EXPECT_EQ(cells["y"].values(), (Doubles{2, 3}));
}

TEST(NeuronGroup, StoresVariablesInTheTypesOfDtype) {
  NeuronGroup cells{1,
                    "a : 1\nb : 1\nn : integer",
                    {.dtype = {.real = ElementType::float32,
                               .of = {{"b", ElementType::float64}, {"n", ElementType::int64}}}}};
  cells["a"] = 0.1;
  cells["b"] = 0.1;
  cells["n"] = 5e9;
  Network network{cells};
  network.apply_pending();
  EXPECT_EQ(cells["a"].values(), Doubles{static_cast<double>(0.1F)});
  EXPECT_EQ(cells["b"].values(), Doubles{0.1});
  EXPECT_EQ(cells["n"].values(), Doubles{5e9});
}

TEST(NeuronGroup, TakesValuesOfNamesFromItsConstantsAndFromTheRun) {
  NeuronGroup cell{1, "x = a + b : 1", {.constants = {{"a", 3}}}};
  StateMonitor trace{cell, "x"};
  Network network{cell, trace};
  network.run(0.1 * ms, {.names = namespace_of({{"b", 4}})});
  cell.set_constants({{"a", 30}});
  network.run(0.1 * ms, {.names = namespace_of({{"b", 4}})});
  EXPECT_EQ(trace.values("x"), (Doubles{7, 34}));
}

TEST(NeuronGroup, HasAStepOrAClockOfItsOwn) {
  Clock clock("slow", 0.2e-3);
  NeuronGroup own{1, "x : 1", {.clock = {.dt = 0.5 * ms}}};
  NeuronGroup shared{1, "x : 1", {.clock = {.clock = &clock}}};
  for (auto* group : {&own, &shared}) {
    group->run_regularly("x += 1");
  }
  Network network{own, shared};
  network.run(1 * ms);
  EXPECT_EQ(own["x"].values(), Doubles{2});
  EXPECT_EQ(shared["x"].values(), Doubles{5});
  EXPECT_EQ(clock.step(), 5);
}

TEST(NeuronGroup, HasAnOrderWithinItsSlot) {
  NeuronGroup late{1, "dx/dt = 1/ms : 1", {.order = 1, .name = "a"}};
  NeuronGroup early{1, "dx/dt = 1/ms : 1", {.name = "b"}};
  Network network{late, early};
  const auto rows = scheduling_summary(network).rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].name, "b_stateupdater");
  EXPECT_EQ(rows[1].name, "a_stateupdater");
}

TEST(NeuronGroup, IsLeftOutOfRunsUnlessActive) {
  NeuronGroup cell{1, "dx/dt = 1/ms : 1", {.method = "euler"}};
  Network network{cell};
  cell.set_active(false);
  network.run(1 * ms);
  EXPECT_EQ(cell["x"].values(), Doubles{0});
}

TEST(NeuronGroup, IntegratesNoise) {
  const auto run = [](std::uint64_t seed) {
    NeuronGroup cells{100, "dx/dt = xi/second**0.5 : 1", {.method = "euler", .name = "cells"}};
    Network network{{.seed = seed}, cells};
    network.run(0.1 * ms);
    return cells["x"].values();
  };
  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1), run(2));
  double sum_of_squares = 0;
  for (const auto x : run(1)) {
    sum_of_squares += x * x;
  }
  EXPECT_NEAR(sum_of_squares / 100, 1e-4, 6e-5);  // the variance is dt; 4 standard errors
}

TEST(NeuronGroup, HasSharedVariablesAndSubexpressionsThatStayDuringAStep) {
  NeuronGroup cells{2, "s : 1 (shared)\nr = rand() : 1 (constant over dt)\nx : 1\ny : 1"};
  cells.run_regularly("x = r\ny = r");
  cells["s"] = 5;
  Network network{cells};
  network.run(0.1 * ms);
  EXPECT_EQ(cells["s"].values(), Doubles{5});
  EXPECT_EQ(cells["x"].values(), cells["y"].values());
  EXPECT_NE(cells["x"].values()[0], cells["x"].values()[1]);
}

TEST(Variables, TakeNumbersQuantitiesListsTextsAndOtherVariables) {
  NeuronGroup cells{3, "v : volt\nx : 1\ny : 1"};
  Network network{cells};
  cells["v"] = -65 * mV;
  cells["x"] = {1, 2, 3};
  cells["y"] = "x*x + i";
  network.apply_pending();
  EXPECT_EQ(cells["v"].values(), Doubles(3, -65 * 1e-3));
  EXPECT_EQ(cells["y"].values(), (Doubles{1, 5, 11}));
  cells["x"] = cells["y"];
  cells["v"].set({1, 2, 3}, mV);
  network.apply_pending();
  EXPECT_EQ(cells["x"].values(), (Doubles{1, 5, 11}));
  EXPECT_EQ(cells["v"].values(), (Doubles{1 * 1e-3, 2 * 1e-3, 3 * 1e-3}));
}

TEST(Variables, AreIndexedByNumbersSlicesMasksAndConditions) {
  NeuronGroup cells{5, "x : 1"};
  Network network{cells};
  cells["x"] = "1.0*i";
  cells["x"][0] = 10;
  cells["x"][{1, -1}] = {11, 14};
  cells["x"][Slice{2, 4}] = 20;
  cells["x"][Mask{{false, true, false, false, false}}] = 30;
  cells["x"]["x == 14"] = "x + 1";
  EXPECT_EQ(network.values(cells["x"]), (Doubles{10, 30, 20, 20, 15}));
  EXPECT_EQ((cells["x"][Slice{{}, {}, 2}].values()), (Doubles{10, 20, 15}));
  EXPECT_EQ(network.values(cells["x"]["x >= 20"]), (Doubles{30, 20, 20}));
  EXPECT_EQ(network.indices(cells, "x >= 20"), (Numbers{1, 2, 3}));
  EXPECT_THROW(cells["y"], UsageError);
}

TEST(Variables, ReadSubexpressionsAndNumbersOfElements) {
  NeuronGroup cells{3, "x : 1\ntwice = 2*x : 1"};
  Network network{cells};
  cells["x"] = "1.0*i";
  EXPECT_EQ(network.values(cells["twice"]), (Doubles{0, 2, 4}));
  EXPECT_EQ(network.values(cells["twice"][2]), (Doubles{4}));
  EXPECT_EQ(network.evaluate(cells, "twice + a", namespace_of({{"a", 1}})), (Doubles{1, 3, 5}));
  EXPECT_EQ(cells["i"].values(), (Doubles{0, 1, 2}));
  EXPECT_THROW(cells["twice"].values(), UsageError);
  cells["i"] = 3;
  EXPECT_THROW(network.apply_pending(), UsageError);
}

TEST(RunRegularly, RunsStatementsInItsOwnStepSlotAndOrder) {
  NeuronGroup cells{1, "x : 1\ny : 1", {.name = "cells"}};
  auto& slow = cells.run_regularly("x += 1", {.dt = 0.5 * ms}, "end", 1, "slow");
  cells.run_regularly("y = 2*y", {}, "start", 1);
  cells.run_regularly("y += 1", {}, "start", 0);
  EXPECT_EQ(slow.name(), "slow");
  EXPECT_EQ(slow.when(), "end");
  EXPECT_EQ(slow.order(), 1);
  EXPECT_EQ(cells.runners()[1]->name(), "cells_run_regularly");
  Network network{cells};
  network.run(1 * ms);
  EXPECT_EQ(cells["x"].values(), Doubles{2});
  EXPECT_EQ(cells["y"].values(), Doubles{2046});  // y -> 2*(y + 1), ten times
  slow.set_active(false);
  network.run(1 * ms);
  EXPECT_EQ(cells["x"].values(), Doubles{2});
}

TEST(LinkedVariables, ShowThoseOfAnotherGroup) {
  NeuronGroup source{2, "v : volt"};
  NeuronGroup cells{3, "u : volt (linked)\nw : volt (linked)\nk : integer\nx : volt"};
  cells["u"] = linked_var(source, "v", Numbers{1, 0, 1});
  cells["w"] = linked_var(source, "v", "k");
  cells["k"] = {0, 0, 1};
  source["v"].set({1, 2}, volt);
  cells.run_regularly("x = u + w");
  Network network{source, cells};
  network.run(0.1 * ms);
  EXPECT_EQ(cells["u"].values(), (Doubles{2, 1, 2}));
  EXPECT_EQ(cells["x"].values(), (Doubles{3, 2, 4}));
}

TEST(Subgroup, IsAPartWithNumbersOfItsOwn) {
  NeuronGroup cells{6, "x : 1", {.threshold = "t_in_timesteps == i"}};
  Subgroup middle{cells, 2, 5, "middle"};
  Subgroup chosen{cells, Numbers{0, 3, 4}};
  Subgroup inner{middle, 1, 3};
  EXPECT_EQ(middle.size(), 3);
  middle["x"] = "1.0 + i";
  inner["x"] = 20;
  SpikeMonitor spikes{middle};
  StateMonitor trace{chosen, "x"};
  Network network{cells, spikes, trace};
  network.run(0.6 * ms);
  EXPECT_EQ(cells["x"].values(), (Doubles{0, 0, 1, 20, 20, 0}));
  EXPECT_EQ(chosen["x"].values(), (Doubles{0, 20, 20}));
  EXPECT_EQ(spikes.i(), (std::vector<std::int32_t>{0, 1, 2}));
  EXPECT_EQ(trace.values("x", 1), Doubles(6, 20));
  EXPECT_THROW((Subgroup{cells, 6, 7}), UsageError);
}

}  // namespace
