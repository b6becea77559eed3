#include "unit_clashes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/terms.hpp>

namespace ranvier::doctor {

namespace {

using equations::DimensionClash;
using symbolic::Expression;

/// A name that no model can have.
const char* const factor_name = "_factor";

bool is_part(const Expression& part, const std::vector<UnitClash::Term>& terms) {
  return std::ranges::any_of(terms, [&](const UnitClash::Term& term) {
    return term.expression.span() == part.span() && term.expression == part;
  });
}

/// The expression with the factor put to some of its parts.
Expression with_factor(const Expression& expression, const UnitClash& clash) {
  const auto factor = Expression::symbol(factor_name);
  if (is_part(expression, clash.too_large)) {
    return expression / factor;
  }
  if (is_part(expression, clash.too_small)) {
    return expression * factor;
  }
  if (!expression.is_call()) {
    return expression;
  }
  std::vector<Expression> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(with_factor(argument, clash));
  }
  return Expression::call(expression.function(), std::move(arguments), expression.span());
}

class ClashSorter {
 public:
  ClashSorter(const units::Dimension& factor, const model::Group& group,
              const equations::Equation& equation, equations::NameTable names)
      : factor_(factor), group_(group), equation_(equation), names_(std::move(names)) {
    names_[factor_name].dimension = factor;
  }

  /// Whether the clash is one by the factor.
  bool sort(const DimensionClash& clash, UnitClash& sorted) const {
    sorted = {.group = &group_, .equation = &equation_};
    if (clash.expected) {
      sort_by(*clash.expected, clash, sorted);
      sorted.is_cured = is_cured(sorted);
      return !(sorted.too_large.empty() && sorted.too_small.empty());
    }
    return sort_inner(clash, sorted);
  }

 private:
  void sort_by(const units::Dimension& expected, const DimensionClash& clash,
               UnitClash& sorted) const {
    sorted.expected = expected;
    for (const auto& term : clash.terms) {
      (term.dimension == expected * factor_   ? sorted.too_large
       : term.dimension * factor_ == expected ? sorted.too_small
                                              : sorted.others)
          .push_back(term);
    }
  }

  /// Of a sum inside of a product it is not known what it should be: what makes the equation right
  /// shows it. A number without unit says nothing: it may be the unit that is missing.
  bool sort_inner(const DimensionClash& clash, UnitClash& sorted) const {
    for (const auto& smaller : clash.terms) {
      const auto larger = std::ranges::find_if(clash.terms, [&](const UnitClash::Term& term) {
        return term.dimension == smaller.dimension * factor_;
      });
      if (larger == clash.terms.end() || is_plain_number(smaller) || is_plain_number(*larger)) {
        continue;
      }
      for (const auto& expected : {larger->dimension, smaller.dimension}) {
        sorted = {.group = &group_, .equation = &equation_};
        sort_by(expected, clash, sorted);
        sorted.is_cured = is_cured(sorted);
        if (sorted.is_cured) {
          return true;
        }
      }
      return true;
    }
    return false;
  }

  static bool is_plain_number(const UnitClash::Term& term) {
    return symbolic::symbols_of(term.expression).empty();
  }

  bool is_cured(const UnitClash& sorted) const {
    const auto right_side = with_factor(equation_.right_side(), sorted);
    return equations::dimension_clashes(equation_, right_side, names_).empty();
  }

  const units::Dimension& factor_;
  const model::Group& group_;
  const equations::Equation& equation_;
  equations::NameTable names_;
};

bool is_sum_without_brackets(const Expression& expression) {
  return is_sum(expression) &&
         expression.span().begin == expression.arguments().front().span().begin;
}

}  // namespace

bool UnitClash::is_right_side() const {
  return others.empty() && too_large.size() + too_small.size() == 1;
}

std::vector<UnitClash> clashes_by(const units::Dimension& factor, const Facts& facts,
                                  const model::Group& group) {
  std::vector<UnitClash> found;
  for (const auto& equation : group.equations().all()) {
    if (!equation.expression) {
      continue;
    }
    const auto names = facts.names_in(group, equation.right_side());
    const ClashSorter sorter(factor, group, equation, names);
    for (const auto& clash : equations::dimension_clashes(equation, equation.right_side(), names)) {
      if (UnitClash sorted; sorter.sort(clash, sorted)) {
        found.push_back(std::move(sorted));
      }
    }
  }
  return found;
}

std::string text_of(const Expression& expression, const equations::Equation& equation) {
  const auto [begin, end] = expression.span();
  return equation.source.substr(begin, end - begin);
}

std::string factor_text(const Expression& expression, const equations::Equation& equation) {
  const auto text = text_of(expression, equation);
  return is_sum_without_brackets(expression) ? "(" + text + ")" : text;
}

Edit replacement(const Expression& part, const equations::Equation& equation,
                 const model::Group& group, std::string text) {
  return {.object = group.name(),
          .source = equation.source,
          .span = part.span(),
          .text = std::move(text)};
}

std::string line_with(const std::vector<Edit>& edits, const equations::Equation& equation) {
  std::vector<const Edit*> own;
  for (const auto& edit : edits) {
    if (edit.kind == Edit::Kind::text && edit.source == equation.source &&
        edit.span.begin >= equation.span.begin && edit.span.end <= equation.span.end) {
      own.push_back(&edit);
    }
  }
  std::ranges::sort(own, std::ranges::greater(), [](const Edit* edit) { return edit->span.begin; });
  auto text = equation.source.substr(equation.span.begin, equation.span.end - equation.span.begin);
  for (const auto* edit : own) {
    text.replace(edit->span.begin - equation.span.begin, edit->span.end - edit->span.begin,
                 edit->text);
  }
  return text;
}

std::string left_side(const equations::Equation& equation) {
  return equation.kind == equations::EquationKind::differential
             ? fmt::format("d{}/dt", equation.name)
             : equation.name;
}

}  // namespace ranvier::doctor
