/// NeuronGroup: neurons that share equations, threshold, reset and refractoriness.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include <ranvier/model/group.hpp>

namespace ranvier::model {

/// How long a neuron is refractory after a spike: never; for a time; as a text says, which is a
/// time or a condition that keeps the neuron refractory while it holds (semantics B4).
using Refractoriness = std::variant<std::monostate, units::Quantity, std::string>;

struct NeuronGroupOptions {
  std::string method;  ///< "exact", "exponential_euler", "euler", "rk2", "rk4"; "" chooses
  std::optional<std::string> threshold;  ///< condition under which a neuron spikes
  std::optional<std::string> reset;      ///< statements run for neurons that spiked
  Refractoriness refractory;
  Constants constants;  ///< values of names in the texts
  ClockOptions clock;
  int order = 0;
  std::string name;
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

  bool emits_spikes() const override { return threshold_.has_value(); }

  const std::string& method() const { return method_; }

  bool has_refractoriness() const { return !std::holds_alternative<std::monostate>(refractory_); }

  const Refractoriness& refractory() const { return refractory_; }

  /// A condition with the text that its spans point into.
  struct Condition {
    symbolic::Expression expression;
    std::string source;
  };

  const std::optional<Condition>& threshold() const { return threshold_; }

  const std::optional<symbolic::StatementBlock>& reset() const { return reset_; }

  /// The refractory text, if it is one.
  const std::optional<Condition>& refractory_expression() const { return refractory_expression_; }

 private:
  std::string method_;
  std::optional<Condition> threshold_;
  std::optional<symbolic::StatementBlock> reset_;
  Refractoriness refractory_;
  std::optional<Condition> refractory_expression_;
};

}  // namespace ranvier::model
