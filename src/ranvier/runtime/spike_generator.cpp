#include "spike_generator.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ranvier/state/clock.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime {

std::int64_t count_spikes_before(std::span<const double> times, double dt, std::int64_t step) {
  return std::ranges::partition_point(
             times, [&](double time) { return state::timestep(time, dt) < step; }) -
         times.begin();
}

SpikeGenerator::SpikeGenerator(const std::vector<std::int32_t>& indices,
                               const std::vector<double>& times, std::int64_t period_steps,
                               Position& position, EventBuffer& emitted, std::string name)
    : indices_(&indices),
      times_(&times),
      period_steps_(period_steps),
      position_(&position),
      emitted_(&emitted),
      name_(std::move(name)) {
  RANVIER_CHECK(indices.size() == times.size() && std::ranges::is_sorted(times) &&
                period_steps >= 0);
}

void SpikeGenerator::sort_within_bins(double dt) {
  sorted_indices_ = *indices_;
  for (std::size_t begin = 0, end = 0; begin < bins_.size(); begin = end) {
    while (end < bins_.size() && bins_[end] == bins_[begin]) {
      ++end;
    }
    const auto first = sorted_indices_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = sorted_indices_.begin() + static_cast<std::ptrdiff_t>(end);
    std::sort(first, last);
    if (const auto twice = std::adjacent_find(first, last); twice != last) {
      throw UsageError(fmt::format(
          "neuron {} of '{}' has two spikes in the time step at t = {:.10g} ms (dt = {:.10g} ms): "
          "a neuron spikes once in a step",
          *twice, name_, static_cast<double>(bins_[begin]) * dt * 1e3, dt * 1e3));
    }
  }
}

void SpikeGenerator::begin_run(const StepContext& context) {
  bins_.resize(times_->size());
  std::ranges::transform(*times_, bins_.begin(),
                         [&](double time) { return state::timestep(time, context.dt); });
  sort_within_bins(context.dt);
  if (period_steps_ > 0) {
    const auto next = std::ranges::lower_bound(bins_, context.step % period_steps_);
    position_->next = next - bins_.begin();
  }
}

void SpikeGenerator::run(const StepContext& context) {
  std::int64_t bin = context.step;
  if (period_steps_ > 0) {
    bin %= period_steps_;
    if (bin == 0) {
      position_->next = 0;
    }
  }
  const auto begin = static_cast<std::size_t>(position_->next);
  std::size_t end = begin;
  while (end < bins_.size() && bins_[end] <= bin) {
    ++end;
  }
  const auto first = sorted_indices_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = sorted_indices_.begin() + static_cast<std::ptrdiff_t>(end);
  if (end > begin && bins_[begin] != bins_[end - 1]) {
    std::sort(first, last);  // late spikes of several bins
  }
  // A neuron spikes once in a step, also if it is late with several.
  const std::int32_t* end_of_events = std::unique_copy(first, last, emitted_->data());
  emitted_->set_count(end_of_events - emitted_->data());
  position_->next = static_cast<std::int64_t>(end);
}

void SpikeGenerator::end_run() {
  emitted_->clear();
}

}  // namespace ranvier::runtime
