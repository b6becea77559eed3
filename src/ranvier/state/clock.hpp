/// Time as an integer number of steps: t = step * dt, never a running sum; or times one by one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

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

/// Beyond this step the times of two steps can hardly be told apart (semantics B1.6).
inline constexpr std::int64_t max_precise_step = std::int64_t{1} << 40;

/// The warning about a clock that counts on beyond it.
std::string many_steps_text(const std::string& clock, double end, double dt);

/// Two times of clocks without dt that differ by less than this [s] are the same time (B1.8).
inline constexpr double event_time_tolerance = 1e-14;

/// Times [s] at which a clock ticks.
struct EventTimes {
  std::vector<double> values;
};

/// Counts steps of `dt`, or given times. Kernels hold the addresses of its cells, so it stays where
/// it is.
class Clock {
 public:
  /// @throws UsageError unless dt is finite and positive.
  Clock(std::string name, double dt);
  /// Step k happens at the k-th of the times, in ascending order; there is no dt. After the last
  /// one the time is infinite.
  /// @throws UsageError (value)  for no times, two equal ones, or one that is not finite.
  Clock(std::string name, EventTimes times);
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  const std::string& name() const { return name_; }

  /// Whether it counts steps of dt.
  bool has_dt() const { return times_.empty(); }

  /// @throws UsageError (attribute)  if it has none.
  double dt() const {
    if (!has_dt()) {
      refuse_dt();
    }
    return dt_;
  }

  /// The given times, sorted; empty if it counts steps of dt.
  std::span<const double> times() const { return times_; }

  /// The step that belongs to a time: see the function of this name; of given times the first that
  /// is not before it.
  std::int64_t boundary_step(double time) const;

  /// Whether both stand at one time, within 1e-4 of the shorter dt (B1.7), or within
  /// `event_time_tolerance` if neither has a dt.
  bool is_at_time_of(const Clock& other) const;

  std::int64_t step() const { return step_; }

  /// step * dt [s], with the dt of the last interval; or the given time.
  double t() const { return cells_.t; }

  /// Takes effect at the next `set_interval`, where the present time is checked to be a multiple of
  /// the new dt.
  /// @throws UsageError unless dt is finite and positive, and if the clock has given times.
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

  /// Goes to another step of the present interval: a part of a run is done again.
  void go_to(std::int64_t step) {
    step_ = step;
    update_cells();
  }

  /// Goes back to step 0 (a new network).
  void reset();

  /// Stands at `step` with `dt`, as it did when that was stored; without a dt of its own that does
  /// not matter.
  void restore(std::int64_t step, double dt);

  /// What kernels read as `t`, `dt` (0 if there is none) and `t_in_timesteps`; addresses are
  /// stable.
  struct Cells {
    double t = 0;
    double dt = 0;
    std::int64_t step = 0;
  };

  Cells& cells() { return cells_; }

 private:
  [[noreturn]] void refuse_dt() const;
  double time_of(std::int64_t step) const;

  void update_cells() {
    cells_.t = has_dt() ? static_cast<double>(step_) * dt_ : time_of(step_);
    cells_.step = step_;
  }

  std::string name_;
  double dt_ = 0;
  double previous_dt_ = 0;  ///< dt of the last interval, to check changes
  std::vector<double> times_;
  std::int64_t step_ = 0;
  std::int64_t end_step_ = 0;
  Cells cells_;
};

}  // namespace ranvier::state
