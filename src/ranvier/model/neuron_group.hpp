/// NeuronGroup: neurons that share equations, threshold, reset and refractoriness.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include <ranvier/model/events.hpp>
#include <ranvier/model/group.hpp>

namespace ranvier::model {

/// How long a neuron is refractory after a spike: never; for a time; as a text says, which is a
/// time or a condition that keeps the neuron refractory while it holds (semantics B4).
using Refractoriness = std::variant<std::monostate, units::Quantity, std::string>;

struct NeuronGroupOptions {
  MethodSelection method;  ///< "exact", "euler", ...; without one the first that fits (B7)
  std::optional<std::string> threshold;  ///< condition under which a neuron spikes
  std::optional<std::string> reset;      ///< statements run for neurons that spiked
  Refractoriness refractory;
  Constants constants;  ///< values of names in the texts
  ClockOptions clock;
  int order = 0;
  std::string name;
  /// Further events and the conditions under which they happen; refractoriness does not matter to
  /// them. "spike" may stand here instead of the threshold.
  std::map<std::string, std::string> events;
  StorageTypes dtype;  ///< how variables are stored
  MethodOptions method_options;
};

/// A group of neurons.
///
/// @param size   number of neurons, >= 1
/// @param model  equations, one line per variable
/// @throws ModelError   for every error in the texts, all at once
/// @throws UsageError   if size < 1
class NeuronGroup final : public SpikeSource {
 public:
  NeuronGroup(std::int64_t size, const std::string& model, NeuronGroupOptions options = {});
  NeuronGroup(std::int64_t size, const equations::Equations& model,
              NeuronGroupOptions options = {});

  std::string class_name() const override { return "NeuronGroup"; }

  bool emits_spikes() const override { return has_event("spike"); }

  bool has_event(const std::string& event) const override { return thresholder(event) != nullptr; }

  EventPlace place_of(const std::string& event) const override;

  void set_name(std::string name) override;

  bool has_refractoriness() const { return !std::holds_alternative<std::monostate>(refractory_); }

  const Refractoriness& refractory() const { return refractory_; }

  /// Whether a neuron is refractory as long as t - lastspike is not longer than the time, compared
  /// as they are (as Brian 2 did up to version 2.1.2), and not by numbers of steps; that is one
  /// step more for most times.
  bool compares_times() const { return compares_times_; }

  void set_compares_times(bool compares_times) { compares_times_ = compares_times; }

  /// The tests for events, by name of the event; that for spikes is the threshold.
  std::deque<Thresholder>& thresholders() { return thresholders_; }

  const std::deque<Thresholder>& thresholders() const { return thresholders_; }

  /// The test for one event; nullptr if there is no such event.
  Thresholder* thresholder(const std::string& event);
  const Thresholder* thresholder(const std::string& event) const;

  /// What follows events; for spikes it is the reset.
  std::deque<Resetter>& resetters() { return resetters_; }

  const std::deque<Resetter>& resetters() const { return resetters_; }

  Resetter* resetter(const std::string& event);

  /// Runs statements for the neurons for which an event happens.
  /// @param order  default: that of the group
  /// @throws UsageError  if there is no such event, or if it has statements already.
  Resetter& run_on_event(const std::string& event, const std::string& code,
                         const std::string& when = "after_resets", std::optional<int> order = {});

  /// Changes when it is tested whether an event happens.
  /// @throws UsageError  if there is no such event.
  void set_event_schedule(const std::string& event, const std::string& when = "after_thresholds",
                          std::optional<int> order = {});

  /// The refractory text, if it is one.
  const std::optional<Condition>& refractory_expression() const { return refractory_expression_; }

 private:
  void name_events();

  std::deque<Thresholder> thresholders_;
  std::deque<Resetter> resetters_;
  Refractoriness refractory_;
  bool compares_times_ = false;
  std::optional<Condition> refractory_expression_;
};

}  // namespace ranvier::model
