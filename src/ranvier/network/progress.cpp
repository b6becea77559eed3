#include "progress.hpp"

#include <cmath>

#include <fmt/format.h>

#include <ranvier/units/unit.hpp>

namespace ranvier::network {

std::string real_time_text(double seconds) {
  if (seconds < 1) {
    return fmt::format("{:.0f} ms", seconds * 1e3);
  }
  if (seconds < 10) {
    return fmt::format("{:.1f}s", seconds);
  }
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) {
    return fmt::format("{}s", whole);
  }
  if (whole < 3600) {
    return fmt::format("{}m {}s", whole / 60, whole % 60);
  }
  return fmt::format("{}h {}m {}s", whole / 3600, whole / 60 % 60, whole % 60);
}

ProgressReport text_report(std::function<void(const std::string&)> write) {
  return
      [write = std::move(write)](double elapsed, double completed, double start, double duration) {
        const auto time = [](double seconds) {
          return units::to_string(units::Quantity(seconds, units::second_dimension));
        };
        if (completed == 0) {
          write(fmt::format("Starting simulation at t={} for a duration of {}\n", time(start),
                            time(duration)));
          return;
        }
        auto line = fmt::format("{} ({:.0f}%) simulated in {}", time(completed * duration),
                                completed * 100, real_time_text(elapsed));
        if (completed < 1) {
          line += fmt::format(", estimated {} remaining",
                              real_time_text(elapsed * (1 - completed) / completed));
        }
        write(line + ".\n");
      };
}

}  // namespace ranvier::network
