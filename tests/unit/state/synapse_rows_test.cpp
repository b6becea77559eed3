#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/state/synapse_rows.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state::synapse_rows_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Numbers = std::vector<std::int32_t>;

struct Projection {
  Numbers sources;
  Numbers targets;
  Numbers delays;
};

Projection random_projection(int size, int n_sources, int n_targets, int largest_delay) {
  std::mt19937 generator(1);
  const auto below = [&](int n) {
    return static_cast<std::int32_t>(generator() % static_cast<unsigned>(n));
  };
  Projection made;
  for (int synapse = 0; synapse < size; ++synapse) {
    made.sources.push_back(below(n_sources));
    made.targets.push_back(below(n_targets));
    made.delays.push_back(below(largest_delay + 1));
  }
  return made;
}

/// Creation numbers in storage order by the definition: sorted by (owner, source, delay, creation
/// number).
std::vector<std::int64_t> expected_order(const Projection& made,
                                         const std::vector<std::int64_t>& owner_begin) {
  std::vector<std::tuple<std::int64_t, std::int32_t, std::int32_t, std::int64_t>> keys;
  for (std::size_t synapse = 0; synapse < made.sources.size(); ++synapse) {
    std::int64_t owner = 0;
    while (made.targets[synapse] >= owner_begin[static_cast<std::size_t>(owner) + 1]) {
      ++owner;
    }
    keys.emplace_back(owner, made.sources[synapse],
                      made.delays.size() == 1 ? made.delays[0] : made.delays[synapse], synapse);
  }
  std::ranges::sort(keys);
  std::vector<std::int64_t> order;
  for (const auto& key : keys) {
    order.push_back(std::get<3>(key));
  }
  return order;
}

/// Every synapse lies in the segment of its owner, source and delay, and segments cover the storage
/// without gaps.
void check_segments(const SynapseRows& rows, const Projection& made,
                    const std::vector<std::int64_t>& order) {
  std::int64_t next = 0;
  for (int owner = 0; owner < rows.owners(); ++owner) {
    ASSERT_EQ(rows.blocks()[static_cast<std::size_t>(owner)], next);
    for (std::int32_t source = 0; source < rows.sources(); ++source) {
      std::int32_t last_delay = -1;
      for (const DelaySegment& segment : rows.row(owner, source)) {
        ASSERT_GT(segment.delay, last_delay);
        ASSERT_EQ(segment.begin, next);
        last_delay = segment.delay;
        for (; next < segment.begin + segment.length; ++next) {
          const auto synapse = static_cast<std::size_t>(order[static_cast<std::size_t>(next)]);
          ASSERT_EQ(made.sources[synapse], source);
          ASSERT_EQ(made.delays[made.delays.size() == 1 ? 0 : synapse], segment.delay);
        }
      }
    }
  }
  ASSERT_EQ(next, rows.size());
  ASSERT_EQ(rows.blocks().back(), next);
}

TEST(SynapseRows, StoresByOwnerSourceDelayAndCreation) {
  for (const int largest_delay : {0, 50, 70000}) {
    for (const std::vector<std::int64_t>& owner_begin :
         {std::vector<std::int64_t>{0, 200}, {0, 64, 200}, {0, 64, 128, 200}, {0, 200, 200}}) {
      const Projection made = random_projection(5000, 30, 200, largest_delay);
      const auto rows =
          SynapseRows::build(made.sources, made.targets, made.delays, 30, owner_begin);
      const auto order = expected_order(made, owner_begin);
      EXPECT_TRUE(std::ranges::equal(rows.creation_order(), order));
      EXPECT_EQ(rows.largest_delay(), *std::ranges::max_element(made.delays));
      check_segments(rows, made, order);
    }
  }
}

TEST(SynapseRows, StoresOneDelayAsOneSegmentPerRow) {
  Projection made = random_projection(5000, 30, 200, 0);
  made.delays = {7};
  const auto rows = SynapseRows::build(made.sources, made.targets, made.delays, 30,
                                       std::vector<std::int64_t>{0, 200});
  check_segments(rows, made, expected_order(made, {0, 200}));
  for (std::int32_t source = 0; source < 30; ++source) {
    EXPECT_EQ(rows.row(0, source).size(), 1U);
  }
}

TEST(SynapseRows, KeepsNoOrderIfSynapsesAreMadeInStorageOrder) {
  const auto rows = SynapseRows::build(Numbers{0, 0, 0, 2}, Numbers{1, 0, 1, 1},
                                       Numbers{0, 1, 1, 0}, 3, std::vector<std::int64_t>{0, 2});
  EXPECT_THAT(rows.creation_order(), IsEmpty());
  EXPECT_THAT(rows.storage_order(), IsEmpty());
  EXPECT_EQ(rows.row(0, 0).size(), 2U);
  EXPECT_THAT(rows.row(0, 1), IsEmpty());
  EXPECT_EQ(rows.row(0, 2).front().begin, 3);
}

TEST(SynapseRows, GivesBothDirectionsOfTheOrder) {
  const auto rows = SynapseRows::build(Numbers{2, 0, 1}, Numbers{0, 0, 0}, Numbers{0}, 3,
                                       std::vector<std::int64_t>{0, 1});
  EXPECT_THAT(rows.creation_order(), ElementsAre(1, 2, 0));
  EXPECT_THAT(rows.storage_order(), ElementsAre(2, 0, 1));
}

TEST(SynapseRows, MayBeEmpty) {
  const auto rows =
      SynapseRows::build(Numbers{}, Numbers{}, Numbers{}, 3, std::vector<std::int64_t>{0, 0, 0});
  EXPECT_EQ(rows.size(), 0);
  EXPECT_EQ(rows.owners(), 2);
  EXPECT_THAT(rows.row(1, 2), IsEmpty());
  const auto without_sources =
      SynapseRows::build(Numbers{}, Numbers{}, Numbers{3}, 0, std::vector<std::int64_t>{0, 0});
  EXPECT_EQ(without_sources.sources(), 0);
  EXPECT_EQ(SynapseRows().sources(), 0);
}

TEST(SynapseRows, RefusesWhatItsCallerShouldHaveRefused) {
  const std::vector<std::int64_t> owner_begin{0, 2};
  EXPECT_THROW(SynapseRows::build(Numbers{0}, Numbers{0}, Numbers{-1}, 1, owner_begin),
               InternalError);
  EXPECT_THROW(SynapseRows::build(Numbers{1}, Numbers{0}, Numbers{0}, 1, owner_begin),
               InternalError);
  EXPECT_THROW(SynapseRows::build(Numbers{0}, Numbers{2}, Numbers{0}, 1, owner_begin),
               InternalError);
  EXPECT_THROW(SynapseRows::build(Numbers{0, 0}, Numbers{0}, Numbers{0}, 1, owner_begin),
               InternalError);
}

}  // namespace
}  // namespace ranvier::state::synapse_rows_test
