#include "expression_checker.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using units::Dimension;

namespace {

constexpr std::size_t max_labels = 4;

}  // namespace

ValueType result_type(FunctionId function, const std::vector<CheckedExpression>& arguments) {
  std::vector<ValueType> types;
  types.reserve(arguments.size());
  for (const auto& argument : arguments) {
    types.push_back(argument.info.type);
  }
  return symbolic::result_type(function, types);
}

std::optional<ExpressionInfo> ExpressionChecker::check(const Expression& expression,
                                                       const Expectation* expectation) {
  switch (expression.kind()) {
    case Expression::Kind::number:
      return check_number(expression);
    case Expression::Kind::symbol:
      return check_symbol(expression);
    case Expression::Kind::call:
      break;
  }
  return check_call(expression, expectation);
}

ExpressionChecker::Info ExpressionChecker::check_number(const Expression& number) const {
  const bool is_exempt = number.number_type() != ValueType::boolean &&
                         (number.number() == 0 || std::isinf(number.number()));
  return ExpressionInfo{units::dimensionless, number.number_type(), is_exempt};
}

/// Unknown names are reported once for the whole expression, not here.
ExpressionChecker::Info ExpressionChecker::check_symbol(const Expression& symbol) {
  if (const auto found = names_.find(symbol.name()); found != names_.end()) {
    if (found->second.function) {
      const auto is_without_arguments = found->second.function->arguments.empty();
      reporter_.report(
          "function-without-call", fmt::format("'{}' is a function", symbol.name()), symbol.span(),
          fmt::format("call it: '{}({})'", symbol.name(), is_without_arguments ? "" : "..."));
      return std::nullopt;
    }
    return ExpressionInfo{found->second.dimension, found->second.type, false};
  }
  if (const auto constant = default_constant(symbol.name())) {
    return ExpressionInfo{constant->dimension(), ValueType::real, std::isinf(constant->value())};
  }
  return std::nullopt;
}

ExpressionChecker::Info ExpressionChecker::check_call(const Expression& call,
                                                      const Expectation* expectation) {
  switch (call.function()) {
    case FunctionId::add:
    case FunctionId::subtract:
      return check_sum(call, expectation);
    case FunctionId::multiply:
    case FunctionId::divide:
      return check_product(call);
    case FunctionId::floor_divide:
      return check_floor_division(call);
    case FunctionId::power:
      return check_power(call);
    case FunctionId::negate:
      return check_negation(call);
    case FunctionId::modulo:
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
      return check_same(call);
    case FunctionId::logical_and:
    case FunctionId::logical_or:
    case FunctionId::logical_not:
      return check_logic(call);
    case FunctionId::select:
      return check_select(call, expectation);
    case FunctionId::clip:
      return check_clip(call);
    case FunctionId::external:
      return check_external(call);
    default:
      return check_function(call);
  }
}

std::optional<std::vector<CheckedExpression>> ExpressionChecker::check_arguments(
    const Expression& call) {
  std::vector<CheckedExpression> checked;
  for (const auto& argument : call.arguments()) {
    if (const auto info = check(argument)) {
      checked.push_back({argument, *info, call.function()});
    }
  }
  return checked.size() == call.arguments().size() ? std::optional(std::move(checked))
                                                   : std::nullopt;
}

bool ExpressionChecker::collect_terms(const Expression& sum, FunctionId operation,
                                      const Expectation* expectation,
                                      std::vector<CheckedExpression>& terms) {
  // A sum of many terms leans to the left, so that side is walked in a loop.
  std::vector<Expression> sums;
  auto first = sum;
  while (first.is_call(FunctionId::add) || first.is_call(FunctionId::subtract)) {
    sums.push_back(first);
    first = Expression(first.arguments()[0]);
  }
  const auto info = check(first, expectation);
  if (info) {
    terms.push_back({first, *info, operation});
  }
  bool all_known = info.has_value();
  for (auto outer = sums.rbegin(); outer != sums.rend(); ++outer) {
    all_known =
        collect_terms(outer->arguments()[1], outer->function(), expectation, terms) && all_known;
  }
  return all_known;
}

ExpressionChecker::Info ExpressionChecker::check_sum(const Expression& sum,
                                                     const Expectation* expectation) {
  std::vector<CheckedExpression> terms;
  const bool all_known = collect_terms(sum, FunctionId::add, expectation, terms);
  const auto dimension = common_dimension(terms, expectation);
  if (!dimension || !all_known) {
    return std::nullopt;
  }
  return ExpressionInfo{*dimension, result_type(FunctionId::add, terms), false};
}

/// A comparison or a remainder.
ExpressionChecker::Info ExpressionChecker::check_same(const Expression& call) {
  const auto arguments = check_arguments(call);
  if (!arguments) {
    return std::nullopt;
  }
  const auto dimension = common_dimension(*arguments, nullptr);
  if (!dimension) {
    return std::nullopt;
  }
  const bool keeps_unit = call.is_call(FunctionId::modulo);
  return ExpressionInfo{keeps_unit ? *dimension : units::dimensionless,
                        result_type(call.function(), *arguments), false};
}

std::optional<Dimension> ExpressionChecker::common_dimension(
    const std::vector<CheckedExpression>& terms, const Expectation* expectation) {
  std::vector<const CheckedExpression*> binding;
  for (const auto& term : terms) {
    if (!term.info.is_exempt) {
      binding.push_back(&term);
    }
  }
  if (binding.empty()) {
    return units::dimensionless;
  }
  // The term that says what the others should be: one that the left side agrees with, else the
  // first that is no number.
  const auto agrees = [&](const auto* term) {
    return expectation != nullptr && term->info.dimension == expectation->dimension;
  };
  auto reference = std::ranges::find_if(binding, agrees);
  if (reference == binding.end()) {
    reference = std::ranges::find_if(
        binding, [](const auto* term) { return !term->info.dimension.is_dimensionless(); });
  }
  if (reference == binding.end()) {
    return units::dimensionless;
  }
  const auto& wanted = (*reference)->info.dimension;
  const auto deviates = [&wanted](const auto* term) { return term->info.dimension != wanted; };
  const auto offender = std::ranges::find_if(binding, deviates);
  if (offender == binding.end()) {
    return wanted;
  }
  if (reporter_.clashes != nullptr && terms.front().operation == FunctionId::add) {
    DimensionClash clash;
    for (const auto* term : binding) {
      clash.terms.push_back({term->expression, term->info.dimension});
    }
    if (expectation != nullptr) {
      clash.expected = expectation->dimension;
    }
    reporter_.clashes->push_back(std::move(clash));
  }
  std::vector<Diagnostic::Label> labels;
  for (const auto* term : binding) {
    if ((term == *reference || deviates(term)) && labels.size() < max_labels) {
      labels.push_back({term->expression.span(), units::name_of(term->info.dimension)});
    }
  }
  const auto first = std::min(reference, offender);
  const auto second = std::max(reference, offender);
  reporter_.report(
      "dimension-mismatch",
      refusal((*second)->operation, (*first)->info.dimension, (*second)->info.dimension),
      std::move(labels),
      help_for_term(**offender, **reference, wanted, expectation, names_, reporter_.source));
  return std::nullopt;
}

ExpressionChecker::Info ExpressionChecker::check_product(const Expression& product) {
  const auto arguments = check_arguments(product);
  if (!arguments) {
    return std::nullopt;
  }
  const auto& left = (*arguments)[0].info.dimension;
  const auto& right = (*arguments)[1].info.dimension;
  const bool divides = product.is_call(FunctionId::divide);
  return ExpressionInfo{divides ? left / right : left * right,
                        result_type(product.function(), *arguments), false};
}

ExpressionChecker::Info ExpressionChecker::check_floor_division(const Expression& division) {
  const auto arguments = check_arguments(division);
  if (!arguments) {
    return std::nullopt;
  }
  std::vector<Diagnostic::Label> labels;
  for (const auto& argument : *arguments) {
    if (!argument.info.dimension.is_dimensionless()) {
      labels.push_back({argument.expression.span(), units::name_of(argument.info.dimension)});
    }
  }
  if (!labels.empty()) {
    reporter_.report("floor-division", "'//' is defined for numbers without unit only",
                     std::move(labels), "write floor(a/b)");
    return std::nullopt;
  }
  return ExpressionInfo{units::dimensionless, result_type(division.function(), *arguments), false};
}

ExpressionChecker::Info ExpressionChecker::check_negation(const Expression& negation) {
  const auto& operand = negation.arguments()[0];
  const auto info = check(operand);
  if (info && info->type == ValueType::boolean) {
    reporter_.report("type-mismatch", "'-' needs a number, not true or false",
                     {{operand.span(), "boolean"}},
                     "write 'not', or 'int(...)' to count with 0 and 1");
    return std::nullopt;
  }
  return info;
}

}  // namespace ranvier::equations
