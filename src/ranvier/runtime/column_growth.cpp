#include "column_growth.hpp"

#include <algorithm>
#include <cmath>

namespace ranvier::runtime {

namespace {

constexpr double least_growth = 2;
constexpr double least_further_growth = 1.25;

/// NaN does not count; 0 without elements, and as soon as one is infinite.
double largest_of(const ColumnSummary& summary) {
  const auto largest = std::max(std::abs(summary.lowest), std::abs(summary.highest));
  return std::isfinite(largest) ? largest : 0;
}

}  // namespace

ColumnGrowth::ColumnGrowth(const ColumnSummary& start)
    : start_(largest_of(start)), largest_(least_growth * start_) {}

bool ColumnGrowth::is_new(const ColumnSummary& summary) {
  const auto largest = largest_of(summary);
  if (!(largest > largest_)) {
    return false;
  }
  largest_ = least_further_growth * largest;
  return true;
}

}  // namespace ranvier::runtime
