#include "spike_queue.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <ranvier/state/memory.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

namespace {

void sort_by_arrival(std::vector<SpikeQueue::InFlight>& in_flight) {
  std::ranges::stable_sort(in_flight, {}, [](const SpikeQueue::InFlight& spike) {
    return std::pair{spike.arrival, spike.owner};
  });
}

/// The step of the new length that is nearest to the due time; half a step counts as the next
/// (semantics B1.11).
std::int64_t new_step(std::int64_t arrival, const TimeStepChange& change) {
  const double ratio = change.old_dt / change.new_dt;
  return change.new_step() + static_cast<std::int64_t>(std::floor(
                                 static_cast<double>(arrival - change.step) * ratio + 0.5));
}

}  // namespace

std::int64_t TimeStepChange::new_step() const {
  return old_dt == new_dt ? step : std::llrint(static_cast<double>(step) * (old_dt / new_dt));
}

void SpikeQueue::refill(const std::vector<InFlight>& in_flight, std::int64_t first,
                        std::int64_t n_slots, int owners) {
  using Slots = std::vector<std::vector<kernel::SynapseSegment>>;
  state::require_memory(n_slots * owners, sizeof(Slots::value_type),
                        fmt::format("the spikes in flight over {} time steps", n_slots));
  std::vector<Slots> slots(static_cast<std::size_t>(owners),
                           Slots(static_cast<std::size_t>(n_slots)));
  for (const InFlight& spike : in_flight) {
    RANVIER_CHECK(spike.owner >= 0 && spike.owner < owners);
    RANVIER_CHECK(spike.arrival >= first && spike.arrival < first + n_slots);
    slots[static_cast<std::size_t>(spike.owner)][static_cast<std::size_t>(spike.arrival % n_slots)]
        .push_back(spike.segment);
  }
  slots_ = std::move(slots);
  first_step_ = first;
  n_slots_ = n_slots;
}

void SpikeQueue::prepare(const state::SynapseRows& rows, std::int64_t step) {
  const std::vector<InFlight> flying = in_flight(step);
  // What is in flight may have longer delays than the rows have now.
  const std::int64_t last_arrival = flying.empty() ? step : flying.back().arrival;
  const std::int64_t last_step = std::max(last_arrival, step + rows.largest_delay());
  refill(flying, step, last_step - step + 1, rows.owners());
}

void SpikeQueue::push(const state::SynapseRows& rows, std::span<const std::int32_t> sources,
                      std::int64_t step) {
  if (sources.empty()) {
    return;
  }
  RANVIER_CHECK(rows.largest_delay() < n_slots_ &&
                rows.owners() == static_cast<int>(slots_.size()));
  RANVIER_CHECK(sources.front() >= 0 && sources.back() < rows.sources());
  const std::size_t present = slot(step);
  const auto n_slots = static_cast<std::size_t>(n_slots_);
  for (int owner = 0; owner < rows.owners(); ++owner) {
    auto& slots = slots_[static_cast<std::size_t>(owner)];
    for (const std::int32_t source : sources) {
      for (const state::DelaySegment& segment : rows.row(owner, source)) {
        std::size_t arrival = present + static_cast<std::size_t>(segment.delay);
        if (arrival >= n_slots) {
          arrival -= n_slots;
        }
        slots[arrival].push_back({source, segment.length, segment.begin});
      }
    }
  }
}

void SpikeQueue::clear(std::int64_t step) {
  const std::size_t present = slot(step);
  for (auto& slots : slots_) {
    slots[present].clear();
  }
  first_step_ = step + 1;
}

std::int64_t SpikeQueue::bytes() const {
  std::size_t bytes = 0;
  for (const auto& slots : slots_) {
    bytes += slots.size() * sizeof(slots.front());
    for (const auto& segments : slots) {
      bytes += segments.size() * sizeof(segments.front());
    }
  }
  return static_cast<std::int64_t>(bytes);
}

std::vector<SpikeQueue::InFlight> SpikeQueue::in_flight(std::int64_t step) const {
  const std::int64_t pause = std::max<std::int64_t>(step - first_step_, 0);
  std::vector<InFlight> flying;
  for (std::int64_t arrival = first_step_; arrival < first_step_ + n_slots_; ++arrival) {
    for (std::size_t owner = 0; owner < slots_.size(); ++owner) {
      for (const kernel::SynapseSegment& segment : slots_[owner][slot(arrival)]) {
        flying.push_back({arrival + pause, static_cast<int>(owner), segment});
      }
    }
  }
  std::ranges::stable_sort(
      flying, {}, [](const InFlight& spike) { return std::pair{spike.arrival, spike.owner}; });
  return flying;
}

void SpikeQueue::restore(const std::vector<InFlight>& in_flight, std::int64_t step) {
  std::int64_t last_arrival = step;
  auto owners = static_cast<int>(slots_.size());
  for (const InFlight& spike : in_flight) {
    last_arrival = std::max(last_arrival, spike.arrival);
    owners = std::max(owners, spike.owner + 1);
  }
  refill(in_flight, step, last_arrival - step + 1, owners);
}

std::vector<SpikeQueue::InFlight> remap_in_flight(
    const std::vector<SpikeQueue::InFlight>& in_flight, const state::SynapseRows& old_rows,
    const state::SynapseRows& new_rows, const TimeStepChange& change) {
  const auto creation_order = old_rows.creation_order();
  const std::vector<std::int64_t> storage_order = new_rows.storage_order();
  const auto new_storage = [&](std::int64_t old_storage) {
    const std::int64_t created = creation_order.empty()
                                     ? old_storage
                                     : creation_order[static_cast<std::size_t>(old_storage)];
    RANVIER_CHECK(created < new_rows.size());
    return storage_order.empty() ? created : storage_order[static_cast<std::size_t>(created)];
  };
  const auto blocks = new_rows.blocks();

  std::vector<SpikeQueue::InFlight> remapped;
  for (const auto& [arrival, old_owner, segment] : in_flight) {
    const std::int64_t new_arrival = new_step(arrival, change);
    const std::size_t n_before = remapped.size();
    for (std::int64_t synapse = segment.begin; synapse < segment.begin + segment.length;
         ++synapse) {
      const std::int64_t storage = new_storage(synapse);
      const int owner =
          static_cast<int>(std::ranges::upper_bound(blocks, storage) - blocks.begin()) - 1;
      if (remapped.size() > n_before && remapped.back().owner == owner &&
          remapped.back().segment.begin + remapped.back().segment.length == storage) {
        ++remapped.back().segment.length;
      } else {
        remapped.push_back({new_arrival, owner, {segment.source, 1, storage}});
      }
    }
  }
  sort_by_arrival(remapped);
  return remapped;
}

}  // namespace ranvier::runtime
