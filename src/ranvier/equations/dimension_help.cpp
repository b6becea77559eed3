#include "dimension_help.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

namespace ranvier::equations {

using symbolic::Expression;
using symbolic::FunctionId;
using units::Dimension;

namespace {

std::string text_of(const Expression& expression, const std::string& source) {
  const auto [begin, end] = expression.span();
  return end > begin ? source.substr(begin, end - begin) : symbolic::print(expression);
}

/// Names of dimension `wanted` that one would write as a factor: the ones used in `preferred` first.
std::vector<std::string> names_of_dimension(const Dimension& wanted, const Expression& preferred,
                                            const NameTable& names) {
  static const std::set<std::string> clocks{"t", "dt"};
  const auto fits = [&](const std::string& name) {
    const auto found = names.find(name);
    return found != names.end() && found->second.dimension == wanted && !clocks.contains(name);
  };
  std::vector<std::string> found;
  for (const auto& name : symbolic::symbols_of(preferred)) {
    if (fits(name)) {
      found.push_back(name);
    }
  }
  if (!found.empty()) {
    return found;
  }
  for (const auto& [name, info] : names) {
    if (fits(name)) {
      found.push_back(name);
    }
  }
  return found;
}

/// Whether the expression is a sum, which needs brackets before it can be multiplied.
bool is_sum(const Expression& expression) {
  return expression.is_call(FunctionId::add) || expression.is_call(FunctionId::subtract);
}

std::string as_factor(const Expression& expression, const std::string& source) {
  const auto text = text_of(expression, source);
  return is_sum(expression) && !text.starts_with('(') ? "(" + text + ")" : text;
}

bool is_plain_number(const Expression& expression) {
  return expression.is_number() ||
         (expression.is_call(FunctionId::negate) && expression.arguments()[0].is_number());
}

/// Help if the term has to be divided by a time or multiplied with one, or "".
std::string help_with_time(const CheckedExpression& term, const CheckedExpression& other, const Dimension& wanted,
                           const Expectation& expectation, const NameTable& names, const std::string& source) {
  const bool lacks_division = term.info->dimension == wanted * units::second_dimension;
  if (!lacks_division && term.info->dimension * units::second_dimension != wanted) {
    return "";
  }
  const auto times = names_of_dimension(units::second_dimension,
                                        lacks_division ? other.expression : term.expression, names);
  if (times.empty()) {
    return "";
  }
  return fmt::format("the left side {} is in {}: did you forget '{} {}' on '{}'?", expectation.left_side,
                     units::name_of(wanted), lacks_division ? '/' : '*', times.front(),
                     text_of(term.expression, source));
}

/// Help if exactly one known name turns the term's dimension into the wanted one, or "".
std::string help_with_factor(const CheckedExpression& term, const Expression& context, const Dimension& wanted,
                             const NameTable& names, const std::string& source) {
  const auto& dimension = term.info->dimension;
  const auto factors = names_of_dimension(wanted / dimension, context, names);
  const auto divisors = names_of_dimension(dimension / wanted, context, names);
  const auto subject = fmt::format("'{}' is in {}", text_of(term.expression, source), units::name_of(dimension));
  if (factors.size() == 1) {
    return fmt::format("{}; did you mean '{}*{}'?", subject, factors[0], as_factor(term.expression, source));
  }
  if (factors.empty() && divisors.size() == 1) {
    return fmt::format("{}; did you mean '{}/{}'?", subject, as_factor(term.expression, source), divisors[0]);
  }
  return "";
}

}  // namespace

std::string describe(const Dimension& dimension) {
  return dimension.is_dimensionless() ? "a number without unit" : units::name_of(dimension);
}

std::string help_for_term(const CheckedExpression& term, const CheckedExpression& other, const Dimension& wanted,
                          const Expectation* expectation, const NameTable& names, const std::string& source) {
  if (is_plain_number(term.expression)) {
    return fmt::format("give the number a unit: '{}*{}'", text_of(term.expression, source), units::name_of(wanted));
  }
  if (expectation != nullptr && expectation->dimension == wanted) {
    if (auto help = help_with_time(term, other, wanted, *expectation, names, source); !help.empty()) {
      return help;
    }
  }
  if (auto help = help_with_factor(term, other.expression, wanted, names, source); !help.empty()) {
    return help;
  }
  if (expectation != nullptr) {
    return fmt::format("the left side {} is in {}, so every term must be", expectation->left_side,
                       units::name_of(expectation->dimension));
  }
  return "both must have the same unit";
}

std::string help_for_right_side(const Expression& right_side, const Dimension& found, const Expectation& expectation,
                                const NameTable& names, const std::string& source) {
  const auto& wanted = expectation.dimension;
  if (is_plain_number(right_side)) {
    return fmt::format("give the number a unit: '{}*{}'", text_of(right_side, source), units::name_of(wanted));
  }
  const bool is_derivative = expectation.left_side.ends_with("/dt");
  if (found == wanted * units::second_dimension) {
    const auto times = names_of_dimension(units::second_dimension, right_side, names);
    if (!times.empty()) {
      return fmt::format("did you forget to divide by '{}'?", times.front());
    }
    if (is_derivative) {
      return "divide the right side by a time constant; the unit column holds the unit of the variable, not of its "
             "derivative";
    }
  }
  const CheckedExpression checked{right_side, ExpressionInfo{found}};
  if (auto help = help_with_factor(checked, right_side, wanted, names, source); !help.empty()) {
    return help;
  }
  const auto declared = is_derivative ? found * units::second_dimension : found;
  return fmt::format("change the right side, or the unit of the variable to '{}'", units::name_of(declared));
}

}  // namespace ranvier::equations
