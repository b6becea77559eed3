/// Event-driven equations of synapses: what brings their variables from the last event to this one.
#pragma once

#include <optional>

#include <ranvier/compiler/code_compiler.hpp>
#include <ranvier/model/synapses.hpp>

namespace ranvier::compiler {

/// Statements that run before the code of every pathway: the exact solution over `t - lastupdate`
/// (semantics B14.1). Empty if there are no event-driven equations; nothing after a problem.
///
/// Two variables may be coupled in one direction, for dx/dt = a x + p and dy/dt = b y + c x + q:
///   y(t + T) = y exp(bT) + c z T exp(bT) exprel((a - b) T) + (q + c s) T exprel(bT),
/// with z = x - s, s = -p/a, so that equal time constants are no special case. Pairs may be coupled
/// both ways.
std::optional<symbolic::StatementBlock> event_driven_statements(
    const model::Synapses& synapses, const CodeCompiler& code,
    std::vector<Diagnostic>& diagnostics);

/// The statement that runs after it: `lastupdate = t`.
symbolic::StatementBlock event_driven_end();

}  // namespace ranvier::compiler
