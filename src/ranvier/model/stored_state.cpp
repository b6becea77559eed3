/// What each kind of object stores: state, connections and recordings, in the order that users see.
#include <fmt/format.h>

#include <ranvier/model/inputs.hpp>
#include <ranvier/model/monitors.hpp>
#include <ranvier/model/neuron_group.hpp>
#include <ranvier/model/synapses.hpp>
#include <ranvier/state/stored_array.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::model {

namespace {

// Names that no variable has: those of the user do not begin with an underscore.
constexpr const char* sources_name = "_sources";
constexpr const char* targets_name = "_targets";
constexpr const char* connected_name = "_is_connected";
constexpr const char* spike_indices_name = "_spike_indices";
constexpr const char* spike_times_name = "_spike_times";
constexpr const char* period_name = "_period";
constexpr const char* counts_name = "_counts";
constexpr const char* recorded_i_name = "_i";
constexpr const char* recorded_t_name = "_t";
constexpr const char* recorded_rate_name = "_rate";

std::string quoted(const std::string& variable, const NetworkObject& object) {
  return fmt::format("'{}' of {}", variable, object.description());
}

void check_recording(const state::StoredArrays& arrays, const std::string& name,
                     const state::Recording& recording, const NetworkObject& monitor) {
  const auto& stored = arrays.at(name);
  const auto what = quoted(name, monitor);
  state::check_stored(stored, recording.type(), -1, what);
  if (recording.row_length() > 0 ? stored.size() % recording.row_length() != 0
                                 : stored.size() != 0) {
    throw UsageError(fmt::format("the stored values of {} are not {} in each time step", what,
                                 recording.row_length()));
  }
}

}  // namespace

void Group::store(state::StoredArrays& arrays) const {
  std::vector<std::int64_t> places;
  for (const auto& variable : state_.variables()) {
    if (!variable.is_shared && places.empty() && size() > 0 && is_reordered()) {
      places.resize(static_cast<std::size_t>(size()));
      for (std::int64_t element = 0; element < size(); ++element) {
        places[static_cast<std::size_t>(element)] = storage_index(element);
      }
    }
    auto array =
        state::store(variable.values, variable.is_shared ? std::span<const std::int64_t>()
                                                         : std::span<const std::int64_t>(places));
    array.is_shared = variable.is_shared;
    arrays.add(variable.name, std::move(array));
  }
}

void Group::check_stored(const state::StoredArrays& arrays) const {
  for (const auto& variable : state_.variables()) {
    const auto& stored = arrays.at(variable.name);
    state::check_stored(stored, variable.values.type(), stored.is_shared ? 1 : stored_size(arrays),
                        quoted(variable.name, *this));
  }
}

void Group::restore(const state::StoredArrays& arrays) {
  for (auto& variable : state_.variables()) {
    const auto& stored = arrays.at(variable.name);
    variable.is_shared = stored.is_shared;  // a delay may have become one for each synapse
    state::restore(variable.values, stored);
  }
}

std::int64_t Group::stored_size(const state::StoredArrays& /*arrays*/) const {
  return size();
}

void Synapses::store(state::StoredArrays& arrays) const {
  Group::store(arrays);
  // Numbered as in the whole groups, also for subgroups.
  const auto sources = in_order_of_creation(this->sources());
  const auto targets = in_order_of_creation(this->targets());
  arrays.add(sources_name, ElementType::int32, std::span<const std::int32_t>(sources));
  arrays.add(targets_name, ElementType::int32, std::span<const std::int32_t>(targets));
  const std::uint8_t connected = is_connected_ ? 1 : 0;
  arrays.add(connected_name, ElementType::boolean, std::span(&connected, 1));
}

std::int64_t Synapses::stored_size(const state::StoredArrays& arrays) const {
  return arrays.at(sources_name).size();
}

void Synapses::check_stored(const state::StoredArrays& arrays) const {
  Group::check_stored(arrays);
  const auto check_end = [&](const char* name, const Group& group) {
    for (const auto neuron : arrays.values<std::int32_t>(name)) {
      if (neuron < 0 || neuron >= group.size()) {
        throw UsageError(fmt::format("a stored synapse of {} is at element {} of {}, which has {}",
                                     description(), neuron, group.description(), group.size()));
      }
    }
  };
  check_end(sources_name, source().whole());
  check_end(targets_name, target().whole());
  if (arrays.at(targets_name).size() != stored_size(arrays)) {
    throw UsageError(fmt::format("the stored synapses of {} have not as many ends as beginnings",
                                 description()));
  }
}

void Synapses::restore(const state::StoredArrays& arrays) {
  // In the order of creation, which is the order of storage until the next run.
  state::restore(sources_, arrays.at(sources_name));
  state::restore(targets_, arrays.at(targets_name));
  creation_order_.resize(0);
  storage_of_.clear();
  state().resize(sources_.size());
  is_connected_ = arrays.at(connected_name).bytes.at(0) != std::byte{0};
  count_ends(0);
  Group::restore(arrays);
}

void SpikeGeneratorGroup::store(state::StoredArrays& arrays) const {
  Group::store(arrays);
  arrays.add(spike_indices_name, ElementType::int32, std::span<const std::int32_t>(indices_));
  arrays.add(spike_times_name, ElementType::float64, std::span<const double>(times_));
  arrays.add(period_name, ElementType::float64, std::span(&period_, 1));
}

void SpikeGeneratorGroup::check_stored(const state::StoredArrays& arrays) const {
  Group::check_stored(arrays);
  state::check_stored(arrays.at(spike_indices_name), ElementType::int32, -1,
                      quoted("indices", *this));
  state::check_stored(arrays.at(spike_times_name), ElementType::float64,
                      arrays.at(spike_indices_name).size(), quoted("times", *this));
}

void SpikeGeneratorGroup::restore(const state::StoredArrays& arrays) {
  Group::restore(arrays);
  indices_ = arrays.values<std::int32_t>(spike_indices_name);
  times_ = arrays.values<double>(spike_times_name);
  period_ = arrays.values<double>(period_name).at(0);
  ++version_;
}

void EventMonitor::store(state::StoredArrays& arrays) const {
  arrays.add(recorded_i_name, state::store(indices_));
  arrays.add(recorded_t_name, state::store(times_));
  arrays.add(counts_name, state::store(counts_));
  for (const auto& variable : variables_) {
    arrays.add(variable.name, state::store(variable.values));
  }
}

void EventMonitor::check_stored(const state::StoredArrays& arrays) const {
  check_recording(arrays, recorded_i_name, indices_, *this);
  check_recording(arrays, recorded_t_name, times_, *this);
  state::check_stored(arrays.at(counts_name), counts_.type(), counts_.size(),
                      quoted("count", *this));
  for (const auto& variable : variables_) {
    check_recording(arrays, variable.name, variable.values, *this);
  }
}

void EventMonitor::restore(const state::StoredArrays& arrays) {
  state::restore(indices_, arrays.at(recorded_i_name));
  state::restore(times_, arrays.at(recorded_t_name));
  state::restore(counts_, arrays.at(counts_name));
  for (auto& variable : variables_) {
    state::restore(variable.values, arrays.at(variable.name));
  }
}

void StateMonitor::store(state::StoredArrays& arrays) const {
  arrays.add(recorded_t_name, state::store(times_));
  for (const auto& variable : variables_) {
    arrays.add(variable.name, state::store(variable.values));
  }
}

void StateMonitor::check_stored(const state::StoredArrays& arrays) const {
  check_recording(arrays, recorded_t_name, times_, *this);
  for (const auto& variable : variables_) {
    check_recording(arrays, variable.name, variable.values, *this);
    state::check_stored(arrays.at(variable.name), variable.values.type(),
                        arrays.at(recorded_t_name).size() * variable.values.row_length(),
                        quoted(variable.name, *this));
  }
}

void StateMonitor::restore(const state::StoredArrays& arrays) {
  state::restore(times_, arrays.at(recorded_t_name));
  for (auto& variable : variables_) {
    state::restore(variable.values, arrays.at(variable.name));
    if (variable.values.row_length() == 0) {
      variable.values.append(times_.rows());
    }
  }
}

void PopulationRateMonitor::store(state::StoredArrays& arrays) const {
  arrays.add(recorded_t_name, state::store(times_));
  arrays.add(recorded_rate_name, state::store(rates_));
}

void PopulationRateMonitor::check_stored(const state::StoredArrays& arrays) const {
  check_recording(arrays, recorded_t_name, times_, *this);
  check_recording(arrays, recorded_rate_name, rates_, *this);
}

void PopulationRateMonitor::restore(const state::StoredArrays& arrays) {
  state::restore(times_, arrays.at(recorded_t_name));
  state::restore(rates_, arrays.at(recorded_rate_name));
}

}  // namespace ranvier::model
