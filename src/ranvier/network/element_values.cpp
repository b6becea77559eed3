#include "element_values.hpp"

#include <optional>

#include <ranvier/doctor/dependency_graph.hpp>
#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/model/synapses.hpp>

namespace ranvier::network {

namespace {

std::optional<double> stored_value(const model::Group& group, const std::string& name,
                                   std::int64_t place) {
  const auto* variable = group.state().find(name);
  if (variable == nullptr) {
    return std::nullopt;
  }
  const auto element = variable->is_shared ? 0 : place;
  return element < variable->values.size() ? std::optional(variable->values.value_at(element))
                                           : std::nullopt;
}

/// The number of a neuron within the group or subgroup at one end of synapses.
double number_within(const model::Group& end, std::int32_t neuron) {
  return static_cast<double>(end.members() ? end.members()->position(neuron) : neuron);
}

/// What the equations of synapses read of the neurons at both ends.
void add_ends(const model::Synapses& synapses, std::int64_t place,
              std::map<std::string, double>& values) {
  const auto synapse = static_cast<std::size_t>(place);
  for (const auto& name : synapses.equations().external_names()) {
    const auto variable = doctor::DependencyGraph::find(synapses, name);
    if (!variable || values.contains(name)) {
      continue;
    }
    const auto is_source = name.ends_with("_pre");
    const auto places = is_source ? synapses.source_places() : synapses.target_places();
    if (const auto value = stored_value(*variable->group, variable->name, places[synapse])) {
      values.emplace(name, *value);
    }
  }
  values.emplace("i", number_within(synapses.source(), synapses.sources()[synapse]));
  values.emplace("j", number_within(synapses.target(), synapses.targets()[synapse]));
  values.emplace("N_pre", static_cast<double>(synapses.source().size()));
  values.emplace("N_post", static_cast<double>(synapses.target().size()));
}

}  // namespace

std::int64_t user_number(const model::Group& group, std::int64_t place) {
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  return synapses != nullptr && synapses->is_reordered()
             ? synapses->creation_order()[static_cast<std::size_t>(place)]
             : place;
}

std::map<std::string, double> values_of_element(const model::Group& group, std::int64_t place) {
  std::map<std::string, double> values;
  for (const auto& variable : group.state().variables()) {
    if (const auto value = stored_value(group, variable.name, place)) {
      values.emplace(variable.name, *value);
    }
  }
  if (const auto* clock = group.clock()) {
    values.emplace("t", clock->t());
    if (clock->has_dt()) {
      values.emplace("dt", clock->dt());
    }
  }
  values.emplace("N", static_cast<double>(group.size()));
  if (const auto* synapses = dynamic_cast<const model::Synapses*>(&group)) {
    add_ends(*synapses, place, values);
  } else {
    values.emplace("i", static_cast<double>(place));
  }
  return values;
}

void add_constants(const model::Group& group, const model::Namespace& names,
                   std::map<std::string, double>& values,
                   std::map<std::string, model::FunctionPointer>& functions) {
  for (const auto& name : group.equations().external_names()) {
    if (values.contains(name)) {
      continue;
    }
    std::optional<model::ExternalValue> value;
    if (const auto own = group.constants().find(name); own != group.constants().end()) {
      value = own->second;
    } else if (names) {
      value = names(name);
    }
    if (!value || !value->unusable.what.empty()) {
      continue;
    }
    if (value->function) {
      functions.emplace(name, value->function);
    } else if (!equations::default_constant(name)) {
      values.emplace(name, value->quantity.value());
    }
  }
}

}  // namespace ranvier::network
