#include <array>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/symbolic/expression.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::symbolic {

namespace {

// How tightly an operator binds, as in Python; an operand that binds less needs brackets.
enum Precedence : std::uint8_t {
  conditional = 1,
  disjunction,
  conjunction,
  negation,
  comparison,
  sum,
  product,
  sign,
  exponentiation,
  atom,
};

Precedence precedence_of(const Expression& expression) {
  if (expression.is_number()) return std::signbit(expression.number()) ? sign : atom;
  if (!expression.is_call()) return atom;
  switch (expression.function()) {
    case FunctionId::select:
      return conditional;
    case FunctionId::logical_or:
      return disjunction;
    case FunctionId::logical_and:
      return conjunction;
    case FunctionId::logical_not:
      return negation;
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
      return comparison;
    case FunctionId::add:
    case FunctionId::subtract:
      return sum;
    case FunctionId::multiply:
    case FunctionId::divide:
    case FunctionId::floor_divide:
    case FunctionId::modulo:
      return product;
    case FunctionId::negate:
      return sign;
    case FunctionId::power:
      return exponentiation;
    default:
      return atom;
  }
}

Precedence tighter(Precedence precedence) {
  return static_cast<Precedence>(precedence + 1);
}

std::string print_number(const Expression& number) {
  switch (number.number_type()) {
    case ValueType::boolean:
      return number.integer_value() != 0 ? "True" : "False";
    case ValueType::integer:
      return fmt::format("{}", number.integer_value());
    case ValueType::real:
      break;
  }
  auto text = fmt::format("{}", number.number());
  if (std::isfinite(number.number()) && text.find_first_of(".e") == std::string::npos) {
    text += ".0";
  }
  return text;
}

/// The text of an operand, in brackets if it binds less than `least`.
std::string print_operand(const Expression& operand, Precedence least) {
  auto text = print(operand);
  return precedence_of(operand) < least ? "(" + text + ")" : text;
}

std::string print_infix(const Expression& expression) {
  const auto& arguments = expression.arguments();
  const auto function = expression.function();
  const auto precedence = precedence_of(expression);
  auto left = precedence;
  auto right = tighter(precedence);
  if (function == FunctionId::power) {  // groups to the right; its exponent may have a sign
    left = atom;
    right = sign;
  } else if (precedence == comparison) {  // comparisons do not chain
    left = tighter(precedence);
  }
  const bool is_tight = function == FunctionId::multiply || function == FunctionId::divide ||
                        function == FunctionId::power;
  const auto* space = is_tight ? "" : " ";
  return fmt::format("{}{}{}{}{}", print_operand(arguments[0], left), space, info_of(function).name,
                     space, print_operand(arguments[1], right));
}

std::string print_function(const Expression& expression) {
  const auto& arguments = expression.arguments();
  const bool is_named = expression.is_call(FunctionId::external);
  std::string text(is_named ? arguments[0].name() : info_of(expression.function()).name);
  text += '(';
  for (std::size_t k = is_named ? 1 : 0; k < arguments.size(); ++k) {
    if (text.back() != '(') text += ", ";
    text += print(arguments[k]);
  }
  return text + ')';
}

std::string print_call(const Expression& expression) {
  const auto& arguments = expression.arguments();
  switch (expression.function()) {
    case FunctionId::select:
      return fmt::format("{} if {} else {}", print_operand(arguments[1], disjunction),
                         print_operand(arguments[0], disjunction), print(arguments[2]));
    case FunctionId::negate:
      return "-" + print_operand(arguments[0], sign);
    case FunctionId::logical_not:
      return "not " + print_operand(arguments[0], negation);
    default:
      break;
  }
  return info_of(expression.function()).is_operator ? print_infix(expression)
                                                    : print_function(expression);
}

}  // namespace

std::string print(const Expression& expression) {
  switch (expression.kind()) {
    case Expression::Kind::number:
      return print_number(expression);
    case Expression::Kind::symbol:
      return expression.name();
    case Expression::Kind::call:
      break;
  }
  return print_call(expression);
}

std::string print(const StatementBlock& block) {
  std::string text;
  for (const auto& statement : block.statements) {
    const auto sign = statement.operation ? info_of(*statement.operation).name : "";
    text += fmt::format("{} {}= {}\n", statement.target, sign, print(statement.value));
  }
  return text;
}

}  // namespace ranvier::symbolic
