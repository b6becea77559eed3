#include "synapse_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include <ranvier/state/memory.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::state {

namespace {

/// The synapses as they were made, and the two numbers that decide where one is stored.
class CreatedSynapses {
 public:
  CreatedSynapses(std::span<const std::int32_t> sources, std::span<const std::int32_t> targets,
                  std::span<const std::int32_t> delays, std::int64_t n_sources,
                  std::span<const std::int64_t> owner_begin)
      : sources_(sources),
        targets_(targets),
        delays_(delays),
        n_sources_(n_sources),
        owner_begin_(owner_begin) {
    RANVIER_CHECK(targets.size() == sources.size());
    RANVIER_CHECK(delays.size() == 1 || delays.size() == sources.size());
    RANVIER_CHECK(owner_begin.size() >= 2 && owner_begin.front() == 0 &&
                  std::ranges::is_sorted(owner_begin));
    RANVIER_CHECK(std::ranges::all_of(delays, [](std::int32_t delay) { return delay >= 0; }));
    RANVIER_CHECK(std::ranges::all_of(
        sources, [&](std::int32_t source) { return 0 <= source && source < n_sources; }));
    RANVIER_CHECK(std::ranges::all_of(
        targets, [&](std::int32_t target) { return 0 <= target && target < owner_begin.back(); }));
  }

  std::int64_t size() const { return static_cast<std::int64_t>(sources_.size()); }

  std::int64_t n_rows() const {
    return static_cast<std::int64_t>(owner_begin_.size() - 1) * n_sources_;
  }

  bool has_one_delay() const { return delays_.size() == 1; }

  std::int32_t source(std::int64_t synapse) const {
    return sources_[static_cast<std::size_t>(synapse)];
  }

  std::int32_t delay(std::int64_t synapse) const {
    return delays_[has_one_delay() ? 0 : static_cast<std::size_t>(synapse)];
  }

  /// Rows are numbered by (owner, source).
  std::int64_t row(std::int64_t synapse) const {
    std::int64_t owner = 0;
    if (owner_begin_.size() > 2) {
      const auto after =
          std::ranges::upper_bound(owner_begin_, targets_[static_cast<std::size_t>(synapse)]);
      owner = after - owner_begin_.begin() - 1;
    }
    return owner * n_sources_ + source(synapse);
  }

  bool is_in_storage_order() const {
    std::int64_t last_row = 0;
    std::int32_t last_delay = 0;
    for (std::int64_t synapse = 0; synapse < size(); ++synapse) {
      const std::pair present{row(synapse), delay(synapse)};
      if (present < std::pair{last_row, last_delay}) {
        return false;
      }
      std::tie(last_row, last_delay) = present;
    }
    return true;
  }

 private:
  std::span<const std::int32_t> sources_;
  std::span<const std::int32_t> targets_;
  std::span<const std::int32_t> delays_;
  std::int64_t n_sources_;
  std::span<const std::int64_t> owner_begin_;
};

/// Sorts `order` by `key`, 0 <= key < n_keys; equal keys keep their order. Counting sort: no
/// comparisons.
template <typename KeyOf>
void sort_by(std::vector<std::int64_t>& order, std::int64_t n_keys, KeyOf key) {
  std::vector<std::int64_t> next(static_cast<std::size_t>(n_keys) + 1, 0);
  for (const std::int64_t synapse : order) {
    ++next[static_cast<std::size_t>(key(synapse)) + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::int64_t> sorted(order.size());
  for (const std::int64_t synapse : order) {
    sorted[static_cast<std::size_t>(next[static_cast<std::size_t>(key(synapse))]++)] = synapse;
  }
  order = std::move(sorted);
}

/// Creation numbers in storage order, by sorting for the least significant key first.
std::vector<std::int64_t> sort_for_storage(const CreatedSynapses& synapses,
                                           std::int32_t largest_delay) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(synapses.size()));
  std::iota(order.begin(), order.end(), 0);
  if (!synapses.has_one_delay()) {
    constexpr int digit_bits = 16;
    constexpr std::int32_t digit_mask = (1 << digit_bits) - 1;
    sort_by(order, std::min(largest_delay, digit_mask) + 1,
            [&](std::int64_t synapse) { return synapses.delay(synapse) & digit_mask; });
    if (largest_delay > digit_mask) {
      sort_by(order, (largest_delay >> digit_bits) + 1,
              [&](std::int64_t synapse) { return synapses.delay(synapse) >> digit_bits; });
    }
  }
  sort_by(order, synapses.n_rows(), [&](std::int64_t synapse) { return synapses.row(synapse); });
  return order;
}

}  // namespace

SynapseRows SynapseRows::build(std::span<const std::int32_t> sources,
                               std::span<const std::int32_t> targets,
                               std::span<const std::int32_t> delays, std::int64_t n_sources,
                               std::span<const std::int64_t> owner_begin) {
  const CreatedSynapses synapses(sources, targets, delays, n_sources, owner_begin);
  SynapseRows rows;
  rows.size_ = synapses.size();
  rows.largest_delay_ = delays.empty() ? 0 : *std::ranges::max_element(delays);
  if (!synapses.is_in_storage_order()) {
    require_memory(synapses.size(), 2 * sizeof(std::int64_t),
                   fmt::format("the order of {} synapses", synapses.size()));
    rows.creation_order_ = sort_for_storage(synapses, rows.largest_delay_);
  }

  const std::vector<std::int64_t>& order = rows.creation_order_;
  const auto created = [&](std::int64_t storage) {
    return order.empty() ? storage : order[static_cast<std::size_t>(storage)];
  };
  const auto n_segments = [&] { return static_cast<std::int64_t>(rows.segments_.size()); };
  const std::size_t n_owners = owner_begin.size() - 1;
  rows.row_begin_.assign(n_owners, {});
  rows.blocks_.assign(1, 0);
  std::int64_t row = 0;
  std::int64_t storage = 0;
  for (std::vector<std::int64_t>& row_begin : rows.row_begin_) {
    row_begin.reserve(static_cast<std::size_t>(n_sources) + 1);
    for (std::int64_t source = 0; source < n_sources; ++source, ++row) {
      row_begin.push_back(n_segments());
      for (; storage < rows.size_ && synapses.row(created(storage)) == row; ++storage) {
        const std::int32_t delay = synapses.delay(created(storage));
        if (n_segments() == row_begin.back() || rows.segments_.back().delay != delay) {
          rows.segments_.push_back({delay, 0, storage});
        }
        RANVIER_CHECK(rows.segments_.back().length < std::numeric_limits<std::int32_t>::max());
        ++rows.segments_.back().length;
      }
    }
    row_begin.push_back(n_segments());
    rows.blocks_.push_back(storage);
  }
  RANVIER_CHECK(storage == rows.size_);
  return rows;
}

std::vector<std::int64_t> SynapseRows::storage_order() const {
  std::vector<std::int64_t> storage_of(creation_order_.size());
  for (std::size_t storage = 0; storage < creation_order_.size(); ++storage) {
    storage_of[static_cast<std::size_t>(creation_order_[storage])] =
        static_cast<std::int64_t>(storage);
  }
  return storage_of;
}

}  // namespace ranvier::state
