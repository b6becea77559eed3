#include "snapshot.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/network/network.hpp>
#include <ranvier/network/state_file.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

/// Calls `visit` with every clock that an object uses and what runs on it.
template <typename Visit>
void for_each_clock(model::NetworkObject& object, const Visit& visit) {
  if (object.clock() != nullptr) {
    visit(object.name(), *object.clock());
  }
  if (auto* group = dynamic_cast<model::Group*>(&object)) {
    for (const auto& runner : group->runners()) {
      if (runner->clock() != nullptr) {
        visit(runner->name(), *runner->clock());
      }
    }
  }
}

/// What is in flight, in the numbers of creation.
StoredSpikes store_spikes(const compiler::PathwayMemory& memory, double t) {
  StoredSpikes stored;
  stored.dt = memory.dt;
  const auto creation_order = memory.rows.creation_order();
  const auto created = [&](std::int64_t storage) {
    return creation_order.empty() ? storage : creation_order[static_cast<std::size_t>(storage)];
  };
  const auto step = state::boundary_step(t, memory.dt);
  for (const auto& [arrival, owner, segment] : memory.queue.in_flight(step)) {
    const auto n_before = stored.arrivals.size();
    for (auto storage = segment.begin; storage < segment.begin + segment.length; ++storage) {
      const auto synapse = created(storage);
      if (stored.arrivals.size() > n_before &&
          stored.arrivals.back().first + stored.arrivals.back().length == synapse) {
        ++stored.arrivals.back().length;
      } else {
        stored.arrivals.push_back({arrival, segment.source, 1, synapse});
      }
    }
  }
  return stored;
}

/// A queue over synapses in the order of their creation; the next run moves what is in flight into
/// the layout that it needs, as it does when a layout changes.
void restore_spikes(const StoredSpikes& stored, double t, compiler::PathwayMemory& memory) {
  memory = {};
  if (stored.arrivals.empty()) {
    return;
  }
  std::vector<runtime::SpikeQueue::InFlight> in_flight;
  in_flight.reserve(stored.arrivals.size());
  for (const auto& [arrival, source, length, first] : stored.arrivals) {
    in_flight.push_back({arrival, 0, {source, length, first}});
  }
  memory.queue.restore(in_flight, state::boundary_step(t, stored.dt));
  memory.dt = stored.dt;
  memory.is_built = true;
}

}  // namespace

Snapshot Network::snapshot(const RunOptions& options) {
  check_not_running("stored");
  apply_pending(options);
  Snapshot snapshot;
  snapshot.t = t_;
  // A clock that other networks use too may stand elsewhere: the next run would put it to this
  // time.
  const auto store_clock = [this](const state::Clock& clock) {
    return StoredClock{clock.boundary_step(t_), clock.has_dt() ? clock.dt() : 0};
  };
  snapshot.clock = store_clock(*clock_);
  snapshot.random = *random_;
  for (auto* object : description_.objects) {
    auto& stored = snapshot.objects[object->name()];
    stored.class_name = object->class_name();
    object->store(stored.arrays);
    for_each_clock(*object, [&](const std::string& name, const state::Clock& clock) {
      stored.clocks[name] = store_clock(clock);
    });
    if (const auto* synapses = dynamic_cast<const model::Synapses*>(object)) {
      for (const auto& pathway : synapses->pathways()) {
        const auto memory = memory_.pathways.find(&pathway);
        if (memory != memory_.pathways.end() && memory->second.is_built) {
          stored.pathways[pathway.name()] = store_spikes(memory->second, t_);
        }
      }
    }
    if (const auto* generator = dynamic_cast<const model::SpikeGeneratorGroup*>(object)) {
      const auto memory = memory_.generators.find(generator);
      if (memory != memory_.generators.end() && memory->second.version == generator->version()) {
        stored.next_spike = memory->second.position.next;
      }
    }
  }
  return snapshot;
}

void Network::check_fits(const Snapshot& snapshot) const {
  std::vector<std::string> unknown;
  std::vector<std::string> missing;
  for (const auto& [name, stored] : snapshot.objects) {
    if (std::ranges::find(description_.objects, name, &model::NetworkObject::name) ==
        description_.objects.end()) {
      missing.push_back(name);
    }
  }
  for (const auto* object : description_.objects) {
    if (!snapshot.objects.contains(object->name())) {
      unknown.push_back(object->name());
    }
  }
  if (!missing.empty() || !unknown.empty()) {
    const auto list = [](const std::vector<std::string>& names, const char* text) {
      return names.empty() ? std::string()
                           : fmt::format("\n  {}: {}", text, fmt::join(names, ", "));
    };
    throw UsageError(
        UsageError::Kind::key,
        fmt::format("the stored state is of other objects: it can be restored only into a network "
                    "whose objects have the same names{}{}",
                    list(missing, "stored, but not in the network"),
                    list(unknown, "in the network, but not stored")));
  }
  for (const auto* object : description_.objects) {
    const auto& stored = snapshot.objects.at(object->name());
    if (stored.class_name != object->class_name()) {
      throw UsageError(fmt::format("the stored state of '{}' is of a {}, but {} is in the network",
                                   object->name(), stored.class_name, object->description()));
    }
    try {
      object->check_stored(stored.arrays);
    } catch (const UsageError& error) {
      throw UsageError(error.kind(), fmt::format("the stored state does not fit {}: {}",
                                                 object->description(), error.what()));
    }
  }
}

void Network::restore(const Snapshot& snapshot, const RestoreOptions& options) {
  check_not_running("restored");
  check_fits(snapshot);
  clock_->restore(snapshot.clock.step, snapshot.clock.dt);
  for (auto* object : description_.objects) {
    const auto& stored = snapshot.objects.at(object->name());
    if (auto* group = dynamic_cast<model::Group*>(object)) {
      group->take_pending();  // they would act on what is gone
    }
    object->restore(stored.arrays);
    for_each_clock(*object, [&stored](const std::string& name, state::Clock& clock) {
      if (const auto found = stored.clocks.find(name); found != stored.clocks.end()) {
        clock.restore(found->second.step, found->second.dt);
      }
    });
    if (const auto* synapses = dynamic_cast<const model::Synapses*>(object)) {
      for (const auto& pathway : synapses->pathways()) {
        memory_.pathways.erase(&pathway);
        if (const auto found = stored.pathways.find(pathway.name());
            found != stored.pathways.end()) {
          restore_spikes(found->second, snapshot.t, memory_.pathways[&pathway]);
        }
      }
    }
    if (const auto* generator = dynamic_cast<const model::SpikeGeneratorGroup*>(object)) {
      memory_.generators.erase(generator);
      if (stored.next_spike) {
        memory_.generators[generator] = {{*stored.next_spike}, generator->version()};
      }
    }
  }
  t_ = snapshot.t;
  if (options.restore_random_state) {
    *random_ = snapshot.random;
  } else {
    random_->count_restore();
  }
}

void Network::store(const std::string& name) {
  stored_[name] = snapshot();
}

void Network::restore(const std::string& name, const RestoreOptions& options) {
  const auto found = stored_.find(name);
  if (found == stored_.end()) {
    throw UsageError(UsageError::Kind::key,
                     fmt::format("there is no stored state '{}': store() makes one", name));
  }
  restore(found->second, options);
}

void Network::store_to_file(const std::string& path, const std::string& name) {
  add_state(path, name, snapshot());
}

void Network::restore_from_file(const std::string& path, const std::string& name,
                                const RestoreOptions& options) {
  restore(read_state(path, name), options);
}

void Network::check_not_running(const char* what) const {
  if (running_ != nullptr) {
    throw UsageError(
        UsageError::Kind::runtime,
        fmt::format("a network can't be {} while it runs: do so between two runs", what));
  }
}

}  // namespace ranvier::network
