/// What the variables of synapses are when they are read without running any code.
#include <algorithm>
#include <set>

#include <ranvier/model/synapses.hpp>

namespace ranvier::model {

bool Synapses::has_variable(const std::string& variable) const {
  static const std::set<std::string> computed{"j", "N_incoming", "N_outgoing"};
  const auto at_end = [&variable](const Group& group, const std::string& ending) {
    return variable.ends_with(ending) &&
           group.has_variable(variable.substr(0, variable.size() - ending.size()));
  };
  return Group::has_variable(variable) || computed.contains(variable) || at_end(*source_, "_pre") ||
         at_end(*target_, "_post") || at_end(*target_, "");
}

std::vector<double> Synapses::values_of(const std::string& variable) const {
  const auto as_doubles = [](const std::vector<std::int32_t>& numbers) {
    return std::vector<double>(numbers.begin(), numbers.end());
  };
  // For each synapse the count of its neuron.
  const auto picked = [&](const std::vector<std::int32_t>& counts,
                          std::vector<std::int32_t> neurons) {
    std::ranges::transform(neurons, neurons.begin(), [&counts](std::int32_t neuron) {
      return counts[static_cast<std::size_t>(neuron)];
    });
    return as_doubles(neurons);
  };
  if (variable == "i") {
    return as_doubles(created_sources());
  }
  if (variable == "j") {
    return as_doubles(created_targets());
  }
  if (variable == "N_incoming") {
    return picked(incoming_of_each(), created_targets());
  }
  if (variable == "N_outgoing") {
    return picked(outgoing_of_each(), created_sources());
  }
  auto values = Group::values_of(variable);
  for (const auto& pathway : pathways_) {
    if (pathway.delay_variable() == variable && !pathway.has_one_delay() && values.size() == 1) {
      values.resize(static_cast<std::size_t>(size()), values.front());
    }
  }
  return values;
}

}  // namespace ranvier::model
