#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/equations/expression_checker.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using units::Dimension;

namespace {

/// "argument 'i'", "argument 2"
std::string argument_text(const FunctionSignature& function, std::size_t position) {
  const auto& name = function.arguments[position].name;
  return name.empty() ? fmt::format("argument {}", position + 1)
                      : fmt::format("argument '{}'", name);
}

const char* type_name(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return "condition";
    case ValueType::integer:
      return "integer";
    case ValueType::real:
      break;
  }
  return "real";
}

/// "write 'stimulus(t, i)'", or "" if the arguments have no names.
std::string form_of_call(const std::string& name, const FunctionSignature& function) {
  std::string arguments;
  for (const auto& argument : function.arguments) {
    if (argument.name.empty()) {
      return "";
    }
    arguments += (arguments.empty() ? "" : ", ") + argument.name;
  }
  return fmt::format("write '{}({})'", name, arguments);
}

}  // namespace

ExpressionChecker::Info ExpressionChecker::check_external(const Expression& call) {
  const auto& named = call.arguments()[0];
  std::vector<CheckedExpression> arguments;
  bool all_known = true;
  for (std::size_t k = 1; k < call.arguments().size(); ++k) {
    const auto& argument = call.arguments()[k];
    const auto info = check(argument);
    all_known = all_known && info.has_value();
    arguments.push_back({argument, info.value_or(ExpressionInfo{}), call.function()});
  }
  const auto found = named.is_symbol() ? names_.find(named.name()) : names_.end();
  const bool is_constant = named.is_symbol() && default_constant(named.name()).has_value();
  if (found == names_.end() && named.is_symbol() && !is_constant) {
    return std::nullopt;  // an unknown name has been reported
  }
  if (found == names_.end() || !found->second.function) {
    reporter_.report("not-a-function",
                     fmt::format("{} is not a function",
                                 named.is_symbol() ? fmt::format("'{}'", named.name()) : "a value"),
                     named.span(), "to multiply, write '*' between the name and the bracket");
    return std::nullopt;
  }
  const auto& function = *found->second.function;
  const auto wanted_count = function.arguments.size();
  if (arguments.size() != wanted_count) {
    reporter_.report("wrong-argument-count",
                     fmt::format("'{}' takes {} argument{}, not {}", named.name(), wanted_count,
                                 wanted_count == 1 ? "" : "s", arguments.size()),
                     call.span(), form_of_call(named.name(), function));
    return std::nullopt;
  }
  if (!all_known) {
    return std::nullopt;
  }
  return check_external_arguments(call, function, arguments);
}

ExpressionChecker::Info ExpressionChecker::check_external_arguments(
    const Expression& call, const FunctionSignature& function,
    const std::vector<CheckedExpression>& arguments) {
  const auto& name = call.arguments()[0].name();
  bool is_right = true;
  std::vector<Dimension> dimensions;
  std::vector<ValueType> types;
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    const auto& [expression, info, operation] = arguments[k];
    const auto& declared = function.arguments[k];
    dimensions.push_back(info.dimension);
    types.push_back(declared.type.value_or(info.type));
    if (declared.type == ValueType::boolean && info.type != ValueType::boolean) {
      reporter_.report(
          "type-mismatch",
          fmt::format("{} of '{}' is a condition, not a number", argument_text(function, k), name),
          {{expression.span(), units::name_of(info.dimension)}},
          "compare it, for example '... != 0'");
      is_right = false;
      continue;
    }
    if (declared.type && *declared.type != info.type) {
      const auto is_real = declared.type == ValueType::real;
      reporter_.report("type-mismatch",
                       fmt::format("{} of '{}' is {}", argument_text(function, k), name,
                                   is_real ? "a real number" : "an integer"),
                       {{expression.span(), type_name(info.type)}},
                       is_real ? "multiply it by 1.0, or write a number with a decimal point"
                               : "write 'int(...)' to take the integer part");
      is_right = false;
      continue;
    }
    const auto* same = std::get_if<FunctionSignature::SameAs>(&declared.unit);
    const auto* fixed = std::get_if<Dimension>(&declared.unit);
    if (info.is_exempt || (same == nullptr && fixed == nullptr)) {
      continue;
    }
    const auto wanted = fixed != nullptr ? *fixed : arguments[same->argument].info.dimension;
    if (info.dimension == wanted) {
      continue;
    }
    std::vector<Diagnostic::Label> labels;
    if (same != nullptr) {
      labels.push_back({arguments[same->argument].expression.span(), units::name_of(wanted)});
    }
    labels.push_back({expression.span(), units::name_of(info.dimension)});
    reporter_.report("dimension-mismatch",
                     fmt::format("{} of '{}' is in {}, not {}", argument_text(function, k), name,
                                 units::name_of(wanted), units::name_of(info.dimension)),
                     std::move(labels),
                     same != nullptr
                         ? fmt::format("'{}' takes two quantities of the same unit there", name)
                         : fmt::format("give it in {}", units::name_of(wanted)));
    is_right = false;
  }
  if (!is_right) {
    return std::nullopt;
  }
  const auto* result = std::get_if<Dimension>(&function.result_unit);
  const auto dimension =
      result != nullptr ? *result : std::get<1>(function.result_unit)(dimensions);
  const auto highest = types.empty() ? ValueType::real : *std::ranges::max_element(types);
  return ExpressionInfo{dimension, function.result_type.value_or(highest), false};
}

}  // namespace ranvier::equations
