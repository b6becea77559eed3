/// Network and what it can do, as a program uses it that has the public header only.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/ranvier.hpp>

namespace {

using namespace ranvier;
using Doubles = std::vector<double>;

/// A group that counts steps, and its spikes.
class NetworkOfAProgram : public ::testing::Test {
 protected:
  NeuronGroup cells{
      1, "x : 1\nd = 2*x : 1", {.threshold = "x > 2", .reset = "x = 0", .name = "cells"}};
  SpikeMonitor spikes{cells, {.name = "spikes"}};
  Network network{cells, spikes};

  NetworkOfAProgram() { cells.run_regularly("x += 1"); }
};

TEST_F(NetworkOfAProgram, GoesOnWhereTheLastRunEnded) {
  network.run(0.2 * ms);
  network.run(0.5 * ms);
  EXPECT_NEAR(network.t(), 0.7e-3, 1e-15);
  EXPECT_EQ(spikes.num_spikes(), 2);
  EXPECT_EQ(cells["x"].values(), Doubles{1});
}

TEST_F(NetworkOfAProgram, TakesItsStepFromItsOptionsOrItsClock) {
  NeuronGroup slow{1, "x : 1"};
  slow.run_regularly("x += 1");
  Network other{{.dt = 0.5 * ms}, slow};
  other.run(1 * ms);
  EXPECT_EQ(slow["x"].values(), Doubles{2});
  other.clock().set_dt(0.25e-3);
  other.run(1 * ms);
  EXPECT_EQ(slow["x"].values(), Doubles{6});
  EXPECT_EQ(other.clock().dt(), 0.25e-3);
}

TEST_F(NetworkOfAProgram, FindsAddsAndRemovesObjects) {
  EXPECT_EQ(&network["cells"], &cells);
  EXPECT_TRUE(network.contains("spikes"));
  network.remove(spikes);
  EXPECT_FALSE(network.contains("spikes"));
  EXPECT_EQ(network.objects().size(), 1U);
  network.run(1 * ms);
  EXPECT_EQ(spikes.num_spikes(), 0);
  network.add(spikes);
  network.run(1 * ms);
  EXPECT_EQ(spikes.num_spikes(), 3);
  EXPECT_THROW(network["other"], UsageError);
}

TEST_F(NetworkOfAProgram, NamesObjectsThatHaveNoName) {
  NeuronGroup first{1, "x : 1"};
  NeuronGroup second{1, "x : 1"};
  network.add(first);
  network.add(second);
  EXPECT_EQ(first.name(), "neurongroup");
  EXPECT_EQ(second.name(), "neurongroup_1");
}

TEST_F(NetworkOfAProgram, ReportsItsProgress) {
  Doubles completed;
  network.run(1 * ms, {.report =
                           [&](double elapsed, double share, double start, double duration) {
                             EXPECT_GE(elapsed, 0);
                             EXPECT_EQ(start, 0);
                             EXPECT_EQ(duration, 1 * 1e-3);
                             completed.push_back(share);
                           },
                       .report_period = 1000});
  EXPECT_EQ(completed, (Doubles{0, 1}));
  std::string text;
  network.run(1 * ms, {.report = text_report([&](const std::string& line) { text += line; })});
  EXPECT_NE(text.find("1 ms"), std::string::npos) << text;
}

TEST_F(NetworkOfAProgram, StopsWhenItIsTold) {
  auto stopper = network_operation([&](double t) {
    if (t > 0.35e-3) {
      network.stop();
    }
  });
  network.add(stopper);
  network.run(1 * second);
  EXPECT_NEAR(network.t(), 0.5e-3, 1e-15);
}

TEST_F(NetworkOfAProgram, StoresAndRestoresItsState) {
  NeuronGroup noisy{1, "x : 1", {.name = "noisy"}};
  noisy.run_regularly("x = rand()");
  network.add(noisy);
  network.run(0.2 * ms);
  network.store();
  network.store("also");
  network.run(0.4 * ms);
  const auto after = noisy["x"].values();
  network.restore("also", {.restore_random_state = true});
  EXPECT_EQ(cells["x"].values(), Doubles{2});
  EXPECT_EQ(spikes.num_spikes(), 0);
  EXPECT_NEAR(network.t(), 0.2e-3, 1e-15);
  network.run(0.4 * ms);
  EXPECT_EQ(noisy["x"].values(), after);
  network.restore();
  network.run(0.4 * ms);
  EXPECT_NE(noisy["x"].values(), after);  // other random numbers
  EXPECT_THROW(network.restore("never"), UsageError);
}

TEST_F(NetworkOfAProgram, GivesASnapshotThatTheProgramKeeps) {
  const Snapshot snapshot = network.snapshot();
  network.run(0.2 * ms);
  network.restore(snapshot);
  EXPECT_EQ(cells["x"].values(), Doubles{0});
}

TEST_F(NetworkOfAProgram, SeedsItsRandomNumbers) {
  network.seed(5);
  const auto first = network.evaluate(cells, "rand()");
  EXPECT_NE(network.evaluate(cells, "rand()"), first);
  network.seed(5);
  EXPECT_EQ(network.evaluate(cells, "rand()"), first);
  network.seed();
  EXPECT_NE(network.evaluate(cells, "rand()"), first);
}

TEST_F(NetworkOfAProgram, ReadsAndWritesAllStates) {
  cells["x"] = 2;
  EXPECT_EQ(network.get_states(cells, {.vars = {"x"}}), (States{{"x", {2}}}));
  const auto all = network.get_states(cells, {.subexpressions = true});
  EXPECT_EQ(all.at("d"), Doubles{4});
  EXPECT_EQ(all.at("N"), Doubles{1});
  EXPECT_EQ(all.at("dt"), Doubles{1e-4});
  EXPECT_EQ(network.get_states(cells, {.read_only_variables = false}), (States{{"x", {2}}}));
  network.run(0.1 * ms);
  const auto states = network.get_states();
  EXPECT_EQ(states.at("spikes").at("count"), Doubles{1});
  EXPECT_EQ(states.at("spikes").at("t"), Doubles{0});
  network.set_states(cells, {{"x", {5}}});
  EXPECT_EQ(cells["x"].values(), Doubles{5});
  network.set_states({{"cells", {{"x", {6}}}}});
  EXPECT_EQ(cells["x"].values(), Doubles{6});
  EXPECT_THROW(network.get_states(cells, {.vars = {"y"}}), UsageError);
  EXPECT_THROW(network.set_states(cells, {{"d", {1}}}), UsageError);
}

TEST_F(NetworkOfAProgram, MeasuresWhatTheTimeGoesTo) {
  network.run(1 * ms);
  EXPECT_THROW(network.get_profiling_info(), UsageError);
  network.run(1 * ms, {.profile = true});
  EXPECT_EQ(network.get_profiling_info().size(), 4U);
  const auto summary = profiling_summary(network, 2);
  ASSERT_EQ(summary.rows.size(), 2U);
  EXPECT_GE(summary.rows[0].time, summary.rows[1].time);
  double sum = 0;
  for (const auto& row : profiling_summary(network).rows) {
    sum += row.percentage;
  }
  EXPECT_NEAR(sum, 100, 1e-9);
  EXPECT_EQ(to_string(summary).substr(0, 18), "Profiling summary\n");
}

TEST_F(NetworkOfAProgram, ListsWhatAStepDoes) {
  cells.runners().front()->set_order(-1);
  // clang-format off
  const std::string expected =
      "               object                 |        part of        |       Clock dt       |    when    | order | active\n"
      "--------------------------------------+-----------------------+----------------------+------------+-------+-------\n"
      "cells_run_regularly (CodeRunner)      | cells (NeuronGroup)   | 100. us (every step) | start      |    -1 |  yes  \n"
      "cells_spike_thresholder (Thresholder) | cells (NeuronGroup)   | 100. us (every step) | thresholds |     0 |  yes  \n"
      "spikes (SpikeMonitor)                 | spikes (SpikeMonitor) | 100. us (every step) | thresholds |     1 |  yes  \n"
      "cells_spike_resetter (Resetter)       | cells (NeuronGroup)   | 100. us (every step) | resets     |     0 |  yes  ";
  // clang-format on
  EXPECT_EQ(to_string(scheduling_summary(network)), expected);
}

TEST_F(NetworkOfAProgram, HasAScheduleOfItsOwn) {
  EXPECT_EQ(network.schedule(), (std::vector<std::string>{"start", "groups", "thresholds",
                                                          "synapses", "resets", "end"}));
  network.set_schedule({"resets", "thresholds", "start", "groups", "synapses", "end"});
  network.run(0.4 * ms);
  EXPECT_EQ(cells["x"].values(), Doubles{4});  // tested before it grows: the spike comes next
  EXPECT_EQ(spikes.num_spikes(), 1);
}

TEST_F(NetworkOfAProgram, RunsOnTheInterpreterWithTheSameBits) {
  const auto run = [](std::shared_ptr<backend::Backend> backend) {
    NeuronGroup noisy{
        10, "dx/dt = (sin(t/ms) - x)/ms + xi*ms**-0.5 : 1", {.method = "euler", .name = "noisy"}};
    Network network{{.seed = 3, .backend = std::move(backend)}, noisy};
    network.run(5 * ms);
    return network.state_hash();
  };
  EXPECT_EQ(run(backend::make_interpreter()), run(backend::make_llvm()));
}

TEST_F(NetworkOfAProgram, GivesItsMessagesToTheProgram) {
  std::vector<std::string> names;
  NeuronGroup unstable{1, "dx/dt = 1e9*x/ms : 1", {.method = "euler"}};
  unstable["x"] = 1;
  Network other{{.log = [&](const LogMessage& message) { names.push_back(message.name); }},
                unstable};
  other.run(1 * ms);
  EXPECT_EQ(names, std::vector<std::string>{"groups.group.invalid_values"});
}

}  // namespace
