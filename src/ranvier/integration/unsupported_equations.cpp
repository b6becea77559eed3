#include "unsupported_equations.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <ranvier/equations/identifiers.hpp>

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

constexpr std::string_view stochastic_methods = "choose method='heun' or 'milstein'";

/// The first symbol in `expression` for which `is_wanted` holds.
std::optional<Expression> find_symbol(const Expression& expression,
                                      const std::function<bool(const std::string&)>& is_wanted) {
  if (expression.is_symbol()) {
    return is_wanted(expression.name()) ? std::optional(expression) : std::nullopt;
  }
  if (!expression.is_call()) return std::nullopt;
  for (const auto& argument : expression.arguments()) {
    if (auto found = find_symbol(argument, is_wanted)) return found;
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

UnsupportedEquations not_independent(const DifferentialSystem& system, std::string_view method,
                                     std::size_t equation, const Expression& other) {
  return refusal(system,
                 fmt::format("method '{}' cannot integrate '{}': its equation contains '{}'",
                             method, system.variables[equation], print(other)),
                 other, "the variable of another equation",
                 "choose method 'exact', which integrates coupled linear equations");
}

UnsupportedEquations repeated_draw(const DifferentialSystem& system, std::string_view method,
                                   std::size_t equation, const Expression& draw) {
  return refusal(system,
                 fmt::format("method '{}' cannot integrate '{}': it would draw '{}' twice", method,
                             system.variables[equation], print(draw)),
                 draw, "a random number that multiplies the variable and stands apart from it",
                 "put the random number into a subexpression marked `(constant over dt)`");
}

UnsupportedEquations not_linear_in_noise(const DifferentialSystem& system, std::string_view method,
                                         std::size_t equation, const symbolic::NotLinear& problem) {
  return refusal(
      system,
      fmt::format("method '{}' cannot integrate '{}': its equation is not linear in the noise '{}'",
                  method, system.variables[equation], problem.variable),
      problem.term, fmt::format("not linear in '{}'", problem.variable),
      "white noise has no square and no other function: multiply it by a factor and add it");
}

UnsupportedEquations multiplicative_noise(const DifferentialSystem& system, std::string_view method,
                                          std::size_t equation, const Expression& term) {
  return refusal(
      system,
      fmt::format("method '{}' cannot integrate '{}': '{}' multiplies its noise, so the noise is "
                  "not additive",
                  method, system.variables[equation], print(term)),
      term, "changes during a time step",
      fmt::format("{}; both take the noise in the sense of Stratonovich", stochastic_methods));
}

UnsupportedEquations not_diagonal(const DifferentialSystem& system, std::string_view method,
                                  std::size_t equation, const std::string& noise) {
  const auto is_noise = [&noise](const std::string& name) { return name == noise; };
  return refusal(system,
                 fmt::format("method '{}' cannot integrate '{}': its noise is not diagonal", method,
                             system.variables[equation]),
                 *find_symbol(system.derivatives[equation], is_noise),
                 "a second noise term of this equation, or one that another equation has too",
                 "choose method='heun', or give each variable one noise term of its own");
}

UnsupportedEquations noise_not_separable(const DifferentialSystem& system,
                                         std::string_view method) {
  return refusal(
      system,
      fmt::format("method '{}' cannot integrate equations with noise: in the scheme, dW and g do "
                  "not stand in sums of products",
                  method),
      Expression::integer(0), "",
      "write the terms with dW or g apart from those without, for example x + dt*f(x, t) + "
      "g(x, t)*dW");
}

void refuse_noise(const DifferentialSystem& system, std::string_view method) {
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    if (const auto noise = find_symbol(system.derivatives[k], equations::is_noise)) {
      throw refusal(system,
                    fmt::format("method '{}' cannot integrate '{}': '{}' is a noise term", method,
                                system.variables[k], noise->name()),
                    *noise, "noise",
                    "choose method='euler' for additive noise, 'heun' or 'milstein' for noise "
                    "multiplied by a variable");
    }
  }
}

}  // namespace ranvier::integration
