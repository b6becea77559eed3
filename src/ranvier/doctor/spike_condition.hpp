/// What the threshold of a group tests, and what ends it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>

namespace ranvier::doctor {

struct SpikeCondition {
  const model::NeuronGroup* group = nullptr;
  const model::Condition* condition = nullptr;
  std::vector<Variable> variables;  ///< that it reads, itself or through subexpressions
  bool is_random = false;
  /// Its own text reads the time, and no variable with a differential equation: a clock.
  bool is_clock = false;
  /// It reads a variable with a differential equation, or a subexpression of the time: what holds
  /// in one step holds in the next ones too.
  bool is_continuous = false;
  /// It reads when the last spike was, so that it ends by itself.
  bool knows_last_spike = false;

  const std::string& text() const { return condition->source; }
};

/// The condition for spikes of an object; nothing if it is no NeuronGroup or has none.
std::optional<SpikeCondition> spike_condition_of(const model::NetworkObject& object);

/// Whether code that runs at the group's own events, or at given times, writes a variable that the
/// condition reads. It may end the condition.
bool is_written_after_spikes(const SpikeCondition& spikes, const DependencyGraph& graph);

/// The variable with a differential equation in `v > value` or `value < v`, and the value.
struct Crossing {
  Variable variable;
  symbolic::Expression value;
};

std::optional<Crossing> upward_crossing(const SpikeCondition& spikes);

/// How long a neuron is refractory after each spike [s]; nothing if it never is, as long as a
/// condition holds, or for a time that is not known before the run.
std::optional<symbolic::Interval> refractory_period(const Facts& facts,
                                                    const model::NeuronGroup& group);

/// Whether refractoriness is a time, known or not.
bool is_refractory_for_a_time(const Facts& facts, const model::NeuronGroup& group);

}  // namespace ranvier::doctor
