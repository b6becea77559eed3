#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/runtime/spike_queue.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::spike_queue_test {
namespace {

using ::testing::IsEmpty;
using Numbers = std::vector<std::int32_t>;

/// (source, storage index) of each synapse of segments, in order.
std::vector<std::pair<std::int32_t, std::int64_t>> synapses_of(
    std::span<const kernel::SynapseSegment> segments) {
  std::vector<std::pair<std::int32_t, std::int64_t>> synapses;
  for (const auto& segment : segments) {
    for (std::int64_t synapse = segment.begin; synapse < segment.begin + segment.length;
         ++synapse) {
      synapses.emplace_back(segment.source, synapse);
    }
  }
  return synapses;
}

using Synapses = std::vector<std::pair<std::int32_t, std::int64_t>>;

state::SynapseRows rows_of(const Numbers& sources, const Numbers& targets, const Numbers& delays,
                           int n_sources = 3,
                           const std::vector<std::int64_t>& owner_begin = {0, 10}) {
  return state::SynapseRows::build(sources, targets, delays, n_sources, owner_begin);
}

TEST(SpikeQueue, DeliversInTheSameStepWithoutDelay) {
  const auto rows = rows_of({0, 1, 1}, {0, 1, 2}, {0});
  SpikeQueue queue;
  queue.prepare(rows, 0);
  queue.push(rows, Numbers{1}, 0);
  EXPECT_EQ(synapses_of(queue.arriving(0, 0)), (Synapses{{1, 1}, {1, 2}}));
  queue.clear(0);
  EXPECT_THAT(queue.arriving(0, 1), IsEmpty());
}

TEST(SpikeQueue, DeliversEachSynapseOnceAfterItsDelay) {
  const auto rows = rows_of({0, 0, 0}, {0, 1, 2}, {0, 2, 5});
  SpikeQueue queue;
  queue.prepare(rows, 7);
  for (std::int64_t step = 7; step < 20; ++step) {
    if (step == 7 || step == 10) {
      queue.push(rows, Numbers{0}, step);
    }
    Synapses expected;
    if (step == 12) {
      expected = {{0, 2}, {0, 1}};  // the spike of step 7 before that of step 10
    } else if (step == 7 || step == 10) {
      expected = {{0, 0}};
    } else if (step == 9) {
      expected = {{0, 1}};
    } else if (step == 15) {
      expected = {{0, 2}};
    }
    EXPECT_EQ(synapses_of(queue.arriving(0, step)), expected) << step;
    queue.clear(step);
  }
}

TEST(SpikeQueue, KeepsOwnersApart) {
  const auto rows = rows_of({0, 0, 1}, {0, 70, 1}, {1}, 3, {0, 64, 128});
  SpikeQueue queue;
  queue.prepare(rows, 0);
  queue.push(rows, Numbers{0, 1}, 0);
  queue.clear(0);
  EXPECT_EQ(synapses_of(queue.arriving(0, 1)), (Synapses{{0, 0}, {1, 1}}));
  EXPECT_EQ(synapses_of(queue.arriving(1, 1)), (Synapses{{0, 2}}));
}

TEST(SpikeQueue, KeepsWhatIsInFlightWhenDelaysBecomeShorterOrLonger) {
  for (const std::int32_t new_delay : {0, 100}) {
    const auto rows = rows_of({0}, {0}, {5});
    SpikeQueue queue;
    queue.prepare(rows, 0);
    queue.push(rows, Numbers{0}, 0);
    queue.clear(0);
    const auto changed = rows_of({0}, {0}, {new_delay});
    queue.prepare(changed, 1);
    for (std::int64_t step = 1; step < 5; ++step) {
      EXPECT_THAT(queue.arriving(0, step), IsEmpty());
      queue.clear(step);
    }
    EXPECT_EQ(synapses_of(queue.arriving(0, 5)), (Synapses{{0, 0}}));
  }
}

TEST(SpikeQueue, ListsAndRestoresWhatIsInFlight) {
  const auto rows = rows_of({0, 0, 1}, {0, 70, 1}, {3, 1, 3}, 3, {0, 64, 128});
  SpikeQueue queue;
  queue.prepare(rows, 0);
  queue.push(rows, Numbers{0, 1}, 0);
  queue.clear(0);
  const auto flying = queue.in_flight(1);
  ASSERT_EQ(flying.size(), 3U);
  EXPECT_EQ(flying[0].arrival, 1);
  EXPECT_EQ(flying[0].owner, 1);
  EXPECT_EQ(flying[1].arrival, 3);
  EXPECT_EQ(flying[1].segment.source, 0);
  EXPECT_EQ(flying[2].segment.source, 1);

  SpikeQueue other;
  other.restore(flying, 1);
  other.prepare(rows, 1);
  EXPECT_EQ(synapses_of(other.arriving(1, 1)), (Synapses{{0, 2}}));
  EXPECT_EQ(synapses_of(other.arriving(0, 3)), (Synapses{{0, 0}, {1, 1}}));
  other.restore({}, 1);
  other.prepare(rows, 1);
  EXPECT_THAT(other.in_flight(1), IsEmpty());
}

TEST(SpikeQueue, StandsStillWhileThePathwayTakesNoPartInARun) {
  const auto rows = rows_of({0}, {0}, {5});
  SpikeQueue queue;
  queue.prepare(rows, 0);
  queue.push(rows, Numbers{0}, 0);
  queue.clear(0);
  queue.prepare(rows, 100);
  EXPECT_THAT(queue.arriving(0, 103), IsEmpty());
  EXPECT_EQ(synapses_of(queue.arriving(0, 104)), (Synapses{{0, 0}}));
  queue.restore(queue.in_flight(100), 100);
  queue.prepare(rows, 200);
  EXPECT_EQ(synapses_of(queue.arriving(0, 204)), (Synapses{{0, 0}}));
}

TEST(SpikeQueue, RefusesDelaysThatItWasNotPreparedFor) {
  const auto rows = rows_of({0}, {0}, {1});
  SpikeQueue queue;
  EXPECT_THROW(queue.push(rows, Numbers{0}, 0), InternalError);
}

TEST(SpikeQueue, NamesTheMemoryThatADelayWouldTake) {
  std::vector<std::int64_t> owner_begin(1001, 10);
  owner_begin.front() = 0;
  const auto rows = rows_of({0}, {0}, {2000000000}, 3, owner_begin);
  SpikeQueue queue;
  try {
    queue.prepare(rows, 0);
    ADD_FAILURE() << "no error";
  } catch (const ResourceError& error) {
    EXPECT_THAT(
        error.what(),
        testing::StartsWith(
            "cannot allocate 48.0 TB for the spikes in flight over 2000000001 time steps: "));
  }
}

TEST(RemapInFlight, KeepsArrivalAndOrderInANewLayout) {
  // Creation numbers 0, 1, 2 of one source; the new delays turn the storage order round and split
  // the segment.
  const auto old_rows = rows_of({0, 0, 0}, {0, 1, 2}, {4});
  const auto new_rows = rows_of({0, 0, 0}, {0, 1, 2}, {3, 2, 1});
  ASSERT_THAT(new_rows.creation_order(), testing::ElementsAre(2, 1, 0));
  const std::vector<SpikeQueue::InFlight> flying{{9, 0, {0, 3, 0}}};
  const auto remapped = remap_in_flight(flying, old_rows, new_rows, {5, 1e-4, 1e-4});
  ASSERT_EQ(remapped.size(), 3U);
  Synapses synapses;
  for (const auto& spike : remapped) {
    EXPECT_EQ(spike.arrival, 9);
    synapses.emplace_back(spike.segment.source, spike.segment.begin);
  }
  EXPECT_EQ(synapses, (Synapses{{0, 2}, {0, 1}, {0, 0}}))
      << "synapses 0, 1, 2 where they are stored now";
  const auto back = remap_in_flight(remapped, new_rows, old_rows, {5, 1e-4, 1e-4});
  EXPECT_EQ(back.front().segment.begin, 0);
}

TEST(RemapInFlight, MovesSegmentsBehindNewSynapsesAndToNewOwners) {
  const auto old_rows = rows_of({0, 1, 1}, {0, 0, 70}, {2}, 2, {0, 128});
  const auto new_rows = rows_of({0, 1, 1, 0}, {0, 0, 70, 1}, {2}, 2, {0, 64, 128});
  const std::vector<SpikeQueue::InFlight> flying{{3, 0, {0, 1, 0}}, {3, 0, {1, 2, 1}}};
  const auto remapped = remap_in_flight(flying, old_rows, new_rows, {2, 1e-4, 1e-4});
  ASSERT_EQ(remapped.size(), 3U);
  EXPECT_EQ(remapped[0].segment.begin, 0);
  EXPECT_EQ(remapped[1].segment.begin, 2);
  EXPECT_EQ(remapped[1].owner, 0);
  EXPECT_EQ(remapped[2].segment.begin, 3);
  EXPECT_EQ(remapped[2].owner, 1);
}

TEST(RemapInFlight, DeliversAtTheStepNearestToTheDueTime) {  // semantics D25
  const auto rows = rows_of({0}, {0}, {9});
  std::vector<SpikeQueue::InFlight> flying;
  for (std::int64_t arrival = 10; arrival < 18; ++arrival) {
    flying.push_back({arrival, 0, {0, 1, 0}});
  }
  const auto arrivals = [&](double new_dt) {
    std::vector<std::int64_t> steps;
    for (const auto& spike : remap_in_flight(flying, rows, rows, {10, 1e-4, new_dt})) {
      steps.push_back(spike.arrival);
    }
    return steps;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(arrivals(2e-4), ElementsAre(5, 6, 6, 7, 7, 8, 8, 9)) << "none is lost";
  EXPECT_THAT(arrivals(0.5e-4), ElementsAre(20, 22, 24, 26, 28, 30, 32, 34));
  EXPECT_THAT(arrivals(2.5e-4), ElementsAre(4, 4, 5, 5, 6, 6, 6, 7));
}

}  // namespace
}  // namespace ranvier::runtime::spike_queue_test
