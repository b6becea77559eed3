/// Where the synapses of a projection are stored: rows by source, in a row segments by delay,
/// blocks by owner.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ranvier::state {

/// A run of synapses with the same owner, source and delay; consecutive in storage.
struct DelaySegment {
  std::int32_t delay = 0;  ///< steps
  std::int32_t length = 0;
  std::int64_t begin = 0;  ///< storage index of the first
};

/// The layout for one pathway. Storage order is (owner of the target, source, delay, creation
/// number): every owner streams its own block, and sums over a target are taken in the order
/// (source, creation number) whatever the number of owners.
class SynapseRows {
 public:
  /// Layout of no synapses, for one owner.
  SynapseRows() = default;

  /// Sorts synapses that are given in creation order, in time O(synapses + owners * sources).
  /// @param sources, targets  neuron of each synapse
  /// @param delays   steps of each synapse, or one value for all, >= 0
  /// @param owner_begin  first target of each owner, ascending, then n_targets: (n_owners + 1)
  /// @throws ResourceError  if the memory is not there.
  static SynapseRows build(std::span<const std::int32_t> sources,
                           std::span<const std::int32_t> targets,
                           std::span<const std::int32_t> delays, std::int64_t n_sources,
                           std::span<const std::int64_t> owner_begin);

  std::int64_t size() const { return size_; }

  int owners() const { return static_cast<int>(row_begin_.size()); }

  std::int64_t sources() const { return static_cast<std::int64_t>(row_begin_.front().size()) - 1; }

  std::int32_t largest_delay() const { return largest_delay_; }

  /// Segments of one source in the block of one owner, ascending delay.
  std::span<const DelaySegment> row(int owner, std::int32_t source) const {
    const std::int64_t* begin = row_begin_[static_cast<std::size_t>(owner)].data() + source;
    return {segments_.data() + begin[0], segments_.data() + begin[1]};
  }

  /// First storage index of each owner's block, then the size: (n_owners + 1).
  std::span<const std::int64_t> blocks() const { return blocks_; }

  /// Storage index -> creation number; empty if they are the same. So in the order that users see,
  /// `values[creation_order[k]] = column[k]`.
  std::span<const std::int64_t> creation_order() const { return creation_order_; }

  /// Creation number -> storage index, the inverse of `creation_order`; empty if they are the same.
  std::vector<std::int64_t> storage_order() const;

 private:
  std::int64_t size_ = 0;
  std::int32_t largest_delay_ = 0;
  std::vector<DelaySegment> segments_;
  std::vector<std::vector<std::int64_t>> row_begin_ = {{0}};  ///< [owner][source] -> first segment
  std::vector<std::int64_t> blocks_ = {0, 0};
  std::vector<std::int64_t> creation_order_;
};

}  // namespace ranvier::state
