#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/communication/partition.hpp>

namespace ranvier::communication::partition_test {
namespace {

using ::testing::ElementsAre;

TEST(Partition, GivesAllToOneOwner) {
  EXPECT_THAT(partition(1000, 1), ElementsAre(0, 1000));
  EXPECT_THAT(partition(0, 1), ElementsAre(0, 0));
}

TEST(Partition, SplitsAtMultiplesOf64) {
  EXPECT_THAT(partition(1000, 2), ElementsAre(0, 512, 1000));
  EXPECT_THAT(partition(1000, 3), ElementsAre(0, 384, 704, 1000));
}

TEST(Partition, LeavesTheLastOwnersEmptyIfThereIsLittle) {
  EXPECT_THAT(partition(0, 3), ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(partition(1, 3), ElementsAre(0, 1, 1, 1));
  EXPECT_THAT(partition(65, 3), ElementsAre(0, 64, 65, 65));
}

TEST(Partition, CoversAllElementsInNearlyEqualBlocks) {
  for (const std::int64_t n :
       {std::int64_t{63}, std::int64_t{64}, std::int64_t{1000000}, std::int64_t{1} << 40}) {
    for (const int owners : {1, 2, 3, 7, 64, 1000}) {
      const auto begin = partition(n, owners);
      ASSERT_EQ(begin.size(), static_cast<std::size_t>(owners) + 1);
      EXPECT_EQ(begin.front(), 0);
      EXPECT_EQ(begin.back(), n);
      std::int64_t smallest = n;
      std::int64_t largest = 0;
      for (std::size_t owner = 0; owner + 1 < begin.size(); ++owner) {
        EXPECT_TRUE(begin[owner] % 64 == 0 || begin[owner] == n);
        smallest = std::min(smallest, begin[owner + 1] - begin[owner]);
        largest = std::max(largest, begin[owner + 1] - begin[owner]);
      }
      EXPECT_LE(largest - smallest, 64 + 63) << "the last block may lack a part of 64";
    }
  }
}

}  // namespace
}  // namespace ranvier::communication::partition_test
