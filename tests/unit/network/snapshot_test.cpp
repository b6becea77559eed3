#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::snapshot_test {
namespace {

using ranvier::testing::error_text;

/// Random input of three kinds, connections with a delay each and with a common one, plastic
/// weights, all monitors.
struct Noisy {
  explicit Noisy(int owners = 1, std::uint64_t seed = 7)
      : network{{.seed = seed, .owners = owners},
                inputs,
                clock_driven,
                cells,
                feed,
                recurrent,
                noise,
                spikes,
                states,
                rates} {
    cells["v"] = "rand()";
    feed.connect({.p = 0.3});
    feed["w"] = "rand()";
    feed["delay"] = "(1 + 4*rand())*ms";
    recurrent.connect({.p = 0.2});
    regular = &cells.run_regularly("v += 0.1*rand()", {.dt = 0.5 * ms});
  }

  PoissonGroup inputs{20, 200 * Hz, {.name = "inputs"}};
  SpikeGeneratorGroup clock_driven{2, {0, 1, 0}, {1e-3, 7e-3, 15e-3}, {.name = "generator"}};
  NeuronGroup cells{10,
                    "dv/dt = -v/(10*ms) : 1 (unless refractory)",
                    {.method = "exact",
                     .threshold = "v > 1 + 0.1*randn()",
                     .reset = "v = 0",
                     .refractory = 2 * ms,
                     .name = "cells"}};
  Synapses feed{inputs, cells, "w : 1", {.on_pre = "v += w\nw *= 0.999", .name = "feed"}};
  Synapses recurrent{cells, cells, {.on_pre = "v += 0.1", .delay = 3 * ms, .name = "recurrent"}};
  PoissonInput noise{cells, "v", 20, 30 * Hz, 0.05, {.name = "noise"}};
  SpikeMonitor spikes{cells, {.variables = {"v"}, .name = "spikes"}};
  StateMonitor states{cells, {"v"}, {.record = std::vector<std::int64_t>{0, 3}, .name = "states"}};
  PopulationRateMonitor rates{inputs, {.name = "rates"}};
  model::RunRegularly* regular = nullptr;
  Network network;
};

TEST(Snapshot, RestoresEverySpikeAndEveryNumber) {
  Noisy model;
  model.network.run(10 * ms);
  model.network.store();
  const auto stored = model.network.state_hash();
  model.network.run(10 * ms);
  const auto later = model.network.state_hash();
  EXPECT_NE(later, stored);
  EXPECT_GT(model.spikes.num_spikes(), 0);

  model.network.restore("default", {.restore_random_state = true});
  EXPECT_EQ(model.network.t(), 10e-3);
  EXPECT_EQ(model.network.state_hash(), stored);
  EXPECT_EQ(model.states.t().size(), 100U);
  model.network.run(10 * ms);
  EXPECT_EQ(model.network.state_hash(), later);
}

TEST(Snapshot, GivesOtherRandomNumbersUnlessTheyAreRestored) {
  Noisy model;
  model.network.run(10 * ms);
  model.network.store();
  std::vector<std::uint64_t> trials;
  for (int trial = 0; trial < 3; ++trial) {
    model.network.restore();
    model.network.run(10 * ms);
    trials.push_back(model.network.state_hash());
  }
  EXPECT_NE(trials[0], trials[1]);
  EXPECT_NE(trials[1], trials[2]);
  EXPECT_NE(trials[0], trials[2]);
  // A seed after the restore fixes the trial.
  std::vector<std::uint64_t> seeded;
  for (int trial = 0; trial < 2; ++trial) {
    model.network.restore();
    model.network.seed(3);
    model.network.run(10 * ms);
    seeded.push_back(model.network.state_hash());
  }
  EXPECT_EQ(seeded[0], seeded[1]);
}

TEST(Snapshot, FitsAnotherNetworkOfTheSameObjectsAndAnotherLayout) {
  Noisy first;
  first.network.run(10 * ms);
  const auto snapshot = first.network.snapshot();
  first.network.run(10 * ms);
  Noisy second(3, 99);
  second.network.run(2 * ms);
  second.network.restore(snapshot, {.restore_random_state = true});
  second.network.run(10 * ms);
  EXPECT_EQ(second.network.state_hash(), first.network.state_hash());
}

TEST(Snapshot, BringsBackTheStepOfTimeAndRemovesNewSynapses) {
  NeuronGroup source{1, "v : 1", {.threshold = "True", .name = "source"}};
  NeuronGroup target{2, "v : 1", {.name = "target"}};
  Synapses synapses{source, target, {.on_pre = "v += 1", .delay = 1 * ms, .name = "synapses"}};
  synapses.connect({.i = {0}, .j = {0}});
  Network network{source, target, synapses};
  network.run(1 * ms);
  network.store("early");
  network.clock().set_dt(0.5e-3);
  synapses.connect({.i = {0}, .j = {1}});
  network.run(5 * ms);
  EXPECT_EQ(synapses.size(), 2);
  network.restore("early");
  EXPECT_EQ(synapses.size(), 1);
  EXPECT_EQ(network.clock().dt(), 0.1e-3);
  EXPECT_EQ(network.clock().step(), 10);
  network.run(1 * ms);
  EXPECT_EQ(target["v"].values(), (std::vector<double>{10, 0}));
}

TEST(Snapshot, BringsBackDelaysAndSpikeLists) {
  SpikeGeneratorGroup source{1, {0, 0}, {0.5e-3, 1.5e-3}, {.name = "source"}};
  NeuronGroup target{1, "v : 1", {.name = "target"}};
  Synapses synapses{source, target, {.on_pre = "v += 1", .delay = 0.2 * ms, .name = "synapses"}};
  synapses.connect();
  Network network{source, target, synapses};
  network.store("start");
  network.run(1 * ms);
  network.store("middle");
  source.set_spikes({0}, {1.1e-3});
  synapses["delay"] = "0.7*ms";
  network.run(1 * ms);
  network.restore("middle");
  network.run(0.65 * ms);
  EXPECT_EQ(target["v"].values(), (std::vector<double>{1}));
  network.run(0.2 * ms);
  EXPECT_EQ(target["v"].values(), (std::vector<double>{2}));
  network.restore("start");
  EXPECT_EQ(target["v"].values(), (std::vector<double>{0}));
  network.run(2 * ms);
  EXPECT_EQ(target["v"].values(), (std::vector<double>{2}));
}

TEST(Snapshot, IsRefusedByOtherObjectsAndThenChangesNothing) {
  NeuronGroup cells{2, "v : 1", {.name = "cells"}};
  NeuronGroup more{2, "v : 1", {.name = "more"}};
  Network network{cells};
  EXPECT_EQ(error_text<UsageError>([&] { network.restore("nothing"); }),
            "there is no stored state 'nothing': store() makes one");
  network.store();
  cells["v"] = 3;
  network.apply_pending();
  network.add(more);
  EXPECT_EQ(error_text<UsageError>([&] { network.restore(); }),
            "the stored state is of other objects: it can be restored only into a network whose "
            "objects have the same names\n  in the network, but not stored: more");
  network.remove(more);
  network.remove(cells);
  EXPECT_EQ(error_text<UsageError>([&] { network.restore(); }),
            "the stored state is of other objects: it can be restored only into a network whose "
            "objects have the same names\n  stored, but not in the network: cells");
  NeuronGroup larger{3, "v : 1", {.name = "cells"}};
  network.add(larger);
  EXPECT_EQ(
      error_text<UsageError>([&] { network.restore(); }),
      "the stored state does not fit NeuronGroup 'cells': there are 2 stored values of 'v' of "
      "NeuronGroup 'cells', not 3");
  PoissonGroup other{2, 1 * Hz, {.name = "cells"}};
  network.remove(larger);
  network.add(other);
  EXPECT_EQ(error_text<UsageError>([&] { network.restore(); }),
            "the stored state of 'cells' is of a NeuronGroup, but PoissonGroup 'cells' is in the "
            "network");
  EXPECT_EQ(cells["v"].values(), (std::vector<double>{3, 3}));
}

TEST(Snapshot, IsNotTakenDuringARun) {
  NeuronGroup cells{1, "dv/dt = 1/ms : 1", {.method = "euler"}};
  Network network{cells};
  RunOptions options;
  std::string text;
  options.report = [&](double /*elapsed*/, double completed, double /*start*/,
                       double /*duration*/) {
    if (completed == 0) {
      text = error_text<UsageError>([&] { network.store(); });
    }
  };
  network.run(1 * ms, options);
  EXPECT_EQ(text, "a network can't be stored while it runs: do so between two runs");
}

TEST(Network, ProfilesItsOperations) {
  Noisy model;
  model.network.run(1 * ms);
  EXPECT_FALSE(model.network.profile());
  RunOptions options;
  options.profile = true;
  model.network.run(1 * ms, options);
  std::vector<std::string> names;
  ASSERT_TRUE(model.network.profile());
  for (const auto& [name, seconds] : *model.network.profile()) {
    EXPECT_GE(seconds, 0);
    names.push_back(name);
  }
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"cells_run_regularly", "cells_spike_resetter",
                                             "cells_spike_thresholder", "cells_stateupdater",
                                             "feed_pre", "generator", "inputs", "noise", "rates",
                                             "recurrent_pre", "spikes", "states"}));
  model.network.run(1 * ms);
  EXPECT_FALSE(model.network.profile());
}

TEST(Network, ProfilingChangesNoNumber) {
  Noisy plain;
  plain.network.run(10 * ms);
  Noisy profiled;
  RunOptions options;
  options.profile = true;
  profiled.network.run(10 * ms, options);
  EXPECT_EQ(profiled.network.state_hash(), plain.network.state_hash());
}

TEST(Network, ListsWhatAStepDoesInItsOrder) {
  Noisy model;
  model.cells.set_active(false);
  std::vector<std::string> lines;
  for (const auto& part : model.network.scheduled_parts()) {
    lines.push_back(part.when + " " + part.name + " " + part.class_name + " " + part.owner->name() +
                    (part.is_active ? "" : " off"));
  }
  EXPECT_EQ(
      lines,
      (std::vector<std::string>{
          "start cells_run_regularly CodeRunner cells off", "start states StateMonitor states",
          "groups cells_stateupdater StateUpdater cells off",
          "thresholds cells_spike_thresholder Thresholder cells off",
          "thresholds generator SpikeGeneratorGroup generator",
          "thresholds inputs PoissonGroup inputs", "thresholds spikes SpikeMonitor spikes",
          "synapses feed_pre SynapticPathway feed",
          "synapses recurrent_pre SynapticPathway recurrent", "synapses noise PoissonInput noise",
          "resets cells_spike_resetter Resetter cells off",
          "end rates PopulationRateMonitor rates"}));
}

TEST(Network, ShowsTheTimeOfThePresentStepDuringARun) {
  NeuronGroup cells{1, "dv/dt = 1/ms : 1", {.method = "euler"}};
  Network network{cells};
  RunOptions options;
  options.report_period = 0;
  std::vector<double> times;
  options.report = [&](double /*elapsed*/, double /*completed*/, double /*start*/,
                       double /*duration*/) { times.push_back(network.t()); };
  network.run(0.3 * ms, options);
  EXPECT_EQ(times, (std::vector<double>{0, 0.1e-3, 2 * 0.1e-3, 3 * 0.1e-3, 3 * 0.1e-3}));
}

}  // namespace
}  // namespace ranvier::snapshot_test
