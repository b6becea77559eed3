/// The median of measured values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ranvier::benchmarks {

/// @pre `values` is not empty. Of an even number of values: the upper one of the two in the middle.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace ranvier::benchmarks
