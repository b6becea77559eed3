#include "derive_step.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/integration/explicit_scheme.hpp>
#include <ranvier/integration/noise.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::compiler {

namespace {

using integration::StateUpdater;

integration::ExplicitScheme scheme_of(const model::SchemeText& text) {
  using Noise = model::SchemeText::Noise;
  integration::ExplicitScheme scheme;
  scheme.name = text.name;
  scheme.description = text.description;
  scheme.noise = text.noise == Noise::none       ? integration::NoiseKind::none
                 : text.noise == Noise::additive ? integration::NoiseKind::additive
                                                 : integration::NoiseKind::multiplicative;
  scheme.needs_diagonal_noise = text.is_diagonal;
  return scheme;
}

/// The methods of a group, found by name or made of their text.
class Candidates {
 public:
  explicit Candidates(const model::Group& group) {
    for (const auto& method : group.method().candidates()) {
      if (const auto* name = std::get_if<std::string>(&method)) {
        updaters_.push_back(&find(*name, group));
      } else if (const auto* text = std::get_if<model::SchemeText>(&method)) {
        own_.push_back(std::make_unique<integration::SchemeStateUpdater>(scheme_of(*text)));
        updaters_.push_back(own_.back().get());
      } else {
        break;  // statements fit all equations
      }
    }
  }

  const std::vector<const StateUpdater*>& updaters() const { return updaters_; }

 private:
  static const StateUpdater& find(const std::string& name, const model::Group& group) {
    try {
      return integration::find_state_updater(name);
    } catch (const UsageError& error) {
      throw UsageError(error.kind(), fmt::format("{}: {}", group.description(), error.what()));
    }
  }

  std::vector<const StateUpdater*> updaters_;
  std::vector<std::unique_ptr<StateUpdater>> own_;
};

void log_choice(const model::Group& group, const integration::MethodChoice& choice,
                const Planner& planner) {
  if (!planner.surroundings().log) {
    return;
  }
  planner.surroundings().log(
      {LogLevel::info, "stateupdaters.base.method_choice",
       fmt::format("No numerical integration method specified for group '{}', using method '{}'{}.",
                   group.name(), choice.updater->name(),
                   choice.exact_would_work && choice.updater->name() != "exact"
                       ? " (method 'exact' would work too, and has no error of integration)"
                       : ""),
       true});
}

bool knows_options(const StateUpdater& updater, const model::MethodSelection& method) {
  const auto known = updater.options();
  return std::ranges::all_of(method.options(), [&known](const std::string& name) {
    return std::ranges::find(known, name) != known.end();
  });
}

/// The first of a list that accepts the system and the options, or nothing.
const StateUpdater* first_accepting(const std::vector<const StateUpdater*>& updaters,
                                    const model::MethodSelection& method,
                                    const integration::DifferentialSystem& system) {
  const auto found = std::ranges::find_if(updaters, [&](const StateUpdater* updater) {
    return knows_options(*updater, method) && updater->is_automatic_choice_for(system);
  });
  return found == updaters.end() ? nullptr : *found;
}

/// Statements of the user's own, with every name resolved.
std::optional<integration::StepRule> rule_of_code(const model::StepCode& step,
                                                  const model::Group& group, CodeCompiler& code) {
  const auto where = fmt::format("the state update of {}", group.description());
  auto bound = code.bind(equations::parse_statements(step.code, where), "state update");
  if (!bound) {
    return std::nullopt;
  }
  integration::StepRule rule;
  rule.statements = std::move(*bound);
  return rule;
}

void check_options(const model::Group& group, const StateUpdater& updater) {
  const auto known = updater.options();
  for (const auto& name : group.method().options()) {
    if (std::ranges::find(known, name) == known.end()) {
      throw UsageError(
          UsageError::Kind::key,
          fmt::format("{}: method '{}' has no option '{}'; {}", group.description(), updater.name(),
                      name,
                      known.empty() ? "it has no options"
                                    : fmt::format("it has: {}", fmt::join(known, ", "))));
    }
  }
}

}  // namespace

void add_noise(Scope& scope, const equations::Equations& equations) {
  for (const auto& equation : equations.all()) {
    if (!equation.expression) {
      continue;
    }
    for (const auto& noise : integration::noises_in(equation.right_side())) {
      BoundVariable bound;
      bound.info = {equations::NameInfo::Kind::variable, units::second_dimension.power(-0.5),
                    symbolic::ValueType::real, false, true};
      scope.variables.emplace(noise, bound);
    }
  }
}

std::optional<integration::StepRule> derive_step(const model::Group& group,
                                                 const integration::DifferentialSystem& system,
                                                 CodeCompiler& code, Planner& planner) {
  const auto& method = group.method();
  try {
    const Candidates candidates(group);
    const auto& updaters = candidates.updaters();
    const StateUpdater* chosen = nullptr;
    if (method.is_automatic()) {
      const auto choice = integration::choose_state_updater(system);
      log_choice(group, choice, planner);
      chosen = choice.updater;
    } else if (method.is_list()) {
      chosen = first_accepting(updaters, method, system);
      if (chosen != nullptr) {
        log_choice(group, {chosen, false}, planner);
      }
    } else if (!updaters.empty()) {
      chosen = updaters.front();
    }
    if (chosen != nullptr) {
      check_options(group, *chosen);
      return chosen->derive(system);
    }
    if (updaters.size() < method.candidates().size()) {
      return rule_of_code(std::get<model::StepCode>(method.candidates()[updaters.size()]), group,
                          code);
    }
    throw UsageError(fmt::format(
        "{}: none of the methods given can integrate the equations; name another one with method=",
        group.description()));
  } catch (const ModelError& error) {
    planner.diagnostics().insert(planner.diagnostics().end(), error.diagnostics().begin(),
                                 error.diagnostics().end());
    return std::nullopt;
  }
}

}  // namespace ranvier::compiler
