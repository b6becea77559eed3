#include "summaries.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ranvier::network {

namespace {

/// A time in the prefix that leaves one to three digits before the point, as quantities print in
/// Python: "100. us".
std::string step_text(double seconds) {
  struct Prefix {
    const char* text;
    double factor;
  };

  static constexpr Prefix prefixes[] = {{"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}};
  const auto* chosen = std::ranges::find_if(
      prefixes, [seconds](const Prefix& prefix) { return seconds >= prefix.factor * (1 - 1e-9); });
  const auto& prefix = chosen == std::end(prefixes) ? prefixes[3] : *chosen;
  auto digits = fmt::format("{:.8f}", seconds / prefix.factor);
  digits.erase(digits.find_last_not_of('0') + 1);
  return fmt::format("{} {}", digits, prefix.text);
}

std::string every(double dt, double shortest) {
  if (!(dt > 0)) {
    return "n/a";
  }
  const auto steps = std::llround(dt / shortest);
  return fmt::format("{} (every {})", step_text(dt),
                     steps == 1 ? "step" : fmt::format("{} steps", steps));
}

}  // namespace

ProfilingSummary summarize_profile(const std::vector<std::pair<std::string, double>>& times,
                                   std::optional<std::size_t> show) {
  double total = 0;
  for (const auto& [name, time] : times) {
    total += time;
  }
  ProfilingSummary summary;
  for (const auto& [name, time] : times) {
    if (summary.rows.size() < show.value_or(times.size())) {
      summary.rows.push_back({name, time, total > 0 ? 100 * time / total : 0});
    }
  }
  return summary;
}

ProfilingSummary profiling_summary(const Network& network, std::optional<std::size_t> show) {
  return summarize_profile(network.get_profiling_info(), show);
}

std::string ProfilingSummary::time_text(const Row& row) {
  return fmt::format("{:.2f} ms", row.time * 1e3);
}

std::string ProfilingSummary::percentage_text(const Row& row) {
  return fmt::format("{:.2f} %", row.percentage);
}

std::string to_string(const ProfilingSummary& summary) {
  std::size_t name_width = 0;
  std::size_t time_width = 0;
  std::size_t percentage_width = 0;
  for (const auto& row : summary.rows) {
    name_width = std::max(name_width, row.name.size());
    time_width = std::max(time_width, ProfilingSummary::time_text(row).size());
    percentage_width = std::max(percentage_width, ProfilingSummary::percentage_text(row).size());
  }
  std::string text = "Profiling summary\n=================\n";
  for (const auto& row : summary.rows) {
    text += fmt::format("{:<{}}    {:>{}}    {:>{}}\n", row.name, name_width,
                        ProfilingSummary::time_text(row), time_width,
                        ProfilingSummary::percentage_text(row), percentage_width);
  }
  return text;
}

SchedulingSummary scheduling_summary(Network& network) {
  SchedulingSummary summary;
  double shortest = 0;
  for (const auto& part : network.scheduled_parts()) {
    const auto dt = part.clock == nullptr || !part.clock->has_dt() ? 0 : part.clock->dt();
    summary.rows.push_back({part.name, part.class_name, part.owner->name(),
                            part.owner->class_name(), dt, "", part.when, part.order,
                            part.is_active});
    if (dt > 0 && (shortest == 0 || dt < shortest)) {
      shortest = dt;
    }
  }
  for (auto& row : summary.rows) {
    row.every = every(row.dt, shortest);
  }
  return summary;
}

std::string to_string(const SchedulingSummary& summary) {
  std::vector<std::array<std::string, 6>> rows;
  rows.reserve(summary.rows.size());
  for (const auto& row : summary.rows) {
    rows.push_back({fmt::format("{} ({})", row.name, row.class_name),
                    fmt::format("{} ({})", row.owner, row.owner_class), row.every, row.when,
                    fmt::to_string(row.order), row.is_active ? "yes" : "no"});
  }
  std::array<std::size_t, 6> widths{};
  for (std::size_t column = 0; column < widths.size(); ++column) {
    widths[column] = std::string_view(SchedulingSummary::titles[column]).size();
    for (const auto& row : rows) {
      widths[column] = std::max(widths[column], row[column].size());
    }
  }
  std::string text;
  std::string rule;
  for (std::size_t column = 0; column < widths.size(); ++column) {
    text += fmt::format("{}{:^{}}", column == 0 ? "" : " | ", SchedulingSummary::titles[column],
                        widths[column]);
    rule += fmt::format("{}{:-<{}}", column == 0 ? "" : "-+-", "", widths[column]);
  }
  text += "\n" + rule;
  for (const auto& row : rows) {
    text += fmt::format("\n{:<{}} | {:<{}} | {:<{}} | {:<{}} | {:>{}} | {:^{}}", row[0], widths[0],
                        row[1], widths[1], row[2], widths[2], row[3], widths[3], row[4], widths[4],
                        row[5], widths[5]);
  }
  return text;
}

}  // namespace ranvier::network
