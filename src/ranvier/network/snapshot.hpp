/// Snapshot: everything that a network remembers at one moment, free of addresses and of layout.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/state/random_stream.hpp>
#include <ranvier/state/stored_array.hpp>

namespace ranvier::network {

/// Spikes on their way through one pathway: in step `arrival` (of steps of the pathway's dt) those
/// of `length` synapses arrive, which were created one after the other beginning with number
/// `first`.
struct StoredSpikes {
  struct Arrival {
    std::int64_t arrival = 0;
    std::int32_t source = 0;
    std::int32_t length = 0;
    std::int64_t first = 0;
  };

  double dt = 0;  ///< [s]
  std::vector<Arrival> arrivals;
};

struct StoredClock {
  std::int64_t step = 0;
  double dt = 0;  ///< [s]
};

struct StoredObject {
  std::string class_name;
  state::StoredArrays arrays;
  std::map<std::string, StoredClock> clocks;     ///< by what runs on them: the object, its runners
  std::map<std::string, StoredSpikes> pathways;  ///< by name of the pathway
  std::optional<std::int64_t> next_spike;  ///< of a SpikeGeneratorGroup that has begun its list
};

struct Snapshot {
  double t = 0;  ///< [s]
  StoredClock clock;
  std::map<std::string, StoredObject> objects;  ///< by name
  state::RandomState random;
  std::map<std::string, std::string> notes;  ///< what the host program keeps with it
};

}  // namespace ranvier::network
