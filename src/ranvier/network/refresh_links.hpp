/// Linked variables outside of a run.
#pragma once

#include <ranvier/network/apply_pending.hpp>

namespace ranvier::network {

/// Brings the linked variables of a group up to date, and of synapses those of both ends.
/// @throws UsageError (type)  if one is linked to nothing.
void refresh_links(model::Group& group, const StatementContext& context);

}  // namespace ranvier::network
