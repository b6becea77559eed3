#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/equations/expression_checker.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using units::Dimension;

/// The value of an expression without variables, or nothing.
std::optional<double> ExpressionChecker::constant_value(const Expression& expression) const {
  std::map<std::string, Expression> values;
  for (const auto& name : symbolic::symbols_of(expression)) {
    const auto found = names_.find(name);
    const auto value = found != names_.end() ? found->second.value : std::nullopt;
    if (value) {
      values.emplace(name, Expression::real(*value));
    }
  }
  const auto bound = bind_default_constants(symbolic::substitute(expression, values), names_);
  return bound.is_number() ? std::optional(bound.number()) : std::nullopt;
}

ExpressionChecker::Info ExpressionChecker::check_power(const Expression& power) {
  const auto& base = power.arguments()[0];
  const auto& exponent = power.arguments()[1];
  const auto base_info = check(base);
  const auto exponent_info = check(exponent);
  if (!base_info || !exponent_info) {
    return std::nullopt;
  }
  if (!exponent_info->dimension.is_dimensionless()) {
    reporter_.report("dimension-mismatch",
                     fmt::format("an exponent is a number without unit, not {}",
                                 describe(exponent_info->dimension)),
                     {{exponent.span(), units::name_of(exponent_info->dimension)}},
                     "divide it by a quantity of the same unit");
    return std::nullopt;
  }
  const auto value = constant_value(exponent);
  const bool is_integer = base_info->type != ValueType::real &&
                          exponent_info->type != ValueType::real && value && *value >= 0;
  const auto type = is_integer ? ValueType::integer : ValueType::real;
  if (base_info->dimension.is_dimensionless()) {
    return ExpressionInfo{units::dimensionless, type, false};
  }
  if (!value) {
    reporter_.report("variable-exponent",
                     fmt::format("a quantity in {} can only have a constant number as exponent",
                                 units::name_of(base_info->dimension)),
                     {{base.span(), units::name_of(base_info->dimension)},
                      {exponent.span(), "not a constant number"}},
                     "write the number, or divide the base by a quantity of the same unit");
    return std::nullopt;
  }
  return ExpressionInfo{base_info->dimension.power(*value), type, false};
}

bool ExpressionChecker::require_boolean(const CheckedExpression& operand,
                                        const std::string& operation) {
  if (operand.info.type == ValueType::boolean) {
    return true;
  }
  reporter_.report("type-mismatch", fmt::format("'{}' needs conditions, not numbers", operation),
                   {{operand.expression.span(), units::name_of(operand.info.dimension)}},
                   "compare the number, for example '... != 0'");
  return false;
}

ExpressionChecker::Info ExpressionChecker::check_logic(const Expression& logic) {
  const bool takes_numbers =
      logic.is_call(FunctionId::logical_not);  // a number is false if it is 0
  const std::string operation(symbolic::info_of(logic.function()).name);
  bool is_right = true;
  for (const auto& argument : logic.arguments()) {
    const auto info = check(argument);
    const bool fits =
        info && (takes_numbers || require_boolean({argument, *info, logic.function()}, operation));
    is_right = is_right && fits;
  }
  return is_right ? Info(ExpressionInfo{units::dimensionless, ValueType::boolean, false})
                  : std::nullopt;
}

ExpressionChecker::Info ExpressionChecker::check_select(const Expression& select,
                                                        const Expectation* expectation) {
  const auto& arguments = select.arguments();
  const auto condition = check(arguments[0]);
  const bool is_condition =
      condition && require_boolean({arguments[0], *condition, FunctionId::select}, "if");
  const auto first = check(arguments[1], expectation);
  const auto second = check(arguments[2], expectation);
  if (!first || !second) {
    return std::nullopt;
  }
  const auto dimension = common_dimension(
      {{arguments[1], *first, FunctionId::select}, {arguments[2], *second, FunctionId::select}},
      expectation);
  if (!is_condition || !dimension) {
    return std::nullopt;
  }
  return ExpressionInfo{*dimension, std::max(first->type, second->type),
                        first->is_exempt && second->is_exempt};
}

/// Bounds need the unit of the value, zero and infinity too: clip is a function, not a comparison.
ExpressionChecker::Info ExpressionChecker::check_clip(const Expression& clip) {
  const auto arguments = check_arguments(clip);
  if (!arguments) {
    return std::nullopt;
  }
  const auto& value = arguments->front();
  bool is_right = true;
  for (const auto& bound : *arguments) {
    const auto& found = bound.info.dimension;
    if (found == value.info.dimension) {
      continue;
    }
    is_right = false;
    reporter_.report("dimension-mismatch",
                     fmt::format("clip needs bounds in {}, like its first argument, not {}",
                                 describe(value.info.dimension), describe(found)),
                     {{value.expression.span(), units::name_of(value.info.dimension)},
                      {bound.expression.span(), units::name_of(found)}},
                     found.is_dimensionless()
                         ? fmt::format("write '{}*{}'", symbolic::print(bound.expression),
                                       units::name_of(value.info.dimension))
                         : "give the bound the unit of the first argument");
  }
  if (!is_right) {
    return std::nullopt;
  }
  return ExpressionInfo{value.info.dimension, result_type(FunctionId::clip, *arguments), false};
}

bool ExpressionChecker::require_dimension(const Expression& call, const CheckedExpression& argument,
                                          const Dimension& dimension) {
  const auto& found = argument.info.dimension;
  if (found == dimension) {
    return true;
  }
  reporter_.report(
      "dimension-mismatch",
      fmt::format("{} takes {}, not {}", symbolic::info_of(call.function()).name,
                  describe(dimension), describe(found)),
      {{argument.expression.span(), units::name_of(found)}},
      dimension.is_dimensionless()
          ? fmt::format("divide the argument by a quantity in {}", units::name_of(found))
          : fmt::format("give the argument in {}", units::name_of(dimension)));
  return false;
}

ExpressionChecker::Info ExpressionChecker::check_function(const Expression& call) {
  const auto arguments = check_arguments(call);
  if (!arguments) {
    return std::nullopt;
  }
  const auto function = call.function();
  const bool takes_any = function == FunctionId::abs || function == FunctionId::floor ||
                         function == FunctionId::ceil || function == FunctionId::sqrt ||
                         function == FunctionId::sign;
  const auto& wanted =
      function == FunctionId::timestep ? units::second_dimension : units::dimensionless;
  bool is_right = true;
  for (const auto& argument : *arguments) {
    is_right = (takes_any || require_dimension(call, argument, wanted)) && is_right;
  }
  if (!is_right) {
    return std::nullopt;
  }
  auto dimension = units::dimensionless;
  if (takes_any && function != FunctionId::sign) {
    dimension = arguments->front().info.dimension.power(function == FunctionId::sqrt ? 0.5 : 1);
  }
  return ExpressionInfo{dimension, result_type(function, *arguments), false};
}

}  // namespace ranvier::equations
