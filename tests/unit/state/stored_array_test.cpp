#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/state/stored_array.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state::stored_array_test {
namespace {

using ranvier::testing::error_text;

TEST(StoredArray, KeepsAColumnInTheOrderOfThePlaces) {
  Column column(ElementType::float64, 3);
  column.set_value(0, 10);
  column.set_value(1, 11);
  column.set_value(2, 12);
  const std::array<std::int64_t, 3> places{2, 0, 1};
  StoredArrays arrays;
  arrays.add("v", store(column, places));
  EXPECT_EQ(arrays.values<double>("v"), (std::vector<double>{12, 10, 11}));
  Column other(ElementType::float64, 5);
  restore(other, arrays.at("v"));
  EXPECT_EQ(other.size(), 3);
  EXPECT_EQ(other.value_at(0), 12);
  restore(other, arrays.at("v"), places);
  EXPECT_EQ(other.value_at(0), 10);
  EXPECT_EQ(other.value_at(2), 12);
}

TEST(StoredArray, KeepsARecordingOfManyChunks) {
  Recording recording(ElementType::int32, 3);
  for (std::int32_t row = 0; row < 5000; ++row) {
    auto* values = static_cast<std::int32_t*>(recording.append(1));
    values[0] = row;
    values[1] = -row;
    values[2] = 7;
  }
  const auto array = store(recording);
  EXPECT_EQ(array.size(), 15000);
  Recording other(ElementType::int32, 3);
  other.append(2);
  restore(other, array);
  EXPECT_EQ(other.rows(), 5000);
  EXPECT_EQ(store(other).bytes, array.bytes);
}

TEST(StoredArray, NamesWhatDoesNotFit) {
  StoredArrays arrays;
  const std::vector<double> values{1, 2};
  arrays.add("v", ElementType::float64, std::span<const double>(values));
  EXPECT_EQ(error_text<UsageError>([&] { arrays.at("w"); }), "there are no stored values of 'w'");
  EXPECT_EQ(error_text<UsageError>(
                [&] { check_stored(arrays.at("v"), ElementType::int32, 2, "'v' of x"); }),
            "the stored values of 'v' of x are of another type");
  EXPECT_EQ(error_text<UsageError>(
                [&] { check_stored(arrays.at("v"), ElementType::float64, 3, "'v' of x"); }),
            "there are 2 stored values of 'v' of x, not 3");
}

}  // namespace
}  // namespace ranvier::state::stored_array_test
