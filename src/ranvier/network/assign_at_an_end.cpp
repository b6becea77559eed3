#include <ranvier/network/statement_code.hpp>

namespace ranvier::network {

namespace {

/// A variable at one end of synapses.
struct EndVariable {
  model::Group* group = nullptr;  ///< nullptr if there is none
  std::string name;
  std::vector<std::int32_t> neurons;  ///< of each synapse in the order of creation
};

EndVariable find_end_variable(model::Synapses& synapses, const std::string& name) {
  const auto has = [](const model::Group& group, const std::string& variable) {
    return group.state().find(variable) != nullptr || group.equations().find(variable) != nullptr;
  };
  if (name.ends_with("_pre") && has(synapses.source(), name.substr(0, name.size() - 4))) {
    return {&synapses.source(), name.substr(0, name.size() - 4), synapses.created_sources()};
  }
  if (name.ends_with("_post") && has(synapses.target(), name.substr(0, name.size() - 5))) {
    return {&synapses.target(), name.substr(0, name.size() - 5), synapses.created_targets()};
  }
  if (has(synapses.target(), name)) {
    return {&synapses.target(), name, synapses.created_targets()};
  }
  return {};
}

}  // namespace

bool assign_at_an_end(model::Synapses& synapses, const model::Assignment& assignment,
                      const StatementContext& context) {
  const auto end = find_end_variable(synapses, assignment.variable);
  if (end.group == nullptr || synapses.equations().find(assignment.variable)) {
    return false;
  }
  model::Assignment at_end{end.name, assignment.value, {}, assignment.names, end.group->members()};
  const auto* variable = end.group->state().find(end.name);
  if (variable == nullptr || variable->is_shared) {
    at_end.selection = assignment.selection;
    apply(end.group->whole(), at_end, context);
    return true;
  }
  const auto synapses_meant =
      find_elements(synapses, assignment.selection, assignment.names, context);
  model::Numbers neurons;
  for (const auto synapse : synapses_meant) {
    neurons.push_back(end.neurons[static_cast<std::size_t>(synapse)]);
  }
  at_end.selection = std::move(neurons);
  if (const auto* text = std::get_if<std::string>(&assignment.value)) {
    const auto all = evaluate_with_dimension(synapses, *text, assignment.names, context);
    model::Values chosen{{}, all.dimension, assignment.is_in_si};
    for (const auto synapse : synapses_meant) {
      chosen.numbers.push_back(all.numbers[static_cast<std::size_t>(synapse)]);
    }
    at_end.value = std::move(chosen);
  }
  apply(end.group->whole(), at_end, context);
  return true;
}

}  // namespace ranvier::network
