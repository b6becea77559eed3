#include "input_cures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/methods.hpp>
#include <ranvier/doctor/rule.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using equations::EquationKind;

bool is_fed(const DependencyGraph& graph, const Variable& variable) {
  return std::ranges::any_of(graph.writes_to(variable), [](const Write* write) {
    return write->part->role == Role::pathway || write->part->role == Role::input;
  });
}

/// Whether the line can become a differential equation without a decision of the user: it is no
/// constant, holds no value that was meant to stay, and means the same in all groups that have it.
bool can_decay(const Variable& variable, const Facts& facts) {
  const auto* equation = DependencyGraph::equation_of(variable);
  const auto has_flag = [&](const char* flag) { return equation->has_flag(flag); };
  if (dynamic_cast<const model::NeuronGroup*>(variable.group) == nullptr || has_flag("constant") ||
      has_flag("linked") || has_flag("shared")) {
    return false;
  }
  for (const auto* object : facts.network().objects) {
    const auto* group = dynamic_cast<const model::Group*>(object);
    if (group == nullptr) {
      continue;
    }
    const auto* same = group->equations().find(variable.name);
    if (same != nullptr && same->source == equation->source && same->span == equation->span &&
        !is_fed(facts.graph(), {&group->whole(), variable.name})) {
      return false;
    }
  }
  return true;
}

/// A name for the time constant that nothing has yet.
std::string time_constant_for(const std::string& name, const Facts& facts) {
  const auto plain = "tau_" + name;
  return facts.is_taken(plain) ? facts.free_name(plain + "_decay") : plain;
}

std::string unused_time_constants(const Facts& facts) {
  std::string found;
  for (const auto& [name, value] : facts.unused_constants()) {
    if (value.dimension() == units::second_dimension && value.value() > 0) {
      found += fmt::format("{}{} = {}", found.empty() ? "" : ", ", name, units::to_string(value));
    }
  }
  return found;
}

/// The variable of the group that jumps at a delta synapse: the one that its inputs drive.
const equations::Equation* driven_by(const Variable& variable, const DependencyGraph& graph) {
  for (const auto* reader : graph.readers_of(variable)) {
    if (reader->role == Role::differential && reader->object == variable.group) {
      return variable.group->equations().find(reader->name);
    }
  }
  const auto differential = variable.group->equations().differential();
  return differential.size() == 1 ? differential.front() : nullptr;
}

}  // namespace

Decay decay_of(const Variable& variable, const Facts& facts) {
  const auto& name = variable.name;
  const auto& equation = *DependencyGraph::equation_of(variable);
  const auto constant = time_constant_for(name, facts);
  Decay decay;
  decay.line = fmt::format("d{0}/dt = -{0}/{1} : {2}   with   {1} = 5*ms", name, constant,
                           unit_text(equation));
  if (const auto unused = unused_time_constants(facts); !unused.empty()) {
    decay.line += fmt::format("   (defined and used nowhere: {})", unused);
  }
  if (!can_decay(variable, facts)) {
    return decay;
  }
  // A line `tau = 5*ms` needs the script to have the unit under this name, and the group to see
  // what the script defines.
  const auto ms = facts.outside("ms");
  const auto is_visible = variable.group->constants().empty() && ms == units::ms;
  const auto time = is_visible ? constant : "(5*ms)";
  decay.edits.push_back({.object = variable.group->name(),
                         .source = equation.source,
                         .span = equation.name_span,
                         .text = fmt::format("d{0}/dt = -{0}/{1}", name, time)});
  if (is_visible) {
    decay.edits.push_back({.kind = Edit::Kind::before_creation,
                           .object = variable.group->name(),
                           .text = fmt::format("{} = 5*ms\n", constant)});
  }
  if (const auto method = method_if_varying(*variable.group, {name})) {
    decay.edits.push_back({.kind = Edit::Kind::argument,
                           .object = variable.group->name(),
                           .argument = "method",
                           .text = fmt::format("'{}'", *method)});
  }
  return decay;
}

std::string delta_synapse(const Variable& variable, const Write& write, const Facts& facts) {
  const auto* driven = driven_by(variable, facts.graph());
  const std::string page = "see docs/concepts/synaptic-input.md";
  if (driven == nullptr) {
    return page;
  }
  const auto* equation = DependencyGraph::equation_of(variable);
  const auto is_input = write.part->role == Role::input;
  const auto& amount = write.change.operand;
  const auto is_subtracted = amount.is_call(symbolic::FunctionId::negate);
  const auto text =
      is_input ? fmt::format("target_var='{}'", driven->name)
               : fmt::format("on_{}='{} {} {}'", write.part->name, driven->name,
                             is_subtracted ? "-=" : "+=",
                             symbolic::print(is_subtracted ? amount.arguments().front() : amount));
  const auto unit = driven->dimension == equation->dimension
                        ? ""
                        : fmt::format(", with weights in {}", units::name_of(driven->dimension));
  return fmt::format("or {} itself jumps (delta synapse): {}{}; {}", driven->name, text, unit,
                     page);
}

}  // namespace ranvier::doctor
