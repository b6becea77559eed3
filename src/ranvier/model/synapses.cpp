#include "synapses.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/model/check_synapses.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

std::string place(const SynapsesOptions& options) {
  return describe("Synapses", options.name);
}

void refuse_names_of_neighbours(const equations::Equations& model, const Group& source,
                                const Group& target, const std::string& where) {
  for (const auto& equation : model.all()) {
    for (const auto* end : {&target, &source}) {
      if (end->state().find(equation.name) != nullptr || end->equations().find(equation.name)) {
        if (equation.has_flag("summed")) {
          throw UsageError(fmt::format(
              "the summed variable '{0}' of {1} is to be called '{0}_{2}': the ending "
              "says that the sum goes to '{0}' of {3}",
              equation.name, where, end == &target ? "post" : "pre", end->description()));
        }
        throw UsageError(fmt::format(
            "'{0}' of {1} has the name of a variable of {2}: '{0}' in a statement would be "
            "ambiguous; rename it",
            equation.name, where, end->description()));
      }
    }
  }
}

/// Numbers in the whole group to numbers in the part that `group` is, if it is one.
std::vector<std::int32_t> to_positions(std::vector<std::int32_t> elements, const Group& group) {
  if (const auto& members = group.members()) {
    for (auto& element : elements) {
      element = static_cast<std::int32_t>(members->position(element));
    }
  }
  return elements;
}

}  // namespace

equations::Equations Synapses::to_equations(const std::string& text,
                                            const SynapsesOptions& options) {
  return equations::Equations(text, place(options));
}

Synapses::Synapses(Group& source, Group& target, SynapsesOptions options,
                   equations::Equations equations)
    : Group(options.name, options.clock, options.order, 0, std::move(equations),
            std::move(options.constants)),
      source_(&source),
      target_(&target) {
  options.method.add_options(options.method_options);
  set_method(std::move(options.method));
  const auto where = place(options);
  const auto& model = this->equations();
  model.check_flags(equations::Context::synapses, where);
  refuse_names_of_neighbours(model, source, target, where);
  check_synaptic_equations(model, source, target, where);
  add_equation_variables(options.dtype);
  if (!options.multisynaptic_index.empty()) {
    multisynaptic_index_ = options.multisynaptic_index;
    if (state().find(multisynaptic_index_) != nullptr) {
      throw UsageError(fmt::format("{}: the multisynaptic index '{}' has the name of a variable",
                                   where, multisynaptic_index_));
    }
    state().add(multisynaptic_index_, ElementType::int32, units::dimensionless, false, true);
  }
  incoming_.resize(target.whole().size());
  outgoing_.resize(source.whole().size());
  if (!event_driven().empty()) {
    if (state().find("lastupdate") != nullptr) {
      throw UsageError(
          fmt::format("'lastupdate' of {} is the time of the last event, which synapses with "
                      "event-driven equations have by themselves; remove it from the model",
                      where));
    }
    state().add("lastupdate", ElementType::float64, units::second_dimension);
  }
  add_pathways(options.on_pre, SynapseEnd::source, options);
  add_pathways(options.on_post, SynapseEnd::target, options);
  const auto has_pathway = [this](const std::string& name) {
    return std::ranges::any_of(
        pathways_, [&](const SynapticPathway& pathway) { return pathway.pathway() == name; });
  };
  std::vector<std::string> delayed;
  if (std::holds_alternative<units::Quantity>(options.delay)) {
    delayed.emplace_back("pre");
  } else if (const auto* several =
                 std::get_if<std::map<std::string, units::Quantity>>(&options.delay)) {
    for (const auto& [pathway, delay] : *several) {
      delayed.push_back(pathway);
    }
  }
  for (const auto& pathway : delayed) {
    if (!has_pathway(pathway)) {
      throw UsageError(
          fmt::format("{} has no pathway '{}' that could have a delay", where, pathway));
    }
  }
}

void Synapses::add_pathways(const PathwayTexts& texts, SynapseEnd end,
                            const SynapsesOptions& options) {
  const auto is_pre = end == SynapseEnd::source;
  const auto where = place(options);
  for (const auto& [name, text] : texts_by_pathway(texts, is_pre ? "pre" : "post")) {
    auto& group = is_pre ? *source_ : *target_;
    const auto event = event_of(options.on_event, name);
    const auto* events = dynamic_cast<const SpikeSource*>(&group);
    if (events == nullptr || !events->has_event(event) ||
        (event == "spike" && !events->emits_spikes())) {
      throw UsageError(
          event == "spike"
              ? fmt::format(
                    "{} has a pathway on_{}, but its {}, {}, has no threshold and never spikes: "
                    "give it "
                    "threshold=..., or let a (summed) variable read its values in each step",
                    where, is_pre ? "pre" : "post", is_pre ? "source" : "target",
                    group.description())
              : fmt::format("the pathway '{}' of {} waits for the event '{}', which {} does not "
                            "have",
                            name, where, event, group.description()));
    }
    for (const auto& other : pathways_) {
      if (other.pathway() == name) {
        throw UsageError(
            fmt::format("{} has two pathways with the name '{}', one in on_pre and one in on_post",
                        where, name));
      }
    }
    auto code = equations::parse_statements(text, fmt::format("on_{} of {}", name, where));
    auto& added = pathways_.emplace_back(
        name, options.name.empty() ? "" : options.name + "_" + name, end, event, std::move(code));
    auto& delay =
        state().add(added.delay_variable(), ElementType::float64, units::second_dimension, true);
    if (const auto given = given_delay(options.delay, added, where)) {
      added.keep_one_delay();
      delay.values.set_value(0, *given);
    }
  }
}

SpikeSource& Synapses::group_at(SynapseEnd end) const {
  return dynamic_cast<SpikeSource&>(end == SynapseEnd::source ? *source_ : *target_);
}

std::vector<const equations::Equation*> Synapses::differential(bool is_event_driven) const {
  auto chosen = equations().differential();
  std::erase_if(chosen, [&](const equations::Equation* equation) {
    return equation->has_flag("event-driven") != is_event_driven;
  });
  return chosen;
}

void Synapses::set_name(std::string name) {
  Group::set_name(std::move(name));
  for (auto& pathway : pathways_) {
    if (pathway.name().empty()) {
      pathway.set_name(this->name() + "_" + pathway.pathway());
    }
  }
}

void Synapses::connect(const ConnectOptions& options) {
  check_connect_options(options, description());
  ConnectRule rule;
  rule.condition = options.condition;
  rule.p = options.p;
  rule.by_arrays = options.i.is_given() && options.j.is_given();
  rule.sources = options.i.neurons();
  rule.targets = options.j.neurons();
  rule.target_generator = options.j.generator();
  rule.source_generator = options.i.generator();
  rule.n = options.n;
  rule.skip_if_invalid = options.skip_if_invalid;
  record(std::move(rule));
}

SynapticPathway& Synapses::pathway(const std::string& name) {
  const auto found = std::ranges::find(pathways_, name, &SynapticPathway::pathway);
  if (found == pathways_.end()) {
    throw UsageError(UsageError::Kind::attribute,
                     fmt::format("{} has no pathway '{}'", description(), name));
  }
  return *found;
}

std::vector<std::int32_t> Synapses::created_sources() const {
  return to_positions(in_order_of_creation(sources()), *source_);
}

std::vector<std::int32_t> Synapses::created_targets() const {
  return to_positions(in_order_of_creation(targets()), *target_);
}

std::vector<std::int32_t> Synapses::in_order_of_creation(
    std::span<const std::int32_t> neurons) const {
  std::vector<std::int32_t> created(neurons.begin(), neurons.end());
  const auto order = creation_order();
  for (std::size_t k = 0; k < order.size(); ++k) {
    created[static_cast<std::size_t>(order[k])] = neurons[k];
  }
  return created;
}

void Synapses::append(std::span<const std::int32_t> sources,
                      std::span<const std::int32_t> targets) {
  const auto before = size();
  const auto after = before + static_cast<std::int64_t>(sources.size());
  const auto extend = [before, after](state::Column& column, std::span<const std::int32_t> neurons,
                                      const Group& group) {
    column.resize(after);
    auto added = column.values<std::int32_t>().begin() + before;
    if (const auto& members = group.members()) {
      std::ranges::transform(neurons, added, [&members](std::int32_t position) {
        return static_cast<std::int32_t>(members->element(position));
      });
    } else {
      std::ranges::copy(neurons, added);
    }
  };
  for (auto& pathway : pathways_) {
    if (!pathway.has_one_delay() &&
        Group::values_of(pathway.delay_variable()) != std::vector{0.0}) {
      make_delay_per_synapse(pathway);  // the delay of new synapses is 0
    }
  }
  extend(sources_, sources, *source_);
  extend(targets_, targets, *target_);
  if (!storage_of_.empty()) {
    creation_order_.resize(after);
  }
  state().resize(after);  // last: it decides how many there are
  if (!storage_of_.empty()) {
    for (auto synapse = before; synapse < after; ++synapse) {
      creation_order_.values<std::int64_t>()[static_cast<std::size_t>(synapse)] = synapse;
      storage_of_.push_back(synapse);
    }
  }
  is_connected_ = true;
  count_synapses(before);
}

void Synapses::make_delay_per_synapse(SynapticPathway& pathway) {
  auto* delay = state().find(pathway.delay_variable());
  if (!delay->is_shared) {
    return;
  }
  const auto common = delay->values.value_at(0);
  delay->is_shared = false;
  delay->values.resize(size());
  for (std::int64_t synapse = 0; synapse < size(); ++synapse) {
    delay->values.set_value(synapse, common);
  }
}

std::vector<std::int32_t> Synapses::delay_steps(const SynapticPathway& pathway, double dt) const {
  const auto delays = Group::values_of(pathway.delay_variable());
  std::vector<std::int32_t> steps;
  steps.reserve(delays.size());
  for (const auto delay : delays) {
    check_delay(delay, description());
    const auto step = std::trunc(delay / dt + 0.5);
    if (step > std::numeric_limits<std::int32_t>::max()) {
      throw UsageError(fmt::format("a delay of {} is {} s, more than 2^31 steps of {} s",
                                   description(), delay, dt));
    }
    steps.push_back(static_cast<std::int32_t>(step));
  }
  return steps;
}

void Synapses::arrange(const state::SynapseRows& rows) {
  const auto n = static_cast<std::size_t>(size());
  const auto order = rows.creation_order();
  const auto creation_of = [&order](std::size_t k) {
    return order.empty() ? static_cast<std::int64_t>(k) : order[k];
  };
  std::vector<std::int64_t> moved(n);
  bool changes = false;
  for (std::size_t k = 0; k < n; ++k) {
    moved[k] = storage_index(creation_of(k));
    changes = changes || moved[k] != static_cast<std::int64_t>(k);
  }
  if (changes) {
    state().permute(moved);
    sources_.permute(moved);
    targets_.permute(moved);
  }
  creation_order_.resize(static_cast<std::int64_t>(order.size()));
  std::ranges::copy(order, creation_order_.values<std::int64_t>().begin());
  storage_of_.assign(order.size(), 0);
  for (std::size_t k = 0; k < order.size(); ++k) {
    storage_of_[static_cast<std::size_t>(order[k])] = static_cast<std::int64_t>(k);
  }
}

}  // namespace ranvier::model
