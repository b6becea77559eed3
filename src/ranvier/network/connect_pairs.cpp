#include "connect_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include <fmt/format.h>

#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/state/memory.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::network {

namespace {

/// Bytes that one synapse takes in memory.
std::int64_t bytes_of_synapse(const model::Synapses& synapses) {
  std::int64_t bytes = 2 * static_cast<std::int64_t>(sizeof(std::int32_t));
  for (const auto& variable : synapses.state().variables()) {
    bytes += variable.is_shared ? 0 : static_cast<std::int64_t>(size_of(variable.values.type()));
  }
  return bytes;
}

}  // namespace

Pairs::Pairs(const model::Synapses& synapses)
    : description_(synapses.description()), bytes_per_synapse_(bytes_of_synapse(synapses)) {
  const auto available = state::available_memory();
  capacity_ = available < 0
                  ? std::numeric_limits<double>::infinity()
                  : static_cast<double>(available) / static_cast<double>(bytes_per_synapse_);
}

void Pairs::expect(double expected) {
  const auto count = expected >= 9e18 ? std::numeric_limits<std::int64_t>::max() / 1024
                                      : static_cast<std::int64_t>(expected);
  state::require_memory(count, bytes_per_synapse_,
                        fmt::format("{:.4g} synapses of {}", expected, description_));
}

void Pairs::require_room(double more) const {
  const auto found = static_cast<double>(sources_.size()) + more;
  if (found > capacity_) {
    throw ResourceError(
        ResourceError::Kind::memory,
        fmt::format("cannot allocate {:.1f} GB and more for {:.4g} or more synapses of {}: {:.1f} "
                    "GB are free",
                    found * static_cast<double>(bytes_per_synapse_) / 1e9, found, description_,
                    capacity_ * static_cast<double>(bytes_per_synapse_) / 1e9));
  }
}

void stop_if_interrupted(const StatementContext& context) {
  if (context.stop_requested != nullptr &&
      context.stop_requested->load(std::memory_order_relaxed) != 0) {
    throw Interrupted("connect was interrupted; the synapses are as they were before");
  }
}

std::int64_t checked_copies(std::int64_t n, const model::Synapses& synapses) {
  if (n < 0) {
    throw UsageError(
        fmt::format("connect of {}: n is {}; it must not be negative", synapses.description(), n));
  }
  return n;
}

void sample_with_probability(std::uint64_t key, std::int64_t row, std::int64_t n, double p,
                             std::vector<std::int64_t>& chosen) {
  chosen.clear();
  if (p >= 1) {
    for (std::int64_t number = 0; number < n; ++number) {
      chosen.push_back(number);
    }
    return;
  }
  const auto log_of_miss = p > 0 ? symbolic::elementary::log(1 - p) : 0.0;
  if (!(log_of_miss < 0)) {
    return;  // below 2^-53, p is lost in 1 - p: a pair in 10^16 is none
  }
  double number = -1;
  for (std::int64_t jump = 0;; ++jump) {
    const auto u = kernel::draw_uniform(key, jump, row, 0);
    number += 1 + std::floor(symbolic::elementary::log(1 - u) / log_of_miss);
    if (!(number < static_cast<double>(n))) {
      return;
    }
    chosen.push_back(static_cast<std::int64_t>(number));
  }
}

// Floyd's algorithm; Bentley and Floyd (1987), doi:10.1145/30401.315746
void sample_of_size(std::uint64_t key, std::int64_t row, std::int64_t n, std::int64_t size,
                    std::vector<std::int64_t>& chosen) {
  chosen.clear();
  std::unordered_set<std::int64_t> taken;
  taken.reserve(static_cast<std::size_t>(size));
  for (auto last = n - size; last < n; ++last) {
    const auto u = kernel::draw_uniform(key, last, row, 0);
    const auto number =
        std::min(last, static_cast<std::int64_t>(u * static_cast<double>(last + 1)));
    const auto chosen_now = taken.insert(number).second ? number : last;
    taken.insert(chosen_now);
    chosen.push_back(chosen_now);
  }
  std::ranges::sort(chosen);
}

}  // namespace ranvier::network
