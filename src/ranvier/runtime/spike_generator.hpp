/// Emits given spikes at given times.
#pragma once

#include <cstdint>
#include <vector>

#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/operation.hpp>

namespace ranvier::runtime {

/// Spikes sorted by (time, index) when made. The bins are `timestep(time, dt)` with the dt of each run; at step k every spike
/// with bin <= k that was not yet emitted is emitted (B18.3).
class SpikeGenerator final : public Operation {
 public:
  struct Position {
    std::int64_t next = 0;  ///< first spike not yet emitted; kept by the owner between runs
  };
  SpikeGenerator(const std::vector<std::int32_t>& indices, const std::vector<double>& times, std::int64_t period_steps,
                 Position& position, EventBuffer& emitted);
  void begin_run(const StepContext& context) override;
  void run(const StepContext& context) override;
  void end_run() override;

 private:
  const std::vector<std::int32_t>* indices_;
  const std::vector<double>* times_;
  std::int64_t period_steps_;  ///< 0: not periodic; phases count from time 0
  Position* position_;
  EventBuffer* emitted_;
  std::vector<std::int64_t> bins_;
};

}  // namespace ranvier::runtime
