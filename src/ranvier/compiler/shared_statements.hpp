/// Statements that write shared variables: they run once, before the others run for each element.
#pragma once

#include <string>
#include <vector>

#include <ranvier/compiler/planner.hpp>

namespace ranvier::compiler {

/// Plans the operations of a block of checked statements that runs for all elements of a group: one
/// that runs once, if shared variables are written, then one for each element (semantics B12.4).
/// @param purpose  what the random numbers of the block belong to
void plan_statements(const model::NetworkObject& object, const symbolic::StatementBlock& block,
                     const std::string& purpose, state::Clock* clock, CodeCompiler& code,
                     Planner& planner);

/// Reports statements that write a shared variable where this is not possible: in what runs for
/// single elements, resets and pathways. @return whether there is none.
bool refuse_shared_targets(const symbolic::StatementBlock& block, const CodeCompiler& code,
                           const std::string& what, Planner& planner);

}  // namespace ranvier::compiler
