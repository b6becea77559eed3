#include "executor.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <vector>

namespace ranvier::runtime {

namespace {

StepContext context_of(const state::Clock& clock) {
  return {clock.step(), clock.t(), clock.has_dt() ? clock.dt() : 0};
}

/// Reports the completed share of the run when `report_period` seconds of real time have passed.
class Reporter {
 public:
  Reporter(const RunControl& control, double start, double end)
      : control_(&control), start_(start), end_(end) {}

  void report_start() {
    if (control_->report) {
      last_ = std::chrono::steady_clock::now();
      control_->report(0);
    }
  }

  /// Without a callback it costs one comparison, with one a look at the clock (some 25 ns).
  void report_if_due(double t) {
    if (!control_->report) {
      return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (std::chrono::duration<double>(now - last_).count() >= control_->report_period) {
      last_ = now;
      control_->report(completed(t));
    }
  }

  void report_end(const RunResult& result) {
    if (control_->report) {
      control_->report(result.was_stopped ? completed(result.t) : 1);
    }
  }

 private:
  double completed(double t) const {
    return end_ > start_ ? std::clamp((t - start_) / (end_ - start_), 0.0, 1.0) : 1;
  }

  const RunControl* control_;
  double start_;
  double end_;
  std::chrono::steady_clock::time_point last_;
};

bool is_stop_requested(const RunControl& control) {
  const auto is_set = [](const std::atomic<int>* flag) {
    return flag != nullptr && flag->load(std::memory_order_relaxed) != 0;
  };
  return is_set(control.stop_requested) || is_set(control.interrupt_requested);
}

// Both loops keep this:
// - Between steps every clock shows its number of completed steps, and state, queues and recordings
// are those after these
//   steps: a run may end there and be continued, or be stored.
// - Within a step the clocks stand still: all operations see the time at which the step begins.
// - Operations run in the order of the program, each once per step of its clock.
// - The loop allocates nothing, and nothing but the report depends on real time.
// - A watch looks between steps only. It may take the run back to what was between two earlier
// steps, clocks
//   included; the steps from there on give the same again, and are not reported twice.

/// What follows a step: requests to stop, the watch, the report. `t` is the time reached, `is_last`
/// whether no step follows. Returns whether the run ends here although steps are left.
bool ends_after_step(const RunControl& control, Reporter& reporter, double t, bool is_last) {
  if (is_stop_requested(control)) {
    if (control.watch != nullptr) {
      control.watch->end_stopped();
    }
    return true;
  }
  const auto verdict =
      control.watch != nullptr ? control.watch->after_step(is_last) : RunWatch::Verdict::go_on;
  if (verdict == RunWatch::Verdict::go_on) {
    reporter.report_if_due(t);
  }
  return verdict == RunWatch::Verdict::stop;
}

/// All operations on one clock. Returns whether the run was stopped.
bool run_steps(Program& program, state::Clock& clock, const RunControl& control,
               Reporter& reporter) {
  std::vector<Operation*> operations;
  for (const ScheduledOperation& scheduled : program.operations()) {
    operations.push_back(scheduled.operation.get());
  }
  while (!clock.is_finished()) {
    const StepContext context = context_of(clock);
    for (Operation* operation : operations) {
      operation->run(context);
    }
    clock.advance();
    if (ends_after_step(control, reporter, clock.t(), clock.is_finished())) {
      return true;
    }
  }
  return false;
}

const state::Clock& earliest(const std::vector<state::Clock*>& clocks) {
  return **std::ranges::min_element(clocks, {},
                                    [](const state::Clock* clock) { return clock->t(); });
}

/// Several clocks (semantics B1.7): those at the earliest time, within a tolerance, make a step
/// together; the run ends when the earliest has reached its end. Returns whether the run was
/// stopped.
bool run_steps_of_clocks(Program& program, const RunControl& control, Reporter& reporter) {
  struct Ticking {
    state::Clock* clock;
    bool ticks;
    StepContext context;
  };

  struct Bound {
    Operation* operation;
    const Ticking* ticking;
  };

  std::vector<Ticking> ticking;
  for (state::Clock* clock : program.clocks()) {
    ticking.push_back({clock, false, {}});
  }
  std::vector<Bound> operations;
  for (const ScheduledOperation& scheduled : program.operations()) {
    const auto of_clock = std::ranges::find(ticking, scheduled.clock, &Ticking::clock);
    operations.push_back({scheduled.operation.get(), &*of_clock});
  }
  while (true) {
    const state::Clock& first = earliest(program.clocks());
    if (first.is_finished()) {
      return false;
    }
    for (Ticking& entry : ticking) {
      entry.ticks = entry.clock == &first || entry.clock->is_at_time_of(first);
      entry.context = context_of(*entry.clock);
    }
    for (const Bound& bound : operations) {
      if (bound.ticking->ticks) {
        bound.operation->run(bound.ticking->context);
      }
    }
    for (Ticking& entry : ticking) {
      if (entry.ticks) {
        entry.clock->advance();
      }
    }
    const state::Clock& next = earliest(program.clocks());
    if (ends_after_step(control, reporter, next.t(), next.is_finished())) {
      return true;
    }
  }
}

/// Between begin_run and end_run of all operations.
RunResult run_prepared(Program& program, double end, const RunControl& control,
                       Reporter& reporter) {
  for (const ScheduledOperation& scheduled : program.operations()) {
    scheduled.operation->begin_run(context_of(*scheduled.clock));
  }
  reporter.report_start();
  if (control.watch != nullptr) {
    control.watch->begin();  // the report may have changed the state
  }
  RunResult result{false, end};
  const auto& clocks = program.clocks();
  if (clocks.size() == 1) {
    result.was_stopped = run_steps(program, *clocks.front(), control, reporter);
  } else if (clocks.size() > 1) {
    result.was_stopped = run_steps_of_clocks(program, control, reporter);
  }
  if (result.was_stopped) {
    result.t = std::min(earliest(clocks).t(), end);  // after the last given time it is infinite
  }
  return result;
}

}  // namespace

RunResult execute(Program& program, double start, double end, const RunControl& control) {
  for (state::Clock* clock : program.clocks()) {
    clock->set_interval(start, end);
  }
  Reporter reporter(control, start, end);
  RunResult result;
  std::exception_ptr failure;
  try {
    result = run_prepared(program, end, control, reporter);
  } catch (...) {
    failure = std::current_exception();
  }
  for (const ScheduledOperation& scheduled : program.operations()) {
    try {
      scheduled.operation->end_run();
    } catch (...) {
      failure = failure ? failure : std::current_exception();
    }
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
  reporter.report_end(result);
  return result;
}

}  // namespace ranvier::runtime
