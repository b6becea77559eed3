#include "simplify.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::symbolic {

namespace {

/// The type that an expression has whatever the types of its symbols, or nothing.
std::optional<ValueType> known_type(const Expression& expression) {
  if (expression.is_symbol()) return std::nullopt;
  if (expression.is_number()) return expression.number_type();
  if (is_named_call(expression.function()) && !expression.is_call(FunctionId::table_value)) {
    return std::nullopt;
  }
  const auto& arguments = expression.arguments();
  if (expression.is_call(FunctionId::power)) {
    const auto base = known_type(arguments[0]);
    if (arguments[1].is_number() && !base) return std::nullopt;
    return is_integer_power(expression, base.value_or(ValueType::real)) ? ValueType::integer
                                                                        : ValueType::real;
  }
  // An argument of unknown type may be of any; the type is known if both ends give the same.
  std::vector<ValueType> lowest;
  std::vector<ValueType> highest;
  for (const auto& argument : arguments) {
    const auto type = known_type(argument);
    lowest.push_back(type.value_or(ValueType::boolean));
    highest.push_back(type.value_or(ValueType::real));
  }
  const auto least = result_type(expression.function(), lowest);
  if (least != result_type(expression.function(), highest)) return std::nullopt;
  return least;
}

/// Whether the value is surely a number, not a boolean: arithmetic with it keeps its type.
bool is_numeric(const Expression& expression) {
  const auto type = known_type(expression);
  if (type) return *type != ValueType::boolean;
  return expression.is_call() && !expression.is_call(FunctionId::select) &&
         !expression.is_call(FunctionId::held) && !is_named_call(expression.function());
}

bool is_real(const Expression& expression) {
  return known_type(expression) == ValueType::real;
}

bool is_boolean(const Expression& expression) {
  return known_type(expression) == ValueType::boolean;
}

/// A literal of this value that leaves the type of `other` as it is when both are combined.
bool is_neutral(const Expression& literal, double value, const Expression& other) {
  if (!literal.is_number(value) || literal.number_type() == ValueType::boolean) return false;
  if (std::signbit(literal.number()) != std::signbit(value)) return false;
  return literal.number_type() == ValueType::integer ? is_numeric(other) : is_real(other);
}

Value value_of(const Expression& literal) {
  switch (literal.number_type()) {
    case ValueType::boolean:
      return Value::of(literal.integer_value() != 0);
    case ValueType::integer:
      return Value::of(literal.integer_value());
    case ValueType::real:
      break;
  }
  return Value::of(literal.number());
}

/// Integers up to here are exact in double, so integer and double arithmetic give the same.
constexpr double exact_integer_limit = 0x1p53;

/// Literals are folded in double: an integer result beyond 2^53 becomes a real number, it does not
/// wrap.
std::optional<Expression> fold(const Expression& call) {
  const auto& arguments = call.arguments();
  if (!info_of(call.function()).is_stateless ||
      !std::all_of(arguments.begin(), arguments.end(),
                   [](const Expression& argument) { return argument.is_number(); })) {
    return std::nullopt;
  }
  std::vector<Value> values;
  std::vector<Value> reals;
  for (const auto& argument : arguments) {
    values.push_back(value_of(argument));
    reals.push_back(Value::of(argument.number()));
  }
  const auto result = symbolic::apply(call.function(), values);
  switch (result.type) {
    case ValueType::boolean:
      return Expression::boolean(result.as_boolean(), call.span());
    case ValueType::real:
      return Expression::real(result.real, call.span());
    case ValueType::integer:
      break;
  }
  if (result_type(call.function(), {ValueType::real, ValueType::real, ValueType::real}) ==
      ValueType::real) {
    const auto in_double = symbolic::apply(call.function(), reals).real;
    if (!(std::fabs(in_double) <= exact_integer_limit)) {
      return Expression::real(in_double, call.span());
    }
  }
  return Expression::integer(result.integer, call.span());
}

// The rules. Each gives what the call may be replaced by, or nothing; the arguments are simplified.
using Rule = std::optional<Expression> (*)(const Expression& call);

std::optional<Expression> drop_factor_one(const Expression& call) {
  const auto& arguments = call.arguments();
  if (call.is_call(FunctionId::multiply)) {
    if (is_neutral(arguments[0], 1, arguments[1])) return arguments[1];
    if (is_neutral(arguments[1], 1, arguments[0])) return arguments[0];
  }
  if (call.is_call(FunctionId::divide) && arguments[1].is_number(1) && is_real(arguments[0])) {
    return arguments[0];
  }
  if (call.is_call(FunctionId::power) && is_neutral(arguments[1], 1, arguments[0])) {
    return arguments[0];
  }
  return std::nullopt;
}

// x - 0 is x for every x, but x + 0 is not: -0.0 + 0.0 is 0.0.
std::optional<Expression> drop_zero_term(const Expression& call) {
  const auto& arguments = call.arguments();
  if (call.is_call(FunctionId::subtract) && is_neutral(arguments[1], 0, arguments[0])) {
    return arguments[0];
  }
  if (call.is_call(FunctionId::add)) {
    if (is_neutral(arguments[1], -0.0, arguments[0])) return arguments[0];
    if (is_neutral(arguments[0], -0.0, arguments[1])) return arguments[1];
  }
  return std::nullopt;
}

std::optional<Expression> drop_double_negation(const Expression& call) {
  for (const auto function : {FunctionId::negate, FunctionId::logical_not}) {
    if (!call.is_call(function) || !call.arguments()[0].is_call(function)) continue;
    const auto& inner = call.arguments()[0].arguments()[0];
    if (function == FunctionId::negate ? is_numeric(inner) : is_boolean(inner)) return inner;
  }
  return std::nullopt;
}

std::optional<Expression> decide_logic(const Expression& call) {
  const bool is_and = call.is_call(FunctionId::logical_and);
  if (!is_and && !call.is_call(FunctionId::logical_or)) return std::nullopt;
  for (const std::size_t position : {std::size_t{0}, std::size_t{1}}) {
    const auto& literal = call.arguments()[position];
    const auto& other = call.arguments()[1 - position];
    if (!literal.is_number()) continue;
    if ((literal.number() != 0) == is_and) {
      if (is_boolean(other)) return other;
    } else if (!is_stateful(other)) {
      return Expression::boolean(!is_and, call.span());
    }
  }
  return std::nullopt;
}

std::optional<Expression> decide_select(const Expression& call) {
  if (!call.is_call(FunctionId::select) || !call.arguments()[0].is_number()) return std::nullopt;
  const bool condition = call.arguments()[0].number() != 0;
  const auto& chosen = call.arguments()[condition ? 1 : 2];
  const auto& other = call.arguments()[condition ? 2 : 1];
  const auto type = known_type(chosen);
  const auto other_type = known_type(other).value_or(ValueType::real);
  if (!type || *type < other_type || is_stateful(other)) return std::nullopt;
  return chosen;
}

std::optional<Expression> drop_conversion(const Expression& call) {
  const std::pair<FunctionId, ValueType> conversions[] = {
      {FunctionId::to_real, ValueType::real},
      {FunctionId::to_integer, ValueType::integer},
      {FunctionId::to_boolean, ValueType::boolean}};
  for (const auto& [function, type] : conversions) {
    if (call.is_call(function) && known_type(call.arguments()[0]) == type) {
      return call.arguments()[0];
    }
  }
  return std::nullopt;
}

constexpr Rule rules[] = {fold,         drop_factor_one, drop_zero_term, drop_double_negation,
                          decide_logic, decide_select,   drop_conversion};

/// An exponent that folds to an integer was no literal, so the power is real and must stay so.
Expression keep_power_real(const Expression& original, Expression exponent) {
  if (original.is_number() || !exponent.is_number()) return exponent;
  return Expression::real(exponent.number(), exponent.span());
}

}  // namespace

Expression simplify(const Expression& expression) {
  if (!expression.is_call()) return expression;
  std::vector<Expression> arguments;
  arguments.reserve(expression.arguments().size());
  std::transform(expression.arguments().begin(), expression.arguments().end(),
                 std::back_inserter(arguments), simplify);
  if (expression.is_call(FunctionId::power)) {
    arguments[1] = keep_power_real(expression.arguments()[1], arguments[1]);
  }
  auto call =
      arguments == expression.arguments()
          ? expression
          : Expression::call(expression.function(), std::move(arguments), expression.span());
  for (const auto rule : rules) {
    if (auto simpler = rule(call)) return *simpler;
  }
  return call;
}

}  // namespace ranvier::symbolic
