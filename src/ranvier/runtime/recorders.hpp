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
    ElementSelection
        selection;  ///< the members of a subgroup; recorded indices and `counts` count within it
  };

  EventRecorder(const EventBuffer& events, Targets targets);
  void run(const StepContext& context) override;

 private:
  const EventBuffer* events_;
  Targets targets_;
  std::vector<std::int32_t> scratch_;
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
  /// @param selection  the elements that count; its size must be given
  RateRecorder(const EventBuffer& events, const ElementSelection& selection,
               state::Recording& times, state::Recording& rates);
  void run(const StepContext& context) override;

 private:
  const EventBuffer* events_;
  ElementSelection selection_;
  state::Recording* times_;
  state::Recording* rates_;
  std::vector<std::int32_t> scratch_;
};

}  // namespace ranvier::runtime
