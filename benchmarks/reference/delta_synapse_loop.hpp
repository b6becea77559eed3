/// Reference loop for synapses: what a person would write in plain C++ to add weights to the
/// targets of spikes.
#pragma once

#include <cstdint>
#include <span>

#include <ranvier/kernel/kernel_abi.hpp>

namespace ranvier::benchmarks {

/// For each synapse s of the segments, in order: target[post[s]] += weight[s].
void deliver_spikes(std::span<const kernel::SynapseSegment> segments,
                    std::span<const std::int32_t> post, std::span<const double> weight,
                    std::span<double> target);

}  // namespace ranvier::benchmarks
