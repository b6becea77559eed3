#include <cmath>

#include <fmt/format.h>

#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/equations/expression_checker.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using units::Dimension;

namespace {

ValueType result_type(FunctionId function, const std::vector<CheckedExpression>& arguments) {
  std::vector<ValueType> types;
  for (const auto& argument : arguments) {
    types.push_back(argument.info->type);
  }
  return symbolic::result_type(function, types);
}

}  // namespace

/// The value of an expression without variables, or nothing.
std::optional<double> ExpressionChecker::constant_value(const Expression& expression) const {
  std::map<std::string, Expression> values;
  for (const auto& name : symbolic::symbols_of(expression)) {
    const auto found = names_.find(name);
    if (found != names_.end() && found->second.value) {
      values.emplace(name, Expression::real(*found->second.value));
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
  if (!base_info->dimension.is_dimensionless() && !value) {
    reporter_.report("variable-exponent",
                     fmt::format("a quantity in {} can only have a constant number as exponent",
                                 units::name_of(base_info->dimension)),
                     {{base.span(), units::name_of(base_info->dimension)},
                      {exponent.span(), "not a constant number"}},
                     "write the number, or divide the base by a quantity of the same unit");
    return std::nullopt;
  }
  const bool is_integer = base_info->type != ValueType::real &&
                          exponent_info->type != ValueType::real && value && *value >= 0;
  return ExpressionInfo{base_info->dimension.is_dimensionless()
                            ? units::dimensionless
                            : base_info->dimension.power(*value),
                        is_integer ? ValueType::integer : ValueType::real, false};
}

bool ExpressionChecker::require_boolean(const CheckedExpression& operand,
                                        const std::string& operation) {
  if (!operand.info || operand.info->type == ValueType::boolean) {
    return operand.info.has_value();
  }
  reporter_.report("type-mismatch", fmt::format("'{}' needs conditions, not numbers", operation),
                   {{operand.expression.span(), units::name_of(operand.info->dimension)}},
                   "compare the number, for example '... != 0'");
  return false;
}

ExpressionChecker::Info ExpressionChecker::check_logic(const Expression& logic) {
  const auto arguments = check_arguments(logic);
  bool is_right = true;
  for (const auto& argument : arguments) {
    if (logic.is_call(FunctionId::logical_not)) {
      is_right = is_right && argument.info.has_value();  // a number is false if it is 0
    } else {
      is_right = require_boolean(argument, std::string(symbolic::info_of(logic.function()).name)) &&
                 is_right;
    }
  }
  return is_right ? Info(ExpressionInfo{units::dimensionless, ValueType::boolean, false})
                  : std::nullopt;
}

ExpressionChecker::Info ExpressionChecker::check_select(const Expression& select,
                                                        const Expectation* expectation) {
  const auto& arguments = select.arguments();
  const CheckedExpression condition{arguments[0], check(arguments[0])};
  const bool is_condition = require_boolean(condition, "if");
  const std::vector<CheckedExpression> values{
      {arguments[1], check(arguments[1], expectation), FunctionId::select},
      {arguments[2], check(arguments[2], expectation), FunctionId::select}};
  const auto dimension = common_dimension(values, expectation);
  if (!is_condition || !dimension || !values[0].info || !values[1].info) {
    return std::nullopt;
  }
  return ExpressionInfo{*dimension, std::max(values[0].info->type, values[1].info->type),
                        values[0].info->is_exempt && values[1].info->is_exempt};
}

/// Bounds need the unit of the value, zero and infinity too: clip is a function, not a comparison.
ExpressionChecker::Info ExpressionChecker::check_clip(const Expression& clip) {
  const auto arguments = check_arguments(clip);
  const auto& value = arguments[0];
  bool is_right = value.info.has_value();
  for (std::size_t bound = 1; bound < arguments.size(); ++bound) {
    const auto& info = arguments[bound].info;
    if (!value.info || !info) {
      is_right = false;
    } else if (info->dimension != value.info->dimension) {
      const auto text = symbolic::print(arguments[bound].expression);
      reporter_.report(
          "dimension-mismatch",
          fmt::format("clip needs bounds in {}, like its first argument, not {}",
                      describe(value.info->dimension), describe(info->dimension)),
          {{value.expression.span(), units::name_of(value.info->dimension)},
           {arguments[bound].expression.span(), units::name_of(info->dimension)}},
          info->dimension.is_dimensionless()
              ? fmt::format("write '{}*{}'", text, units::name_of(value.info->dimension))
              : "give the bound the unit of the first argument");
      is_right = false;
    }
  }
  if (!is_right) {
    return std::nullopt;
  }
  return ExpressionInfo{value.info->dimension, result_type(FunctionId::clip, arguments), false};
}

bool ExpressionChecker::require_dimension(const Expression& call, const CheckedExpression& argument,
                                          const Dimension& dimension) {
  if (!argument.info || argument.info->dimension == dimension) {
    return argument.info.has_value();
  }
  const auto& found = argument.info->dimension;
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
  const auto function = call.function();
  const bool wants_time = function == FunctionId::timestep;
  const bool takes_any = function == FunctionId::abs || function == FunctionId::floor ||
                         function == FunctionId::ceil || function == FunctionId::sqrt ||
                         function == FunctionId::sign;
  bool is_right = true;
  for (const auto& argument : arguments) {
    const bool fits =
        takes_any ? argument.info.has_value()
                  : require_dimension(call, argument,
                                      wants_time ? units::second_dimension : units::dimensionless);
    is_right = is_right && fits;
  }
  if (!is_right) {
    return std::nullopt;
  }
  auto dimension = units::dimensionless;
  if (takes_any && function != FunctionId::sign) {
    dimension = arguments[0].info->dimension.power(function == FunctionId::sqrt ? 0.5 : 1);
  }
  return ExpressionInfo{dimension, result_type(function, arguments), false};
}

}  // namespace ranvier::equations
