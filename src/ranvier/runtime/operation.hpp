/// One thing that happens in a step: a kernel call, the delivery of spikes, a recording.
#pragma once

#include <cstdint>

namespace ranvier::runtime {

/// Time of the clock that an operation runs on. All slots of a step see the same.
struct StepContext {
  std::int64_t step = 0;
  double t = 0;   ///< step * dt [s], or the given time
  double dt = 0;  ///< [s]; 0 if the clock has none
};

/// Called once per step of its clock; everything inside works on whole arrays.
class Operation {
 public:
  virtual ~Operation() = default;

  /// Before the first step of each run.
  virtual void begin_run(const StepContext& /*context*/) {}

  virtual void run(const StepContext& context) = 0;

  /// After the last step of each run, also when it was stopped.
  virtual void end_run() {}
};

}  // namespace ranvier::runtime
