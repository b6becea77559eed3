/// What looks at a run between its steps, and may take it back to an earlier step.
#pragma once

#include <cstdint>

namespace ranvier::runtime {

/// Called by the time loop; no step is under way then. It may put clocks, state, queues and
/// recordings back to what they were between two earlier steps: the loop goes on from there.
class RunWatch {
 public:
  enum class Verdict : std::uint8_t {
    go_on,
    repeat,  ///< the coming steps were made before: they are not reported
    stop     ///< the run ends here, as after a request to stop
  };

  virtual ~RunWatch() = default;

  /// Before the first step, after `begin_run` of all operations.
  virtual void begin() = 0;

  /// After each step; costs a comparison, but when it is time to look.
  /// @param is_last  whether the run is at its end
  Verdict after_step(bool is_last) {
    ++steps_since_look_;
    if (steps_since_look_ < steps_between_looks_ && !is_last) {
      return verdict_;
    }
    verdict_ = look(is_last);
    return verdict_;
  }

  /// In place of `after_step`, if a request has ended the run there.
  virtual void end_stopped() = 0;

 protected:
  virtual Verdict look(bool is_last) = 0;

  /// The next look comes after so many steps.
  void look_after(std::int64_t steps) {
    steps_since_look_ = 0;
    steps_between_looks_ = steps;
  }

  std::int64_t steps_since_look() const { return steps_since_look_; }

 private:
  std::int64_t steps_since_look_ = 0;
  std::int64_t steps_between_looks_ = 1;
  Verdict verdict_ = Verdict::go_on;
};

}  // namespace ranvier::runtime
