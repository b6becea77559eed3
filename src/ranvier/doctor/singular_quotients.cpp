#include "singular_quotients.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <ranvier/doctor/curve.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/quotient.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;
using symbolic::Interval;

/// Where a curve changes its sign within a range, by bisection; its ends do not count.
std::vector<double> roots_of(const Curve& curve, const Interval& range) {
  constexpr int n_pieces = 512;
  constexpr int n_halvings = 80;
  const auto at = [&](double k) { return range.low + k / n_pieces * (range.high - range.low); };
  std::vector<double> roots;
  // Points off the grid of round numbers, so that a root lies between two of them.
  constexpr double shift = 0.382;
  auto after = curve(at(shift));
  for (int piece = 0; piece < n_pieces - 1; ++piece) {
    auto low = at(piece + shift);
    auto high = at(piece + 1 + shift);
    const auto before = std::exchange(after, curve(high));
    const auto sign = std::signbit(before);
    if (!std::isfinite(before) || !std::isfinite(after) || sign == std::signbit(after)) {
      continue;
    }
    for (int halving = 0; halving < n_halvings; ++halving) {
      const auto middle = low + (high - low) / 2;
      (std::signbit(curve(middle)) == sign ? low : high) = middle;
    }
    roots.push_back(high);
  }
  return roots;
}

/// The one variable of an expression whose value is not known, with the values of the others.
std::optional<std::pair<std::string, std::map<std::string, double>>> only_variable(
    const Facts& facts, const model::NeuronGroup& group, const Expression& expanded) {
  std::string variable;
  std::map<std::string, double> known;
  for (const auto& name : symbolic::symbols_of(expanded)) {
    const auto range = facts.bounds_of(group, Expression::symbol(name));
    if (range.low == range.high) {
      known.emplace(name, range.low);
    } else if (variable.empty() && range.is_bounded()) {
      variable = name;
    } else {
      return std::nullopt;
    }
  }
  if (variable.empty() || symbolic::is_stateful(expanded)) {
    return std::nullopt;
  }
  return std::pair(variable, known);
}

/// Whether an expression is zero at a value of a variable whatever the other names in it stand
/// for: tried with several values of those that are not known.
bool vanishes(const Facts& facts, const model::NeuronGroup& group, const Expression& expression,
              const std::string& variable, double root) {
  const auto range = facts.bounds_of(group, Expression::symbol(variable));
  for (const auto share : {0.31, 0.57, 0.83}) {
    std::map<std::string, double> values;
    for (const auto& name : symbolic::symbols_of(expression)) {
      const auto bounds = facts.bounds_of(group, Expression::symbol(name));
      values[name] = bounds.is_bounded() ? bounds.low + share * (bounds.high - bounds.low) : share;
    }
    try {
      const Curve curve(expression, variable, values);
      const auto scale = std::max(std::abs(curve(range.low)), std::abs(curve(range.high)));
      if (!std::isfinite(scale) || !(std::abs(curve(root)) <= 1e-9 * scale)) {
        return false;
      }
    } catch (const Error&) {
      return false;  // a function from outside, a random number
    }
  }
  return true;
}

AtRoot numerator_at(const Facts& facts, const model::NeuronGroup& group,
                    const Expression& numerator, const std::string& variable, double root) {
  const auto factors = symbolic::factors_of(numerator).numerator;
  if (std::ranges::any_of(factors, [&](const Expression& factor) {
        return vanishes(facts, group, factor, variable, root);
      })) {
    return AtRoot::zero_by_zero;
  }
  const auto there = symbolic::substitute(numerator, {{variable, Expression::real(root)}});
  const auto bounds = facts.bounds_of(group, there);
  return bounds.low > 0 || bounds.high < 0 ? AtRoot::pole : AtRoot::undecided;
}

/// N/(exp(u) - 1) is (N/u)/exprel(u); written if N/u is the same number everywhere.
std::optional<std::string> with_exprel(const Facts& facts, const SingularQuotient& one) {
  const auto& denominator = one.quotient.arguments()[1];
  const auto is_exp = [](const Expression& e) { return e.is_call(FunctionId::exp); };
  std::optional<Expression> exponent;
  auto sign = 1.0;
  if (denominator.is_call(FunctionId::subtract)) {
    const auto& parts = denominator.arguments();
    if (is_exp(parts[0]) && parts[1].is_number(1)) {
      exponent = parts[0].arguments()[0];
    } else if (parts[0].is_number(1) && is_exp(parts[1])) {
      exponent = parts[1].arguments()[0];
      sign = -1;
    }
  } else if (denominator.is_call(FunctionId::expm1)) {
    exponent = denominator.arguments()[0];
  }
  if (!exponent) {
    return std::nullopt;
  }
  const auto ratio = one.group->equations().expand(one.quotient.arguments()[0] / *exponent);
  const auto of_ratio = only_variable(facts, *one.group, ratio);
  if (!of_ratio || of_ratio->first != one.variable) {
    return std::nullopt;
  }
  const Curve factor(ratio, one.variable, of_ratio->second);
  const auto range = facts.bounds_of(*one.group, Expression::symbol(one.variable));
  // Near the root numerator and exponent vanish.
  const auto width = range.high - range.low;
  const auto first = factor(one.at + 0.13 * width);
  for (const auto share : {-0.37, -0.11, 0.29}) {
    if (!(std::abs(factor(one.at + share * width) - first) <= 1e-9 * std::abs(first))) {
      return std::nullopt;
    }
  }
  const auto dimension = facts.dimension_of(*one.group, one.quotient.arguments()[0]);
  const auto unit_free = facts.dimension_of(*one.group, *exponent);
  if (!dimension || !unit_free || !unit_free->is_dimensionless()) {
    return std::nullopt;
  }
  const auto rounded = std::stod(fmt::format("{:.12g}", sign * first));
  const auto span = exponent->span();
  return fmt::format("{}/exprel({})", units::code_of({rounded, *dimension}),
                     one.equation->source.substr(span.begin, span.end - span.begin));
}

void examine_quotient(const Facts& facts, const model::NeuronGroup& group,
                      const equations::Equation& equation, const Expression& quotient,
                      std::vector<SingularQuotient>& found) {
  const auto expand = [&](const Expression& part) { return group.equations().expand(part); };
  const auto denominator = expand(quotient.arguments()[1]);
  const auto numerator = expand(quotient.arguments()[0]);
  const auto of_denominator = only_variable(facts, group, denominator);
  if (!of_denominator) {
    return;
  }
  const auto& [variable, known] = *of_denominator;
  if (const auto bounds = facts.bounds_of(group, denominator); bounds.low > 0 || bounds.high < 0) {
    return;
  }
  const auto range = facts.bounds_of(group, Expression::symbol(variable));
  const Curve below(denominator, variable, known);
  for (const auto root : roots_of(below, range)) {
    SingularQuotient one{&group, &equation, quotient, variable, root};
    one.kind = numerator_at(facts, group, numerator, variable, root);
    const auto whole = expand(equation.right_side());
    const auto of_whole = only_variable(facts, group, whole);
    if (one.kind == AtRoot::zero_by_zero && of_whole && of_whole->first == variable) {
      const Curve function(whole, variable, of_whole->second);
      const auto near = 1e-5 * (range.high - range.low);
      one.limit = (function(root - near) + function(root + near)) / 2;
    }
    one.mended = one.kind == AtRoot::zero_by_zero ? with_exprel(facts, one) : std::nullopt;
    found.push_back(std::move(one));
  }
}

void collect(const Facts& facts, const model::NeuronGroup& group,
             const equations::Equation& equation, const Expression& expression,
             std::vector<SingularQuotient>& found) {
  if (!expression.is_call()) {
    return;
  }
  if (expression.is_call(FunctionId::divide)) {
    examine_quotient(facts, group, equation, expression, found);
  }
  for (const auto& argument : expression.arguments()) {
    collect(facts, group, equation, argument, found);
  }
}

}  // namespace

std::vector<SingularQuotient> singular_quotients_of(const Facts& facts,
                                                    const model::NeuronGroup& group,
                                                    const equations::Equation& equation) {
  std::vector<SingularQuotient> found;
  if (equation.expression) {
    collect(facts, group, equation, equation.right_side(), found);
  }
  return found;
}

}  // namespace ranvier::doctor
