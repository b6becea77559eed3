/// Monitors, as a program uses them that has the public header only.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/ranvier.hpp>

namespace {

using namespace ranvier;
using Doubles = std::vector<double>;
using Counts = std::vector<std::int32_t>;

/// Two neurons; neuron 0 spikes in steps 0 and 4, neuron 1 in step 2; x counts the steps before.
class MonitorsOfAProgram : public ::testing::Test {
 protected:
  NeuronGroup cells{2,
                    "x : 1\ntwice = 2*x : 1",
                    {.threshold = "t_in_timesteps == 2*i or t_in_timesteps == 4 - 4*i",
                     .reset = "x += 100",
                     .name = "cells"}};
  Network network{cells};

  MonitorsOfAProgram() { cells.run_regularly("x += 1", {}, "end"); }
};

TEST_F(MonitorsOfAProgram, RecordSpikesAndVariablesBeforeTheReset) {
  SpikeMonitor spikes{cells, {.variables = {"x", "twice"}, .name = "spikes"}};
  network.add(spikes);
  network.run(1 * ms);
  // Neuron 1 spikes in step 2 and, as 4 - 4*1 is 0, in step 0.
  EXPECT_EQ(spikes.i(), (Counts{0, 1, 1, 0}));
  EXPECT_EQ(spikes.t(), (Doubles{0, 0, 2 * 1e-4, 4 * 1e-4}));
  EXPECT_EQ(spikes["x"], (Doubles{0, 0, 102, 104}));
  EXPECT_EQ(spikes["twice"], (Doubles{0, 0, 204, 208}));
  EXPECT_EQ(spikes["t"], spikes.t());
  EXPECT_EQ(spikes.count(), (Counts{2, 2}));
  EXPECT_EQ(spikes.num_spikes(), 4);
  EXPECT_EQ(spikes.spike_trains(), (std::vector<Doubles>{{0, 4 * 1e-4}, {0, 2 * 1e-4}}));
  EXPECT_EQ(spikes.values("x"), (std::vector<Doubles>{{0, 104}, {0, 102}}));
  EXPECT_EQ(spikes.all_values().size(), 3U);
  EXPECT_EQ(spikes.all_values().at("twice"), spikes.values("twice"));
  EXPECT_THROW(spikes["v"], UsageError);
}

TEST_F(MonitorsOfAProgram, CountOnlyIfRecordIsFalse) {
  SpikeMonitor spikes{cells, {.record = false}};
  network.add(spikes);
  network.run(1 * ms);
  EXPECT_EQ(spikes.count(), (Counts{2, 2}));
  EXPECT_TRUE(spikes.i().empty());
  EXPECT_THROW(spikes.spike_trains(), UsageError);
}

TEST_F(MonitorsOfAProgram, RecordEventsInTheirPlaceOfTheSchedule) {
  EventMonitor after{
      cells, "spike", {.variables = {"x"}, .when = "after_resets", .order = 1, .name = "after"}};
  EXPECT_EQ(after.event(), "spike");
  EXPECT_EQ(after.when(), "after_resets");
  EXPECT_EQ(after.order(), 1);
  network.add(after);
  network.run(0.1 * ms);
  EXPECT_EQ(after["x"], (Doubles{100, 100}));
  EXPECT_EQ(after.num_events(), 2);
  EXPECT_EQ(after.event_trains(), (std::vector<Doubles>{{0}, {0}}));
  EXPECT_THROW((EventMonitor{cells, "other"}), UsageError);
}

TEST_F(MonitorsOfAProgram, GiveRatesOfEachNeuronInBins) {
  SpikeMonitor spikes{cells};
  network.add(spikes);
  network.run(0.5 * ms);
  const auto [starts, rates] = spikes.binned_rate(0.2 * ms);
  ASSERT_EQ(starts.size(), 2U);
  EXPECT_NEAR(starts[1], 0.2e-3, 1e-15);
  const Doubles expected{5000, 0, 5000, 5000};
  ASSERT_EQ(rates.size(), expected.size());
  for (std::size_t k = 0; k < rates.size(); ++k) {
    EXPECT_NEAR(rates[k], expected[k], 1e-9);
  }
  EXPECT_THROW(spikes.binned_rate(0.25 * ms), UsageError);
  EXPECT_THROW(spikes.binned_rate(1 * mV), DimensionMismatchError);
}

TEST_F(MonitorsOfAProgram, SmoothRatesWithAGaussianAFlatWindowOrWeights) {
  SpikeMonitor spikes{cells};
  PopulationRateMonitor rate{cells};
  network.add(spikes);
  network.add(rate);
  network.run(1 * ms);
  EXPECT_EQ(rate.t().size(), 10U);
  EXPECT_NEAR(rate.rate()[0], 1e4, 1e-8);
  EXPECT_NEAR(rate.rate()[2], 0.5e4, 1e-8);
  const auto flat = rate.smooth_rate({"flat", 0.2 * ms});  // three steps
  EXPECT_NEAR(flat[3], 1e4 / 3, 1e-8);                     // half of the cells in steps 2 and 4
  const auto weighted = rate.smooth_rate(SmoothingWindow::of({1, 2, 1}));
  EXPECT_NEAR(weighted[1], (1e4 + 0.5e4) / 4, 1e-8);
  const auto gaussian = rate.smooth_rate({"gaussian", 0.1 * ms});
  const auto side = std::exp(-0.5);
  const auto far = std::exp(-2.0);
  EXPECT_NEAR(gaussian[4], (0.5e4 + 0.5e4 * far) / (1 + 2 * side + 2 * far), 1e-8);
  const auto each = spikes.smooth_rate({"flat", 0.2 * ms});
  ASSERT_EQ(each.size(), 20U);
  EXPECT_NEAR((each[3] + each[13]) / 2, flat[3], 1e-8);
  EXPECT_EQ(rate.smooth_rate(SmoothingWindow::of(Doubles(11, 1))).size(), 11U);
  EXPECT_THROW(rate.smooth_rate({"gaussian"}), UsageError);
  EXPECT_THROW(rate.smooth_rate({"round", 1 * ms}), UsageError);
  EXPECT_THROW(rate.smooth_rate(SmoothingWindow::of({1, 1})), UsageError);
  EXPECT_THROW(rate.smooth_rate({"flat", 1 * mV}), DimensionMismatchError);
}

TEST_F(MonitorsOfAProgram, SayWhenTheWidthOfAFlatWindowIsAdjusted) {
  PopulationRateMonitor rate{cells, {.when = "end", .order = 1, .name = "rate"}};
  EXPECT_EQ(rate.order(), 1);
  network.add(rate);
  network.run(1 * ms);
  std::vector<std::string> texts;
  rate.smooth_rate({"flat", 0.2 * ms},
                   [&](const LogMessage& message) { texts.push_back(message.text); });
  EXPECT_EQ(texts, std::vector<std::string>{"the width of the flat window is 300 us instead of "
                                            "200 us: an odd number of time steps"});
}

TEST_F(MonitorsOfAProgram, GiveTheRateOfAPopulationInBins) {
  PopulationRateMonitor rate{cells};
  network.add(rate);
  network.run(0.5 * ms);
  const auto [starts, rates] = rate.binned_rate(0.2 * ms);
  ASSERT_EQ(rates.size(), 2U);
  EXPECT_NEAR(rates[0], 0.5e4, 1e-8);
  EXPECT_NEAR(rates[1], 0.25e4, 1e-8);
  EXPECT_NEAR(starts[1], 0.2e-3, 1e-15);
}

TEST_F(MonitorsOfAProgram, RecordVariablesOfSomeElements) {
  StateMonitor one{cells, "x", {.record = {{1}}}};
  StateMonitor two{cells, {"x", "twice"}, {.record = {{1, 0}}, .clock = {.dt = 0.2 * ms}}};
  StateMonitor all{cells, MonitoredVariables::all()};
  for (auto* monitor : {&one, &two, &all}) {
    network.add(*monitor);
  }
  network.run(0.4 * ms);
  EXPECT_EQ(one.values("x"), (Doubles{0, 101, 102, 203}));
  EXPECT_EQ(two.t(), (Doubles{0, 0.2 * 1e-3}));
  EXPECT_EQ(two.values("x"), (Doubles{0, 102, 0, 102}));
  EXPECT_EQ(two.values("twice", 0), (Doubles{0, 204}));
  EXPECT_EQ(two.rows("x"), (Doubles{0, 0, 102, 102}));
  EXPECT_EQ(two.record(), (Numbers{1, 0}));
  EXPECT_EQ(all.values("twice", 0), (Doubles{0, 202, 204, 206}));
  EXPECT_THROW(one.values("x", 0), UsageError);
  EXPECT_THROW(one.values("y"), UsageError);
}

TEST_F(MonitorsOfAProgram, RecordStatesInTheirPlaceOfTheSchedule) {
  StateMonitor late{cells, "x", {.record = {{0}}, .when = "end", .order = 1, .name = "late"}};
  EXPECT_EQ(late.name(), "late");
  network.add(late);
  network.run(0.2 * ms);
  EXPECT_EQ(late.values("x"), (Doubles{101, 102}));
}

TEST_F(MonitorsOfAProgram, RecordASingleTimeStepOutsideOfARun) {
  StateMonitor trace{cells, {"x", "twice"}, {.record = {{0}}}};
  network.add(trace);
  network.run(0.1 * ms);
  cells["x"] = 7;
  network.record_single_timestep(trace);
  EXPECT_EQ(trace.values("twice"), (Doubles{0, 14}));
  EXPECT_EQ(trace.t(), (Doubles{0, 1e-4}));
}

}  // namespace
