/// Time as an integer number of steps: t = step * dt, never a running sum.
#pragma once

#include <cstdint>
#include <string>

namespace ranvier::state {

/// The step that belongs to time `time`: the nearest if it is within 1e-4 of a step, else the next (semantics B1.2).
std::int64_t boundary_step(double time, double dt);

/// `trunc((time + 1e-3 dt) / dt)`: refractory periods and bins of spike generators (B1.11).
std::int64_t timestep(double time, double dt);

/// Counts steps of `dt`.
class Clock {
 public:
  /// @throws UsageError unless dt is finite and positive.
  Clock(std::string name, double dt);

  const std::string& name() const { return name_; }
  double dt() const { return dt_; }
  std::int64_t step() const { return step_; }
  double t() const { return static_cast<double>(step_) * dt_; }

  /// Takes effect at the next `set_interval`, where the present time is checked to be a multiple of the new dt.
  void set_dt(double dt);

  /// Prepares a run from `start` to `end` [s]: the step becomes the boundary step of `start`.
  /// @throws UsageError  if dt was changed and the present time is no multiple of it within 1e-4 dt (B1.5).
  void set_interval(double start, double end);
  std::int64_t end_step() const { return end_step_; }
  bool is_finished() const { return step_ >= end_step_; }

  /// Advances by one step and updates the cells.
  void advance();
  /// Goes back to step 0 (a new network).
  void reset();

  /// What kernels read as `t`, `dt` and `t_in_timesteps`; addresses are stable.
  struct Cells {
    double t = 0;
    double dt = 0;
    std::int64_t step = 0;
  };
  Cells& cells() { return cells_; }

 private:
  void update_cells();
  std::string name_;
  double dt_;
  double previous_dt_;  ///< dt of the last interval, to check changes
  std::int64_t step_ = 0;
  std::int64_t end_step_ = 0;
  Cells cells_;
};

}  // namespace ranvier::state
