#include "state_copy.hpp"

#include <cstring>
#include <utility>

#include <ranvier/state/memory.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

StateCopy::StateCopy(ChangingState state)
    : state_(std::move(state)),
      steps_(state_.clocks.size()),
      columns_(state_.columns.size()),
      queues_(state_.queues.size()),
      events_(state_.events.size()),
      totals_(state_.events.size()),
      positions_(state_.positions.size()),
      rows_(state_.recordings.size()) {}

std::int64_t StateCopy::bytes() const {
  std::int64_t bytes = 0;
  for (const auto* column : state_.columns) {
    bytes += static_cast<std::int64_t>(column->bytes());
  }
  for (const auto* queue : state_.queues) {
    bytes += queue->bytes();
  }
  return bytes;
}

void StateCopy::take() {
  if (!is_taken_) {
    state::require_memory(bytes(), 1, "a copy of the state to go back to");
  }
  is_taken_ = false;
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    steps_[k] = state_.clocks[k]->step();
  }
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    columns_[k].resize(state_.columns[k]->bytes());
    if (!columns_[k].empty()) {
      std::memcpy(columns_[k].data(), state_.columns[k]->data(), columns_[k].size());
    }
  }
  for (std::size_t k = 0; k < queues_.size(); ++k) {
    queues_[k] = *state_.queues[k];
  }
  for (std::size_t k = 0; k < events_.size(); ++k) {
    const auto events = state_.events[k]->events();
    events_[k].assign(events.begin(), events.end());
    totals_[k] = state_.events[k]->total();
  }
  for (std::size_t k = 0; k < positions_.size(); ++k) {
    positions_[k] = *state_.positions[k];
  }
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    rows_[k] = state_.recordings[k]->rows();
  }
  is_taken_ = true;
}

void StateCopy::go_back() {
  RANVIER_CHECK(is_taken_);
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    state_.clocks[k]->go_to(steps_[k]);
  }
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    if (!columns_[k].empty()) {
      std::memcpy(state_.columns[k]->data(), columns_[k].data(), columns_[k].size());
    }
  }
  for (std::size_t k = 0; k < queues_.size(); ++k) {
    *state_.queues[k] = queues_[k];
  }
  for (std::size_t k = 0; k < events_.size(); ++k) {
    state_.events[k]->restore(events_[k], totals_[k]);
  }
  for (std::size_t k = 0; k < positions_.size(); ++k) {
    *state_.positions[k] = positions_[k];
  }
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    state_.recordings[k]->truncate(rows_[k]);
  }
}

}  // namespace ranvier::runtime
