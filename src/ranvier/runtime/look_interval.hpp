/// How often a run is looked at.
#pragma once

#include <cstdint>

namespace ranvier::runtime {

/// The number of steps of `dt` [s] between two looks: a millisecond, and 100 at least. Without a
/// dt it is 100.
std::int64_t steps_between_looks(double dt);

}  // namespace ranvier::runtime
