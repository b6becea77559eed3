/// Recording outside of a run.
#pragma once

#include <ranvier/model/monitors.hpp>
#include <ranvier/network/apply_pending.hpp>

namespace ranvier::network {

/// Adds one sample to a monitor: the values and the time of this moment.
/// @param names  values of names in the subexpressions that it records
void record_single_timestep(model::StateMonitor& monitor, const model::Namespace& names,
                            const StatementContext& context);

}  // namespace ranvier::network
