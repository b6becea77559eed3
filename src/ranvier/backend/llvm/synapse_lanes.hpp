/// What of a kernel over synapses can be computed for several synapses at once.
#pragma once

#include <vector>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::backend {

/// The division of a kernel's instructions for vectors of synapses.
///
/// Synapses run one after the other, each sees what the one before stored. Their own variables no
/// other synapse touches, so what reads and writes only these may run for a vector of them. Two
/// synapses of a vector may have the same target, though, so that what depends on the neurons'
/// variables that the kernel stores runs afterwards, lane by lane in order.
struct SynapseLanes {
  std::vector<bool> is_sequential;  ///< for each instruction
  bool is_worthwhile = false;       ///< whether a long computation is among the others
};

/// @pre the kernel is over synapses
SynapseLanes divide_into_lanes(const kernel::Kernel& kernel);

}  // namespace ranvier::backend
