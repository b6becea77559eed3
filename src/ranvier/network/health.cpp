#include "health.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/network/element_values.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::network {

namespace {

bool is_real(const state::Column& column) {
  return column.type() == ElementType::float64 || column.type() == ElementType::float32;
}

/// Whether each step passes over the values: those of neurons, and of synapses that have
/// clock-driven equations.
bool is_in_step(const model::Group& group) {
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  return synapses == nullptr || !synapses->clock_driven().empty();
}

std::string time(double t) {
  return units::to_string({t, units::second_dimension});
}

}  // namespace

WatchedRun::WatchedRun(const model::NetworkDescription& network,
                       compiler::CompiledNetwork& compiled, compiler::NetworkMemory& memory,
                       NonFinite policy, const std::vector<doctor::WorkingRange>& ranges)
    : compiled_(&compiled) {
  options_.ends_run = policy != NonFinite::warn;
  options_.can_repeat = !compiled.calls_functions();
  options_.outside_calls = &compiled.outside_calls();
  options_.state.clocks = compiled.program().clocks();
  options_.clocks.assign(options_.state.clocks.begin(), options_.state.clocks.end());
  options_.state.events = compiled.event_buffers();
  add_groups(network, ranges);
  for (auto* object : network.objects) {
    add_recordings(*object);
    if (const auto* synapses = dynamic_cast<const model::Synapses*>(object)) {
      add_queues(*synapses, memory);
    }
    if (const auto* generator = dynamic_cast<const model::SpikeGeneratorGroup*>(object)) {
      if (const auto found = memory.generators.find(generator); found != memory.generators.end()) {
        options_.state.positions.push_back(&found->second.position);
      }
    }
  }
  options_.before_excursion = [this](const runtime::Excursion& excursion) {
    const auto& variable = variables_[static_cast<std::size_t>(excursion.column)];
    values_.push_back(values_of_element(*variable.group, excursion.element));
  };
  options_.on_growth = [this](const runtime::Growth& growth) {
    const auto& variable = variables_[static_cast<std::size_t>(growth.column)];
    growths_.emplace_back(growth, values_of_element(*variable.group, growth.element));
  };
  watch_ = std::make_unique<runtime::HealthWatch>(options_);
}

void WatchedRun::add_groups(const model::NetworkDescription& network,
                            const std::vector<doctor::WorkingRange>& ranges) {
  const auto add = [&](const auto& self, model::Group& group) -> void {
    if (std::ranges::find(groups_, &group) != groups_.end()) {
      return;
    }
    groups_.push_back(&group);
    for (auto& variable : group.state().variables()) {
      if (compiled_->writes(variable.values)) {
        options_.state.columns.push_back(&variable.values);
      }
    }
    if (group.is_active()) {
      add_columns(group, ranges);
    }
    for (const auto& [name, link] : group.links()) {
      self(self, link.source->whole());  // it need not be in the network
    }
  };
  for (auto* object : network.objects) {
    if (auto* group = dynamic_cast<model::Group*>(object)) {
      add(add, group->whole());
    }
  }
}

void WatchedRun::add_columns(model::Group& group, const std::vector<doctor::WorkingRange>& ranges) {
  for (const auto kind :
       {equations::EquationKind::differential, equations::EquationKind::parameter}) {
    for (const auto& equation : group.equations().all()) {
      if (equation.kind == kind) {
        add_column(group, equation, ranges);
      }
    }
  }
}

void WatchedRun::add_column(model::Group& group, const equations::Equation& equation,
                            const std::vector<doctor::WorkingRange>& ranges) {
  const auto* variable = group.state().find(equation.name);
  if (variable == nullptr || !is_real(variable->values) || group.is_linked(equation.name) ||
      !compiled_->writes(variable->values) || group.clock() == nullptr) {
    return;
  }
  const doctor::Variable watched{&group, equation.name};
  runtime::WatchedColumn column;
  column.values = &variable->values;
  column.clock = group.clock();
  column.ends_run = equation.kind == equations::EquationKind::differential &&
                    dynamic_cast<const model::NeuronGroup*>(&group) != nullptr;
  // What ends runs is told apart: a parameter that is non-finite already must not hide it.
  column.group = 2 * (static_cast<int>(groups_.size()) - 1) + (column.ends_run ? 1 : 0);
  column.is_in_step = is_in_step(group);
  column.is_growth_noted = column.ends_run;
  if (const auto range = std::ranges::find(ranges, watched, &doctor::WorkingRange::variable);
      range != ranges.end()) {
    column.low = range->low;
    column.high = range->high;
  }
  options_.columns.push_back(column);
  variables_.push_back(watched);
}

void WatchedRun::add_recordings(model::NetworkObject& object) {
  auto& recordings = options_.state.recordings;
  if (auto* events = dynamic_cast<model::EventMonitor*>(&object)) {
    recordings.insert(recordings.end(), {&events->indices(), &events->times()});
    options_.state.columns.push_back(&events->counts());
    for (auto& variable : events->variables()) {
      recordings.push_back(&variable.values);
    }
  } else if (auto* states = dynamic_cast<model::StateMonitor*>(&object)) {
    recordings.push_back(&states->times());
    for (auto& variable : states->variables()) {
      recordings.push_back(&variable.values);
    }
  } else if (auto* rates = dynamic_cast<model::PopulationRateMonitor*>(&object)) {
    recordings.insert(recordings.end(), {&rates->times(), &rates->rates()});
  }
}

void WatchedRun::add_queues(const model::Synapses& synapses, compiler::NetworkMemory& memory) {
  for (const auto& pathway : synapses.pathways()) {
    const auto found = memory.pathways.find(&pathway);
    if (found != memory.pathways.end() && found->second.is_built) {
      options_.state.queues.push_back(&found->second.queue);
    }
  }
}

doctor::HealthRecord WatchedRun::record_of(const runtime::Excursion& excursion,
                                           const std::map<std::string, double>& values,
                                           const model::Namespace& names) const {
  const auto column = static_cast<std::size_t>(excursion.column);
  const auto& watched = options_.columns[column];
  doctor::HealthRecord record;
  record.kind = excursion.is_non_finite ? doctor::HealthRecord::Kind::non_finite
                                        : doctor::HealthRecord::Kind::out_of_range;
  record.variable = variables_[column];
  const auto& group = *record.variable.group;
  record.element = user_number(group, excursion.element);
  record.is_exact = excursion.is_exact;
  record.step = excursion.step;
  record.t = excursion.t;
  record.earliest_t = excursion.earliest_t;
  record.dt = watched.clock->has_dt() ? watched.clock->dt() : 0;
  record.before = excursion.before;
  record.after = excursion.after;
  record.has_ended_run = excursion.is_non_finite && watched.ends_run && watch_->has_ended_run();
  record.low = watched.low;
  record.high = watched.high;
  for (const auto other : excursion.together) {
    record.together.push_back(variables_[static_cast<std::size_t>(other)].name);
  }
  record.values = values;
  if (record.is_exact) {
    add_constants(group, names, record.values, record.functions);
  }
  return record;
}

doctor::HealthRecord WatchedRun::record_of(const runtime::Growth& growth,
                                           const std::map<std::string, double>& values,
                                           const model::Namespace& names) const {
  const auto& watched = options_.columns[static_cast<std::size_t>(growth.column)];
  doctor::HealthRecord record;
  record.kind = doctor::HealthRecord::Kind::grown;
  record.variable = variables_[static_cast<std::size_t>(growth.column)];
  record.element = user_number(*record.variable.group, growth.element);
  record.step = growth.step;
  record.t = growth.t;
  record.dt = watched.clock->has_dt() ? watched.clock->dt() : 0;
  record.before = growth.start;
  record.after = growth.value;
  record.values = values;
  add_constants(*record.variable.group, names, record.values, record.functions);
  return record;
}

doctor::RunHealth WatchedRun::health(double start, double end,
                                     const model::Namespace& names) const {
  doctor::RunHealth health;
  health.start = start;
  health.end = end;
  health.was_ended = watch_->has_ended_run();
  auto values = values_.begin();
  for (const auto& excursion : watch_->excursions()) {
    health.records.push_back(excursion.is_exact ? record_of(excursion, *values++, names)
                                                : record_of(excursion, {}, names));
  }
  for (const auto& [growth, growth_values] : growths_) {
    health.growths.push_back(record_of(growth, growth_values, names));
  }
  for (std::size_t k = 0; k < variables_.size(); ++k) {
    if (dynamic_cast<const model::NeuronGroup*>(variables_[k].group) != nullptr) {
      const auto& course = watch_->courses()[k];
      health.variables.push_back(
          {variables_[k], course.lowest(), course.highest(), course.times(), course.means()});
    }
  }
  for (auto* group : groups_) {
    const auto* neurons = dynamic_cast<const model::NeuronGroup*>(group);
    if (neurons == nullptr || !neurons->is_active()) {
      continue;
    }
    doctor::GroupHealth& one = health.groups.emplace_back();
    one.group = neurons;
    one.spikes = compiled_->event_count(*neurons, "spike");
    one.values = values_of_element(*neurons, 0);
    add_constants(*neurons, names, one.values, one.functions);
  }
  return health;
}

std::string describe(const doctor::HealthRecord& record) {
  const auto& group = *record.variable.group;
  const auto* is_neuron = dynamic_cast<const model::NeuronGroup*>(&group);
  const auto what =
      fmt::format("'{}' of {} became {} at {} {}", record.variable.name, group.description(),
                  std::isnan(record.after) ? "nan" : fmt::format("{}", record.after),
                  is_neuron != nullptr ? "neuron" : "element", record.element);
  const auto step = fmt::format(" (dt = {})", time(record.dt));
  return record.is_exact ? fmt::format("{}, t = {}{}", what, time(record.t), step)
                         : fmt::format("{}, between t = {} and t = {}{}", what,
                                       time(record.earliest_t), time(record.t), step);
}

}  // namespace ranvier::network
