#include "clock.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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

std::string many_steps_text(const std::string& clock, double end, double dt) {
  return fmt::format(
      "clock '{}' counts up to t = {} in steps of {}: more than 2^40 steps, whose times a floating "
      "point number can hardly tell apart; make the run shorter or dt longer",
      clock, milliseconds(end), milliseconds(dt));
}

Clock::Clock(std::string name, double dt) : name_(std::move(name)), dt_(dt), previous_dt_(dt) {
  check_dt(name_, dt);
  cells_.dt = dt;
}

Clock::Clock(std::string name, EventTimes times)
    : name_(std::move(name)), times_(std::move(times.values)) {
  if (times_.empty()) {
    throw UsageError(fmt::format("clock '{}' has no times: give it at least one", name_));
  }
  for (const double time : times_) {
    if (!std::isfinite(time)) {
      throw UsageError(fmt::format("clock '{}' has the time {}; times must be finite", name_,
                                   milliseconds(time)));
    }
  }
  std::ranges::sort(times_);
  const auto twice = std::ranges::adjacent_find(
      times_, [](double one, double next) { return next - one < event_time_tolerance; });
  if (twice != times_.end()) {
    throw UsageError(fmt::format("clock '{}' has the time {} twice; each may stand there once",
                                 name_, milliseconds(*twice)));
  }
  update_cells();
}

void Clock::refuse_dt() const {
  throw UsageError(UsageError::Kind::attribute,
                   fmt::format("clock '{}' has no dt: it ticks at given times", name_));
}

double Clock::time_of(std::int64_t step) const {
  return step < static_cast<std::int64_t>(times_.size()) ? times_[static_cast<std::size_t>(step)]
                                                         : std::numeric_limits<double>::infinity();
}

std::int64_t Clock::boundary_step(double time) const {
  return has_dt() ? state::boundary_step(time, dt_)
                  : std::ranges::lower_bound(times_, time) - times_.begin();
}

bool Clock::is_at_time_of(const Clock& other) const {
  const double difference = std::abs(t() - other.t());
  if (t() == other.t()) {  // both infinite
    return true;
  }
  if (!has_dt() && !other.has_dt()) {
    return difference < event_time_tolerance;
  }
  const double shorter = !has_dt() ? other.dt_ : !other.has_dt() ? dt_ : std::min(dt_, other.dt_);
  return difference < time_tolerance * shorter;
}

void Clock::set_dt(double dt) {
  if (!has_dt()) {
    refuse_dt();
  }
  check_dt(name_, dt);
  dt_ = dt;
  cells_.dt = dt;
}

void Clock::set_interval(double start, double end) {
  const std::int64_t start_step = boundary_step(start);
  const std::int64_t end_step = boundary_step(end);
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
  if (has_dt()) {
    set_dt(dt);
    previous_dt_ = dt;
  }
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
