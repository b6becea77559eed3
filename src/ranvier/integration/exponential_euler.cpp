#include "exponential_euler.hpp"

#include <optional>

#include <ranvier/integration/step_statements.hpp>
#include <ranvier/integration/unsupported_equations.hpp>
#include <ranvier/symbolic/quotient.hpp>

namespace ranvier::integration {

namespace {

using symbolic::FunctionId;
using symbolic::LinearForm;

std::optional<Expression> find_draw(const Expression& expression) {
  if (!expression.is_call()) return std::nullopt;
  if (!symbolic::info_of(expression.function()).is_stateless) return expression;
  for (const auto& argument : expression.arguments()) {
    if (auto draw = find_draw(argument)) return draw;
  }
  return std::nullopt;
}

/// The coefficient is used twice, in exp(a dt) and in b/a, so it may hold no random number unless b
/// is zero.
void refuse_repeated_draw(const DifferentialSystem& system, std::string_view method,
                          std::size_t equation, const LinearForm& form) {
  const auto draw = find_draw(form.coefficients[0]);
  if (draw && !form.constant.is_number(0)) {
    throw repeated_draw(system, method, equation, *draw);
  }
}

}  // namespace

StepRule ExponentialEulerStateUpdater::derive(const DifferentialSystem& system) const {
  refuse_noise(system, name());
  StepRule rule;
  auto& statements = rule.statements.statements;
  const auto dt = Expression::symbol("dt");
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    const auto& variable = system.variables[k];
    const auto x = Expression::symbol(variable);
    const auto result = linear_form(system.derivatives[k], {variable});
    if (const auto* problem = std::get_if<symbolic::NotLinear>(&result)) {
      throw not_linear(system, name(), k, *problem);
    }
    const auto& form = std::get<LinearForm>(result);
    const auto& a = form.coefficients[0];
    const auto& b = form.constant;
    if (a.is_number(0)) {
      const auto value = b.is_number(0) ? x : x + symbolic::cancelled_product(dt, b);
      statements.push_back(assign(new_value_name(variable), value));
      continue;
    }
    refuse_repeated_draw(system, name(), k, form);
    const auto decay = Expression::call(FunctionId::exp, {symbolic::cancelled_product(dt, a)});
    if (b.is_number(0)) {
      statements.push_back(assign(new_value_name(variable), x * decay));
      continue;
    }
    const auto ratio = Expression::symbol("_ba_" + variable);
    statements.push_back(assign(ratio.name(), symbolic::cancelled_quotient(b, a)));
    statements.push_back(assign(new_value_name(variable), (x + ratio) * decay - ratio));
  }
  append_stores(system.variables, rule.statements);
  return rule;
}

bool ExponentialEulerStateUpdater::is_automatic_choice_for(const DifferentialSystem& system) const {
  try {
    derive(system);
  } catch (const UnsupportedEquations&) {
    return false;
  }
  return true;
}

}  // namespace ranvier::integration
