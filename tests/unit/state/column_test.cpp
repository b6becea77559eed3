#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/state/column.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state::column_test {
namespace {

constexpr ElementType all_types[] = {ElementType::float64, ElementType::float32, ElementType::int32,
                                     ElementType::int64, ElementType::boolean};

TEST(Column, IsAlignedPaddedAndZero) {
  for (const ElementType type : all_types) {
    for (const std::int64_t size : {0, 1, 15, 16, 17, 1000, 1000000}) {
      const Column column(type, size);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(column.data()) % 64, 0U);
      // Reading up to the padded end is legal, also for an empty column (the address sanitizer
      // watches).
      const auto padded =
          static_cast<std::size_t>((std::max<std::int64_t>(size, 1) + 15) / 16 * 16);
      const auto* bytes = static_cast<const std::uint8_t*>(column.data());
      EXPECT_EQ(std::count(bytes, bytes + padded * size_of(type), 0),
                static_cast<std::ptrdiff_t>(padded * size_of(type)));
    }
  }
}

TEST(Column, ConvertsValuesAsItsTypeDoes) {
  const auto stored = [](ElementType type, double value) {
    Column column(type, 3);
    column.set_value(1, value);
    EXPECT_EQ(column.value_at(0), 0);
    EXPECT_EQ(column.value_at(2), 0);
    return column.value_at(1);
  };
  EXPECT_EQ(stored(ElementType::float64, -1.75), -1.75);
  EXPECT_EQ(stored(ElementType::float32, 0.1), static_cast<double>(0.1F));
  EXPECT_EQ(stored(ElementType::int32, -1.75), -1);
  EXPECT_EQ(stored(ElementType::int64, 1e15 + 0.5), 1e15);
  EXPECT_EQ(stored(ElementType::boolean, -0.5), 1);
  EXPECT_EQ(stored(ElementType::boolean, 0), 0);
}

TEST(Column, GivesItsValuesOnlyAsTheirType) {
  Column column(ElementType::float32, 4);
  EXPECT_EQ(column.values<float>().size(), 4U);
  EXPECT_THROW(column.values<double>(), InternalError);
}

TEST(Column, KeepsFirstElementsWhenResized) {
  Column column(ElementType::int32, 3);
  std::ranges::copy(std::vector{7, 8, 9}, column.values<std::int32_t>().begin());
  column.resize(1000);
  EXPECT_EQ(column.value_at(2), 9);
  EXPECT_EQ(column.value_at(999), 0);
  column.resize(2);
  column.resize(3);
  EXPECT_EQ(column.value_at(1), 8);
  EXPECT_EQ(column.value_at(2), 0) << "an element that comes again is zero";
}

TEST(Column, KeepsItsAddressWithinItsCapacity) {
  Column column(ElementType::float64, 1000);
  const void* address = column.data();
  column.resize(10);
  column.resize(1000);
  const std::vector<std::int64_t> order(1000, 0);
  column.permute(order);
  EXPECT_EQ(column.data(), address);
}

TEST(Column, PermutesEveryType) {
  for (const ElementType type : all_types) {
    Column column(type, 3);
    column.set_value(0, 1);
    column.permute(std::vector<std::int64_t>{2, 0, 1});
    EXPECT_EQ(column.value_at(0), 0);
    EXPECT_EQ(column.value_at(1), 1);
    EXPECT_EQ(column.value_at(2), 0);
  }
}

std::string error_of(std::int64_t size) {
  try {
    const Column column(ElementType::float64, size);
  } catch (const ResourceError& error) {
    EXPECT_EQ(error.kind(), ResourceError::Kind::memory);
    return error.what();
  }
  return "no error";
}

TEST(Column, NamesBytesAskedAndFreeIfMemoryIsNotThere) {
  EXPECT_THAT(error_of(100000000000000),
              testing::MatchesRegex(
                  "cannot allocate 800\\.0 TB for 100000000000000 values of type float64: "
                  "[0-9]+\\.[0-9] [TGM]B are free"));
}

TEST(Column, RefusesSizesWhoseBytesExceed64Bits) {
  EXPECT_THAT(error_of(std::numeric_limits<std::int64_t>::max() / 2),
              testing::StartsWith("cannot allocate 36893488.1 TB"));
}

TEST(Column, IsUnchangedWhenResizeFails) {
  Column column(ElementType::float64, 2);
  column.set_value(1, 5);
  EXPECT_THROW(column.resize(100000000000000), ResourceError);
  EXPECT_EQ(column.size(), 2);
  EXPECT_EQ(column.value_at(1), 5);
}

}  // namespace
}  // namespace ranvier::state::column_test
