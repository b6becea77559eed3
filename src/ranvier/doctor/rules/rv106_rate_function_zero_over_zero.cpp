#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/curve.hpp>
#include <ranvier/doctor/rules/all.hpp>
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

/// What a quotient is where its denominator vanishes.
enum class AtRoot : std::uint8_t {
  pole,       ///< the numerator does not vanish
  undecided,  ///< nobody knows before the run whether it does
  zero_by_zero,
};

/// A quotient in an equation whose denominator vanishes.
struct Singularity {
  const model::NeuronGroup* group;
  const equations::Equation* equation;
  Expression quotient;
  std::string variable;
  double at;
  AtRoot kind = AtRoot::undecided;
  std::optional<double> limit;  ///< of the whole right side, where it depends on the variable alone
  std::optional<std::string> mended;  ///< text with exprel in place of the quotient

  /// Of one text.
  friend bool are_one(const Singularity& a, const Singularity& b) {
    return a.quotient.span() == b.quotient.span() && a.kind == b.kind && a.mended == b.mended &&
           std::abs(a.at - b.at) <= 1e-9 * (std::abs(a.at) + std::abs(b.at)) + 1e-12;
  }
};

/// A quotient whose numerator and denominator vanish at the same value of a variable, within its
/// working range: rate functions such as (v - v0)/(exp((v - v0)/k) - 1). Where the numerator does
/// not vanish it is a true pole, and an error; where that is not known it is a warning.
///
/// Not: a value outside of the working range, or at its very end; `exprel`, which knows the limit.
class RateFunctionZeroOverZero final : public Rule {
 public:
  std::string_view code() const override { return "RV106"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    // One finding for the functions of one text, however many groups use it.
    std::vector<std::pair<std::string, std::vector<Singularity>>> by_text;
    for (const auto* object : facts.network().objects) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object);
      for (const auto& equation :
           neurons == nullptr ? std::vector<equations::Equation>() : neurons->equations().all()) {
        if (!equation.expression) {
          continue;
        }
        const auto* own = neurons->equations().find(equation.name);
        std::vector<Singularity> found;
        collect(facts, *neurons, *own, *own->expression, found);
        for (auto& singularity : found) {
          const auto text =
              std::ranges::find(by_text, equation.source, &decltype(by_text)::value_type::first);
          auto& list =
              text == by_text.end()
                  ? by_text.emplace_back(equation.source, std::vector<Singularity>()).second
                  : text->second;
          if (std::ranges::none_of(
                  list, [&](const Singularity& other) { return are_one(other, singularity); })) {
            list.push_back(std::move(singularity));
          }
        }
      }
    }
    std::vector<Finding> findings;
    for (const auto& [text, all] : by_text) {
      for (const auto kind : {AtRoot::pole, AtRoot::undecided, AtRoot::zero_by_zero}) {
        std::vector<Singularity> alike;
        std::ranges::copy_if(all, std::back_inserter(alike),
                             [&](const Singularity& one) { return one.kind == kind; });
        if (!alike.empty()) {
          findings.push_back(make(facts, alike));
        }
      }
    }
    return findings;
  }

 private:
  /// The one variable of an expression whose value is not known, with the values of the others.
  static std::optional<std::pair<std::string, std::map<std::string, double>>> only_variable(
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

  static void collect(const Facts& facts, const model::NeuronGroup& group,
                      const equations::Equation& equation, const Expression& expression,
                      std::vector<Singularity>& found) {
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

  static void examine_quotient(const Facts& facts, const model::NeuronGroup& group,
                               const equations::Equation& equation, const Expression& quotient,
                               std::vector<Singularity>& found) {
    const auto expand = [&](const Expression& part) { return group.equations().expand(part); };
    const auto denominator = expand(quotient.arguments()[1]);
    const auto numerator = expand(quotient.arguments()[0]);
    const auto of_denominator = only_variable(facts, group, denominator);
    if (!of_denominator) {
      return;
    }
    const auto& [variable, known] = *of_denominator;
    if (const auto bounds = facts.bounds_of(group, denominator);
        bounds.low > 0 || bounds.high < 0) {
      return;
    }
    const auto range = facts.bounds_of(group, Expression::symbol(variable));
    const Curve below(denominator, variable, known);
    for (const auto root : roots_of(below, range)) {
      Singularity one{&group, &equation, quotient, variable, root};
      one.kind = numerator_at(facts, group, numerator, variable, root);
      const auto whole = expand(*equation.expression);
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

  static AtRoot numerator_at(const Facts& facts, const model::NeuronGroup& group,
                             const Expression& numerator, const std::string& variable,
                             double root) {
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

  /// Whether an expression is zero at a value of a variable whatever the other names in it stand
  /// for: tried with several values of those that are not known.
  static bool vanishes(const Facts& facts, const model::NeuronGroup& group,
                       const Expression& expression, const std::string& variable, double root) {
    const auto range = facts.bounds_of(group, Expression::symbol(variable));
    for (const auto share : {0.31, 0.57, 0.83}) {
      std::map<std::string, double> values;
      for (const auto& name : symbolic::symbols_of(expression)) {
        const auto bounds = facts.bounds_of(group, Expression::symbol(name));
        values[name] =
            bounds.is_bounded() ? bounds.low + share * (bounds.high - bounds.low) : share;
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

  static std::string text_of(const Singularity& one) {
    const auto span = one.quotient.span();
    return one.equation->source.substr(span.begin, span.end - span.begin);
  }

  static std::string value_text(double value, const units::Dimension& dimension) {
    return units::to_string({std::abs(value) < 1e-12 ? 0 : value, dimension});
  }

  static units::Dimension dimension_of(const Singularity& one) {
    const auto* equation = one.group->equations().find(one.variable);
    return equation == nullptr ? units::dimensionless : equation->dimension;
  }

  /// N/(exp(u) - 1) is (N/u)/exprel(u); written if N/u is the same number everywhere.
  static std::optional<std::string> with_exprel(const Facts& facts, const Singularity& one) {
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

  static Finding make(const Facts& facts, const std::vector<Singularity>& all) {
    const auto& first = all.front();
    Finding finding;
    finding.code = "RV106";
    finding.level = first.kind == AtRoot::pole ? Level::error : Level::warning;
    finding.object = first.group->name();
    finding.variable = first.equation->name;
    std::vector<std::string> where;
    std::vector<std::string> fixes;
    auto are_all_mended = true;
    for (const auto& one : all) {
      const auto at = value_text(one.at, dimension_of(one));
      const auto place = fmt::format("`{}` at {} = {}", one.equation->name, one.variable, at);
      if (std::ranges::find(where, place) == where.end()) {
        where.push_back(place);
      }
      auto note = fmt::format("{} at {} = {}",
                              one.kind == AtRoot::zero_by_zero ? "0/0" : "the denominator is 0",
                              one.variable, at);
      if (one.limit) {
        note += "; the limit is " + value_text(*one.limit, one.equation->dimension);
      }
      finding.places.push_back(declaration_of({one.group, one.equation->name}, note));
      finding.data.emplace(fmt::format("{}_{}", one.variable, one.equation->name), one.at);
      are_all_mended &= one.mended.has_value();
      if (!one.mended) {
        continue;
      }
      // With other constants in another group, one text cannot serve both.
      are_all_mended &= std::ranges::none_of(
          finding.edits, [&](const Edit& edit) { return edit.span == one.quotient.span(); });
      fixes.push_back(*one.mended + "   for   " + text_of(one));
      finding.edits.push_back({.kind = Edit::Kind::text,
                               .object = one.group->name(),
                               .source = one.equation->source,
                               .span = one.quotient.span(),
                               .text = *one.mended});
    }
    if (!are_all_mended) {
      finding.edits.clear();
    }
    const auto range = facts.bounds_of(*first.group, Expression::symbol(first.variable));
    const auto working = fmt::format("{} moves between {} and {}", first.variable,
                                     value_text(range.low, dimension_of(first)),
                                     value_text(range.high, dimension_of(first)));
    if (first.kind == AtRoot::zero_by_zero) {
      finding.message = fmt::format("0/0 in {}", fmt::join(where, ", "));
      finding.why = fmt::format(
          "{}; at that value the function is NaN, and near it rounding noise takes the place of "
          "the "
          "limit: the rates are off by about 1 % without any sign",
          working);
      finding.fix = fixes.empty() ? "exprel(x), which is (exp(x) - 1)/x and knows its limit at 0"
                                  : fmt::format("{}", fmt::join(fixes, "\n"));
    } else if (first.kind == AtRoot::undecided) {
      finding.message = fmt::format("the denominator is 0 in {}", fmt::join(where, ", "));
      finding.why = fmt::format(
          "{}, and there the function has no finite value, or is NaN if its numerator is 0 too; "
          "which of both is not known before the run",
          working);
      finding.fix =
          "exprel(x), which is (exp(x) - 1)/x and knows its limit at 0, if both are 0; else look "
          "for a sign or a constant that is wrong in the denominator";
    } else {
      finding.message = fmt::format("division by zero in {}", fmt::join(where, ", "));
      finding.why = fmt::format("{}, and there the function has a pole", working);
      finding.fix = "look for a sign or a constant that is wrong in the denominator";
    }
    return finding;
  }
};

}  // namespace

const Rule& rate_function_zero_over_zero() {
  static const RateFunctionZeroOverZero rule;
  return rule;
}

}  // namespace ranvier::doctor
