#include "check_synapses.hpp"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

/// A differential equation that the right side of another depends on, and the subexpressions on
/// the way to it.
struct Dependency {
  const Equation* used = nullptr;
  std::vector<std::string> through;
};

/// The first dependency on a differential equation that is event-driven or not as asked.
std::optional<Dependency> find_dependency(const Equations& equations, const Equation& equation,
                                          bool wants_event_driven) {
  for (const auto& name : symbolic::symbols_of(equation.right_side())) {
    const auto* used = equations.find(name);
    if (used == nullptr) {
      continue;
    }
    if (used->kind == EquationKind::differential && is_event_driven(*used) == wants_event_driven) {
      return Dependency{used, {}};
    }
    if (used->is_plain_subexpression()) {
      if (auto found = find_dependency(equations, *used, wants_event_driven)) {
        found->through.insert(found->through.begin(), fmt::format("'{}'", used->name));
        return found;
      }
    }
  }
  return std::nullopt;
}

Diagnostic dependency_problem(const Equation& equation, const Dependency& dependency,
                              const std::string& where) {
  const auto& used = *dependency.used;
  Diagnostic diagnostic;
  diagnostic.code = "event-driven-dependency";
  const auto* kind = is_event_driven(equation)     ? "event-driven"
                     : equation.has_flag("summed") ? "summed"
                                                   : "clock-driven";
  diagnostic.message =
      fmt::format("the {} '{}' depends on the {} '{}'{}", kind, equation.name,
                  is_event_driven(used) ? "event-driven" : "clock-driven", used.name,
                  dependency.through.empty()
                      ? ""
                      : fmt::format(", through {}", fmt::join(dependency.through, ", ")));
  diagnostic.where = where;
  diagnostic.source = equation.source;
  diagnostic.labels = {{equation.right_side().span(), ""}};
  diagnostic.help =
      fmt::format("an event-driven variable has its value at events only; make '{}' (clock-driven)",
                  is_event_driven(used) ? used.name : equation.name);
  return diagnostic;
}

/// Whether `name` is a variable of the neurons at one end that has a value for each of them.
bool differs_between_neurons(const std::string& name, const Group& source, const Group& target) {
  const auto differs = [](const Group& group, const std::string& variable) {
    const auto* stored = group.state().find(variable);
    const auto* equation = group.equations().find(variable);
    return (stored != nullptr && !stored->is_shared) ||
           (stored == nullptr && equation != nullptr && !equation->has_flag("shared"));
  };
  if (name.ends_with("_pre")) {
    return differs(source, name.substr(0, name.size() - 4));
  }
  return differs(target, name.ends_with("_post") ? name.substr(0, name.size() - 5) : name);
}

/// A shared subexpression has one value, so it uses no variable of single neurons (A2.9).
void check_shared(const Equations& equations, const Group& source, const Group& target,
                  const std::string& where) {
  for (const auto* equation : equations.subexpressions()) {
    if (!equation->has_flag("shared")) {
      continue;
    }
    for (const auto& name : symbolic::symbols_of(equation->right_side())) {
      if (equations.find(name) == nullptr &&
          (name == "j" || differs_between_neurons(name, source, target))) {
        throw ModelError(
            Diagnostic{"shared-subexpression",
                       fmt::format("'{}' is shared, but '{}' has a value for each neuron",
                                   equation->name, name),
                       where,
                       equation->source,
                       {{equation->right_side().span(), ""}},
                       "remove the flag, or use shared variables of the neurons only"});
      }
    }
  }
}

void check_dependencies(const Equations& equations, const std::string& where) {
  std::vector<Diagnostic> problems;
  for (const auto& equation : equations.all()) {
    const auto is_differential = equation.kind == EquationKind::differential;
    if (!is_differential && !equation.has_flag("summed")) {
      continue;
    }
    if (const auto found = find_dependency(equations, equation, !is_event_driven(equation))) {
      problems.push_back(dependency_problem(equation, *found, where));
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
  check_shared(equations, source, target, where);
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
