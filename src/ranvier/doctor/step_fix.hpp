/// The cure of a step that is too long for an explicit method.
#pragma once

#include <vector>

#include <ranvier/doctor/finding.hpp>
#include <ranvier/model/group.hpp>

namespace ranvier::doctor {

/// To two digits, never up: a limit must not be passed.
double round_down(double value);

/// Sets what to do: a method that is stable whatever the step, which may need a subexpression to be
/// held during a step, with its edits; or a shorter step.
/// @param groups  of one text, at least one
/// @param step  [s] that is short enough
void add_step_fix(Finding& finding, const std::vector<const model::Group*>& groups, double step);

}  // namespace ranvier::doctor
