/// Spikes on their way: a ring over arrival steps of segment descriptors.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <ranvier/kernel/kernel_abi.hpp>
#include <ranvier/state/synapse_rows.hpp>

namespace ranvier::runtime {

/// A spike is delivered exactly once, after its delay in steps. Within an arrival step segments
/// stand in the order (emission step, source, synapse number), for each owner apart.
///
/// Invariant: between steps, every segment in the ring arrives within [first_step, first_step +
/// n_slots).
class SpikeQueue {
 public:
  SpikeQueue() = default;

  /// Before a run that begins at step `step`: room for the delays of `rows`. What is in flight
  /// stays, in its order.
  /// @throws ResourceError  if the memory is not there; then nothing has changed.
  void prepare(const state::SynapseRows& rows, std::int64_t step);

  /// Pushes the segments of the sources that spiked in step `step`, ascending. Sources are numbered
  /// as in `rows`.
  /// @pre `prepare` for these rows
  void push(const state::SynapseRows& rows, std::span<const std::int32_t> sources,
            std::int64_t step);

  /// The segments that arrive at owner `owner` in step `step`.
  std::span<const kernel::SynapseSegment> arriving(int owner, std::int64_t step) const {
    return slots_[static_cast<std::size_t>(owner)][slot(step)];
  }

  /// Empties the slot of `step`, for all owners: the next step is the first that something can
  /// arrive in.
  void clear(std::int64_t step);

  /// What the ring takes in memory, apart from room that is not used.
  std::int64_t bytes() const;

  /// Segments in flight: (arrival step, owner, segment), ascending. For storing, and for changes of
  /// layout or dt.
  struct InFlight {
    std::int64_t arrival = 0;
    int owner = 0;
    kernel::SynapseSegment segment;
  };

  /// @param step  present step: over the steps in which the pathway did not take part, what is in
  /// flight stands still and arrives that much later.
  std::vector<InFlight> in_flight(std::int64_t step) const;
  /// Replaces what is in flight; segments of the same arrival step and owner keep their order.
  /// @param step  present step, not after any arrival
  void restore(const std::vector<InFlight>& in_flight, std::int64_t step);

 private:
  /// A new ring for the steps [first, first + n_slots).
  void refill(const std::vector<InFlight>& in_flight, std::int64_t first, std::int64_t n_slots,
              int owners);

  std::size_t slot(std::int64_t step) const { return static_cast<std::size_t>(step % n_slots_); }

  std::int64_t first_step_ = 0;
  std::int64_t n_slots_ = 1;
  std::vector<std::vector<std::vector<kernel::SynapseSegment>>>
      slots_;  ///< [owner][arrival step % n_slots]
};

/// Between which time steps [s] spikes in flight are carried over.
struct TimeStepChange {
  std::int64_t step = 0;  ///< present step, of the old length
  double old_dt = 0;
  double new_dt = 0;

  std::int64_t new_step() const;  ///< present step, of the new length
};

/// The same deliveries for a new layout of the same synapses (other delays or owners, further
/// synapses) and a new time step: new delays apply to spikes pushed later (semantics B13.4), each
/// spike in flight is delivered at the step that is nearest to its due time (D25). At each owner,
/// the order is kept.
/// @param in_flight  of a queue of `old_rows`
std::vector<SpikeQueue::InFlight> remap_in_flight(
    const std::vector<SpikeQueue::InFlight>& in_flight, const state::SynapseRows& old_rows,
    const state::SynapseRows& new_rows, const TimeStepChange& change);

}  // namespace ranvier::runtime
