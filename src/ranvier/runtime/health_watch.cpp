#include "health_watch.hpp"

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

#include <ranvier/runtime/look_interval.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime {

namespace {

/// A copy costs no more than passing once over what a step works on, in so many steps.
constexpr std::int64_t steps_per_pass = 200;
/// Small states are copied after so many looks.
constexpr std::int64_t windows_per_copy = 8;
/// What a step costs at least, as the memory [bytes] that it could pass over meanwhile.
constexpr std::int64_t least_work = 4096;

}  // namespace

HealthWatch::HealthWatch(HealthWatchOptions options)
    : options_(std::move(options)),
      copy_(options_.state),
      watched_(options_.columns.size()),
      courses_(options_.columns.size()),
      growths_(options_.columns.size()) {
  int groups = 0;
  for (const auto& column : options_.columns) {
    RANVIER_CHECK(column.values != nullptr && column.clock != nullptr && column.group >= 0);
    groups = std::max(groups, column.group + 1);
  }
  is_group_told_.resize(static_cast<std::size_t>(groups));
  found_.reserve(options_.columns.size());
  looked_at_.reserve(options_.columns.size());
}

double HealthWatch::t() const {
  double earliest = std::numeric_limits<double>::infinity();
  for (const auto* clock : options_.clocks) {
    earliest = std::min(earliest, clock->t());
  }
  return earliest;
}

void HealthWatch::begin() {
  double shortest = std::numeric_limits<double>::infinity();
  for (const auto* clock : options_.clocks) {
    shortest = clock->has_dt() ? std::min(shortest, clock->dt()) : shortest;
  }
  interval_ = steps_between_looks(std::isinf(shortest) ? 0 : shortest);
  for (std::size_t k = 0; k < watched_.size(); ++k) {
    const auto& column = options_.columns[k];
    auto& watched = watched_[k];
    watched.window = steps_between_looks(column.clock->has_dt() ? column.clock->dt() : 0);
    const auto summary = summarise(*column.values);
    if (!summary.is_finite) {
      find_non_finite(*column.values, watched.excepted);
    }
    watched.is_range_watched = (!std::isinf(column.low) || !std::isinf(column.high)) &&
                               !first_outside(*column.values, column.low, column.high);
    watched.last_step = column.clock->step();
    watched.last_t = t();
    courses_[k].add(t(), summary);
    growths_[k] = ColumnGrowth(summary);
  }
  take_copy();
  look_after(interval_);
}

void HealthWatch::take_copy() {
  const auto bytes = copy_.bytes();
  std::int64_t in_step = least_work;
  for (const auto& column : options_.columns) {
    in_step += column.is_in_step ? static_cast<std::int64_t>(column.values->bytes()) : 0;
  }
  const auto steps = static_cast<double>(steps_per_pass) * static_cast<double>(bytes) /
                     static_cast<double>(in_step);
  copy_interval_ = static_cast<std::int64_t>(std::min(steps, 1e15));
  copied_at_ = steps_;
  if (!options_.can_repeat || bytes > options_.largest_copy) {
    return;
  }
  try {
    copy_.take();
  } catch (const ResourceError&) {
    options_.can_repeat = false;
  } catch (const std::bad_alloc&) {
    options_.can_repeat = false;
  }
  calls_at_copy_ = options_.outside_calls != nullptr ? *options_.outside_calls : 0;
}

bool HealthWatch::can_go_back() const {
  return copy_.is_taken() && options_.can_repeat && steps_ > copied_at_ &&
         (options_.outside_calls == nullptr || *options_.outside_calls == calls_at_copy_);
}

bool HealthWatch::is_copy_due() const {
  // A copy that no steps may be repeated from is replaced sooner.
  const bool is_stale =
      options_.outside_calls != nullptr && *options_.outside_calls != calls_at_copy_;
  const auto least = is_stale ? interval_ : windows_per_copy * interval_;
  return steps_ - copied_at_ >= std::max(least, copy_interval_);
}

void HealthWatch::find_excursion(std::size_t column, const ColumnSummary& summary) {
  const auto& [values, clock, group, ends_run, is_in_step, low, high, is_growth_noted] =
      options_.columns[column];
  const auto& watched = watched_[column];
  Excursion excursion;
  std::optional<std::int64_t> element;
  if (!summary.is_finite && is_group_told_[static_cast<std::size_t>(group)] == 0) {
    element = first_non_finite(*values, watched.excepted);
    excursion.is_non_finite = element.has_value();
  }
  if (!element && watched.is_range_watched && (summary.lowest < low || summary.highest > high)) {
    element = first_outside(*values, low, high);
  }
  if (!element) {
    return;
  }
  excursion.column = static_cast<int>(column);
  excursion.element = *element;
  excursion.step = clock->step() - 1;
  excursion.t = t();
  excursion.earliest_t = watched.last_t;
  excursion.after = values->value_at(*element);
  // One non-finite value for each group; others of the same element belong to it.
  for (auto& other : found_) {
    const auto other_column = static_cast<std::size_t>(other.column);
    if (excursion.is_non_finite && other.is_non_finite &&
        options_.columns[other_column].group == group) {
      if (!std::isfinite(values->value_at(other.element))) {
        other.together.push_back(excursion.column);
      }
      return;
    }
  }
  found_.push_back(std::move(excursion));
}

void HealthWatch::note_growth(std::size_t column, const ColumnSummary& summary) {
  const auto& watched = options_.columns[column];
  if (!watched.is_growth_noted || !growths_[column].is_new(summary)) {
    return;
  }
  const auto element = largest_element(*watched.values, summary);
  options_.on_growth({.column = static_cast<int>(column),
                      .element = element,
                      .step = watched.clock->step() - 1,
                      .t = t(),
                      .start = growths_[column].start(),
                      .value = watched.values->value_at(element)});
}

void HealthWatch::note_growths() {
  for (const auto& [column, summary] : looked_at_) {
    note_growth(column, summary);
  }
}

void HealthWatch::find_excursions() {
  found_.clear();
  for (std::size_t k = 0; k < watched_.size(); ++k) {
    const auto summary = summarise(*options_.columns[k].values);
    find_excursion(k, summary);
    note_growth(k, summary);
  }
}

void HealthWatch::look_at_columns(bool all) {
  found_.clear();
  looked_at_.clear();
  for (std::size_t k = 0; k < watched_.size(); ++k) {
    const auto& column = options_.columns[k];
    auto& watched = watched_[k];
    const auto steps = column.clock->step() - watched.last_step;
    // Clocks whose steps do not meet advance by less than the loop.
    if (!all && (!column.is_in_step || 2 * steps < watched.window)) {
      continue;
    }
    const auto summary = summarise(*column.values);
    find_excursion(k, summary);
    looked_at_.emplace_back(k, summary);
    courses_[k].add(t(), summary);
    watched.last_step = column.clock->step();
    watched.last_t = t();
  }
}

RunWatch::Verdict HealthWatch::look(bool is_last) {
  steps_ += steps_since_look();
  switch (phase_) {
    case Phase::watching:
      return look_at_window(is_last, is_copy_due());
    case Phase::searching:
      return look_for_first();
    case Phase::approaching:
      return arrive_before();
    case Phase::ending:
      has_ended_run_ = true;
      return Verdict::stop;
    case Phase::catching_up:
      phase_ = Phase::watching;
      // A new copy, so that these steps are never repeated again.
      return look_at_window(is_last, true);
  }
  return Verdict::go_on;
}

RunWatch::Verdict HealthWatch::watch_on() {
  phase_ = Phase::watching;
  look_after(interval_);
  return Verdict::go_on;
}

RunWatch::Verdict HealthWatch::look_at_window(bool is_last, bool is_copy_due) {
  look_at_columns(is_last || is_copy_due);
  if (!found_.empty() && can_go_back()) {
    detected_at_ = steps_;
    return go_back(Phase::searching, 1);
  }
  note_growths();
  note_found();
  if (must_end()) {
    has_ended_run_ = true;
    return Verdict::stop;
  }
  if (is_copy_due && !is_last) {
    take_copy();
  }
  return watch_on();
}

RunWatch::Verdict HealthWatch::go_back(Phase phase, std::int64_t steps) {
  copy_.go_back();
  steps_ = copied_at_;
  phase_ = phase;
  look_after(steps);
  return Verdict::repeat;
}

RunWatch::Verdict HealthWatch::look_for_first() {
  find_excursions();
  if (found_.empty()) {
    RANVIER_CHECK(steps_ < detected_at_);  // the same steps give the same values
    look_after(1);
    return Verdict::repeat;
  }
  for (auto& excursion : found_) {
    excursion.is_exact = true;
  }
  const auto steps = steps_ - 1 - copied_at_;
  go_back(Phase::approaching, steps);
  return steps == 0 ? arrive_before() : Verdict::repeat;
}

RunWatch::Verdict HealthWatch::arrive_before() {
  for (auto& excursion : found_) {
    excursion.earliest_t = t();
    excursion.before =
        options_.columns[static_cast<std::size_t>(excursion.column)].values->value_at(
            excursion.element);
    if (options_.before_excursion) {
      options_.before_excursion(excursion);
    }
  }
  note_found();
  const bool ends = must_end();
  phase_ = ends ? Phase::ending : Phase::catching_up;
  look_after(ends ? 1 : detected_at_ - steps_);
  return Verdict::repeat;
}

void HealthWatch::note_found() {
  for (const auto& excursion : found_) {
    const auto column = static_cast<std::size_t>(excursion.column);
    if (excursion.is_non_finite) {
      is_group_told_[static_cast<std::size_t>(options_.columns[column].group)] = 1;
    } else {
      watched_[column].is_range_watched = false;
    }
    excursions_.push_back(excursion);
  }
}

bool HealthWatch::must_end() const {
  return options_.ends_run && std::ranges::any_of(found_, [this](const Excursion& excursion) {
           return excursion.is_non_finite &&
                  options_.columns[static_cast<std::size_t>(excursion.column)].ends_run;
         });
}

void HealthWatch::end_stopped() {
  steps_ += steps_since_look();
  has_ended_run_ = phase_ == Phase::ending;
  if (phase_ == Phase::watching) {
    look_at_columns(true);
    note_growths();
    note_found();
  }
}

}  // namespace ranvier::runtime
