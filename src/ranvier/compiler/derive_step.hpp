/// The statements of one step of a group's differential equations, by the method that the user
/// chose.
#pragma once

#include <optional>

#include <ranvier/compiler/planner.hpp>
#include <ranvier/integration/state_updater.hpp>

namespace ranvier::compiler {

/// Makes the noise of equations known: `xi` and `xi_<name>`, which only a state update gives
/// values.
void add_noise(Scope& scope, const equations::Equations& equations);

/// Chooses among the group's methods and derives the step; reports problems to the planner and
/// then gives nothing. Logs the choice unless one method was named.
/// @param code  the scope of the equations: statements that the user wrote out are checked with it.
std::optional<integration::StepRule> derive_step(const model::Group& group,
                                                 const integration::DifferentialSystem& system,
                                                 CodeCompiler& code, Planner& planner);

}  // namespace ranvier::compiler
