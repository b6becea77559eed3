/// Ranges that values do not leave in a sound run, for those who watch it.
#pragma once

#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/doctor/health.hpp>

namespace ranvier::doctor {

/// - A potential whose currents all have reversal values: 20 mV beyond the outermost of them, of
/// its
///   threshold, reset and present values.
/// - Gates: variables without unit that their equations keep between 0 and 1.
/// Variables that synapses or code write have none.
std::vector<WorkingRange> working_ranges(const Facts& facts);

}  // namespace ranvier::doctor
