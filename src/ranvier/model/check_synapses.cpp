#include "check_synapses.hpp"

#include <set>
#include <utility>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

using equations::Equation;
using equations::EquationKind;
using equations::Equations;

constexpr const char* event_driven = "event-driven";

bool is_event_driven(const Equation& equation) {
  return equation.kind == EquationKind::differential && equation.has_flag(event_driven);
}

/// The first differential equation that the right side of `equation` depends on, also through
/// subexpressions, and that is event-driven or not as asked.
const Equation* find_dependency(const Equations& equations, const Equation& equation,
                                bool wants_event_driven) {
  for (const auto& name : symbolic::symbols_of(equations.expand(*equation.expression))) {
    const auto* used = equations.find(name);
    if (used != nullptr && used->kind == EquationKind::differential &&
        is_event_driven(*used) == wants_event_driven) {
      return used;
    }
  }
  return nullptr;
}

Diagnostic dependency_problem(const Equation& equation, const Equation& used,
                              const std::string& where) {
  Diagnostic diagnostic;
  diagnostic.code = "event-driven-dependency";
  const auto* kind = is_event_driven(equation)     ? "event-driven"
                     : equation.has_flag("summed") ? "summed"
                                                   : "clock-driven";
  diagnostic.message =
      fmt::format("the {} '{}' depends on the {} '{}'", kind, equation.name,
                  is_event_driven(used) ? "event-driven" : "clock-driven", used.name);
  diagnostic.where = where;
  diagnostic.source = equation.source;
  diagnostic.labels = {{equation.expression->span(), ""}};
  diagnostic.help =
      fmt::format("an event-driven variable has its value at events only; make '{}' (clock-driven)",
                  is_event_driven(used) ? used.name : equation.name);
  return diagnostic;
}

void check_dependencies(const Equations& equations, const std::string& where) {
  std::vector<Diagnostic> problems;
  for (const auto& equation : equations.all()) {
    const auto is_differential = equation.kind == EquationKind::differential;
    if (!is_differential && !equation.has_flag("summed")) {
      continue;
    }
    const auto* used = find_dependency(equations, equation, !is_event_driven(equation));
    if (used != nullptr) {
      problems.push_back(dependency_problem(equation, *used, where));
    }
  }
  if (!problems.empty()) {
    throw ModelError(std::move(problems));
  }
}

void check_summed(const Equation& equation, const Group& group, const std::string& variable,
                  const std::string& where) {
  const auto* parameter = group.equations().find(variable);
  if (parameter == nullptr) {
    throw UsageError(fmt::format("the summed variable '{}' of {} needs a parameter '{}' of {}",
                                 equation.name, where, variable, group.description()));
  }
  if (parameter->kind != EquationKind::parameter) {
    throw UsageError(fmt::format(
        "the summed variable '{}' of {} needs a parameter, but '{}' of {} is a {}", equation.name,
        where, variable, group.description(),
        parameter->kind == EquationKind::differential ? "differential equation" : "subexpression"));
  }
  if (parameter->dimension != equation.dimension) {
    throw DimensionMismatchError(
        fmt::format("the summed variable '{}' of {} is in {}, but '{}' of {} is in {}",
                    equation.name, where, units::name_of(equation.dimension), variable,
                    group.description(), units::name_of(parameter->dimension)));
  }
}

}  // namespace

SummedTarget summed_target(const Equation& equation, const std::string& where) {
  for (const auto& [suffix, end] : {std::pair{std::string("_pre"), SynapseEnd::source},
                                    std::pair{std::string("_post"), SynapseEnd::target}}) {
    if (equation.name.ends_with(suffix)) {
      return {end, equation.name.substr(0, equation.name.size() - suffix.size())};
    }
  }
  throw UsageError(
      fmt::format("the summed variable '{}' of {} ends neither in '_pre' nor in '_post'; write "
                  "'{}_post = ...' to sum into '{}' of the target",
                  equation.name, where, equation.name, equation.name));
}

void check_synaptic_equations(const Equations& equations, const Group& source, const Group& target,
                              const std::string& where) {
  check_dependencies(equations, where);
  std::set<std::pair<const Group*, std::string>> summed;
  for (const auto& equation : equations.all()) {
    if (!equation.has_flag("summed")) {
      continue;
    }
    const auto [end, variable] = summed_target(equation, where);
    const auto& group = end == SynapseEnd::source ? source : target;
    check_summed(equation, group, variable, where);
    if (!summed.emplace(&group, variable).second) {
      throw UsageError(
          fmt::format("'{}' of {} is the sum of two summed variables of {}; sum into two variables",
                      variable, group.description(), where));
    }
  }
}

}  // namespace ranvier::model
