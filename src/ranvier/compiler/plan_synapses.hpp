/// The parts of planning Synapses that have a file of their own.
#pragma once

#include <ranvier/compiler/planner.hpp>

namespace ranvier::compiler {

/// Summed variables: in slot "groups" of the group that they are for, before its state update.
/// @throws UsageError (not implemented)  if other synapses sum into the same variable (D19).
void plan_summed(model::Synapses& synapses, Planner& planner);

/// Adds statements that write to the neurons of synapses: they run synapse by synapse, in the order
/// of creation.
void add_listed_synapses_code(const model::NetworkObject& object, model::Synapses& synapses,
                              state::Clock* clock, Code code, Planner& planner);

/// Storage indices of the synapses in the order of creation.
std::vector<std::int32_t> synapses_in_creation_order(const model::Synapses& synapses);

}  // namespace ranvier::compiler
