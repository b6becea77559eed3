#include "terms.hpp"

#include <algorithm>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;
using symbolic::Quotient;

class TermCollector {
 public:
  TermCollector(const std::string& variable, const equations::Equations& equations)
      : variable_(variable), equations_(equations) {}

  void collect(const Expression& expression, const Quotient& outer) {
    if (is_sum(expression) && !difference_of(expression)) {
      collect(expression.arguments()[0], outer);
      auto second = outer;
      second.is_negative ^= expression.is_call(FunctionId::subtract);
      collect(expression.arguments()[1], second);
      return;
    }
    if (expression.is_call(FunctionId::negate)) {
      auto inner = outer;
      inner.is_negative = !inner.is_negative;
      collect(expression.arguments()[0], inner);
      return;
    }
    collect_product(expression, outer);
  }

  std::vector<Term> terms;

 private:
  struct Difference {
    Expression reversal;
    bool is_negative;  ///< x - reversal
  };

  bool has_variable(const Expression& expression) const {
    return symbolic::symbols_of(expression).contains(variable_);
  }

  bool depends_on_variable(const Expression& expression) const {
    return has_variable(equations_.expand(expression));
  }

  /// `x - other`, `other - x`, `x + other`, `-x + other`, ... with x the variable.
  std::optional<Difference> difference_of(const Expression& expression) const {
    const auto& arguments = expression.arguments();
    const auto is_subtracted = expression.is_call(FunctionId::subtract);
    for (const std::size_t place : {0, 1}) {
      auto own = arguments[place];
      auto is_negative = is_subtracted && place == 1;
      if (own.is_call(FunctionId::negate)) {
        own = Expression(own.arguments()[0]);
        is_negative = !is_negative;
      }
      const auto& other = arguments[1 - place];
      if (!own.is_symbol(variable_) || depends_on_variable(other)) {
        continue;
      }
      // The sum is (other - x) with its sign, or (x + other) = -(-other - x).
      const auto is_other_negative = is_subtracted && place == 0;
      return is_negative ? Difference{is_other_negative ? -other : other, false}
                         : Difference{is_other_negative ? other : -other, true};
    }
    return std::nullopt;
  }

  /// A plain subexpression that is a sum of currents, one of which is driven by the variable.
  std::optional<Expression> sum_behind(const Expression& factor) const {
    if (!factor.is_symbol()) {
      return std::nullopt;
    }
    const auto* equation = equations_.find(factor.name());
    if (equation == nullptr || !equation->is_plain_subexpression() ||
        !depends_on_variable(factor)) {
      return std::nullopt;
    }
    const auto inner = terms_of(equation->right_side(), variable_, equations_);
    const auto is_driven =
        std::ranges::any_of(inner, [](const Term& term) { return term.reversal.has_value(); });
    return is_driven ? equation->expression : std::nullopt;
  }

  void collect_product(const Expression& expression, const Quotient& outer) {
    auto factors = symbolic::factors_of(expression);
    auto& above = factors.numerator;
    for (auto factor = above.begin(); factor != above.end(); ++factor) {
      auto inner = is_sum(*factor) && depends_on_variable(*factor) ? std::optional(*factor)
                                                                   : sum_behind(*factor);
      if (!inner) {
        continue;
      }
      const auto difference = is_sum(*inner) ? difference_of(*inner) : std::nullopt;
      above.erase(factor);
      auto rest = product(outer, factors);
      if (!difference) {
        collect(*inner, rest);
        return;
      }
      rest.is_negative ^= difference->is_negative;
      terms.push_back({rest, difference->reversal, expression});
      return;
    }
    const auto lone = std::ranges::find_if(
        above, [this](const Expression& factor) { return factor.is_symbol(variable_); });
    auto rest = product(outer, factors);
    if (lone != above.end()) {  // -g v is g (0 - v)
      const auto in_rest = std::ranges::find(rest.numerator, *lone);
      rest.numerator.erase(in_rest);
      rest.is_negative = !rest.is_negative;
      terms.push_back({rest, Expression::real(0), expression});
      return;
    }
    terms.push_back({rest, std::nullopt, expression});
  }

  static Quotient product(Quotient a, const Quotient& b) {
    a.is_negative ^= b.is_negative;
    a.numerator.insert(a.numerator.end(), b.numerator.begin(), b.numerator.end());
    a.denominator.insert(a.denominator.end(), b.denominator.begin(), b.denominator.end());
    return a;
  }

  const std::string& variable_;
  const equations::Equations& equations_;
};

}  // namespace

bool is_sum(const Expression& expression) {
  return expression.is_call(FunctionId::add) || expression.is_call(FunctionId::subtract);
}

std::vector<Term> terms_of(const Expression& expression, const std::string& variable,
                           const equations::Equations& equations) {
  TermCollector collector(variable, equations);
  collector.collect(expression, {});
  return std::move(collector.terms);
}

}  // namespace ranvier::doctor
