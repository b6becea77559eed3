#include "synapses.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

std::string place(const SynapsesOptions& options) {
  return describe("Synapses", options.name);
}

void check_delay(double delay, const std::string& where) {
  if (!(delay >= 0) || std::isinf(delay)) {
    throw UsageError(
        fmt::format("a delay of {} is {} s: delays are finite and not negative", where, delay));
  }
}

void check_delay_dimension(const units::Quantity& delay, const std::string& where) {
  if (delay.dimension() != units::second_dimension) {
    throw DimensionMismatchError(
        fmt::format("a delay of {} must be a time: its unit is {}, not second", where,
                    units::name_of(delay.dimension())));
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

std::map<std::string, std::string> pathway_texts(const SynapsesOptions& options) {
  if (const auto* text = std::get_if<std::string>(&options.on_pre)) {
    return {{"pre", *text}};
  }
  if (const auto* texts = std::get_if<std::map<std::string, std::string>>(&options.on_pre)) {
    return *texts;
  }
  return {};
}

}  // namespace

SynapticPathway::SynapticPathway(std::string pathway, std::string object_name,
                                 symbolic::StatementBlock code, int order)
    : NetworkObject(std::move(object_name), {}, "synapses", order),
      pathway_(std::move(pathway)),
      code_(std::move(code)) {}

equations::Equations Synapses::to_equations(const std::string& text,
                                            const SynapsesOptions& options) {
  return equations::Equations(text, place(options));
}

Synapses::Synapses(SpikeSource& source, Group& target, SynapsesOptions options,
                   equations::Equations equations)
    : Group(options.name, options.clock, options.order, 0, std::move(equations),
            std::move(options.constants)),
      source_(&source),
      target_(&target) {
  const auto where = place(options);
  if (!source.emits_spikes() && !std::holds_alternative<std::monostate>(options.on_pre)) {
    throw UsageError(fmt::format(
        "{} has a pathway on_pre, but its source, {}, has no threshold and never spikes", where,
        source.description()));
  }
  const auto& model = this->equations();
  model.check_flags(equations::Context::synapses, where);
  for (const auto& equation : model.all()) {
    if (equation.kind == equations::EquationKind::differential) {
      throw UsageError(UsageError::Kind::not_implemented,
                       fmt::format("'d{0}/dt' of {1}: differential equations of synapses are not "
                                   "built yet; keep '{0}' in "
                                   "the target group, or update it in on_pre",
                                   equation.name, where));
    }
    if (equation.has_flag("summed")) {
      throw UsageError(
          UsageError::Kind::not_implemented,
          fmt::format(
              "'{}' of {}: summed variables are not built yet; add to a variable of the target in "
              "on_pre",
              equation.name, where));
    }
  }
  for (const auto& equation : model.all()) {
    for (const auto* end :
         {static_cast<const Group*>(&source), static_cast<const Group*>(&target)}) {
      if (end->state().find(equation.name) != nullptr || end->equations().find(equation.name)) {
        throw UsageError(fmt::format(
            "'{0}' of {1} has the name of a variable of {2}: '{0}' in a statement would be "
            "ambiguous; rename it",
            equation.name, where, end->description()));
      }
    }
  }
  add_equation_variables();
  const auto texts = pathway_texts(options);
  if (const auto* delays = std::get_if<std::map<std::string, units::Quantity>>(&options.delay)) {
    for (const auto& [pathway, delay] : *delays) {
      if (!texts.contains(pathway)) {
        throw UsageError(
            fmt::format("{} has no pathway '{}' that could have a delay", where, pathway));
      }
    }
  }
  for (const auto& [pathway, text] : texts) {
    auto code = equations::parse_statements(text, fmt::format("on_{} of {}", pathway, where));
    auto& added = pathways_.emplace_back(
        pathway, options.name.empty() ? "" : options.name + "_" + pathway, std::move(code), -1);
    auto& delay =
        state().add(added.delay_variable(), ElementType::float64, units::second_dimension, true);
    std::optional<units::Quantity> given;
    if (const auto* one = std::get_if<units::Quantity>(&options.delay);
        one != nullptr && pathway == "pre") {
      given = *one;
    } else if (const auto* several =
                   std::get_if<std::map<std::string, units::Quantity>>(&options.delay)) {
      if (const auto found = several->find(pathway); found != several->end()) {
        given = found->second;
      }
    }
    if (given) {
      check_delay_dimension(*given, where);
      check_delay(given->value(), where);
      delay.values.set_value(0, given->value());
    }
  }
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
  ConnectRule rule;
  rule.condition = options.condition;
  rule.p = options.probability;
  rule.by_arrays = !options.i.empty() || !options.j.empty();
  rule.sources = options.i;
  rule.targets = options.j;
  rule.target_expression = options.j_expression;
  rule.n = options.n;
  if (rule.by_arrays && (!rule.condition.empty() || !rule.target_expression.empty())) {
    throw UsageError(fmt::format(
        "connect of {}: index arrays go neither with a condition nor with an expression for j",
        description()));
  }
  if (!rule.target_expression.empty() && !rule.condition.empty()) {
    throw UsageError(fmt::format("connect of {}: give either a condition or an expression for j",
                                 description()));
  }
  record(std::move(rule));
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
  const auto delays = values_of(pathway.delay_variable());
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
