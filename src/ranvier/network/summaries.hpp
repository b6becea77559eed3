/// Tables about a network for people: what took how long, and what a step does in which order.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/network/network.hpp>

namespace ranvier::network {

/// The real time that each part of a network took; made by `profiling_summary`.
struct ProfilingSummary {
  struct Row {
    std::string name;
    double time = 0;        ///< [s]
    double percentage = 0;  ///< of the time of all parts, those not shown too
  };

  std::vector<Row> rows;  ///< the longest first

  /// "12.50 ms" and "3.21 %", as the table shows them.
  static std::string time_text(const Row& row);
  static std::string percentage_text(const Row& row);
};

/// @param times  (name, [s]) of every part, the longest first
/// @param show   number of rows; all without it
ProfilingSummary summarize_profile(const std::vector<std::pair<std::string, double>>& times,
                                   std::optional<std::size_t> show = {});

/// What took how long in the last run.
/// @throws UsageError  if that run was without `profile`.
ProfilingSummary profiling_summary(const Network& network, std::optional<std::size_t> show = {});

std::string to_string(const ProfilingSummary& summary);

/// What a step does, in its order; made by `scheduling_summary`.
struct SchedulingSummary {
  /// Titles of the columns.
  static constexpr std::array<const char*, 6> titles{"object", "part of", "Clock dt",
                                                     "when",   "order",   "active"};

  struct Row {
    std::string name, class_name;
    std::string owner, owner_class;
    double dt = 0;      ///< [s], 0 without a clock
    std::string every;  ///< "100. us (every step)"
    std::string when;
    int order = 0;
    bool is_active = true;
  };

  std::vector<Row> rows;
};

/// @throws UsageError (key)  for an unknown slot.
SchedulingSummary scheduling_summary(Network& network);

std::string to_string(const SchedulingSummary& summary);

}  // namespace ranvier::network
