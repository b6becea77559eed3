#include "quotient.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ranvier::symbolic {

namespace {

void collect(const Expression& expression, bool is_below, Quotient& quotient) {
  if (expression.is_call(FunctionId::multiply)) {
    collect(expression.arguments()[0], is_below, quotient);
    collect(expression.arguments()[1], is_below, quotient);
  } else if (expression.is_call(FunctionId::divide)) {
    collect(expression.arguments()[0], is_below, quotient);
    collect(expression.arguments()[1], !is_below, quotient);
  } else if (expression.is_call(FunctionId::negate)) {
    quotient.is_negative = !quotient.is_negative;
    collect(expression.arguments()[0], is_below, quotient);
  } else if (!expression.is_number(1)) {
    (is_below ? quotient.denominator : quotient.numerator).push_back(expression);
  }
}

Quotient cancel(Quotient quotient) {
  auto& below = quotient.denominator;
  std::erase_if(quotient.numerator, [&below](const Expression& factor) {
    const auto same = std::find(below.begin(), below.end(), factor);
    if (same == below.end()) return false;
    below.erase(same);
    return true;
  });
  return quotient;
}

Expression product_of(const std::vector<Expression>& factors) {
  auto product = factors.front();
  for (auto factor = factors.begin() + 1; factor != factors.end(); ++factor) {
    product = product * *factor;
  }
  return product;
}

}  // namespace

Quotient factors_of(const Expression& expression) {
  Quotient quotient;
  collect(expression, false, quotient);
  return quotient;
}

Expression expression_of(const Quotient& quotient) {
  auto numerator = quotient.numerator;
  if (numerator.empty()) {
    if (quotient.denominator.empty()) return Expression::real(quotient.is_negative ? -1 : 1);
    numerator = {Expression::integer(1)};
  }
  if (quotient.is_negative) numerator.front() = -numerator.front();
  const auto product = product_of(numerator);
  return quotient.denominator.empty() ? product : product / product_of(quotient.denominator);
}

Expression cancelled_product(const Expression& a, const Expression& b) {
  Quotient quotient;
  collect(a, false, quotient);
  collect(b, false, quotient);
  return expression_of(cancel(std::move(quotient)));
}

Expression cancelled_quotient(const Expression& a, const Expression& b) {
  Quotient quotient;
  collect(a, false, quotient);
  collect(b, true, quotient);
  return expression_of(cancel(std::move(quotient)));
}

}  // namespace ranvier::symbolic
