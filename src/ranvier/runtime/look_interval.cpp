#include "look_interval.hpp"

#include <algorithm>
#include <cmath>

namespace ranvier::runtime {

std::int64_t steps_between_looks(double dt) {
  constexpr double millisecond = 1e-3;
  constexpr std::int64_t least = 100;
  const double steps = dt > 0 ? std::round(millisecond / dt) : 0;
  // Far from what a clock can count, so that nothing overflows.
  return steps > 1e15 ? std::int64_t{1'000'000'000'000'000}
                      : std::max(least, static_cast<std::int64_t>(steps));
}

}  // namespace ranvier::runtime
