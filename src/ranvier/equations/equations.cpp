#include "equations.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/equation_lines.hpp>
#include <ranvier/equations/equation_set.hpp>
#include <ranvier/equations/text_limit.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations {

namespace {

constexpr std::size_t max_expanded_nodes = 65536;

std::vector<const Equation*> of_kind(const std::vector<Equation>& equations, EquationKind kind) {
  std::vector<const Equation*> chosen;
  for (const auto& equation : equations) {
    if (equation.kind == kind) {
      chosen.push_back(&equation);
    }
  }
  return chosen;
}

[[noreturn]] void refuse_size() {
  Diagnostic diagnostic;
  diagnostic.code = "text-limit";
  diagnostic.message = fmt::format(
      "with all subexpressions put in, the expression has more than {} operators and operands",
      max_expanded_nodes);
  diagnostic.where = "Equations";
  diagnostic.help =
      "compute a part of it as a variable of its own, or mark a subexpression (constant over dt)";
  throw ModelError(std::move(diagnostic));
}

/// Lets the spans of an equation point into `source`, where its own text begins at `offset`.
void move_into(const std::string& source, std::size_t offset, Equation& equation) {
  equation.source = source;
  for (auto* span : {&equation.span, &equation.name_span, &equation.unit_span}) {
    span->begin += offset;
    span->end += offset;
  }
  if (equation.expression) {
    equation.expression = symbolic::with_shifted_spans(equation.right_side(), offset);
  }
}

}  // namespace

Equations::Equations(const std::string& text, const std::string& where) {
  check_text_size(text, where);
  std::vector<Diagnostic> diagnostics;
  Reporter reporter{text, where, diagnostics};
  equations_ = parse_equation_lines(reporter);
  check_equation_set(equations_, where, diagnostics);
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
}

Equations::Equations(std::vector<Equation> equations, const std::string& where)
    : equations_(std::move(equations)) {
  std::vector<Diagnostic> diagnostics;
  check_equation_set(equations_, where, diagnostics);
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
}

Equations operator+(const Equations& a, const Equations& b) {
  auto all = a.equations_;
  all.insert(all.end(), b.equations_.begin(), b.equations_.end());
  if (!a.equations_.empty() && !b.equations_.empty()) {
    // One text for all: a problem in one equation may lie in a subexpression of the other set.
    const auto first = a.equations_.front().source + "\n";
    const auto source = first + b.equations_.front().source;
    for (std::size_t k = 0; k < all.size(); ++k) {
      move_into(source, k < a.equations_.size() ? 0 : first.size(), all[k]);
    }
  }
  return {std::move(all), "Equations"};
}

const Equation* Equations::find(const std::string& name) const {
  const auto found = std::ranges::find(equations_, name, &Equation::name);
  return found == equations_.end() ? nullptr : &*found;
}

std::vector<const Equation*> Equations::differential() const {
  auto chosen = of_kind(equations_, EquationKind::differential);
  std::ranges::sort(chosen, {}, &Equation::name);
  return chosen;
}

std::vector<const Equation*> Equations::subexpressions() const {
  auto order = order_by_dependency(of_kind(equations_, EquationKind::subexpression));
  RANVIER_CHECK(order.cycle.empty());
  return order.sorted;
}

std::vector<const Equation*> Equations::parameters() const {
  return of_kind(equations_, EquationKind::parameter);
}

std::set<std::string> Equations::external_names() const {
  std::set<std::string> names;
  for (const auto& equation : equations_) {
    if (equation.expression) {
      names.merge(symbolic::symbols_of(equation.right_side()));
    }
  }
  for (const auto& equation : equations_) {
    names.erase(equation.name);
  }
  return names;
}

Expression Equations::expand(const Expression& expression) const {
  const auto names = symbolic::symbols_of(expression);
  const bool has_subexpressions = std::ranges::any_of(equations_, [&](const Equation& equation) {
    return equation.is_plain_subexpression() && names.contains(equation.name);
  });
  std::map<std::string, Expression> expanded;
  for (const auto* equation :
       has_subexpressions ? subexpressions() : std::vector<const Equation*>()) {
    if (equation->expression && equation->is_plain_subexpression()) {
      expanded.emplace(equation->name, symbolic::substitute(equation->right_side(), expanded));
    }
  }
  auto result = symbolic::substitute(expression, expanded);
  if (result.node_count() > max_expanded_nodes) {
    refuse_size();
  }
  return result;
}

}  // namespace ranvier::equations
