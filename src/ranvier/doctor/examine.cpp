#include "examine.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::doctor {

namespace {

void check(const Ignored& ignored) {
  for (const auto& [code, names] : ignored) {
    if (std::ranges::none_of(rules(), [&](const Rule* rule) { return rule->code() == code; })) {
      throw UsageError(UsageError::Kind::key, fmt::format("the doctor has no rule '{}'", code));
    }
  }
}

bool is_ignored(const Finding& finding, const Ignored& ignored) {
  const auto names = ignored.find(finding.code);
  return names != ignored.end() &&
         (names->second.empty() || names->second.contains(finding.object) ||
          names->second.contains(finding.variable));
}

}  // namespace

const std::vector<const Rule*>& rules() {
  static const std::vector<const Rule*> all{
      &event_time_voltage_difference(),
      &parameter_accumulates(),
      &synaptic_assignment_latches(),
  };
  return all;
}

std::vector<Finding> examine(
    const model::NetworkDescription& network, const Ignored& ignored,
    const std::function<void(const std::string& code, const std::string& error)>& on_failure) {
  check(ignored);
  const DependencyGraph graph(network);
  std::vector<Finding> findings;
  for (const auto* rule : rules()) {
    try {
      for (auto& finding : rule->examine(graph)) {
        if (!is_ignored(finding, ignored)) {
          findings.push_back(std::move(finding));
        }
      }
    } catch (const std::exception& error) {
      if (on_failure) {
        on_failure(std::string(rule->code()), error.what());
      }
    }
  }
  return findings;
}

}  // namespace ranvier::doctor
