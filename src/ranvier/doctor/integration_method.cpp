#include "integration_method.hpp"

#include <algorithm>

#include <ranvier/support/error.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;

/// The first subexpression of `expression` that is equal to `term` and stands where it stands.
bool contains(const Expression& expression, const Expression& term) {
  if (expression == term && expression.span() == term.span()) {
    return true;
  }
  return expression.is_call() &&
         std::ranges::any_of(expression.arguments(),
                             [&](const Expression& argument) { return contains(argument, term); });
}

bool lies_within(const SourceSpan& inner, const SourceSpan& outer) {
  return inner.end > inner.begin && outer.begin <= inner.begin && inner.end <= outer.end;
}

}  // namespace

integration::DifferentialSystem system_of(const model::Group& group,
                                          const std::vector<const equations::Equation*>& equations,
                                          const std::set<std::string>& held) {
  std::map<std::string, Expression> put_in;
  for (const auto* equation : group.equations().subexpressions()) {
    if (equation->is_plain_subexpression() && !held.contains(equation->name)) {
      put_in.emplace(equation->name, symbolic::substitute(equation->right_side(), put_in));
    }
  }
  integration::DifferentialSystem system;
  system.where = group.description();
  for (const auto* equation : equations) {
    system.variables.push_back(equation->name);
    system.derivatives.push_back(symbolic::substitute(equation->right_side(), put_in));
    system.source = equation->source;
  }
  system.is_constant_over_step = [variables = system.variables](const std::string& name) {
    return name != "t" && name != "t_in_timesteps" &&
           std::ranges::find(variables, name) == variables.end();
  };
  return system;
}

std::vector<const equations::Equation*> integrated_equations(const model::Group& group) {
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  return synapses != nullptr ? synapses->clock_driven() : group.equations().differential();
}

std::optional<NamedMethod> named_method_of(const model::NetworkObject& object) {
  const auto* group = dynamic_cast<const model::Group*>(&object);
  if (group == nullptr || &group->whole() != group) {
    return std::nullopt;  // a subgroup has the method of the whole
  }
  const auto equations = integrated_equations(*group);
  const auto& method = group->method();
  if (equations.empty() || method.candidates().size() != 1) {
    return std::nullopt;
  }
  const auto* name = std::get_if<std::string>(&method.candidates().front());
  if (name == nullptr) {
    return std::nullopt;
  }
  try {
    return NamedMethod{&integration::find_state_updater(*name), *name,
                       system_of(*group, equations)};
  } catch (const UsageError&) {
    return std::nullopt;  // the run says that there is no such method
  }
}

const integration::StateUpdater* chosen_method_of(const model::Group& group,
                                                  const integration::DifferentialSystem& system) {
  const auto& selection = group.method();
  std::vector<const integration::StateUpdater*> candidates;
  try {
    if (selection.is_automatic()) {
      return integration::choose_state_updater(system).updater;
    }
    for (const auto& method : selection.candidates()) {
      const auto* name = std::get_if<std::string>(&method);
      if (name == nullptr) {
        return nullptr;
      }
      candidates.push_back(&integration::find_state_updater(*name));
    }
    return selection.is_list() ? integration::choose_state_updater(system, candidates).updater
                               : candidates.front();
  } catch (const Error&) {
    return nullptr;  // the run says that there is no such method, or that none fits
  }
}

std::string first_accepting(const integration::DifferentialSystem& system,
                            const std::vector<std::string>& methods) {
  for (const auto& method : methods) {
    try {
      integration::find_state_updater(method).derive(system);
      return method;
    } catch (const integration::UnsupportedEquations&) {
      continue;
    }
  }
  return "";
}

Variable origin_of(const Variable& variable, const Expression& term) {
  for (const auto& equation : variable.group->equations().all()) {
    if (equation.expression && lies_within(term.span(), equation.span) &&
        contains(equation.right_side(), term)) {
      return {variable.group, equation.name};
    }
  }
  return variable;
}

}  // namespace ranvier::doctor
