/// Progress reports of a run.
#pragma once

#include <functional>
#include <string>

namespace ranvier::network {

/// Called at the start (0), about every report period, and at the end (1).
/// @param elapsed    real time since the start [s]
/// @param completed  share of the run, 0..1
/// @param start, duration  of the run, in model time [s]
using ProgressReport =
    std::function<void(double elapsed, double completed, double start, double duration)>;

/// Lines of text for a report: a line at the start, one for each call with the remaining time, one
/// at the end.
/// @param write  takes a line with its line break
ProgressReport text_report(std::function<void(const std::string&)> write);

/// "1h 2m 3s", "3m 20s", "4s", "1.3s", "2 ms"
std::string real_time_text(double seconds);

}  // namespace ranvier::network
