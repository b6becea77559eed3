/// Monitors: what to record, and what was recorded.
#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/model/group.hpp>
#include <ranvier/model/rates.hpp>
#include <ranvier/state/recording.hpp>

namespace ranvier::model {

/// A recorded variable: its name, dimension and values.
struct RecordedVariable {
  std::string name;
  units::Dimension dimension;
  state::Recording values;
};

struct EventMonitorOptions {
  std::vector<std::string>
      variables;       ///< recorded at each event, as they are before what follows the event
  bool record = true;  ///< false: counts only
  std::optional<std::string> when;  ///< default: the slot in which the event happens
  std::optional<int> order;         ///< default: the order of the event + 1
  std::string name;
};

/// Records the events of a group.
class EventMonitor : public NetworkObject {
 public:
  /// @throws UsageError  if `source` has no such event, (key) if it has no such variable.
  EventMonitor(SpikeSource& source, const std::string& event, EventMonitorOptions options = {});

  std::string class_name() const override { return "EventMonitor"; }

  SpikeSource& source() const { return *source_; }

  const std::string& event() const { return event_; }

  bool records_events() const { return records_; }

  std::int64_t num_events() const;
  std::vector<std::int32_t> i() const;      ///< neuron of each event, (num_events)
  std::vector<double> t() const;            ///< [s] time of each event, (num_events)
  std::vector<std::int32_t> count() const;  ///< events of each neuron, (n_neurons)
  /// "t" or a recorded variable at each event, in SI units, (num_events).
  /// @throws UsageError (key)  if it is not recorded.
  std::vector<double> operator[](const std::string& variable) const;

  /// The same for each neuron, those without events too; in the order of the events.
  std::vector<std::vector<double>> values(const std::string& variable) const;
  /// `values` of "t" and of all recorded variables.
  std::map<std::string, std::vector<std::vector<double>>> all_values() const;

  /// Times of the events of each neuron [s].
  std::vector<std::vector<double>> event_trains() const { return values("t"); }

  /// Rate of each neuron in bins of time, from time 0 to the present; an incomplete last bin is
  /// left out: rates (n_neurons, n_bins).
  /// @param bin_size  a whole number of time steps
  /// @throws UsageError  for another bin size; DimensionMismatchError if it is no time.
  BinnedRate binned_rate(const units::Quantity& bin_size) const;
  /// Rate of each neuron in each time step [Hz], smoothed: (n_neurons, n_times), row by row.
  std::vector<double> smooth_rate(const SmoothingWindow& window, const LogSink& log = {}) const;

  void store(state::StoredArrays& arrays) const override;
  void check_stored(const state::StoredArrays& arrays) const override;
  void restore(const state::StoredArrays& arrays) override;

  state::Recording& indices() { return indices_; }

  state::Recording& times() { return times_; }

  state::Column& counts() { return counts_; }

  std::deque<RecordedVariable>& variables() { return variables_; }

  const std::deque<RecordedVariable>& variables() const { return variables_; }

 private:
  SpikeSource* source_;
  std::string event_;
  bool records_;
  state::Recording indices_{ElementType::int32, 1};
  state::Recording times_{ElementType::float64, 1};
  state::Column counts_;
  std::deque<RecordedVariable> variables_;
};

using SpikeMonitorOptions = EventMonitorOptions;

/// Records the spikes of a group.
class SpikeMonitor final : public EventMonitor {
 public:
  explicit SpikeMonitor(SpikeSource& source, SpikeMonitorOptions options = {})
      : EventMonitor(source, "spike", std::move(options)) {}

  std::string class_name() const override { return "SpikeMonitor"; }

  std::int64_t num_spikes() const { return num_events(); }

  /// Times of the spikes of each neuron [s].
  std::vector<std::vector<double>> spike_trains() const { return event_trains(); }
};

/// What a StateMonitor records: names of variables, or all that a group has.
class MonitoredVariables {
 public:
  MonitoredVariables(const char* name)  // NOLINT(google-explicit-constructor): {cells, "v"}
      : names_{name} {}

  MonitoredVariables(std::string name)  // NOLINT(google-explicit-constructor)
      : names_{std::move(name)} {}

  MonitoredVariables(std::vector<std::string> names)  // NOLINT(google-explicit-constructor)
      : names_(std::move(names)) {}

  MonitoredVariables(std::initializer_list<std::string> names) : names_(names) {}

  /// All variables and subexpressions.
  static MonitoredVariables all() {
    MonitoredVariables variables{};
    variables.is_all_ = true;
    return variables;
  }

  /// Each name once.
  std::vector<std::string> names_in(const Group& group) const;

 private:
  std::vector<std::string> names_;
  bool is_all_ = false;
};

struct StateMonitorOptions {
  /// Elements to record, in the order of the rows; nothing = all.
  std::optional<std::vector<std::int64_t>> record;
  ClockOptions clock;
  std::string when = "start";
  int order = 0;
  std::string name;
  /// How recordings are stored: `real` for all real variables, `of` for single ones. Without an
  /// entry a variable is recorded in the type that it has.
  std::optional<ElementType> real;
  std::map<std::string, ElementType> of;
};

/// Records variables of some elements of a group in every step of its clock, before the step is
/// integrated.
class StateMonitor final : public NetworkObject {
 public:
  /// @throws UsageError (key)  for an unknown variable, (index) for an element out of range
  StateMonitor(Group& source, const MonitoredVariables& variables,
               StateMonitorOptions options = {});

  std::string class_name() const override { return "StateMonitor"; }

  Group& source() const { return *source_; }

  /// Recorded elements, in the user's numbering. @throws UsageError (index) if one is out of range.
  const std::vector<std::int64_t>& record() const { return record_; }

  std::vector<double> t() const;  ///< [s] (n_times)
  /// Values in SI units, row-major: (n_recorded, n_times).
  /// @throws UsageError (key)  if the variable is not recorded.
  std::vector<double> values(const std::string& variable) const;
  /// The same in the order of recording: (n_times, n_recorded).
  std::vector<double> rows(const std::string& variable) const;
  /// Those of one element of the source: (n_times).
  /// @throws UsageError (index)  if the element is not recorded.
  std::vector<double> values(const std::string& variable, std::int64_t element) const;

  void store(state::StoredArrays& arrays) const override;
  void check_stored(const state::StoredArrays& arrays) const override;
  void restore(const state::StoredArrays& arrays) override;

  state::Recording& times() { return times_; }

  std::deque<RecordedVariable>& variables() { return variables_; }

  const std::deque<RecordedVariable>& variables() const { return variables_; }

 private:
  Group* source_;
  std::vector<std::int64_t> record_;
  state::Recording times_{ElementType::float64, 1};
  std::deque<RecordedVariable> variables_;
};

struct PopulationRateMonitorOptions {
  std::string when = "end";
  int order = 0;
  std::string name;
};

/// Records the population rate, n_spikes / (N dt), in every step.
class PopulationRateMonitor final : public NetworkObject {
 public:
  explicit PopulationRateMonitor(SpikeSource& source, PopulationRateMonitorOptions options = {});

  std::string class_name() const override { return "PopulationRateMonitor"; }

  SpikeSource& source() const { return *source_; }

  std::vector<double> t() const;     ///< [s] (n_times)
  std::vector<double> rate() const;  ///< [Hz] (n_times)

  /// The mean rate in bins of time, from the first sample on; an incomplete last bin is left out.
  /// @param bin_size  a whole number of time steps
  /// @throws UsageError  for another bin size; DimensionMismatchError if it is no time.
  BinnedRate binned_rate(const units::Quantity& bin_size) const;
  /// The rate [Hz], smoothed: (n_times).
  std::vector<double> smooth_rate(const SmoothingWindow& window, const LogSink& log = {}) const;

  void store(state::StoredArrays& arrays) const override;
  void check_stored(const state::StoredArrays& arrays) const override;
  void restore(const state::StoredArrays& arrays) override;

  state::Recording& times() { return times_; }

  state::Recording& rates() { return rates_; }

 private:
  SpikeSource* source_;
  state::Recording times_{ElementType::float64, 1};
  state::Recording rates_{ElementType::float64, 1};
};

}  // namespace ranvier::model
