#include "partition.hpp"

#include <algorithm>

#include <ranvier/support/assert.hpp>

namespace ranvier::communication {

std::vector<std::int64_t> partition(std::int64_t n, int owners) {
  RANVIER_CHECK(n >= 0 && owners >= 1);
  constexpr std::int64_t block_size = 64;
  const std::int64_t n_blocks = (n + block_size - 1) / block_size;
  std::vector<std::int64_t> begin;
  for (std::int64_t owner = 0; owner <= owners; ++owner) {
    // Rounded up, so that the first owners get what there is.
    const std::int64_t block =
        n_blocks / owners * owner + (n_blocks % owners * owner + owners - 1) / owners;
    begin.push_back(std::min(block * block_size, n));
  }
  return begin;
}

}  // namespace ranvier::communication
