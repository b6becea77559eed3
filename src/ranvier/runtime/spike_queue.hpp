/// Spikes on their way: a ring over arrival steps of segment descriptors.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <ranvier/kernel/kernel_abi.hpp>
#include <ranvier/state/synapse_rows.hpp>

namespace ranvier::runtime {

/// A spike is delivered exactly once, after its delay in steps. Within an arrival step segments stand in the order
/// (emission step, source, synapse number), for each owner apart.
class SpikeQueue {
 public:
  SpikeQueue() = default;

  /// Room for the delays of `rows`. What is in flight stays, in its order.
  void prepare(const state::SynapseRows& rows);

  /// Pushes the segments of the sources that spiked in step `step`, ascending; `first_source` is subtracted.
  void push(const state::SynapseRows& rows, std::span<const std::int32_t> sources, std::int64_t step);

  /// The segments that arrive at owner `owner` in step `step`.
  std::span<const kernel::SynapseSegment> arriving(int owner, std::int64_t step) const;

  /// Empties the slot of `step`, for all owners.
  void clear(std::int64_t step);

  /// Segments in flight: (arrival step, owner, segment), ascending. For storing, and for changes of layout or dt.
  struct InFlight {
    std::int64_t arrival = 0;
    int owner = 0;
    kernel::SynapseSegment segment;
  };
  std::vector<InFlight> in_flight(std::int64_t step) const;
  void restore(const std::vector<InFlight>& in_flight);

 private:
  std::size_t slot(std::int64_t step) const { return static_cast<std::size_t>(step) % slots_per_owner_; }
  std::size_t slots_per_owner_ = 1;
  std::vector<std::vector<std::vector<kernel::SynapseSegment>>> slots_;  ///< [owner][step % slots]
};

}  // namespace ranvier::runtime
