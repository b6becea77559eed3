#include "unsupported_equations.hpp"

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace ranvier::integration {

namespace {

bool is_empty(SourceSpan span) {
  return span.end <= span.begin;
}

bool contains(SourceSpan outer, SourceSpan inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// The span of an expression, or of its first argument that has one: factors may have been added
/// around it.
SourceSpan written_span(const Expression& expression) {
  if (!is_empty(expression.span()) || !expression.is_call()) return expression.span();
  for (const auto& argument : expression.arguments()) {
    if (const auto span = written_span(argument); !is_empty(span)) return span;
  }
  return {};
}

/// Whether `term` was written outside of its equation: in a subexpression that was put in.
bool comes_from_subexpression(const Expression& derivative, const Expression& term) {
  const auto equation = written_span(derivative);
  return !is_empty(equation) && !is_empty(term.span()) && !contains(equation, term.span());
}

UnsupportedEquations refusal(const DifferentialSystem& system, std::string message,
                             const Expression& term, std::string label, std::string help) {
  Diagnostic diagnostic{.code = "unsupported-equations",
                        .message = std::move(message),
                        .where = system.where,
                        .source = system.source,
                        .help = std::move(help)};
  if (!is_empty(term.span()) && term.span().end <= system.source.size()) {
    diagnostic.labels.push_back({term.span(), std::move(label)});
  }
  return UnsupportedEquations(std::move(diagnostic));
}

constexpr std::string_view other_methods = "choose method='euler', 'rk2' or 'rk4'";

std::optional<Expression> find_noise(const Expression& expression) {
  if (expression.is_symbol()) {
    const auto& name = expression.name();
    if (name == "xi" || name.starts_with("xi_")) return expression;
    return std::nullopt;
  }
  if (!expression.is_call()) return std::nullopt;
  for (const auto& argument : expression.arguments()) {
    if (auto noise = find_noise(argument)) return noise;
  }
  return std::nullopt;
}

}  // namespace

UnsupportedEquations not_linear(const DifferentialSystem& system, std::string_view method,
                                std::size_t equation, const symbolic::NotLinear& problem) {
  auto help = fmt::format("{} for these equations", other_methods);
  if (comes_from_subexpression(system.derivatives[equation], problem.term)) {
    help = fmt::format(
        "mark the subexpression `(constant over dt)` if its value may be held during a time step, "
        "or {}",
        other_methods);
  }
  return refusal(
      system,
      fmt::format("method '{}' cannot integrate '{}': its equation is not linear in '{}'", method,
                  system.variables[equation], problem.variable),
      problem.term, fmt::format("not linear in '{}'", problem.variable), help);
}

UnsupportedEquations not_constant(const DifferentialSystem& system, std::string_view method,
                                  std::size_t equation, const Expression& term) {
  return refusal(
      system,
      fmt::format("method '{}' cannot integrate '{}': '{}' changes during a time step", method,
                  system.variables[equation], print(term)),
      term, "not constant during a time step",
      fmt::format(
          "put what depends on '{}' into a subexpression marked `(constant over dt)`, or {}",
          print(term), other_methods));
}

UnsupportedEquations repeated_draw(const DifferentialSystem& system, std::string_view method,
                                   std::size_t equation, const Expression& draw) {
  return refusal(system,
                 fmt::format("method '{}' cannot integrate '{}': it would draw '{}' twice", method,
                             system.variables[equation], print(draw)),
                 draw, "a random number that multiplies the variable and stands apart from it",
                 "put the random number into a subexpression marked `(constant over dt)`");
}

void refuse_noise(const DifferentialSystem& system, std::string_view method) {
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    if (const auto noise = find_noise(system.derivatives[k])) {
      throw refusal(system,
                    fmt::format("method '{}' cannot integrate '{}': '{}' is a noise term", method,
                                system.variables[k], noise->name()),
                    *noise, "noise",
                    "stochastic differential equations are not supported yet; use "
                    "`run_regularly('v += ...*randn()')` with the noise of one time step");
    }
  }
}

}  // namespace ranvier::integration
