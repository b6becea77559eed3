#include <bit>
#include <cmath>
#include <limits>
#include <span>

#include <ranvier/network/network.hpp>

namespace ranvier::network {

namespace {

/// FNV-1a over 64-bit words.
class Hash {
 public:
  void add(std::uint64_t word) { hash_ = (hash_ ^ word) * 0x100000001b3ULL; }

  void add(double value) {
    const auto canonical = std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value;
    add(std::bit_cast<std::uint64_t>(canonical));
  }

  void add(std::span<const double> values) {
    add(static_cast<std::uint64_t>(values.size()));
    for (const auto value : values) {
      add(value);
    }
  }

  void add(std::span<const std::int32_t> values) {
    add(static_cast<std::uint64_t>(values.size()));
    for (const auto value : values) {
      add(static_cast<std::uint64_t>(value));
    }
  }

  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

}  // namespace

std::uint64_t Network::state_hash() const {
  Hash hash;
  for (auto* object : description_.objects) {
    if (const auto* group = dynamic_cast<const model::Group*>(object)) {
      for (const auto& variable : group->state().variables()) {
        if (!group->is_linked(variable.name)) {
          hash.add(group->values_of(variable.name));
        }
      }
    }
    if (const auto* synapses = dynamic_cast<const model::Synapses*>(object)) {
      hash.add(synapses->created_sources());
      hash.add(synapses->created_targets());
      for (const auto& pathway : synapses->pathways()) {
        const auto memory = memory_.pathways.find(&pathway);
        if (memory == memory_.pathways.end()) {
          continue;
        }
        // Synapses on their way by creation number, so that the layout does not count.
        const auto order = memory->second.rows.creation_order();
        std::uint64_t sum = 0;
        for (const auto& [arrival, owner, segment] :
             memory->second.queue.in_flight(synapses->group_at(pathway.end()).clock()->step())) {
          for (auto synapse = segment.begin; synapse < segment.begin + segment.length; ++synapse) {
            Hash one;
            one.add(static_cast<std::uint64_t>(arrival));
            one.add(static_cast<std::uint64_t>(
                order.empty() ? synapse : order[static_cast<std::size_t>(synapse)]));
            sum += one.value();
          }
        }
        hash.add(sum);
      }
    }
    if (auto* monitor = dynamic_cast<model::EventMonitor*>(object)) {
      hash.add(monitor->i());
      hash.add(monitor->t());
      hash.add(monitor->count());
      for (const auto& variable : monitor->variables()) {
        hash.add((*monitor)[variable.name]);
      }
    } else if (auto* states = dynamic_cast<model::StateMonitor*>(object)) {
      hash.add(states->t());
      for (const auto& variable : states->variables()) {
        hash.add(states->values(variable.name));
      }
    } else if (auto* rates = dynamic_cast<model::PopulationRateMonitor*>(object)) {
      hash.add(rates->t());
      hash.add(rates->rate());
    }
  }
  return hash.value();
}

}  // namespace ranvier::network
