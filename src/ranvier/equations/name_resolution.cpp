#include "name_resolution.hpp"

#include <algorithm>
#include <limits>
#include <numbers>
#include <set>

#include <fmt/format.h>

#include <ranvier/equations/identifiers.hpp>
#include <ranvier/equations/reporter.hpp>
#include <ranvier/equations/syntax_hints.hpp>
#include <ranvier/symbolic/simplify.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

namespace {

bool is_known(const std::string& name, const NameTable& names) {
  return names.contains(name) || default_constant(name).has_value();
}

/// A name, and where it stands.
struct Places {
  std::string name;
  bool is_called = false;
  std::vector<SourceSpan> spans;
};

/// Every symbol with the places where it stands, in the order of its first place.
void collect_places(const symbolic::Expression& expression, std::vector<Places>& places,
                    bool is_called = false) {
  if (expression.is_symbol()) {
    const auto found = std::ranges::find(places, expression.name(), &Places::name);
    auto& entry =
        found == places.end() ? places.emplace_back(expression.name(), is_called) : *found;
    entry.spans.push_back(expression.span());
  } else if (expression.is_call()) {
    bool is_name = expression.is_call(symbolic::FunctionId::external);
    for (const auto& argument : expression.arguments()) {
      collect_places(argument, places, is_name);
      is_name = false;
    }
  }
}

std::string help_for_unknown_name(const std::string& name, const NameTable& names) {
  if (is_noise(name)) {
    return "noise stands in differential equations, and under a name such as 'xi_1' in the "
           "subexpressions that they use; for a random number write randn()";
  }
  if (name == "lastupdate") {
    return "'lastupdate' exists only where an equation is (event-driven); to keep the time of the "
           "last "
           "event yourself, add 'lastupdate : second' to the equations and 'lastupdate = t' to the "
           "code";
  }
  if (const auto nearest = nearest_known_name(name, names); !nearest.empty()) {
    return fmt::format("did you mean '{}'?", nearest);
  }
  return fmt::format("define '{}' in the script before the run, or add it to the equations", name);
}

}  // namespace

std::optional<units::Quantity> default_constant(const std::string& name) {
  if (name == "pi") {
    return std::numbers::pi;
  }
  if (name == "e") {
    return std::numbers::e;
  }
  if (name == "inf") {
    return std::numeric_limits<double>::infinity();
  }
  if (const auto unit = units::find_unit(name)) {
    return units::Quantity(unit->scale, unit->dimension);
  }
  return std::nullopt;
}

symbolic::Expression bind_default_constants(const symbolic::Expression& expression,
                                            const NameTable& names) {
  std::map<std::string, symbolic::Expression> values;
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (names.contains(name)) {
      continue;
    }
    if (const auto constant = default_constant(name)) {
      values.emplace(name, symbolic::Expression::real(constant->value()));
    }
  }
  return symbolic::simplify(values.empty() ? expression : symbolic::substitute(expression, values));
}

std::vector<std::string> external_names(const symbolic::Expression& expression,
                                        const NameTable& names) {
  std::vector<std::string> external;
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (!is_known(name, names) && !is_noise(name)) {
      external.push_back(name);
    }
  }
  return external;
}

std::vector<std::string> external_names(const symbolic::StatementBlock& block,
                                        const NameTable& names) {
  std::set<std::string> assigned;
  std::set<std::string> external;
  for (const auto& statement : block.statements) {
    for (auto& name : external_names(statement.value, names)) {
      if (!assigned.contains(name)) {
        external.insert(std::move(name));
      }
    }
    if (!names.contains(statement.target)) {
      assigned.insert(statement.target);
    }
  }
  return {external.begin(), external.end()};
}

bool is_stateful(const symbolic::Expression& expression, const NameTable& names) {
  if (!expression.is_call()) {
    return false;
  }
  const auto& arguments = expression.arguments();
  if (expression.is_call(symbolic::FunctionId::external) && arguments[0].is_symbol()) {
    const auto found = names.find(arguments[0].name());
    if (found != names.end() && found->second.function && !found->second.function->is_stateless) {
      return true;
    }
  }
  return !symbolic::info_of(expression.function()).is_stateless ||
         std::ranges::any_of(arguments,
                             [&](const auto& argument) { return is_stateful(argument, names); });
}

std::string nearest_known_name(const std::string& name, const NameTable& names) {
  std::vector<std::string> candidates;
  for (const auto& [known, info] : names) {
    candidates.push_back(known);
  }
  for (const auto& unit : units::known_units()) {
    candidates.emplace_back(unit.name);
  }
  return nearest_name(name, candidates);
}

void report_unknown_names(const symbolic::Expression& expression, const NameTable& names,
                          const std::string& source, const std::string& where,
                          std::vector<Diagnostic>& diagnostics, const UnusableValues& unusable) {
  std::vector<Places> places;
  collect_places(expression, places);
  Reporter reporter{source, where, diagnostics};
  for (const auto& [name, is_called, spans] : places) {
    if (is_known(name, names)) {
      continue;
    }
    const auto outside = unusable.find(name);
    const auto message = outside == unusable.end()
                             ? fmt::format("unknown {} '{}'", is_called ? "function" : "name", name)
                             : fmt::format("'{}' is {}", name, outside->second.what);
    if (is_called) {
      reporter.report(
          "unknown-function", message, spans.front(),
          outside == unusable.end() ? hint_for_unknown_function(name) : outside->second.help);
      continue;
    }
    std::vector<Diagnostic::Label> labels;
    for (const auto& span : spans) {
      labels.push_back({span, ""});
    }
    reporter.report(
        "unknown-name", message, std::move(labels),
        outside == unusable.end() ? help_for_unknown_name(name, names) : outside->second.help);
  }
}

}  // namespace ranvier::equations
