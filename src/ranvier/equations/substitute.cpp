#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/identifiers.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/equations/reporter.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations {

namespace {

using Replacements = std::map<std::string, Equations::Replacement>;

/// `number` with a sign in front if it is negative, as the parser would read it.
Expression signed_number(const Expression& magnitude, bool is_negative, SourceSpan span) {
  return is_negative ? Expression::call(symbolic::FunctionId::negate, {magnitude}, span)
                     : magnitude;
}

Expression real_number(double value, SourceSpan span) {
  const auto magnitude =
      std::isinf(value) ? Expression::symbol("inf", span) : Expression::real(std::abs(value), span);
  return signed_number(magnitude, std::signbit(value), span);
}

/// The symbols of a text with other spans: all of them mean the place where the replaced name
/// stood.
Expression move_to(const Expression& expression, SourceSpan span) {
  if (expression.is_symbol()) {
    return Expression::symbol(expression.name(), span);
  }
  if (expression.is_number()) {
    return expression.number_type() == ValueType::integer
               ? Expression::integer(expression.integer_value(), span)
               : Expression::real(expression.number(), span);
  }
  std::vector<Expression> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(move_to(argument, span));
  }
  return Expression::call(expression.function(), std::move(arguments), span);
}

/// Writes a replacement at the place where its name stood.
struct ReplacementWriter {
  SourceSpan span;

  Expression operator()(const std::string& name) const { return Expression::symbol(name, span); }

  Expression operator()(std::int64_t value) const {
    const auto magnitude = value < 0 ? Expression::real(-static_cast<double>(value), span)
                                     : Expression::integer(value, span);
    return value < 0 && value > INT64_MIN
               ? signed_number(Expression::integer(-value, span), true, span)
               : signed_number(magnitude, value < 0, span);
  }

  Expression operator()(const units::Quantity& quantity) const {
    auto number = real_number(quantity.value(), span);
    if (quantity.dimension().is_dimensionless()) {
      return number;
    }
    const auto unit = parse_expression(units::name_of(quantity.dimension()), "unit");
    return Expression::call(symbolic::FunctionId::multiply, {number, move_to(unit, span)}, span);
  }
};

Expression replace_symbols(const Expression& expression, const Replacements& replacements) {
  if (expression.is_symbol()) {
    const auto found = replacements.find(expression.name());
    return found == replacements.end()
               ? expression
               : std::visit(ReplacementWriter{expression.span()}, found->second);
  }
  if (!expression.is_call()) {
    return expression;
  }
  std::vector<Expression> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(replace_symbols(argument, replacements));
  }
  return Expression::call(expression.function(), std::move(arguments), expression.span());
}

void check_replacements(const Replacements& replacements, const std::string& where,
                        std::vector<Diagnostic>& diagnostics) {
  static const std::string no_source;
  for (const auto& [name, replacement] : replacements) {
    const auto* text = std::get_if<std::string>(&replacement);
    if (text != nullptr && !is_identifier(*text)) {
      Reporter{no_source, where, diagnostics}.report(
          "illegal-replacement", fmt::format("'{}' cannot be replaced by '{}'", name, *text),
          std::vector<Diagnostic::Label>{},
          "a name is replaced by another name or by a value; for an expression add a subexpression "
          "to the equations");
    }
  }
}

/// The new name of what `equation` defines.
void rename(Equation& equation, const Replacements& replacements, const std::string& where,
            std::vector<Diagnostic>& diagnostics) {
  const auto found = replacements.find(equation.name);
  if (found == replacements.end()) {
    return;
  }
  Reporter reporter{equation.source, where, diagnostics};
  if (const auto* name = std::get_if<std::string>(&found->second)) {
    equation.name = *name;
    check_defined_name(*name, equation.name_span, reporter);
    return;
  }
  reporter.report("illegal-replacement",
                  fmt::format("'{}' cannot be replaced by a value", equation.name),
                  equation.name_span, "the equations define it: replace it by another name");
}

}  // namespace

Equations Equations::substitute(const Replacements& replacements) const {
  const std::string where = "Equations";
  std::vector<Diagnostic> diagnostics;
  check_replacements(replacements, where, diagnostics);
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  auto replaced = equations_;
  for (auto& equation : replaced) {
    rename(equation, replacements, where, diagnostics);
    if (equation.expression) {
      equation.expression = replace_symbols(equation.right_side(), replacements);
    }
  }
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  return {std::move(replaced), where};
}

}  // namespace ranvier::equations
