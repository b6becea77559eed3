#include "monitors.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include <ranvier/model/synapses.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

template <typename T>
std::vector<T> copy_of(const state::Recording& recording) {
  std::vector<T> values(static_cast<std::size_t>(recording.rows() * recording.row_length()));
  recording.copy_to(values.data());
  return values;
}

/// Type, dimension and existence of what a monitor is to record: a stored variable or a
/// subexpression.
RecordedVariable recorded_variable(const Group& source, const std::string& name,
                                   std::int64_t row_length, const std::string& monitor) {
  if (const auto* variable = source.state().find(name)) {
    return {name, variable->dimension, state::Recording(variable->values.type(), row_length)};
  }
  if (const auto* equation = source.equations().find(name);
      equation != nullptr && equation->is_plain_subexpression()) {
    const auto type = equation->type == symbolic::ValueType::real      ? ElementType::float64
                      : equation->type == symbolic::ValueType::integer ? ElementType::int32
                                                                       : ElementType::boolean;
    return {name, equation->dimension, state::Recording(type, row_length)};
  }
  if (name == "i" || (name == "j" && dynamic_cast<const Synapses*>(&source) != nullptr)) {
    return {name, units::dimensionless, state::Recording(ElementType::int32, row_length)};
  }
  throw UsageError(UsageError::Kind::key,
                   fmt::format("{} can't record '{}': {} has no such variable", monitor, name,
                               source.description()));
}

bool is_real(ElementType type) {
  return type == ElementType::float64 || type == ElementType::float32;
}

/// The type in which a monitor of states keeps a variable.
ElementType recorded_type(const RecordedVariable& variable, const StateMonitorOptions& options,
                          const std::string& monitor) {
  const auto own = variable.values.type();
  const auto found = options.of.find(variable.name);
  if (found == options.of.end()) {
    return options.real && is_real(own) ? *options.real : own;
  }
  const auto type = found->second;
  const bool fits = own == ElementType::boolean
                        ? type == ElementType::boolean
                        : is_real(own) == is_real(type) && type != ElementType::boolean;
  if (!fits) {
    throw UsageError(UsageError::Kind::type,
                     fmt::format("{} can't record '{}' in this type: real variables are recorded "
                                 "as float32 or float64, integers as int32 or int64, truth values "
                                 "as bool",
                                 monitor, variable.name));
  }
  return type;
}

std::vector<double> as_doubles(const state::Recording& recording) {
  const auto n = static_cast<std::size_t>(recording.rows() * recording.row_length());
  std::vector<double> values(n);
  const auto convert = [&]<typename T>(T /*tag*/) {
    std::vector<T> stored(n);
    recording.copy_to(stored.data());
    std::ranges::copy(stored, values.begin());
  };
  switch (recording.type()) {
    case ElementType::float64:
      recording.copy_to(values.data());
      break;
    case ElementType::float32:
      convert(0.0F);
      break;
    case ElementType::int32:
      convert(std::int32_t{});
      break;
    case ElementType::int64:
      convert(std::int64_t{});
      break;
    case ElementType::boolean:
      convert(std::uint8_t{});
      break;
  }
  return values;
}

}  // namespace

EventMonitor::EventMonitor(SpikeSource& source, const std::string& event,
                           EventMonitorOptions options)
    : NetworkObject(options.name, {}, options.when.value_or(source.place_of(event).when),
                    options.order.value_or(options.when ? 0 : source.place_of(event).order + 1)),
      source_(&source),
      event_(event),
      records_(options.record),
      counts_(ElementType::int32, source.size()) {
  const auto where = describe(event == "spike" ? "SpikeMonitor" : "EventMonitor", options.name);
  if (options.order && !options.when) {
    throw UsageError(fmt::format("{}: give `when` together with `order`", where));
  }
  if (!source.has_event(event)) {
    throw UsageError(event == "spike"
                         ? fmt::format("{} can't record spikes: {} has no threshold", where,
                                       source.description())
                         : fmt::format("{} can't record event '{}': {} has no such event", where,
                                       event, source.description()));
  }
  for (const auto& variable : options.variables) {
    variables_.push_back(recorded_variable(source, variable, 1, where));
  }
}

std::int64_t EventMonitor::num_events() const {
  const auto counts = counts_.values<std::int32_t>();
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

std::vector<std::int32_t> EventMonitor::i() const {
  return copy_of<std::int32_t>(indices_);
}

std::vector<double> EventMonitor::t() const {
  return copy_of<double>(times_);
}

std::vector<std::int32_t> EventMonitor::count() const {
  const auto counts = counts_.values<std::int32_t>();
  return {counts.begin(), counts.end()};
}

std::vector<double> EventMonitor::operator[](const std::string& variable) const {
  if (!records_ && variable == "t") {
    throw UsageError(
        UsageError::Kind::attribute,
        fmt::format("{} was made with record = false: it has only counts", description()));
  }
  if (variable == "t") {
    return t();
  }
  for (const auto& recorded : variables_) {
    if (recorded.name == variable) {
      return as_doubles(recorded.values);
    }
  }
  throw UsageError(UsageError::Kind::key,
                   fmt::format("{} does not record '{}'", description(), variable));
}

std::vector<std::vector<double>> EventMonitor::values(const std::string& variable) const {
  const auto all = (*this)[variable];
  const auto neurons = i();
  std::vector<std::vector<double>> of_each(static_cast<std::size_t>(source_->size()));
  for (std::size_t event = 0; event < neurons.size(); ++event) {
    of_each[static_cast<std::size_t>(neurons[event])].push_back(all[event]);
  }
  return of_each;
}

std::map<std::string, std::vector<std::vector<double>>> EventMonitor::all_values() const {
  std::map<std::string, std::vector<std::vector<double>>> all{{"t", values("t")}};
  for (const auto& recorded : variables_) {
    all.emplace(recorded.name, values(recorded.name));
  }
  return all;
}

std::vector<std::string> MonitoredVariables::names_in(const Group& group) const {
  auto names = names_;
  if (is_all_) {
    for (const auto& variable : group.state().variables()) {
      names.push_back(variable.name);
    }
    for (const auto* equation : group.equations().subexpressions()) {
      names.push_back(equation->name);
    }
  }
  std::vector<std::string> once;
  for (auto& name : names) {
    if (std::ranges::find(once, name) == once.end()) {
      once.push_back(std::move(name));
    }
  }
  return once;
}

StateMonitor::StateMonitor(Group& source, const MonitoredVariables& variables,
                           StateMonitorOptions options)
    : NetworkObject(options.name, options.clock, options.when, options.order), source_(&source) {
  const auto where = describe("StateMonitor", options.name);
  if (options.record) {
    record_ = *options.record;
    for (auto& element : record_) {
      if (element < -source.size() || element >= source.size()) {
        throw UsageError(UsageError::Kind::index,
                         fmt::format("{} can't record element {}: {} has elements 0 to {}", where,
                                     element, source.description(), source.size() - 1));
      }
      element += element < 0 ? source.size() : 0;
    }
  } else {
    record_.resize(static_cast<std::size_t>(source.size()));
    std::iota(record_.begin(), record_.end(), std::int64_t{0});
  }
  for (const auto& variable : variables.names_in(source)) {
    auto recorded =
        recorded_variable(source, variable, static_cast<std::int64_t>(record_.size()), where);
    const auto type = recorded_type(recorded, options, where);
    if (type != recorded.values.type()) {
      recorded.values = state::Recording(type, static_cast<std::int64_t>(record_.size()));
    }
    variables_.push_back(std::move(recorded));
  }
}

std::vector<double> StateMonitor::t() const {
  return copy_of<double>(times_);
}

std::vector<double> StateMonitor::rows(const std::string& variable) const {
  for (const auto& recorded : variables_) {
    if (recorded.name == variable) {
      return as_doubles(recorded.values);
    }
  }
  throw UsageError(UsageError::Kind::key,
                   fmt::format("{} does not record '{}'", description(), variable));
}

std::vector<double> StateMonitor::values(const std::string& variable) const {
  const auto rows = this->rows(variable);
  const auto n_times = static_cast<std::size_t>(times_.rows());
  const auto n_recorded = record_.size();
  std::vector<double> values(rows.size());
  for (std::size_t time = 0; time < n_times; ++time) {
    for (std::size_t element = 0; element < n_recorded; ++element) {
      values[element * n_times + time] = rows[time * n_recorded + element];
    }
  }
  return values;
}

std::vector<double> StateMonitor::values(const std::string& variable, std::int64_t element) const {
  const auto row = std::ranges::find(record_, element);
  if (row == record_.end()) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("element {} is not recorded by {}", element, description()));
  }
  const auto all = values(variable);
  const auto n_times = times_.rows();
  const auto first = all.begin() + (row - record_.begin()) * n_times;
  return {first, first + n_times};
}

PopulationRateMonitor::PopulationRateMonitor(SpikeSource& source,
                                             PopulationRateMonitorOptions options)
    : NetworkObject(options.name, {}, options.when, options.order), source_(&source) {
  if (!source.emits_spikes()) {
    throw UsageError(fmt::format("{} can't record rates: {} has no threshold", description(),
                                 source.description()));
  }
}

std::vector<double> PopulationRateMonitor::t() const {
  return copy_of<double>(times_);
}

std::vector<double> PopulationRateMonitor::rate() const {
  return copy_of<double>(rates_);
}

}  // namespace ranvier::model
