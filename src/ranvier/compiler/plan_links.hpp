/// Linked variables: copies of other groups' values, made right before they are read.
#pragma once

#include <vector>

#include <ranvier/compiler/planner.hpp>

namespace ranvier::compiler {

/// Lets every operation that reads a linked variable bring it up to date first, unless that was
/// done in this step and nothing has changed since.
/// @param operations  in the order of a step
/// @throws UsageError (type)  if a variable is linked to nothing.
void plan_links(std::vector<PlannedOperation>& operations, Planner& planner);

}  // namespace ranvier::compiler
