/// A quick look over all values of a column.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <ranvier/state/column.hpp>

namespace ranvier::runtime {

/// What a column of real values holds. Of NaN only `is_finite` knows; without elements the bounds
/// are infinite, the lowest above the highest.
struct ColumnSummary {
  double lowest = std::numeric_limits<double>::infinity();
  double highest = -std::numeric_limits<double>::infinity();
  double mean = 0;  ///< NaN or infinite unless all values are finite
  bool is_finite = true;
};

/// One pass over the values, several at a time.
/// @pre the column is of float64 or float32
ColumnSummary summarise(const state::Column& column);

/// The first element that is not finite, or the first finite one outside of [low, high].
/// @param excepted  elements that do not count, ascending
std::optional<std::int64_t> first_non_finite(const state::Column& column,
                                             std::span<const std::int64_t> excepted = {});
std::optional<std::int64_t> first_outside(const state::Column& column, double low, double high);

/// The first element whose value is the lowest or the highest of the summary, whichever is farther
/// from 0. @pre the summary is of this column, and its bounds are finite
std::int64_t largest_element(const state::Column& column, const ColumnSummary& summary);

/// All elements that are not finite, ascending, written to `elements`.
void find_non_finite(const state::Column& column, std::vector<std::int64_t>& elements);

}  // namespace ranvier::runtime
