#include "check_dimensions.hpp"

#include <fmt/format.h>

#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/equations/expression_checker.hpp>
#include <ranvier/equations/identifiers.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

namespace {

/// The names with the noise that the equation uses: white noise has the dimension second^(-1/2).
NameTable with_noise(const NameTable& names, const Expression& expression) {
  auto extended = names;
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (is_noise(name)) {
      extended.insert_or_assign(
          name, NameInfo{NameInfo::Kind::variable, units::second_dimension.power(-0.5),
                         ValueType::real, false, true});
    }
  }
  return extended;
}

void check_stateful(const Equation& equation, const Expression& right_side, const NameTable& names,
                    Reporter& reporter) {
  if (equation.is_plain_subexpression() && is_stateful(right_side, names)) {
    const auto draws = symbolic::is_stateful(right_side);
    reporter.report("stateful-subexpression",
                    fmt::format("the subexpression '{}' {}", equation.name,
                                draws ? "draws random numbers" : "calls a function with state"),
                    right_side.span(),
                    "mark it (constant over dt), so that it is evaluated once in a time step");
  }
}

void check_equation(const Equation& equation, const Expression& right_side, const NameTable& names,
                    Reporter& reporter) {
  const bool is_differential = equation.kind == EquationKind::differential;
  const Expectation expectation{
      is_differential ? equation.dimension / units::second_dimension : equation.dimension,
      is_differential ? fmt::format("d{}/dt", equation.name) : equation.name};
  report_unknown_names(right_side, names, reporter.source, reporter.where, reporter.diagnostics);
  const auto info = ExpressionChecker(names, reporter).check(right_side, &expectation);
  if (!info || info->is_exempt || info->dimension == expectation.dimension) {
    return;
  }
  if (reporter.clashes != nullptr) {
    reporter.clashes->push_back({{{right_side, info->dimension}}, expectation.dimension});
  }
  const auto found = units::name_of(info->dimension);
  const auto wanted = units::name_of(expectation.dimension);
  reporter.report(
      "dimension-mismatch",
      fmt::format("the right side is {}, but {} is {}", describe(info->dimension),
                  expectation.left_side, describe(expectation.dimension)),
      {{equation.name_span, wanted}, {right_side.span(), found}},
      help_for_right_side(right_side, info->dimension, expectation, names, reporter.source));
}

}  // namespace

std::optional<ExpressionInfo> check_expression(const Expression& expression, const NameTable& names,
                                               const std::string& source, const std::string& where,
                                               std::vector<Diagnostic>& diagnostics) {
  Reporter reporter{source, where, diagnostics};
  report_unknown_names(expression, names, source, where, diagnostics);
  return ExpressionChecker(names, reporter).check(expression);
}

std::vector<DimensionClash> dimension_clashes(const Equation& equation,
                                              const Expression& right_side,
                                              const NameTable& names) {
  std::vector<Diagnostic> told_elsewhere;
  std::vector<DimensionClash> clashes;
  Reporter reporter{equation.source, "", told_elsewhere, &clashes};
  check_equation(equation, right_side, with_noise(names, right_side), reporter);
  return clashes;
}

void check_equations(const Equations& equations, const NameTable& names, const std::string& where,
                     std::vector<Diagnostic>& diagnostics) {
  for (const auto& equation : equations.all()) {
    if (equation.expression) {
      Reporter reporter{equation.source, where, diagnostics};
      check_stateful(equation, equation.right_side(), names, reporter);
      check_equation(equation, equation.right_side(), with_noise(names, equation.right_side()),
                     reporter);
    }
  }
}

void check_condition(const Expression& expression, const NameTable& names,
                     const std::string& source, const std::string& where,
                     std::vector<Diagnostic>& diagnostics) {
  const auto info = check_expression(expression, names, source, where, diagnostics);
  if (!info || info->type == ValueType::boolean) {
    return;
  }
  const auto unit = units::name_of(info->dimension);
  Reporter{source, where, diagnostics}.report(
      "not-boolean", "a condition is true or false, not a number", {{expression.span(), unit}},
      info->dimension.is_dimensionless()
          ? "compare it, for example '... > 1'"
          : fmt::format("compare it, for example '... > 1*{}'", unit));
}

}  // namespace ranvier::equations
