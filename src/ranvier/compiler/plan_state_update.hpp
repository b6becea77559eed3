/// The state update of a group: refractoriness, then one step of the integration method.
#pragma once

#include <vector>

#include <ranvier/compiler/planner.hpp>
#include <ranvier/integration/state_updater.hpp>

namespace ranvier::compiler {

/// Checks the equations, chooses the method (B7), derives its step and plans it in slot "groups".
void plan_state_update(model::NeuronGroup& group, Planner& planner);

/// The same for the clock-driven equations of synapses. Their equations have been checked.
void plan_state_update(model::Synapses& synapses, Planner& planner);

/// Resolves the names of all equations of the group and checks their units; false after a problem.
bool check_equations_of(const model::Group& group, CodeCompiler& code, Planner& planner);

/// Equations as a system of derivatives, with subexpressions put in.
/// @param is_refractory  whether `(unless refractory)` has an effect
integration::DifferentialSystem system_of(const model::Group& group,
                                          const std::vector<const equations::Equation*>& equations,
                                          const CodeCompiler& code, bool is_refractory);

}  // namespace ranvier::compiler
