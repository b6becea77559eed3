/// Emits given spikes at given times.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/operation.hpp>

namespace ranvier::runtime {

/// Number of the spikes, sorted by time, whose bin lies before `step`. For a new list of spikes it
/// is the position to begin a run at; if it is not 0, these spikes are never emitted and the user
/// is to be told (semantics B18.3).
std::int64_t count_spikes_before(std::span<const double> times, double dt, std::int64_t step);

/// Spikes sorted by (time, index) when made. The bins are `timestep(time, dt)` with the dt of each
/// run; at step k every spike with bin <= k that was not yet emitted is emitted (B18.3).
class SpikeGenerator final : public Operation {
 public:
  struct Position {
    std::int64_t next = 0;  ///< first spike not yet emitted; kept by the owner between runs
  };

  /// @param indices, times  kept by the owner; times [s]
  /// @param name  of the group, for messages
  SpikeGenerator(const std::vector<std::int32_t>& indices, const std::vector<double>& times,
                 std::int64_t period_steps, Position& position, EventBuffer& emitted,
                 std::string name = "spikegeneratorgroup");
  /// @throws UsageError  if a neuron has two spikes in one step.
  void begin_run(const StepContext& context) override;
  void run(const StepContext& context) override;
  void end_run() override;

 private:
  void sort_within_bins(double dt);
  const std::vector<std::int32_t>* indices_;
  const std::vector<double>* times_;
  std::int64_t period_steps_;  ///< 0: not periodic; phases count from time 0
  Position* position_;
  EventBuffer* emitted_;
  std::string name_;
  std::vector<std::int64_t> bins_;
  std::vector<std::int32_t> sorted_indices_;  ///< by (bin, index)
};

}  // namespace ranvier::runtime
