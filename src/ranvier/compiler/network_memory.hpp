/// What a network remembers between runs besides the state of its objects: spikes in flight and
/// positions in spike lists.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include <ranvier/runtime/spike_generator.hpp>
#include <ranvier/runtime/spike_queue.hpp>
#include <ranvier/state/synapse_rows.hpp>

namespace ranvier::model {
class SynapticPathway;
class SpikeGeneratorGroup;
}  // namespace ranvier::model

namespace ranvier::compiler {

/// Layout and queue of one pathway, and what the layout was made from.
struct PathwayMemory {
  state::SynapseRows rows;
  runtime::SpikeQueue queue;
  /// Storage index of the synapse at each place of the rows; empty if they are the same.
  std::vector<std::int32_t> listed;
  std::vector<std::int32_t> delays;  ///< steps, as in the rows
  double dt = 0;                     ///< of the clock of the group that the events come from
  bool is_built = false;
};

struct GeneratorMemory {
  runtime::SpikeGenerator::Position position;
  std::int64_t version = 0;  ///< of the spike list that the position is for
};

struct NetworkMemory {
  std::map<const model::SynapticPathway*, PathwayMemory> pathways;
  std::map<const model::SpikeGeneratorGroup*, GeneratorMemory> generators;
};

}  // namespace ranvier::compiler
