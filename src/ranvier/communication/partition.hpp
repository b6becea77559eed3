/// Which owner (thread, later rank) has which neurons.
#pragma once

#include <cstdint>
#include <vector>

namespace ranvier::communication {

/// Splits n elements into blocks for `owners`, in multiples of 64 so that no two owners share a
/// cache line of a column. The blocks differ by 64 elements at most.
/// @pre n >= 0, owners >= 1
/// @return  first element of each owner, then n: (owners + 1); if there are few elements, the last
/// owners have none.
std::vector<std::int64_t> partition(std::int64_t n, int owners);

}  // namespace ranvier::communication
