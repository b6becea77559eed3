/// The time loop.
#pragma once

#include <atomic>
#include <functional>

#include <ranvier/runtime/program.hpp>
#include <ranvier/runtime/run_watch.hpp>

namespace ranvier::runtime {

/// How a run is watched and stopped.
struct RunControl {
  /// Polled at the end of every step; a value other than 0 ends the run there (Ctrl-C, stop()).
  const std::atomic<int>* stop_requested = nullptr;
  /// A second flag of the same meaning, for another owner (Ctrl-C beside stop()); may be nullptr.
  const std::atomic<int>* interrupt_requested = nullptr;
  /// Called about every `report_period` seconds of real time with the completed share of the run,
  /// 0..1, at its start and at its end.
  std::function<void(double completed)> report;
  double report_period = 10;
  RunWatch* watch = nullptr;  ///< may be nullptr
};

struct RunResult {
  bool was_stopped = false;
  double t = 0;  ///< time reached [s]: of the earliest clock if stopped
};

/// Runs the program from `start` to `end` [s] (semantics B1). Every clock is set to the interval
/// first; a clock without operations is not advanced. When an operation or the report throws,
/// end_run of all is still called.
RunResult execute(Program& program, double start, double end, const RunControl& control);

}  // namespace ranvier::runtime
