#include "examine.hpp"

#include <algorithm>
#include <exception>
#include <optional>

#include <fmt/format.h>

#include <ranvier/doctor/examine_rules.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::doctor {

namespace {

void check(const Ignored& ignored) {
  for (const auto& [code, names] : ignored) {
    const auto has_code = [&](const auto* rule) { return rule->code() == code; };
    if (std::ranges::none_of(rules(), has_code) && std::ranges::none_of(health_rules(), has_code)) {
      throw UsageError(UsageError::Kind::key, fmt::format("the doctor has no rule '{}'", code));
    }
  }
}

/// What the rules find, but for what is ignored, with the places in the user's files.
template <typename Rules, typename Ask>
std::vector<Finding> ask(const Rules& rules, const model::NetworkDescription& network,
                         const Surroundings& surroundings, const Ask& ask_rule) {
  std::optional<Facts> facts;
  try {
    facts.emplace(network, surroundings.names, surroundings.unused_names);
  } catch (const std::exception& error) {  // a bug: the run goes on without the doctor
    if (surroundings.on_failure) {
      surroundings.on_failure("facts", error.what());
    }
    return {};
  }
  std::vector<Finding> findings;
  for (const auto* rule : rules) {
    try {
      for (auto& finding : ask_rule(*rule, *facts)) {
        if (!is_ignored(finding, surroundings.ignored)) {
          findings.push_back(std::move(finding));
        }
      }
    } catch (const std::exception& error) {
      if (surroundings.on_failure) {
        surroundings.on_failure(std::string(rule->code()), error.what());
      }
    }
  }
  if (surroundings.locate) {
    for (auto& finding : findings) {
      for (auto& place : finding.places) {
        place.location = surroundings.locate(place);
      }
    }
  }
  return findings;
}

}  // namespace

bool is_ignored(const Finding& finding, const Ignored& ignored) {
  const auto names = ignored.find(finding.code);
  return names != ignored.end() &&
         (names->second.empty() || names->second.contains(finding.object) ||
          names->second.contains(finding.variable));
}

const std::vector<const Rule*>& rules() {
  static const std::vector<const Rule*> all{
      &per_area_against_absolute(),
      &rate_without_per_time(),
      &event_time_voltage_difference(),
      &driving_force_sign(),
      &late_bound_constant(),
      &step_too_large(),
      &rate_function_zero_over_zero(),
      &parameter_accumulates(),
      &synaptic_assignment_latches(),
      &noise_with_deterministic_method(),
      &not_conditionally_linear(),
      &closed_form_singular(),
      &threshold_without_reset(),
      &level_threshold(),
      &flag_without_refractory(),
      &refractory_without_flag(),
      &implausible_magnitude(),
      &implausible_input(),
      &equal_conductances(),
      &below_threshold(),
  };
  return all;
}

const std::vector<const HealthRule*>& health_rules() {
  static const std::vector<const HealthRule*> all{
      &unstable_state(), &non_finite_value(), &drift(), &saturated_group(), &silent_group(),
  };
  return all;
}

std::vector<Finding> examine(const model::NetworkDescription& network,
                             const Surroundings& surroundings) {
  check(surroundings.ignored);
  return examine(network, surroundings, rules());
}

std::vector<Finding> examine(const model::NetworkDescription& network,
                             const Surroundings& surroundings,
                             const std::vector<const Rule*>& rules) {
  return ask(rules, network, surroundings,
             [](const Rule& rule, const Facts& facts) { return rule.examine(facts); });
}

std::vector<Finding> examine_health(const model::NetworkDescription& network,
                                    const RunHealth& health, const Surroundings& surroundings) {
  auto known = health;  // to which each rule adds what it told, for those that follow
  return ask(
      health_rules(), network, surroundings, [&](const HealthRule& rule, const Facts& facts) {
        auto findings = rule.examine(facts, known);
        std::ranges::copy_if(findings, std::back_inserter(known.told), [&](const Finding& finding) {
          return !is_ignored(finding, surroundings.ignored);
        });
        return findings;
      });
}

}  // namespace ranvier::doctor
