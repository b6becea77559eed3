#include <cmath>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/runtime/column_scan.hpp>

namespace ranvier::runtime::column_scan_test {
namespace {

using ::testing::ElementsAre;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

state::Column column_of(const std::vector<double>& values,
                        ElementType type = ElementType::float64) {
  state::Column column(type, static_cast<std::int64_t>(values.size()));
  for (std::size_t k = 0; k < values.size(); ++k) {
    column.set_value(static_cast<std::int64_t>(k), values[k]);
  }
  return column;
}

/// 0, 1, ... n - 1
std::vector<double> counting(std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t k = 0; k < n; ++k) {
    values[k] = static_cast<double>(k);
  }
  return values;
}

TEST(ColumnScan, SeesEveryElementOfEveryLength) {
  for (const auto type : {ElementType::float64, ElementType::float32}) {
    for (std::size_t n = 1; n < 40; ++n) {
      const auto summary = summarise(column_of(counting(n), type));
      EXPECT_EQ(summary.lowest, 0);
      EXPECT_EQ(summary.highest, static_cast<double>(n - 1));
      EXPECT_EQ(summary.mean, static_cast<double>(n - 1) / 2) << "sums of small integers are exact";
      EXPECT_TRUE(summary.is_finite);
      for (std::size_t bad = 0; bad < n; ++bad) {
        for (const auto value : {nan, infinity, -infinity}) {
          auto values = counting(n);
          values[bad] = value;
          const auto column = column_of(values, type);
          EXPECT_FALSE(summarise(column).is_finite) << n << " " << bad;
          EXPECT_EQ(first_non_finite(column), static_cast<std::int64_t>(bad));
        }
      }
    }
  }
}

TEST(ColumnScan, KnowsFiniteValuesWhoseSumIsNot) {
  EXPECT_TRUE(summarise(column_of(std::vector<double>(20, 1e308))).is_finite);
}

TEST(ColumnScan, IgnoresNanInBounds) {
  const auto summary = summarise(column_of({nan, 3, nan, -2, nan}));
  EXPECT_EQ(summary.lowest, -2);
  EXPECT_EQ(summary.highest, 3);
  EXPECT_FALSE(summary.is_finite);
}

TEST(ColumnScan, LeavesOutExceptions) {
  const auto column = column_of({1, nan, 2, infinity, nan});
  std::vector<std::int64_t> elements;
  find_non_finite(column, elements);
  EXPECT_THAT(elements, ElementsAre(1, 3, 4));
  EXPECT_EQ(first_non_finite(column, elements), std::nullopt);
  const std::vector<std::int64_t> some{1, 4};
  EXPECT_EQ(first_non_finite(column, some), 3);
}

TEST(ColumnScan, FindsTheFirstFiniteValueOutside) {
  const auto column = column_of({0, nan, infinity, 1, 2, -1});
  EXPECT_EQ(first_outside(column, -1, 2), std::nullopt) << "bounds are inside";
  EXPECT_EQ(first_outside(column, -1, 1.5), 4);
  EXPECT_EQ(first_outside(column, 0, infinity), 5);
}

TEST(ColumnScan, FindsTheLargestElement) {
  for (const auto type : {ElementType::float64, ElementType::float32}) {
    const auto column = column_of({0.1, nan, -0.3, 0.2, -0.3}, type);
    EXPECT_EQ(largest_element(column, summarise(column)), 2) << "the first one";
    const auto positive = column_of({0.1, -0.3, 0.7}, type);
    EXPECT_EQ(largest_element(positive, summarise(positive)), 2);
  }
}

}  // namespace
}  // namespace ranvier::runtime::column_scan_test
