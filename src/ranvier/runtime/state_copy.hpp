/// A copy of what a running program changes, to go back to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/spike_generator.hpp>
#include <ranvier/runtime/spike_queue.hpp>
#include <ranvier/state/clock.hpp>
#include <ranvier/state/column.hpp>
#include <ranvier/state/recording.hpp>

namespace ranvier::runtime {

/// What a running program changes. Random numbers are not among it: they follow from the step.
struct ChangingState {
  std::vector<state::Clock*> clocks;
  std::vector<state::Column*> columns;
  std::vector<SpikeQueue*> queues;
  std::vector<EventBuffer*> events;
  std::vector<SpikeGenerator::Position*> positions;
  std::vector<state::Recording*> recordings;  ///< only ever grow, so their length is enough
};

/// Takes copies between steps of one run, into memory that it keeps, and goes back to the last one:
/// the steps that follow give the same bits again.
class StateCopy {
 public:
  explicit StateCopy(ChangingState state);

  /// Whether `take` has been called.
  bool is_taken() const { return is_taken_; }

  /// @throws ResourceError  if the memory is not there; then there is no copy.
  void take();
  /// @pre is_taken()
  void go_back();

  /// What a copy takes in memory.
  std::int64_t bytes() const;

 private:
  ChangingState state_;
  bool is_taken_ = false;
  std::vector<std::int64_t> steps_;
  std::vector<std::vector<std::byte>> columns_;
  std::vector<SpikeQueue> queues_;
  std::vector<std::vector<std::int32_t>> events_;
  std::vector<std::int64_t> totals_;
  std::vector<SpikeGenerator::Position> positions_;
  std::vector<std::int64_t> rows_;
};

}  // namespace ranvier::runtime
