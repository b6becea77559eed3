#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::inputs_test {
namespace {

using ranvier::testing::error_text;

TEST(PoissonGroup, ChecksItsRates) {
  EXPECT_EQ(error_text<DimensionMismatchError>([] { PoissonGroup(2, 5 * mV, {.name = "p"}); }),
            "the rate of PoissonGroup 'p' must be in hertz: its unit is volt");
  EXPECT_EQ(
      error_text<UsageError>([] { PoissonGroup(2, std::vector<double>{1, 2, 3}, {.name = "p"}); }),
      "PoissonGroup 'p' has 2 neurons but 3 rates");
  EXPECT_EQ(error_text<UsageError>([] { PoissonGroup(0, 5 * Hz); }),
            "a PoissonGroup needs 1 to 2147483647 neurons, not 0");
}

TEST(PoissonInput, ChecksItsTargetNumberRateAndWeight) {
  NeuronGroup cells{1, "dv/dt = -v/(10*ms) : volt", {.name = "exc"}};
  const auto made = [&](const std::string& variable, std::int64_t n, const Quantity& rate,
                        const Quantity& weight) {
    return [&cells, variable, n, rate, weight] {
      PoissonInput(cells, variable, n, rate, weight, {.name = "p"});
    };
  };
  EXPECT_EQ(error_text<UsageError>(made("w", 1, 1 * Hz, 1 * mV)),
            "NeuronGroup 'exc' has no variable 'w', the target of PoissonInput 'p'");
  EXPECT_EQ(error_text<UsageError>(made("v", 0, 1 * Hz, 1 * mV)),
            "PoissonInput 'p' needs N >= 1, not 0");
  EXPECT_EQ(error_text<UsageError>(made("v", 1, -1 * Hz, 1 * mV)),
            "PoissonInput 'p' needs a rate >= 0, not -1 Hz");
  EXPECT_EQ(error_text<DimensionMismatchError>(made("v", 1, 1 * Hz, 1.0)),
            "the weight of PoissonInput 'p' is in 1, but 'v' of NeuronGroup 'exc' is in volt");
}

TEST(SpikeGeneratorGroup, SortsSpikesByTimeThenNeuron) {
  const SpikeGeneratorGroup group{3, {2, 0, 1}, {0.002, 0.002, 0.001}};
  EXPECT_EQ(group.indices(), (std::vector<std::int32_t>{1, 0, 2}));
  EXPECT_EQ(group.times(), (std::vector<double>{0.001, 0.002, 0.002}));
}

TEST(SpikeGeneratorGroup, ChecksItsSpikes) {
  const auto made = [](std::vector<std::int64_t> indices, std::vector<double> times,
                       const Quantity& period) {
    return [indices, times, period] {
      SpikeGeneratorGroup(2, indices, times, {.period = period, .name = "g"});
    };
  };
  EXPECT_EQ(error_text<UsageError>(made({0, 1}, {0}, 0 * ms)),
            "SpikeGeneratorGroup 'g': 2 indices but 1 times");
  EXPECT_EQ(error_text<UsageError>(made({2}, {0}, 0 * ms)),
            "SpikeGeneratorGroup 'g' has neurons 0 to 1, but a spike is for neuron 2");
  EXPECT_EQ(error_text<UsageError>(made({0}, {-0.001}, 0 * ms)),
            "SpikeGeneratorGroup 'g': the time of a spike is -0.001 s; times are finite and not "
            "negative");
  EXPECT_EQ(error_text<UsageError>(made({0}, {0.02}, 10 * ms)),
            "SpikeGeneratorGroup 'g': the latest spike, at 0.02 s, must come before the period "
            "ends, at 0.01 s");
}

TEST(Monitors, CheckWhatTheyRecord) {
  NeuronGroup silent{2, "v : 1", {.name = "silent"}};
  EXPECT_EQ(error_text<UsageError>([&] { SpikeMonitor(silent, {.name = "m"}); }),
            "SpikeMonitor 'm' can't record spikes: NeuronGroup 'silent' has no threshold");
  EXPECT_EQ(error_text<UsageError>([&] { PopulationRateMonitor(silent, {.name = "m"}); }),
            "PopulationRateMonitor 'm' can't record rates: NeuronGroup 'silent' has no threshold");
  EXPECT_EQ(error_text<UsageError>([&] { StateMonitor(silent, {"w"}, {.name = "m"}); }),
            "StateMonitor 'm' can't record 'w': NeuronGroup 'silent' has no such variable");
  EXPECT_EQ(error_text<UsageError>(
                [&] { StateMonitor(silent, {"v"}, {.record = {{0, 2}}, .name = "m"}); }),
            "StateMonitor 'm' can't record element 2: NeuronGroup 'silent' has elements 0 to 1");
  const StateMonitor monitor{silent, {"v"}, {.record = {{-1}}, .name = "m"}};
  EXPECT_EQ(monitor.record(), (std::vector<std::int64_t>{1}));
  EXPECT_EQ(error_text<UsageError>([&] { monitor.values("w"); }),
            "StateMonitor 'm' does not record 'w'");
}

}  // namespace
}  // namespace ranvier::inputs_test
