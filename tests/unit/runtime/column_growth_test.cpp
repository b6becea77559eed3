#include <limits>

#include <gtest/gtest.h>

#include <ranvier/runtime/column_growth.hpp>

namespace ranvier::runtime::column_growth_test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

ColumnSummary between(double lowest, double highest) {
  return {.lowest = lowest, .highest = highest, .mean = nan, .is_finite = true};
}

TEST(ColumnGrowth, BeginsBeyondTwiceTheStart) {
  ColumnGrowth growth(between(-3, 1));
  EXPECT_EQ(growth.start(), 3);
  EXPECT_FALSE(growth.is_new(between(-6, 5.9)));
  EXPECT_FALSE(growth.is_new(between(-6, 6)));
  EXPECT_TRUE(growth.is_new(between(-1, 6.1)));
  EXPECT_TRUE(ColumnGrowth(between(-3, 1)).is_new(between(-6.1, 0))) << "on either side of 0";
}

TEST(ColumnGrowth, IsNewAgainWhenItHasGoneOnByAQuarter) {
  ColumnGrowth growth(between(0, 1));
  EXPECT_TRUE(growth.is_new(between(0, 4)));
  EXPECT_FALSE(growth.is_new(between(0, 4)));
  EXPECT_FALSE(growth.is_new(between(0, 5)));
  EXPECT_TRUE(growth.is_new(between(-5.1, 3)));
  EXPECT_FALSE(growth.is_new(between(0, 5.2)));
}

TEST(ColumnGrowth, FromZeroIsAnyValue) {
  ColumnGrowth growth(between(0, 0));
  EXPECT_FALSE(growth.is_new(between(0, 0)));
  EXPECT_TRUE(growth.is_new(between(-1e-300, 0)));
}

TEST(ColumnGrowth, KnowsNoInfiniteValuesAndNoEmptyColumns) {
  ColumnGrowth growth(ColumnSummary{});
  EXPECT_EQ(growth.start(), 0);
  EXPECT_FALSE(growth.is_new(ColumnSummary{}));
  EXPECT_FALSE(growth.is_new(between(0, infinity)));
  EXPECT_FALSE(growth.is_new(between(-infinity, infinity)));
  EXPECT_TRUE(growth.is_new({.lowest = 0, .highest = 1, .mean = nan, .is_finite = false}))
      << "beside elements that are NaN";
}

}  // namespace
}  // namespace ranvier::runtime::column_growth_test
