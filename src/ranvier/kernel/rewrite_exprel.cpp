#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/kernel/rewrites.hpp>

namespace ranvier::kernel {
namespace {

using symbolic::Expression;

/// A factor of a product: a power of a name, a call or a sum.
struct Factor {
  Expression expression;
  /// Equal for factors that may be equal: the text, or that of the terms without their numbers.
  std::string key;
  /// For a sum: the numbers of its terms in the order of their keys, divided by the first; and the
  /// first itself, which the product has in its coefficient.
  std::vector<double> ratios;
  double scale = 1;
  int exponent = 1;
};

/// coefficient * factor_1^e_1 * ... * factor_n^e_n
struct Product {
  double coefficient = 1;
  std::vector<Factor> factors;
};

bool is_same(const Factor& a, const Factor& b) {
  if (a.key != b.key || a.ratios.size() != b.ratios.size()) {
    return false;
  }
  constexpr double tolerance = 4 * std::numeric_limits<double>::epsilon();
  for (std::size_t k = 0; k < a.ratios.size(); ++k) {
    if (!(std::abs(a.ratios[k] - b.ratios[k]) <= tolerance * std::abs(a.ratios[k]))) {
      return false;
    }
  }
  return true;
}

/// Multiplies by factor^sign; factors whose exponent becomes 0 stay, so that one can see that they
/// were there.
void multiply(Product& product, Factor factor, int sign) {
  const auto place = std::find_if(product.factors.begin(), product.factors.end(),
                                  [&](const Factor& other) { return is_same(other, factor); });
  factor.exponent *= sign;
  if (place == product.factors.end()) {
    product.factors.push_back(std::move(factor));
  } else {
    place->exponent += factor.exponent;
  }
}

void multiply(Product& product, const Product& other, int sign) {
  product.coefficient =
      sign > 0 ? product.coefficient * other.coefficient : product.coefficient / other.coefficient;
  for (const Factor& factor : other.factors) {
    multiply(product, factor, sign);
  }
}

Product factorise(const Expression& expression);

void collect_terms(const Expression& expression, double sign,
                   std::vector<std::pair<std::string, double>>& terms) {
  if (expression.is_call(FunctionId::add) || expression.is_call(FunctionId::subtract)) {
    collect_terms(expression.arguments()[0], sign, terms);
    collect_terms(expression.arguments()[1], expression.is_call(FunctionId::add) ? sign : -sign,
                  terms);
    return;
  }
  const Product product = factorise(expression);
  std::vector<std::string> keys;
  double coefficient = sign * product.coefficient;
  for (const Factor& factor : product.factors) {
    // A sum inside a term counts as written, so that its own numbers are compared as well.
    keys.push_back(symbolic::print(factor.expression) + "^" + std::to_string(factor.exponent));
    coefficient /= std::pow(factor.scale, factor.exponent);
  }
  std::sort(keys.begin(), keys.end());
  std::string key;
  for (const std::string& part : keys) {
    key += part + " ";
  }
  terms.emplace_back(key, coefficient);
}

Product factorise_sum(const Expression& expression) {
  std::vector<std::pair<std::string, double>> terms;
  collect_terms(expression, 1, terms);
  std::sort(terms.begin(), terms.end());
  Factor factor{.expression = expression, .key = "sum:", .scale = terms.front().second};
  for (const auto& [key, coefficient] : terms) {
    factor.key += key + "+";
    factor.ratios.push_back(coefficient / factor.scale);
  }
  const double scale = factor.scale;
  return {scale, {std::move(factor)}};
}

/// n of `x**n` for a small whole number n other than 0.
std::optional<int> whole_exponent(const Expression& expression) {
  if (!expression.is_call(FunctionId::power)) {
    return std::nullopt;
  }
  const Expression& exponent = expression.arguments()[1];
  const bool is_negative = exponent.is_call(FunctionId::negate);
  const Expression& magnitude = is_negative ? exponent.arguments()[0] : exponent;
  for (int n = 1; n <= 4; ++n) {
    if (magnitude.is_number(n) || magnitude.is_number(-n)) {
      return is_negative != magnitude.is_number(-n) ? -n : n;
    }
  }
  return std::nullopt;
}

Product factorise(const Expression& expression) {
  if (expression.is_number()) {
    return {expression.number(), {}};
  }
  if (expression.is_call(FunctionId::negate)) {
    Product product = factorise(expression.arguments()[0]);
    product.coefficient = -product.coefficient;
    return product;
  }
  if (expression.is_call(FunctionId::multiply) || expression.is_call(FunctionId::divide)) {
    Product product = factorise(expression.arguments()[0]);
    multiply(product, factorise(expression.arguments()[1]),
             expression.is_call(FunctionId::multiply) ? 1 : -1);
    return product;
  }
  if (expression.is_call(FunctionId::add) || expression.is_call(FunctionId::subtract)) {
    return factorise_sum(expression);
  }
  if (const auto exponent = whole_exponent(expression)) {
    Product product;
    for (int k = 0; k < std::abs(*exponent); ++k) {
      multiply(product, factorise(expression.arguments()[0]), *exponent > 0 ? 1 : -1);
    }
    return product;
  }
  return {1, {{.expression = expression, .key = symbolic::print(expression)}}};
}

/// As an expression; `scale` of a factor that remains goes back into it.
Expression expression_of(const Product& product) {
  double coefficient = product.coefficient;
  std::optional<Expression> numerator;
  std::optional<Expression> denominator;
  for (const Factor& factor : product.factors) {
    std::optional<Expression>& side = factor.exponent > 0 ? numerator : denominator;
    for (int k = 0; k < std::abs(factor.exponent); ++k) {
      side = side ? *side * factor.expression : factor.expression;
    }
    coefficient /= std::pow(factor.scale, factor.exponent);
  }
  Expression result = Expression::real(coefficient);
  if (numerator) {
    result = coefficient == 1 ? *numerator : result * *numerator;
  }
  return denominator ? result / *denominator : result;
}

/// sign * (exp(argument) - 1)
struct ExponentialDifference {
  Expression argument;
  double sign = 1;
};

std::optional<ExponentialDifference> match_difference(const Expression& expression) {
  if (expression.is_call(FunctionId::expm1)) {
    return ExponentialDifference{expression.arguments()[0]};
  }
  if (expression.is_call(FunctionId::negate)) {
    auto inner = match_difference(expression.arguments()[0]);
    if (inner) {
      inner->sign = -inner->sign;
    }
    return inner;
  }
  if (!expression.is_call(FunctionId::add) && !expression.is_call(FunctionId::subtract)) {
    return std::nullopt;
  }
  const Expression& a = expression.arguments()[0];
  const Expression& b = expression.arguments()[1];
  const bool is_sum = expression.is_call(FunctionId::add);
  const auto is_minus_one = [](const Expression& e) {
    return e.is_number(-1) || (e.is_call(FunctionId::negate) && e.arguments()[0].is_number(1));
  };
  if (a.is_call(FunctionId::exp) && (is_sum ? is_minus_one(b) : b.is_number(1))) {
    return ExponentialDifference{a.arguments()[0]};
  }
  if (b.is_call(FunctionId::exp) && is_sum && is_minus_one(a)) {
    return ExponentialDifference{b.arguments()[0]};
  }
  if (b.is_call(FunctionId::exp) && !is_sum && a.is_number(1)) {
    return ExponentialDifference{b.arguments()[0], -1};
  }
  return std::nullopt;
}

/// The operands of a chain of products and quotients, each with exponent 1 or -1.
struct Operand {
  Expression expression;
  int exponent;
};

void collect_operands(const Expression& expression, int exponent, std::vector<Operand>& operands) {
  if (expression.is_call(FunctionId::multiply) || expression.is_call(FunctionId::divide)) {
    collect_operands(expression.arguments()[0], exponent, operands);
    collect_operands(expression.arguments()[1],
                     expression.is_call(FunctionId::multiply) ? exponent : -exponent, operands);
    return;
  }
  operands.push_back({expression, exponent});
}

/// Whether all that `argument` is made of has gone from `rest`, names excepted, and something has.
bool is_cancelled(const Product& rest, const Product& argument) {
  bool any = false;
  for (const Factor& factor : argument.factors) {
    const auto place = std::find_if(rest.factors.begin(), rest.factors.end(),
                                    [&](const Factor& other) { return is_same(other, factor); });
    if (place != rest.factors.end() && place->exponent == 0) {
      any = true;
    } else if (!factor.expression.is_symbol()) {
      return false;
    }
  }
  return any;
}

/// The chain with operand `k`, which is f(argument)^e, replaced by (argument exprel(argument))^e.
std::optional<Expression> rewrite_operand(const std::vector<Operand>& operands, std::size_t k,
                                          const ExponentialDifference& difference) {
  const int exponent = operands[k].exponent;
  Product rest{.coefficient = difference.sign};
  for (std::size_t other = 0; other < operands.size(); ++other) {
    if (other != k) {
      multiply(rest, factorise(operands[other].expression), operands[other].exponent);
    }
  }
  const Product argument = factorise(difference.argument);
  multiply(rest, argument, exponent);
  if (!is_cancelled(rest, argument) || !std::isfinite(rest.coefficient)) {
    return std::nullopt;
  }
  const Expression exprel = Expression::call(FunctionId::exprel, {difference.argument});
  const Expression factor = expression_of(rest);
  if (exponent < 0) {
    return factor / exprel;
  }
  return factor.is_number(1) ? exprel : factor * exprel;
}

Expression rewrite_chain(const Expression& expression) {
  std::vector<Operand> operands;
  collect_operands(expression, 1, operands);
  for (std::size_t k = 0; k < operands.size(); ++k) {
    const auto difference = match_difference(operands[k].expression);
    if (!difference) {
      continue;
    }
    if (auto rewritten = rewrite_operand(operands, k, *difference)) {
      return *rewritten;
    }
  }
  return expression;
}

}  // namespace

Expression rewrite_exprel(const Expression& expression) {
  if (!expression.is_call()) {
    return expression;
  }
  std::vector<Expression> arguments;
  bool is_changed = false;
  for (const Expression& argument : expression.arguments()) {
    arguments.push_back(rewrite_exprel(argument));
    is_changed = is_changed || !(arguments.back() == argument);
  }
  const Expression result =
      is_changed ? Expression::call(expression.function(), std::move(arguments), expression.span())
                 : expression;
  const bool is_chain = result.is_call(FunctionId::multiply) || result.is_call(FunctionId::divide);
  return is_chain ? rewrite_chain(result) : result;
}

}  // namespace ranvier::kernel
