/// Reading and writing variables of a network's objects, one by one and all at once.
#include <algorithm>
#include <random>

#include <fmt/format.h>

#include <ranvier/network/network.hpp>
#include <ranvier/network/record_now.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

/// What a variable is for get_states and set_states.
struct Kind {
  bool is_read_only = true;
  bool is_subexpression = false;
};

std::map<std::string, Kind> variables_of(const model::NetworkObject& object) {
  std::map<std::string, Kind> kinds;
  const auto add = [&kinds](std::initializer_list<const char*> names) {
    for (const auto* name : names) {
      kinds.emplace(name, Kind());
    }
  };
  const auto add_recorded = [&kinds](const std::deque<model::RecordedVariable>& variables) {
    for (const auto& variable : variables) {
      kinds.emplace(variable.name, Kind());
    }
  };
  if (const auto* group = dynamic_cast<const model::Group*>(&object)) {
    add({"N", "i", "t", "dt", "t_in_timesteps"});
    if (dynamic_cast<const model::Synapses*>(group) != nullptr) {
      add({"N_pre", "N_post", "j"});
    }
    for (const auto& variable : group->state().variables()) {
      kinds.emplace(variable.name, Kind{variable.is_read_only, false});
    }
    for (const auto* equation : group->equations().subexpressions()) {
      kinds.emplace(equation->name, Kind{true, true});
    }
  } else if (const auto* events = dynamic_cast<const model::EventMonitor*>(&object)) {
    add({"count", "N"});
    if (events->records_events()) {
      add({"i", "t"});
      add_recorded(events->variables());
    }
  } else if (const auto* states = dynamic_cast<const model::StateMonitor*>(&object)) {
    add({"t", "N"});
    add_recorded(states->variables());
  } else if (dynamic_cast<const model::PopulationRateMonitor*>(&object) != nullptr) {
    add({"t", "N", "rate"});
  }
  return kinds;
}

std::vector<double> as_doubles(const std::vector<std::int32_t>& numbers) {
  return {numbers.begin(), numbers.end()};
}

std::vector<double> one(std::int64_t number) {
  return {static_cast<double>(number)};
}

/// The built-in variables of a group; nothing for others.
std::optional<std::vector<double>> built_in(const model::Group& group, const std::string& name) {
  const auto* clock = group.clock();
  if (name == "t" || name == "dt" || name == "t_in_timesteps") {
    if (clock == nullptr) {
      throw UsageError(fmt::format("'{}' of {} is not known yet: it is in no network", name,
                                   group.description()));
    }
    return name == "t_in_timesteps" ? one(clock->step())
                                    : std::vector{name == "t" ? clock->t() : clock->dt()};
  }
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  if (name == "N") {
    return one(group.size());
  }
  if (synapses != nullptr && (name == "N_pre" || name == "N_post")) {
    return one((name == "N_pre" ? synapses->source() : synapses->target()).size());
  }
  return std::nullopt;
}

std::vector<double> recorded(const model::NetworkObject& monitor, const std::string& name) {
  if (const auto* events = dynamic_cast<const model::EventMonitor*>(&monitor)) {
    return name == "count" ? as_doubles(events->count())
           : name == "i"   ? as_doubles(events->i())
           : name == "N"   ? one(static_cast<std::int64_t>(events->i().size()))
                           : (*events)[name];
  }
  if (const auto* states = dynamic_cast<const model::StateMonitor*>(&monitor)) {
    if (name == "t") {
      return states->t();
    }
    return name == "N" ? one(static_cast<std::int64_t>(states->t().size())) : states->rows(name);
  }
  const auto& rates = dynamic_cast<const model::PopulationRateMonitor&>(monitor);
  return name == "t"   ? rates.t()
         : name == "N" ? one(static_cast<std::int64_t>(rates.t().size()))
                       : rates.rate();
}

[[noreturn]] void no_variable(const model::NetworkObject& object, const std::string& name) {
  throw UsageError(UsageError::Kind::key,
                   fmt::format("{} has no variable '{}'", object.description(), name));
}

}  // namespace

void Network::seed() {
  std::random_device device;
  seed((static_cast<std::uint64_t>(device()) << 32) | device());
}

bool Network::contains(const std::string& name) const {
  return std::ranges::any_of(description_.objects,
                             [&name](const auto* object) { return object->name() == name; });
}

model::NetworkObject& Network::operator[](const std::string& name) const {
  for (auto* object : description_.objects) {
    if (object->name() == name) {
      return *object;
    }
  }
  throw UsageError(UsageError::Kind::key, fmt::format("the network has no object '{}'", name));
}

std::vector<double> Network::evaluate(model::Group& group, const std::string& expression,
                                      const model::Namespace& names) {
  apply_pending();
  const auto context = statement_context();
  network::apply_pending(group, context);  // it need not be in the network
  return network::evaluate(group, expression, names, context);
}

std::vector<std::int64_t> Network::indices(model::Group& group, const model::Selection& selection,
                                           const model::Namespace& names) {
  apply_pending();
  const auto context = statement_context();
  network::apply_pending(group, context);  // it need not be in the network
  return network::find_elements(group, selection, names, context);
}

std::vector<double> Network::values(const model::VariableView& variable,
                                    const model::Namespace& names) {
  auto& group = variable.group();
  apply_pending();
  const auto context = statement_context();
  network::apply_pending(group, context);  // it need not be in the network
  const auto* stored = group.state().find(variable.name());
  const auto is_computed = stored == nullptr && variable.name() != "i" &&
                           (dynamic_cast<model::Synapses*>(&group) == nullptr ||
                            (variable.name() != "j" && variable.name() != "N_incoming" &&
                             variable.name() != "N_outgoing"));
  auto all = is_computed ? network::evaluate(group, variable.name(), names, context)
                         : group.values_of(variable.name());
  if (std::holds_alternative<std::monostate>(variable.selection())) {
    const auto* equation = group.equations().find(variable.name());
    if (is_computed && equation != nullptr && equation->has_flag("shared") && !all.empty()) {
      all.resize(1);
    }
    return all;
  }
  std::vector<double> chosen;
  for (const auto element : network::find_elements(group, variable.selection(), names, context)) {
    chosen.push_back(all[static_cast<std::size_t>(element)]);
  }
  return chosen;
}

void Network::record_single_timestep(model::StateMonitor& monitor, const model::Namespace& names) {
  apply_pending();
  network::record_single_timestep(monitor, names, statement_context());
}

States Network::get_states(model::NetworkObject& object, const StatesOptions& options) {
  const auto kinds = variables_of(object);
  auto chosen = options.vars;
  if (chosen.empty()) {
    for (const auto& [name, kind] : kinds) {
      if ((options.subexpressions || !kind.is_subexpression) &&
          (options.read_only_variables || !kind.is_read_only)) {
        chosen.push_back(name);
      }
    }
  }
  auto* group = dynamic_cast<model::Group*>(&object);
  States states;
  for (const auto& name : chosen) {
    if (!kinds.contains(name)) {
      no_variable(object, name);
    }
    if (group == nullptr) {
      states.emplace(name, recorded(object, name));
    } else if (auto value = built_in(*group, name)) {
      states.emplace(name, std::move(*value));
    } else {
      states.emplace(name, values((*group)[name], options.names));
    }
  }
  return states;
}

std::map<std::string, States> Network::get_states(const StatesOptions& options) {
  if (!options.vars.empty()) {
    throw UsageError("get_states of all objects takes no vars: which ones there are differs");
  }
  std::map<std::string, States> states;
  for (auto* object : description_.objects) {
    if (!variables_of(*object).empty()) {
      states.emplace(object->name(), get_states(*object, options));
    }
  }
  return states;
}

void Network::set_states(model::Group& group, const States& states) {
  const auto kinds = variables_of(group);
  for (const auto& [name, numbers] : states) {
    const auto kind = kinds.find(name);
    if (kind == kinds.end()) {
      no_variable(group, name);
    }
    if (kind->second.is_read_only) {
      throw UsageError(UsageError::Kind::type,
                       fmt::format("'{}' of {} is read-only", name, group.description()));
    }
    group.record(model::Assignment{
        name, model::Values{numbers, group.state().find(name)->dimension, true}, {}, {}});
  }
  network::apply_pending(group, statement_context());
}

void Network::set_states(const std::map<std::string, States>& states) {
  for (const auto& [name, values] : states) {
    auto* group = dynamic_cast<model::Group*>(&(*this)[name]);
    if (group == nullptr) {
      throw UsageError(UsageError::Kind::not_implemented,
                       fmt::format("what {} recorded can't be set", (*this)[name].description()));
    }
    set_states(*group, values);
  }
}

}  // namespace ranvier::network
