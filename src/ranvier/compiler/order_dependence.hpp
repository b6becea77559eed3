/// Code of synapses whose outcome depends on the order in which the synapses run (semantics B12.7).
#pragma once

#include <optional>

#include <ranvier/compiler/scope.hpp>
#include <ranvier/support/diagnostic.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::compiler {

/// What in the code of a pathway gives other results if the synapses that share a neuron run in
/// another order, or nothing. Synapses run one after the other, so a synapse sees what those before
/// it have changed in its neurons: sums and products come out alike in every order, the last of
/// several assignments does not.
///
/// @param block  with full names (`v_post`, not `v`)
std::optional<Diagnostic> order_dependence(const symbolic::StatementBlock& block,
                                           const Scope& scope);

}  // namespace ranvier::compiler
