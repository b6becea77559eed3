#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include <ranvier/doctor/working_ranges.hpp>
#include <ranvier/network/network.hpp>
#include <ranvier/network/operation_assignments.hpp>
#include <ranvier/runtime/executor.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

void Network::run_loop(compiler::CompiledNetwork& compiled, double duration,
                       const RunOptions& options) {
  stop_requested_.store(0);
  health_ = {};
  health_findings_.clear();
  const auto began = std::chrono::steady_clock::now();
  const auto start = t_;
  WatchedRun watched(description_, compiled, memory_, options.non_finite, ranges_to_watch(options));
  runtime::RunControl control;
  control.stop_requested = &stop_requested_;
  control.interrupt_requested = options.stop_requested;
  control.report_period = options.report_period;
  control.watch = options.watches_health && duration > 0 ? &watched.watch() : nullptr;
  if (options.report) {
    control.report = [&](double completed) {
      ++compiled.outside_calls();  // it may change what it likes
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
      options.report(elapsed.count(), completed, start, duration);
    };
  }
  const auto end = start + duration;
  runtime::RunResult result;
  const auto loop = [&] { result = runtime::execute(compiled.program(), start, end, control); };
  const auto context = statement_context(options);
  const OperationAssignments assignments(description_.objects, context);
  running_ = &compiled;
  try {
    if (options.around_loop) {
      options.around_loop(loop);
    } else {
      loop();
    }
  } catch (...) {
    running_ = nullptr;
    throw;
  }
  running_ = nullptr;
  for (auto* object : description_.objects) {
    if (auto* group = dynamic_cast<model::Group*>(object)) {
      group->set_constants_at_creation({});  // what changes from now on is meant to
    }
  }
  t_ = result.was_stopped ? result.t : end;
  profile_.reset();
  if (options.profile) {
    profile_.emplace(compiled.seconds().begin(), compiled.seconds().end());
    std::ranges::stable_sort(*profile_, std::ranges::greater(),
                             &std::pair<std::string, double>::second);
  }
  warn_about_invalid_values();
  if (control.watch != nullptr) {
    conclude(watched, start, options);
  }
}

std::vector<doctor::WorkingRange> Network::ranges_to_watch(const RunOptions& options) const {
  if (!options.working_ranges.empty() || !options.watches_health) {
    return options.working_ranges;
  }
  try {
    return doctor::working_ranges(doctor::Facts(description_, options.names));
  } catch (const std::exception& error) {
    tell_failure("RV301", error.what());
    return {};
  }
}

void Network::conclude(const WatchedRun& watched, double start, const RunOptions& options) {
  health_ = watched.health(start, t_, options.names);
  health_.told = told_findings_;
  health_findings_ = doctor::examine_health(description_, health_, surroundings(options));
  tell(health_findings_);
  if (options.non_finite == NonFinite::raise && health_.was_ended) {
    throw NumericalError(
        describe(*std::ranges::find(health_.records, true, &doctor::HealthRecord::has_ended_run)));
  }
}

void Network::tell_failure(const std::string& code, const std::string& error) const {
  if (options_.log) {
    options_.log({LogLevel::warning, "ranvier.doctor",
                  fmt::format("the rule {} of the doctor failed ({}); the others ran", code, error),
                  true});
  }
}

void Network::tell(const std::vector<doctor::Finding>& findings) const {
  if (!options_.log) {
    return;
  }
  for (const auto& finding : findings) {
    const auto level = finding.level == doctor::Level::error     ? LogLevel::error
                       : finding.level == doctor::Level::warning ? LogLevel::warning
                                                                 : LogLevel::info;
    auto text = doctor::render(finding);
    text.pop_back();  // the line break at its end
    options_.log({level, "ranvier.doctor", std::move(text), true});
  }
}

void Network::warn_about_many_steps(double end) const {
  if (!options_.log) {
    return;
  }
  for (const auto* object : description_.objects) {
    const auto* clock = object->clock();
    if (clock != nullptr && clock->has_dt() &&
        clock->boundary_step(end) > state::max_precise_step) {
      options_.log({LogLevel::warning, "core.clocks.many_timesteps",
                    state::many_steps_text(clock->name(), end, clock->dt()), true});
    }
  }
}

void Network::warn_about_invalid_values() const {
  if (!options_.log) {
    return;
  }
  for (const auto* object : description_.objects) {
    const auto* group = dynamic_cast<const model::NeuronGroup*>(object);
    if (group == nullptr || !group->is_active()) {
      continue;
    }
    for (const auto* equation : group->equations().differential()) {
      const auto values = group->values_of(equation->name);
      if (std::ranges::any_of(values, [](double value) { return !(std::abs(value) <= 1e50); })) {
        options_.log(
            {LogLevel::warning, "groups.group.invalid_values",
             fmt::format(
                 "{}: '{}' is not finite or very large after the run; the step is too long for the "
                 "integration method, or the equations diverge",
                 group->description(), equation->name),
             true});
      }
    }
  }
}

}  // namespace ranvier::network
