#include "state_updater.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/integration/exact.hpp>
#include <ranvier/integration/explicit_scheme.hpp>
#include <ranvier/integration/exponential_euler.hpp>
#include <ranvier/integration/scheme.hpp>

namespace ranvier::integration {

namespace {

std::vector<const StateUpdater*> all_updaters() {
  static const ExactStateUpdater exact;
  static const IndependentStateUpdater independent;
  static const ExponentialEulerStateUpdater exponential_euler;
  static const SchemeStateUpdater euler(euler_scheme());
  static const ExplicitStateUpdater rk2(midpoint_scheme());
  static const ExplicitStateUpdater rk4(classical_scheme());
  static const SchemeStateUpdater heun(heun_scheme());
  static const SchemeStateUpdater milstein(milstein_scheme());
  return {&exact, &exponential_euler, &euler, &rk2, &rk4, &heun, &milstein, &independent};
}

const StateUpdater* find_by_name(std::string_view name) {
  for (const auto* updater : all_updaters()) {
    if (updater->name() == name) return updater;
  }
  return nullptr;
}

/// Methods of Brian 2 that are not built yet.
constexpr std::array<std::string_view, 6> missing_methods{"gsl",       "gsl_rk2",  "gsl_rk4",
                                                          "gsl_rkf45", "gsl_rkck", "gsl_rk8pd"};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

bool accepts(const StateUpdater& updater, const DifferentialSystem& system) {
  try {
    updater.derive(system);
  } catch (const UnsupportedEquations&) {
    return false;
  }
  return true;
}

}  // namespace

const StateUpdater& find_state_updater(const std::string& name) {
  auto wanted = lower_case(name);
  if (wanted == "linear") wanted = "exact";
  if (const auto* updater = find_by_name(wanted)) return *updater;
  std::vector<std::string> known;
  for (const auto* updater : all_updaters()) {
    if (updater->name() != "independent") known.emplace_back(updater->name());  // exact does more
  }
  if (std::find(missing_methods.begin(), missing_methods.end(), wanted) != missing_methods.end()) {
    throw UsageError(UsageError::Kind::not_implemented,
                     fmt::format("method '{}' is not supported yet; choose one of {}", wanted,
                                 fmt::join(known, ", ")));
  }
  const auto nearest = wanted.starts_with("euler") ? "euler" : nearest_name(wanted, known);
  throw UsageError(fmt::format("unknown method '{}'{}; choose one of {}", name,
                               nearest.empty() ? "" : fmt::format(", did you mean '{}'?", nearest),
                               fmt::join(known, ", ")));
}

MethodChoice choose_state_updater(const DifferentialSystem& system) {
  return choose_state_updater(system, {&find_state_updater("exact"), &find_state_updater("euler"),
                                       &find_state_updater("heun")});
}

MethodChoice choose_state_updater(const DifferentialSystem& system,
                                  const std::vector<const StateUpdater*>& candidates) {
  const auto& exact = find_state_updater("exact");
  for (const auto* candidate : candidates) {
    if (candidate->is_automatic_choice_for(system)) {
      return {candidate, candidate == &exact || accepts(exact, system)};
    }
  }
  candidates.back()->derive(system);  // throws what stands in the way
  return {candidates.back(), false};
}

}  // namespace ranvier::integration
