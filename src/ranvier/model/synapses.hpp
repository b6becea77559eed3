/// Synapses: connections between two groups, with state, pathways and delays.
#pragma once

#include <concepts>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <ranvier/model/connect_options.hpp>
#include <ranvier/model/group.hpp>
#include <ranvier/model/synaptic_pathway.hpp>
#include <ranvier/state/column.hpp>
#include <ranvier/state/synapse_rows.hpp>

namespace ranvier::model {

struct SynapsesOptions {
  /// Statements run for each synapse when an event of its source, or of its target, arrives.
  PathwayTexts on_pre, on_post;
  /// One delay for all synapses. Without it each synapse has its own, 0 at first.
  PathwayDelays delay;
  PathwayEvents on_event = "spike";
  MethodSelection method;  ///< of clock-driven equations; without one the first that fits
  Constants constants;
  ClockOptions clock;
  int order = 0;
  std::string name;
  /// Name of an integer variable that numbers the synapses of each pair in the order of creation;
  /// "" for none.
  std::string multisynaptic_index;
  StorageTypes dtype;  ///< how variables are stored
  MethodOptions method_options;
};

/// Connections from `source` to `target`.
///
/// Synapses are numbered in the order of creation; that is the numbering of every index the user
/// gives or reads. In memory they stand as `state::SynapseRows` says; `storage_index` translates.
class Synapses final : public Group {
 public:
  Synapses(Group& source, Group& target, SynapsesOptions options = {})
      : Synapses(source, target, std::move(options), equations::Equations()) {}

  /// @param model  text or Equations. (A template, so that options in braces are never taken for a
  ///   text.)
  template <typename Model>
    requires std::convertible_to<const Model&, std::string> ||
             std::same_as<Model, equations::Equations>
  Synapses(Group& source, Group& target, const Model& model, SynapsesOptions options = {})
      : Synapses(source, target, options, to_equations(model, options)) {}

  std::string class_name() const override { return "Synapses"; }

  void set_name(std::string name) override;

  Group& source() const { return *source_; }

  Group& target() const { return *target_; }

  std::deque<SynapticPathway>& pathways() { return pathways_; }

  const std::deque<SynapticPathway>& pathways() const { return pathways_; }

  /// A pathway by name: "pre", "post", or as the user called it.
  /// @throws UsageError (attribute)  if there is none.
  SynapticPathway& pathway(const std::string& name);

  /// The group whose events a pathway waits for.
  SpikeSource& group_at(SynapseEnd end) const;

  /// Differential equations of one kind, sorted by name: advanced at events, or in every step.
  std::vector<const equations::Equation*> event_driven() const { return differential(true); }

  std::vector<const equations::Equation*> clock_driven() const { return differential(false); }

  /// Records a rule; it is run by `network::apply_pending`.
  /// @throws UsageError  for combinations that do not go together.
  void connect(const ConnectOptions& options = {});

  bool is_connected() const { return is_connected_; }

  /// Neuron of each synapse at both ends, in storage order; for a subgroup its number in the whole
  /// group.
  std::span<const std::int32_t> sources() const { return sources_.values<std::int32_t>(); }

  std::span<const std::int32_t> targets() const { return targets_.values<std::int32_t>(); }

  /// The same in the order of creation, numbered as the user does: within a subgroup.
  std::vector<std::int32_t> created_sources() const;
  std::vector<std::int32_t> created_targets() const;

  std::int64_t storage_index(std::int64_t synapse) const override {
    return storage_of_.empty() ? synapse : storage_of_[static_cast<std::size_t>(synapse)];
  }

  bool is_reordered() const override { return !storage_of_.empty(); }

  /// Creation number of each synapse in storage order; empty if they are the same.
  std::span<const std::int64_t> creation_order() const {
    return creation_order_.values<std::int64_t>();
  }

  /// Also by the neurons at both ends (semantics B17.7).
  Numbers select(const Selection& selection, const std::string& variable) const override;

  /// Synapses of each target neuron, and of each source neuron.
  std::vector<std::int32_t> incoming_of_each() const;
  std::vector<std::int32_t> outgoing_of_each() const;

  /// The same for all neurons of the whole groups, as columns that kernels can read.
  std::span<const std::int32_t> incoming() const { return incoming_.values<std::int32_t>(); }

  std::span<const std::int32_t> outgoing() const { return outgoing_.values<std::int32_t>(); }

  /// Brings what follows up to date. Where the variables of the neuron at each end stand: at its
  /// number, but in synapses, which stand in an order of their own. Counts as in `incoming` and
  /// `outgoing`, at those places.
  void find_places();

  std::span<const std::int32_t> source_places() const {
    return places(*source_, source_places_, sources_);
  }

  std::span<const std::int32_t> target_places() const {
    return places(*target_, target_places_, targets_);
  }

  std::span<const std::int32_t> placed_incoming() const {
    return places(*target_, placed_incoming_, incoming_);
  }

  std::span<const std::int32_t> placed_outgoing() const {
    return places(*source_, placed_outgoing_, outgoing_);
  }

  /// Name of the variable that numbers the synapses of a pair, or "".
  const std::string& multisynaptic_index() const { return multisynaptic_index_; }

  std::vector<std::int32_t> in_order_of_creation(std::span<const std::int32_t> neurons) const;

  /// A delay of each synapse is one value for each, however it is stored.
  std::vector<double> values_of(const std::string& variable) const override;

  bool has_variable(const std::string& variable) const override;

  /// Appends synapses (creation order) between neurons numbered as the user does; all variables of
  /// new synapses are 0.
  void append(std::span<const std::int32_t> sources, std::span<const std::int32_t> targets);

  /// Gives the pathway one delay per synapse instead of one for all.
  void make_delay_per_synapse(SynapticPathway& pathway);

  /// Delay of each synapse in steps of `dt`, in creation order; a single one if it is shared:
  /// trunc(delay/dt + 0.5).
  /// @throws UsageError  for a negative, NaN or infinite delay (D13).
  std::vector<std::int32_t> delay_steps(const SynapticPathway& pathway, double dt) const;

  void store(state::StoredArrays& arrays) const override;
  void check_stored(const state::StoredArrays& arrays) const override;
  void restore(const state::StoredArrays& arrays) override;
  std::int64_t stored_size(const state::StoredArrays& arrays) const override;

  /// Puts all columns into the storage order of `rows`.
  void arrange(const state::SynapseRows& rows);

 private:
  Synapses(Group& source, Group& target, SynapsesOptions options, equations::Equations model);
  static equations::Equations to_equations(const std::string& text, const SynapsesOptions& options);

  static equations::Equations to_equations(const equations::Equations& equations,
                                           const SynapsesOptions& /*options*/) {
    return equations;
  }

  void add_pathways(const PathwayTexts& texts, SynapseEnd end, const SynapsesOptions& options);
  std::vector<const equations::Equation*> differential(bool is_event_driven) const;

  Group* source_;
  Group* target_;
  std::deque<SynapticPathway> pathways_;
  bool is_connected_ = false;
  std::string multisynaptic_index_;
  static std::span<const std::int32_t> places(const Group& group, const state::Column& found,
                                              const state::Column& numbers);
  /// Brings `incoming`, `outgoing` and the multisynaptic index up to date after `append`.
  void count_synapses(std::int64_t first_new);
  /// `incoming` and `outgoing` alone; from synapse 0 on they are counted anew.
  void count_ends(std::int64_t first_new);

  // Columns, because kernels over all synapses read them in whole vectors.
  state::Column sources_{ElementType::int32, 0};
  state::Column targets_{ElementType::int32, 0};
  state::Column incoming_{ElementType::int32, 0};
  state::Column outgoing_{ElementType::int32, 0};
  state::Column source_places_{ElementType::int32, 0};
  state::Column target_places_{ElementType::int32, 0};
  state::Column placed_incoming_{ElementType::int32, 0};
  state::Column placed_outgoing_{ElementType::int32, 0};
  state::Column creation_order_{ElementType::int64, 0};  ///< storage index -> creation number
  std::vector<std::int64_t> storage_of_;                 ///< creation number -> storage index
};

}  // namespace ranvier::model
