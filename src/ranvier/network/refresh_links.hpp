/// Linked variables outside of a run.
#pragma once

#include <ranvier/network/apply_pending.hpp>

namespace ranvier::network {

/// Brings the linked variables of a group up to date, and of synapses those of both ends.
/// @throws UsageError (type)  if one is linked to nothing.
void refresh_links(model::Group& group, const StatementContext& context);

/// Refuses code for a group, or for synapses, that reads a variable which is linked to nothing.
/// @throws UsageError (type)  naming the variable.
void check_links(const model::Group& group, const kernel::Kernel& kernel);

}  // namespace ranvier::network
