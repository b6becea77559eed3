/// The state update of a group: refractoriness, then one step of the integration method.
#pragma once

#include <ranvier/compiler/planner.hpp>

namespace ranvier::compiler {

/// Checks the equations, chooses the method (B7), derives its step and plans it in slot "groups".
void plan_state_update(model::NeuronGroup& group, Planner& planner);

}  // namespace ranvier::compiler
