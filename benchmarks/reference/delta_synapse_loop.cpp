#include "delta_synapse_loop.hpp"

namespace ranvier::benchmarks {

void deliver_spikes(std::span<const kernel::SynapseSegment> segments,
                    std::span<const std::int32_t> post, std::span<const double> weight,
                    std::span<double> target) {
  for (const auto& segment : segments) {
    const auto end = static_cast<std::size_t>(segment.begin + segment.length);
    for (auto synapse = static_cast<std::size_t>(segment.begin); synapse < end; ++synapse) {
      target[static_cast<std::size_t>(post[synapse])] += weight[synapse];
    }
  }
}

}  // namespace ranvier::benchmarks
