/// A pathway: statements that synapses run when an event of their source or target arrives.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include <ranvier/model/network_object.hpp>
#include <ranvier/symbolic/statement.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::model {

/// The end of a synapse that events come from: on_pre and on_post.
enum class SynapseEnd : std::uint8_t { source, target };

/// What happens at a synapse when an event of one of its neurons arrives. In a step, pathways run
/// by (slot, order, name): those of the source have order -1, those of the target order 1 unless
/// the user sets it (semantics B13.6).
class SynapticPathway final : public NetworkObject {
 public:
  SynapticPathway(std::string pathway, std::string object_name, SynapseEnd end, std::string event,
                  symbolic::StatementBlock code);

  std::string class_name() const override { return "SynapticPathway"; }

  /// "pre" or "post" unless the user named it.
  const std::string& pathway() const { return pathway_; }

  SynapseEnd end() const { return end_; }

  /// Name of the event of the neuron: "spike" unless the user chose another.
  const std::string& event() const { return event_; }

  const symbolic::StatementBlock& code() const { return code_; }

  /// Name of the variable in the state of the synapses that holds the delay: "delay" of "pre", or
  /// "<pathway>_delay".
  std::string delay_variable() const { return pathway_ == "pre" ? "delay" : pathway_ + "_delay"; }

  /// Whether the delay was given with the synapses: then there is one for all of them, always.
  /// Otherwise each synapse has its own; as long as all are equal they are stored as one.
  bool has_one_delay() const { return has_one_delay_; }

  void keep_one_delay() { has_one_delay_ = true; }

 private:
  std::string pathway_;
  SynapseEnd end_;
  std::string event_;
  symbolic::StatementBlock code_;
  bool has_one_delay_ = false;
};

/// Statements of one pathway, or of several by name.
using PathwayTexts = std::variant<std::monostate, std::string, std::map<std::string, std::string>>;
/// One delay for all synapses: of the pathway "pre", or by the name of the pathway.
using PathwayDelays =
    std::variant<std::monostate, units::Quantity, std::map<std::string, units::Quantity>>;
/// The event of all pathways, or by the name of the pathway.
using PathwayEvents = std::variant<std::string, std::map<std::string, std::string>>;

/// The texts by name of pathway; a single text is that of `default_name`.
std::map<std::string, std::string> texts_by_pathway(const PathwayTexts& texts,
                                                    const std::string& default_name);

/// The event that `events` names for a pathway.
std::string event_of(const PathwayEvents& events, const std::string& pathway);

/// The delay given for `pathway`, checked; nothing if there is none.
std::optional<double> given_delay(const PathwayDelays& delays, const SynapticPathway& pathway,
                                  const std::string& where);

/// @throws UsageError  for a negative, NaN or infinite delay (D13).
void check_delay(double delay, const std::string& where);

}  // namespace ranvier::model
