#include "dimension_help.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using units::Dimension;

namespace {

std::string text_of(const Expression& expression, const std::string& source) {
  const auto [begin, end] = expression.span();
  const auto is_in_source = end > begin && end <= source.size();  // the text may not be given
  return is_in_source ? source.substr(begin, end - begin) : symbolic::print(expression);
}

/// Names of dimension `wanted` that one would write as a factor: the ones used in `preferred`
/// first.
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
  return symbolic::symbols_of(expression).empty();
}

/// What to write instead of a number without unit.
std::string help_for_number(const Expression& number, const Dimension& wanted,
                            const std::string& source) {
  static constexpr std::pair<Dimension, std::string_view> usual_units[] = {
      {units::volt_dimension, "mV"},   {units::second_dimension, "ms"},
      {units::ampere_dimension, "nA"}, {units::siemens_dimension, "nS"},
      {units::farad_dimension, "pF"},  {units::ohm_dimension, "Mohm"},
      {units::hertz_dimension, "Hz"},  {units::metre_dimension, "um"},
  };
  const auto* usual =
      std::ranges::find(usual_units, wanted, [](const auto& entry) { return entry.first; });
  const auto unit =
      usual == std::end(usual_units) ? units::name_of(wanted) : std::string(usual->second);
  const bool is_compound = number.is_call() && !number.is_call(FunctionId::negate);
  const auto text = text_of(number, source);
  return fmt::format("give the number a unit, for example '{}*{}'",
                     is_compound && !text.starts_with('(') ? "(" + text + ")" : text, unit);
}

/// Help if the term has to be divided by a time or multiplied with one, or "".
std::string help_with_time(const CheckedExpression& term, const CheckedExpression& other,
                           const Dimension& wanted, const Expectation& expectation,
                           const NameTable& names, const std::string& source) {
  const bool lacks_division = term.info.dimension == wanted * units::second_dimension;
  if (!lacks_division && term.info.dimension * units::second_dimension != wanted) {
    return "";
  }
  const auto times = names_of_dimension(units::second_dimension,
                                        lacks_division ? other.expression : term.expression, names);
  if (times.empty()) {
    return "";
  }
  return fmt::format("the left side {} is in {}: did you forget '{} {}' on '{}'?",
                     expectation.left_side, units::name_of(wanted), lacks_division ? '/' : '*',
                     times.front(), text_of(term.expression, source));
}

/// The only name that could be written as a factor to `term`, or "".
std::string only_factor(const CheckedExpression& term, const Dimension& dimension,
                        const Expression& context, const NameTable& names) {
  if (dimension.is_dimensionless()) {
    return "";
  }
  auto found = names_of_dimension(dimension, context, names);
  const auto used = symbolic::symbols_of(term.expression);
  std::erase_if(found, [&used](const std::string& name) { return used.contains(name); });
  return found.size() == 1 ? found.front() : "";
}

/// Help if a known name turns the term's dimension into the wanted one, by itself or divided by a
/// time, or "".
std::string help_with_factor(const CheckedExpression& term, const Expression& context,
                             const Dimension& wanted, const NameTable& names,
                             const std::string& source) {
  const auto& dimension = term.info.dimension;
  const auto text = as_factor(term.expression, source);
  std::string better;
  if (const auto factor = only_factor(term, wanted / dimension, context, names); !factor.empty()) {
    better = fmt::format("{}*{}", factor, text);
  } else if (const auto divisor = only_factor(term, dimension / wanted, context, names);
             !divisor.empty()) {
    better = fmt::format("{}/{}", text, divisor);
  } else {
    const auto time = only_factor(term, units::second_dimension, context, names);
    const auto remaining = wanted * units::second_dimension / dimension;
    if (const auto slow_factor = only_factor(term, remaining, context, names);
        !time.empty() && !slow_factor.empty()) {
      better = fmt::format("{}*{}/{}", slow_factor, text, time);
    }
  }
  if (better.empty()) {
    return "";
  }
  return fmt::format("'{}' is in {}; did you mean '{}'?", text_of(term.expression, source),
                     units::name_of(dimension), better);
}

/// The names without the one that gets the value: it is no factor of itself.
NameTable without(NameTable names, const Expectation& expectation) {
  names.erase(expectation.left_side);
  return names;
}

}  // namespace

std::string describe(const Dimension& dimension) {
  return dimension.is_dimensionless() ? "a number without unit" : units::name_of(dimension);
}

std::string refusal(FunctionId operation, const Dimension& first, const Dimension& second) {
  switch (operation) {
    case FunctionId::subtract:
      return fmt::format("cannot subtract {} from {}", describe(second), describe(first));
    case FunctionId::modulo:
      return fmt::format("cannot take the remainder of {} and {}", describe(first),
                         describe(second));
    case FunctionId::select:
      return fmt::format("cannot choose between {} and {}", describe(first), describe(second));
    case FunctionId::add:
      return fmt::format("cannot add {} and {}", describe(first), describe(second));
    default:
      return fmt::format("cannot compare {} and {}", describe(first), describe(second));
  }
}

std::string help_for_term(const CheckedExpression& term, const CheckedExpression& other,
                          const Dimension& wanted, const Expectation* expectation,
                          const NameTable& names, const std::string& source) {
  if (is_plain_number(term.expression)) {
    return help_for_number(term.expression, wanted, source);
  }
  if (expectation != nullptr && expectation->dimension == wanted) {
    if (auto help = help_with_time(term, other, wanted, *expectation, names, source);
        !help.empty()) {
      return help;
    }
  }
  if (auto help = help_with_factor(term, other.expression, wanted, names, source); !help.empty()) {
    return help;
  }
  if (expectation != nullptr) {
    return fmt::format("the left side {} is {}, so every term must be", expectation->left_side,
                       describe(expectation->dimension));
  }
  return "both must have the same unit";
}

std::string help_for_value(const Expression& value, const Dimension& found,
                           const Expectation& expectation, const NameTable& names,
                           const std::string& source) {
  const auto& wanted = expectation.dimension;
  if (is_plain_number(value)) {
    return help_for_number(value, wanted, source);
  }
  const CheckedExpression checked{value, ExpressionInfo{found}, FunctionId::add};
  auto help = help_with_factor(checked, value, wanted, without(names, expectation), source);
  return help.empty()
             ? fmt::format("give {} a value in {}", expectation.left_side, describe(wanted))
             : help;
}

std::string help_for_right_side(const Expression& right_side, const Dimension& found,
                                const Expectation& expectation, const NameTable& names,
                                const std::string& source) {
  const auto& wanted = expectation.dimension;
  const bool is_derivative = expectation.left_side.ends_with("/dt");
  if (!is_plain_number(right_side) && is_derivative && found == wanted * units::second_dimension) {
    const auto times = names_of_dimension(units::second_dimension, right_side, names);
    return times.empty()
               ? "divide the right side by a time constant; the unit column holds the unit of the "
                 "variable, "
                 "not of its derivative"
               : fmt::format("did you forget to divide the right side by '{}'?", times.front());
  }
  if (is_plain_number(right_side)) {
    return help_for_value(right_side, found, expectation, names, source);
  }
  const CheckedExpression checked{right_side, ExpressionInfo{found}, FunctionId::add};
  if (auto help =
          help_with_factor(checked, right_side, wanted, without(names, expectation), source);
      !help.empty()) {
    return help;
  }
  return fmt::format("change the right side, or the unit of the variable to '{}'",
                     units::name_of(is_derivative ? found * units::second_dimension : found));
}

}  // namespace ranvier::equations
