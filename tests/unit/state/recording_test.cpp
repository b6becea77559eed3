#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/state/recording.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state::recording_test {
namespace {

TEST(Recording, GivesBackAllRowsInOrder) {
  Recording recording(ElementType::float64, 3);
  constexpr int n_rows = 10000;  // over many chunks
  for (int row = 0; row < n_rows; ++row) {
    const double values[] = {row + 0.0, row + 0.25, row + 0.5};
    std::memcpy(recording.append(1), values, sizeof values);
  }
  ASSERT_EQ(recording.rows(), n_rows);
  std::vector<double> all(3 * n_rows);
  recording.copy_to(all.data());
  std::vector<double> second(n_rows);
  recording.copy_column_to(1, second.data());
  for (std::size_t row = 0; row < n_rows; ++row) {
    ASSERT_EQ(all[3 * row + 2], static_cast<double>(row) + 0.5);
    ASSERT_EQ(second[row], static_cast<double>(row) + 0.25);
  }
}

TEST(Recording, TakesPiecesOfAnyLength) {
  Recording recording(ElementType::int32, 1);
  std::int32_t next = 0;
  for (const std::int64_t count : {0, 1, 1000000, 0, 7}) {
    auto* room = static_cast<std::int32_t*>(recording.append(count));
    for (std::int64_t k = 0; k < count; ++k) {
      room[k] = next++;
    }
  }
  std::vector<std::int32_t> all(static_cast<std::size_t>(recording.rows()));
  recording.copy_to(all.data());
  ASSERT_EQ(all.size(), 1000008U);
  for (std::size_t k = 0; k < all.size(); ++k) {
    ASSERT_EQ(all[k], static_cast<std::int32_t>(k));
  }
}

TEST(Recording, CountsRowsWithoutValues) {
  Recording recording(ElementType::float64, 0);
  recording.append(1);
  recording.append(2);
  EXPECT_EQ(recording.rows(), 3);
  recording.copy_to(nullptr);
}

TEST(Recording, IsEmptyAfterClear) {
  Recording recording(ElementType::float64, 2);
  recording.append(5);
  recording.clear();
  EXPECT_EQ(recording.rows(), 0);
  const double values[] = {1, 2};
  std::memcpy(recording.append(1), values, sizeof values);
  double copied[2] = {};
  recording.copy_to(copied);
  EXPECT_EQ(copied[1], 2);
}

TEST(Recording, KeepsWhatItHasIfMemoryIsNotThere) {
  Recording recording(ElementType::boolean, 1);
  *static_cast<bool*>(recording.append(1)) = true;
  EXPECT_THROW(recording.append(100000000000000), ResourceError);
  EXPECT_EQ(recording.rows(), 1);
}

}  // namespace
}  // namespace ranvier::state::recording_test
