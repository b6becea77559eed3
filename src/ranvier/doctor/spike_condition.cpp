#include "spike_condition.hpp"

#include <algorithm>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;

const Expression* subexpression_of(const Variable& variable) {
  const auto* equation = DependencyGraph::equation_of(variable);
  return equation != nullptr && equation->kind == equations::EquationKind::subexpression
             ? &equation->right_side()
             : nullptr;
}

bool reads_time(const std::set<std::string>& names) {
  return names.contains("t") || names.contains("t_in_timesteps");
}

/// Whether a pathway runs at events of the group.
bool runs_at_events_of(const Part& part, const model::Group& group) {
  const auto& synapses = dynamic_cast<const model::Synapses&>(*part.object);
  return std::ranges::any_of(synapses.pathways(), [&](const auto& pathway) {
    return pathway.pathway() == part.name && &synapses.group_at(pathway.end()).whole() == &group;
  });
}

/// Variables in an expression, each before those that its subexpression reads.
std::vector<Variable> variables_in(const model::Group& group, const Expression& expression) {
  std::vector<Variable> found;
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (auto variable = DependencyGraph::find(group, name)) {
      found.push_back(std::move(*variable));
    }
  }
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (const auto* inner = subexpression_of(found[k])) {
      for (auto& variable : variables_in(*found[k].group, *inner)) {
        if (std::ranges::find(found, variable) == found.end()) {
          found.push_back(std::move(variable));
        }
      }
    }
  }
  return found;
}

}  // namespace

std::optional<SpikeCondition> spike_condition_of(const model::NetworkObject& object) {
  const auto* group = dynamic_cast<const model::NeuronGroup*>(&object);
  const auto* thresholder = group == nullptr ? nullptr : group->thresholder("spike");
  if (thresholder == nullptr) {
    return std::nullopt;
  }
  SpikeCondition spikes{.group = group, .condition = &thresholder->condition()};
  const auto& expression = spikes.condition->expression;
  spikes.variables = variables_in(*group, expression);
  spikes.is_random = symbolic::is_stateful(expression);
  auto names = symbolic::symbols_of(expression);
  const auto is_clocked = reads_time(names);
  auto reads_differential = false;
  for (const auto& variable : spikes.variables) {
    if (const auto* inner = subexpression_of(variable)) {
      spikes.is_random |= symbolic::is_stateful(*inner);
      names.merge(symbolic::symbols_of(*inner));
    }
    reads_differential |= DependencyGraph::is_differential(variable);
  }
  spikes.is_clock = is_clocked && !reads_differential;
  spikes.is_continuous = !spikes.is_clock && (reads_differential || reads_time(names));
  spikes.knows_last_spike = names.contains("lastspike") || names.contains("not_refractory");
  return spikes;
}

bool is_written_after_spikes(const SpikeCondition& spikes, const DependencyGraph& graph) {
  return std::ranges::any_of(graph.writes(), [&](const Write& write) {
    const auto& part = *write.part;
    return std::ranges::find(spikes.variables, write.variable) != spikes.variables.end() &&
           (part.role == Role::reset || part.role == Role::regular ||
            (part.role == Role::pathway && runs_at_events_of(part, *spikes.group)));
  });
}

std::optional<Crossing> upward_crossing(const SpikeCondition& spikes) {
  const auto& condition = spikes.condition->expression;
  const auto is_greater =
      condition.is_call(FunctionId::greater) || condition.is_call(FunctionId::greater_equal);
  if (!is_greater && !condition.is_call(FunctionId::less) &&
      !condition.is_call(FunctionId::less_equal)) {
    return std::nullopt;
  }
  const auto& arguments = condition.arguments();
  const auto& above = arguments[is_greater ? 0 : 1];
  const auto& below = arguments[is_greater ? 1 : 0];
  const auto variable =
      above.is_symbol() ? DependencyGraph::find(*spikes.group, above.name()) : std::nullopt;
  if (!variable || !DependencyGraph::is_differential(*variable) ||
      variable->group != spikes.group) {
    return std::nullopt;
  }
  return Crossing{*variable, below};
}

bool is_refractory_for_a_time(const Facts& facts, const model::NeuronGroup& group) {
  if (std::holds_alternative<units::Quantity>(group.refractory())) {
    return true;
  }
  const auto& text = group.refractory_expression();
  return text && facts.dimension_of(group, text->expression) == units::second_dimension;
}

std::optional<symbolic::Interval> refractory_period(const Facts& facts,
                                                    const model::NeuronGroup& group) {
  if (const auto* period = std::get_if<units::Quantity>(&group.refractory())) {
    return symbolic::Interval::of(period->value());
  }
  if (!is_refractory_for_a_time(facts, group)) {
    return std::nullopt;
  }
  const auto bounds = facts.bounds_of(group, group.refractory_expression()->expression);
  return bounds.is_bounded() ? std::optional(bounds) : std::nullopt;
}

}  // namespace ranvier::doctor
