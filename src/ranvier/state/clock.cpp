#include "clock.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::state {

namespace {

std::string milliseconds(double time) {
  return fmt::format("{:.10g} ms", time * 1e3);
}

void check_dt(const std::string& clock, double dt) {
  if (!std::isfinite(dt) || dt <= 0) {
    throw UsageError(fmt::format("dt of clock '{}' must be positive and finite, not {}", clock,
                                 milliseconds(dt)));
  }
}

}  // namespace

std::int64_t boundary_step(double time, double dt) {
  const double quotient = time / dt;
  if (!(std::abs(quotient) < 0x1p62)) {
    throw UsageError(fmt::format("cannot count the steps up to t = {} with dt = {}",
                                 milliseconds(time), milliseconds(dt)));
  }
  const double nearest = std::nearbyint(quotient);
  if (std::abs(nearest * dt - time) / dt <= time_tolerance) {
    return static_cast<std::int64_t>(nearest);
  }
  return static_cast<std::int64_t>(std::ceil(quotient));
}

std::int64_t timestep(double time, double dt) {
  return static_cast<std::int64_t>((time + 1e-3 * dt) / dt);
}

Clock::Clock(std::string name, double dt) : name_(std::move(name)), dt_(dt), previous_dt_(dt) {
  check_dt(name_, dt);
  cells_.dt = dt;
}

void Clock::set_dt(double dt) {
  check_dt(name_, dt);
  dt_ = dt;
  cells_.dt = dt;
}

void Clock::set_interval(double start, double end) {
  const std::int64_t start_step = boundary_step(start, dt_);
  const std::int64_t end_step = boundary_step(end, dt_);
  if (dt_ != previous_dt_) {
    // Steps of both lengths must meet at the present time: else the clock would skip or repeat a
    // part of a step.
    const double in_old_steps = std::nearbyint(start / previous_dt_) * previous_dt_;
    const double in_new_steps = std::nearbyint(start / dt_) * dt_;
    if (std::abs(in_new_steps - in_old_steps) / dt_ > time_tolerance) {
      throw UsageError(
          fmt::format("cannot change dt of clock '{}' from {} to {} at t = {}: the time is not a "
                      "multiple of {}",
                      name_, milliseconds(previous_dt_), milliseconds(dt_), milliseconds(start),
                      milliseconds(dt_)));
    }
  }
  previous_dt_ = dt_;
  step_ = start_step;
  end_step_ = end_step;
  update_cells();
}

void Clock::restore(std::int64_t step, double dt) {
  set_dt(dt);
  previous_dt_ = dt;
  step_ = step;
  end_step_ = step;
  update_cells();
}

void Clock::reset() {
  previous_dt_ = dt_;
  step_ = 0;
  end_step_ = 0;
  update_cells();
}

}  // namespace ranvier::state
