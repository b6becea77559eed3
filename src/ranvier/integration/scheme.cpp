#include "scheme.hpp"

#include <map>

#include <fmt/format.h>

#include <ranvier/integration/step_statements.hpp>
#include <ranvier/integration/unsupported_equations.hpp>

namespace ranvier::integration {

namespace {

std::string stage_name(std::size_t stage, const std::string& variable) {
  return fmt::format("_k{}_{}", stage + 1, variable);
}

Expression times(double factor, const Expression& value) {
  return factor == 1 ? value : Expression::real(factor) * value;
}

/// sum_s weights[s] * k_s of one variable, without the terms that are zero; nothing if all are.
std::vector<Expression> weighted_stages(const std::vector<double>& weights,
                                        const std::string& variable) {
  std::vector<Expression> terms;
  for (std::size_t stage = 0; stage < weights.size(); ++stage) {
    if (weights[stage] == 0) continue;
    terms.push_back(times(weights[stage], Expression::symbol(stage_name(stage, variable))));
  }
  return terms;
}

Expression sum_of(const std::vector<Expression>& terms) {
  auto sum = terms.front();
  for (std::size_t k = 1; k < terms.size(); ++k) sum = sum + terms[k];
  return sum;
}

/// What the variables and `t` are replaced by where a stage evaluates the derivatives.
std::map<std::string, Expression> arguments_of(const Scheme::Stage& stage,
                                               const std::vector<std::string>& variables) {
  std::map<std::string, Expression> arguments;
  for (const auto& variable : variables) {
    const auto terms = weighted_stages(stage.weights, variable);
    if (!terms.empty()) {
      arguments.emplace(variable, Expression::symbol(variable) + sum_of(terms));
    }
  }
  if (stage.node != 0) {
    arguments.emplace("t", Expression::symbol("t") + times(stage.node, Expression::symbol("dt")));
  }
  return arguments;
}

}  // namespace

const Scheme& midpoint_scheme() {
  static const Scheme scheme{
      .name = "rk2", .order = 2, .stages = {{}, {0.5, {0.5}}}, .weights = {0, 1}};
  return scheme;
}

const Scheme& classical_scheme() {
  static const Scheme scheme{.name = "rk4",
                             .order = 4,
                             .stages = {{}, {0.5, {0.5}}, {0.5, {0, 0.5}}, {1, {0, 0, 1}}},
                             .weights = {1, 2, 2, 1},
                             .divisor = 6};
  return scheme;
}

StepRule ExplicitStateUpdater::derive(const DifferentialSystem& system) const {
  refuse_noise(system, name());
  StepRule rule;
  auto& statements = rule.statements.statements;
  const auto dt = Expression::symbol("dt");
  for (std::size_t stage = 0; stage < scheme_.stages.size(); ++stage) {
    const auto arguments = arguments_of(scheme_.stages[stage], system.variables);
    for (std::size_t k = 0; k < system.variables.size(); ++k) {
      statements.push_back(assign(stage_name(stage, system.variables[k]),
                                  dt * substitute(system.derivatives[k], arguments)));
    }
  }
  for (const auto& variable : system.variables) {
    const auto sum = sum_of(weighted_stages(scheme_.weights, variable));
    const auto change = scheme_.divisor == 1 ? sum : sum / Expression::real(scheme_.divisor);
    statements.push_back(assign(new_value_name(variable), Expression::symbol(variable) + change));
  }
  append_stores(system.variables, rule.statements);
  return rule;
}

bool ExplicitStateUpdater::is_automatic_choice_for(const DifferentialSystem& system) const {
  try {
    refuse_noise(system, name());
  } catch (const UnsupportedEquations&) {
    return false;
  }
  return true;
}

}  // namespace ranvier::integration
