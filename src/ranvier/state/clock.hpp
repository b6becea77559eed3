/// Time as an integer number of steps: t = step * dt, never a running sum.
#pragma once

#include <cstdint>
#include <string>

namespace ranvier::state {

/// Two times that differ by less than this share of a step are the same time (semantics B1.2, B1.5,
/// B1.7).
inline constexpr double time_tolerance = 1e-4;

/// The step that belongs to time `time` [s]: the nearest if it is within 1e-4 of a step, else the
/// next (semantics B1.2).
/// @throws UsageError  if that is no number of steps that a clock can count (not finite, or beyond
/// 2^62).
std::int64_t boundary_step(double time, double dt);

/// `trunc((time + 1e-3 dt) / dt)`: refractory periods and bins of spike generators (B1.11).
std::int64_t timestep(double time, double dt);

/// Counts steps of `dt`. Kernels hold the addresses of its cells, so it stays where it is.
class Clock {
 public:
  /// @throws UsageError unless dt is finite and positive.
  Clock(std::string name, double dt);
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  const std::string& name() const { return name_; }

  double dt() const { return dt_; }

  std::int64_t step() const { return step_; }

  /// step * dt [s], with the dt of the last interval.
  double t() const { return cells_.t; }

  /// Takes effect at the next `set_interval`, where the present time is checked to be a multiple of
  /// the new dt.
  /// @throws UsageError unless dt is finite and positive.
  void set_dt(double dt);

  /// Prepares a run from `start` to `end` [s]: the step becomes the boundary step of `start`.
  /// Nothing changes on error.
  /// @throws UsageError  if dt was changed and the present time is no multiple of it within 1e-4 dt
  /// (B1.5).
  void set_interval(double start, double end);

  std::int64_t end_step() const { return end_step_; }

  bool is_finished() const { return step_ >= end_step_; }

  /// Advances by one step and updates the cells.
  void advance() {
    ++step_;
    update_cells();
  }

  /// Goes back to step 0 (a new network).
  void reset();

  /// Stands at `step` with `dt`, as it did when that was stored.
  void restore(std::int64_t step, double dt);

  /// What kernels read as `t`, `dt` and `t_in_timesteps`; addresses are stable.
  struct Cells {
    double t = 0;
    double dt = 0;
    std::int64_t step = 0;
  };

  Cells& cells() { return cells_; }

 private:
  void update_cells() {
    cells_.t = static_cast<double>(step_) * dt_;
    cells_.step = step_;
  }

  std::string name_;
  double dt_;
  double previous_dt_;  ///< dt of the last interval, to check changes
  std::int64_t step_ = 0;
  std::int64_t end_step_ = 0;
  Cells cells_;
};

}  // namespace ranvier::state
