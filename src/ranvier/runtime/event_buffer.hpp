/// The elements of a group for which an event (a spike) happened in the present step.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

/// A contiguous part [begin, end) of the elements of a group; by default all of them.
struct ElementRange {
  std::int64_t begin = 0;
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

/// The elements of a group whose events count: those of a range, of which `positions` may leave out
/// some; numbered from 0.
struct ElementSelection {
  ElementRange range;
  const std::int32_t* positions = nullptr;  ///< per element of the group; -1: left out
  std::int64_t size = 0;                    ///< how many; 0 stands for the whole range

  std::int32_t position(std::int32_t element) const {
    return positions != nullptr ? positions[element]
                                : element - static_cast<std::int32_t>(range.begin);
  }
};

/// Element numbers in ascending order; room for all elements and 16 more, so that kernels may write
/// whole vectors.
class EventBuffer {
 public:
  explicit EventBuffer(std::int64_t n_elements)
      : elements_(static_cast<std::size_t>(n_elements + 16)) {}

  std::span<const std::int32_t> events() const {
    return {elements_.data(), static_cast<std::size_t>(count_)};
  }

  /// Those within `range` (semantics B5.3), by their number in the whole group.
  std::span<const std::int32_t> events(const ElementRange& range) const {
    const auto all = events();
    const auto first = std::ranges::lower_bound(all, range.begin);
    return {first, std::lower_bound(first, all.end(), range.end)};
  }

  /// Those of a selection, by their number in the whole group. @param scratch  memory for them
  std::span<const std::int32_t> events(const ElementSelection& selection,
                                       std::vector<std::int32_t>& scratch) const {
    const auto within = events(selection.range);
    if (selection.positions == nullptr) {
      return within;
    }
    scratch.clear();
    for (const auto element : within) {
      if (selection.position(element) >= 0) {
        scratch.push_back(element);
      }
    }
    return scratch;
  }

  std::int32_t* data() { return elements_.data(); }

  void set_count(std::int64_t count) {
    RANVIER_ASSERT(count >= 0 && count <= static_cast<std::int64_t>(elements_.size()));
    count_ = count;
    total_ += count;
  }

  void clear() { count_ = 0; }

  /// How many events there were since the buffer was made, which is for each run.
  std::int64_t total() const { return total_; }

  /// Goes back to former events and their total.
  void restore(std::span<const std::int32_t> events, std::int64_t total) {
    RANVIER_ASSERT(events.size() <= elements_.size());
    std::ranges::copy(events, elements_.begin());
    count_ = static_cast<std::int64_t>(events.size());
    total_ = total;
  }

 private:
  std::vector<std::int32_t> elements_;
  std::int64_t count_ = 0;
  std::int64_t total_ = 0;
};

}  // namespace ranvier::runtime
