/// What monitors do in a step: copy spikes, states and rates into recordings.
#pragma once

#include <cstdint>
#include <vector>

#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/operation.hpp>
#include <ranvier/state/column.hpp>
#include <ranvier/state/recording.hpp>

namespace ranvier::runtime {

/// SpikeMonitor: number of each neuron that spiked, time, counts; further variables as they are at
/// that moment (B4.9).
class EventRecorder final : public Operation {
 public:
  struct Targets {
    state::Recording* indices = nullptr;  ///< int32; nullptr: counts only (record=False)
    state::Recording* times = nullptr;    ///< float64 [s]
    state::Column* counts = nullptr;      ///< int32, one per neuron

    struct Extra {
      const state::Column* values = nullptr;
      bool is_shared = false;
      state::Recording* recording = nullptr;
    };

    std::vector<Extra> extras;
    ElementRange
        range;  ///< the members of a subgroup; recorded indices and `counts` start at its begin
  };

  EventRecorder(const EventBuffer& events, Targets targets);
  void run(const StepContext& context) override;

 private:
  const EventBuffer* events_;
  Targets targets_;
};

/// StateMonitor: values of some elements, one row per step.
class StateRecorder final : public Operation {
 public:
  struct Recorded {
    const state::Column* values = nullptr;
    bool is_shared = false;
    state::Recording* recording = nullptr;  ///< row_length = number of recorded elements
  };

  StateRecorder(std::vector<std::int64_t> elements, std::vector<Recorded> variables,
                state::Recording& times);
  void run(const StepContext& context) override;

 private:
  std::vector<std::int64_t> elements_;
  std::vector<Recorded> variables_;
  state::Recording* times_;
  bool are_consecutive_ = false;  ///< elements_: then a row is one piece of memory
};

/// PopulationRateMonitor: n_spikes / (N dt) [1/s], every step (B19.5).
class RateRecorder final : public Operation {
 public:
  /// @param first_element  of the n_elements that count: a subgroup's
  RateRecorder(const EventBuffer& events, std::int64_t n_elements, state::Recording& times,
               state::Recording& rates, std::int64_t first_element = 0);
  void run(const StepContext& context) override;

 private:
  const EventBuffer* events_;
  ElementRange range_;
  state::Recording* times_;
  state::Recording* rates_;
};

}  // namespace ranvier::runtime
