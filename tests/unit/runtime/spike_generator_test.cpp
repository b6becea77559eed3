#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/spike_generator.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::spike_generator_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr double ms = 1e-3;
using Spikes = std::vector<std::pair<std::int64_t, std::int32_t>>;

/// (step, neuron) of all spikes emitted in the steps [begin, end).
Spikes emitted_in(SpikeGenerator& generator, const EventBuffer& buffer, std::int64_t begin,
                  std::int64_t end, double dt) {
  Spikes emitted;
  generator.begin_run({begin, static_cast<double>(begin) * dt, dt});
  for (std::int64_t step = begin; step < end; ++step) {
    generator.run({step, static_cast<double>(step) * dt, dt});
    for (const std::int32_t neuron : buffer.events()) {
      emitted.emplace_back(step, neuron);
    }
  }
  generator.end_run();
  EXPECT_THAT(buffer.events(), IsEmpty());
  return emitted;
}

TEST(SpikeGenerator, EmitsSpikesInTheBinOfTheirTime) {
  const std::vector<std::int32_t> indices{3, 1, 0, 2};
  const std::vector<double> times{0, 0.25 * ms, 0.29991 * ms, 0.5 * ms};
  SpikeGenerator::Position position;
  EventBuffer buffer(4);
  SpikeGenerator generator(indices, times, 0, position, buffer);
  EXPECT_EQ(emitted_in(generator, buffer, 0, 10, 0.1 * ms),
            (Spikes{{0, 3}, {2, 1}, {3, 0}, {5, 2}}));
}

TEST(SpikeGenerator, EmitsNeuronsOfABinInAscendingOrder) {
  const std::vector<std::int32_t> indices{7, 2, 5};
  const std::vector<double> times{0.31 * ms, 0.32 * ms, 0.33 * ms};
  SpikeGenerator::Position position;
  EventBuffer buffer(8);
  SpikeGenerator generator(indices, times, 0, position, buffer);
  EXPECT_EQ(emitted_in(generator, buffer, 0, 5, 0.1 * ms), (Spikes{{3, 2}, {3, 5}, {3, 7}}));
}

TEST(SpikeGenerator, GoesOnInTheNextRun) {
  const std::vector<std::int32_t> indices{0, 1, 2};
  const std::vector<double> times{0.1 * ms, 0.3 * ms, 0.6 * ms};
  SpikeGenerator::Position position;
  EventBuffer buffer(3);
  {
    SpikeGenerator generator(indices, times, 0, position, buffer);
    EXPECT_EQ(emitted_in(generator, buffer, 0, 3, 0.1 * ms), (Spikes{{1, 0}}));
  }
  SpikeGenerator generator(indices, times, 0, position, buffer);
  EXPECT_EQ(emitted_in(generator, buffer, 6, 20, 0.05 * ms), (Spikes{{6, 1}, {12, 2}}))
      << "with the dt of each run";
}

TEST(SpikeGenerator, EmitsLateWhatItMissed) {
  const std::vector<std::int32_t> indices{5, 1};
  const std::vector<double> times{0.1 * ms, 0.2 * ms};
  SpikeGenerator::Position position;
  EventBuffer buffer(6);
  SpikeGenerator generator(indices, times, 0, position, buffer);
  EXPECT_EQ(emitted_in(generator, buffer, 10, 12, 0.1 * ms), (Spikes{{10, 1}, {10, 5}}));
}

TEST(SpikeGenerator, RepeatsWithItsPeriodCountedFromTimeZero) {
  const std::vector<std::int32_t> indices{0, 1};
  const std::vector<double> times{0.1 * ms, 0.3 * ms};
  SpikeGenerator::Position position;
  EventBuffer buffer(2);
  SpikeGenerator generator(indices, times, 4, position, buffer);
  EXPECT_EQ(emitted_in(generator, buffer, 0, 9, 0.1 * ms),
            (Spikes{{1, 0}, {3, 1}, {5, 0}, {7, 1}}));
  EXPECT_EQ(emitted_in(generator, buffer, 10, 14, 0.1 * ms), (Spikes{{11, 1}, {13, 0}}));
}

TEST(SpikeGenerator, MayHaveNoSpikes) {
  const std::vector<std::int32_t> indices;
  const std::vector<double> times;
  SpikeGenerator::Position position;
  EventBuffer buffer(1);
  SpikeGenerator generator(indices, times, 3, position, buffer);
  EXPECT_THAT(emitted_in(generator, buffer, 0, 10, 0.1 * ms), IsEmpty());
}

TEST(SpikeGenerator, RefusesTwoSpikesOfANeuronInAStep) {
  const std::vector<std::int32_t> indices{4, 1, 4};
  const std::vector<double> times{0.31 * ms, 0.32 * ms, 0.33 * ms};
  SpikeGenerator::Position position;
  EventBuffer buffer(5);
  SpikeGenerator generator(indices, times, 0, position, buffer, "input");
  try {
    generator.begin_run({0, 0, 0.1 * ms});
    ADD_FAILURE() << "no error";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(),
                 "neuron 4 of 'input' has two spikes in the time step at t = 0.3 ms (dt = 0.1 ms): "
                 "a neuron spikes once in a "
                 "step");
  }
  EXPECT_NO_THROW(generator.begin_run({0, 0, 0.01 * ms}));
}

TEST(CountSpikesBefore, CountsBinsBeforeTheStep) {
  const std::vector<double> times{0.1 * ms, 0.25 * ms, 0.3 * ms};
  EXPECT_EQ(count_spikes_before(times, 0.1 * ms, 0), 0);
  EXPECT_EQ(count_spikes_before(times, 0.1 * ms, 2), 1);
  EXPECT_EQ(count_spikes_before(times, 0.1 * ms, 3), 2);
  EXPECT_EQ(count_spikes_before(times, 0.1 * ms, 100), 3);
}

}  // namespace
}  // namespace ranvier::runtime::spike_generator_test
