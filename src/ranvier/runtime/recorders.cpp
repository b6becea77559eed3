#include "recorders.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

namespace {

/// Copies the `elements` of an array of values of `width` bytes, one after the other.
template <std::size_t width, typename Index>
void gather(const std::byte* values, std::span<const Index> elements, std::byte* destination) {
  for (const Index element : elements) {
    std::memcpy(destination, values + static_cast<std::size_t>(element) * width, width);
    destination += width;
  }
}

template <typename Index>
void copy_elements(const state::Column& column, std::span<const Index> elements,
                   void* destination) {
  const auto* values = static_cast<const std::byte*>(column.data());
  auto* bytes = static_cast<std::byte*>(destination);
  switch (size_of(column.type())) {
    case 8:
      return gather<8>(values, elements, bytes);
    case 4:
      return gather<4>(values, elements, bytes);
    default:
      return gather<1>(values, elements, bytes);
  }
}

void repeat_value(const state::Column& column, std::size_t count, void* destination) {
  const std::size_t width = size_of(column.type());
  auto* bytes = static_cast<std::byte*>(destination);
  for (std::size_t k = 0; k < count; ++k) {
    std::memcpy(bytes + k * width, column.data(), width);
  }
}

void append_value(state::Recording& recording, double value) {
  *static_cast<double*>(recording.append(1)) = value;
}

}  // namespace

EventRecorder::EventRecorder(const EventBuffer& events, Targets targets)
    : events_(&events), targets_(std::move(targets)) {
  RANVIER_CHECK(targets_.indices == nullptr || targets_.indices->type() == ElementType::int32);
  RANVIER_CHECK(targets_.times == nullptr || targets_.times->type() == ElementType::float64);
  RANVIER_CHECK(targets_.counts == nullptr || targets_.counts->type() == ElementType::int32);
  for (const Targets::Extra& extra : targets_.extras) {
    RANVIER_CHECK(extra.recording->type() == extra.values->type() &&
                  extra.recording->row_length() == 1);
  }
}

void EventRecorder::run(const StepContext& context) {
  const auto& selection = targets_.selection;
  const auto events = events_->events(selection, scratch_);
  if (events.empty()) {
    return;
  }
  const auto count = static_cast<std::int64_t>(events.size());
  if (targets_.counts != nullptr) {
    const auto counts = targets_.counts->values<std::int32_t>();
    for (const std::int32_t element : events) {
      ++counts[static_cast<std::size_t>(selection.position(element))];
    }
  }
  if (targets_.indices != nullptr) {
    auto* indices = static_cast<std::int32_t*>(targets_.indices->append(count));
    std::ranges::transform(events, indices,
                           [&](std::int32_t element) { return selection.position(element); });
  }
  if (targets_.times != nullptr) {
    std::fill_n(static_cast<double*>(targets_.times->append(count)), count, context.t);
  }
  for (const Targets::Extra& extra : targets_.extras) {
    void* destination = extra.recording->append(count);
    if (extra.is_shared) {
      repeat_value(*extra.values, events.size(), destination);
    } else {
      copy_elements(*extra.values, events, destination);
    }
  }
}

StateRecorder::StateRecorder(std::vector<std::int64_t> elements, std::vector<Recorded> variables,
                             state::Recording& times)
    : elements_(std::move(elements)), variables_(std::move(variables)), times_(&times) {
  RANVIER_CHECK(times.type() == ElementType::float64);
  for (const Recorded& variable : variables_) {
    RANVIER_CHECK(variable.recording->type() == variable.values->type());
    RANVIER_CHECK(variable.recording->row_length() == static_cast<std::int64_t>(elements_.size()));
    RANVIER_CHECK(variable.is_shared || std::ranges::all_of(elements_, [&](std::int64_t element) {
                    return 0 <= element && element < variable.values->size();
                  }));
  }
  are_consecutive_ = true;
  for (std::size_t k = 1; k < elements_.size(); ++k) {
    are_consecutive_ = are_consecutive_ && elements_[k] == elements_[k - 1] + 1;
  }
}

void StateRecorder::run(const StepContext& context) {
  append_value(*times_, context.t);
  if (elements_.empty()) {
    return;
  }
  for (const Recorded& variable : variables_) {
    void* destination = variable.recording->append(1);
    if (variable.is_shared) {
      repeat_value(*variable.values, elements_.size(), destination);
    } else if (are_consecutive_) {
      const std::size_t width = size_of(variable.values->type());
      const auto* values = static_cast<const std::byte*>(variable.values->data());
      std::memcpy(destination, values + static_cast<std::size_t>(elements_.front()) * width,
                  elements_.size() * width);
    } else {
      copy_elements(*variable.values, std::span<const std::int64_t>(elements_), destination);
    }
  }
}

RateRecorder::RateRecorder(const EventBuffer& events, const ElementSelection& selection,
                           state::Recording& times, state::Recording& rates)
    : events_(&events), selection_(selection), times_(&times), rates_(&rates) {
  RANVIER_CHECK(selection.size > 0);
  RANVIER_CHECK(times.type() == ElementType::float64 && rates.type() == ElementType::float64);
}

void RateRecorder::run(const StepContext& context) {
  const auto count = static_cast<double>(events_->events(selection_, scratch_).size());
  const auto n_elements = static_cast<double>(selection_.size);
  append_value(*times_, context.t);
  // Divided in this order, the rate has the bits that Brian 2 gives.
  append_value(*rates_, count / context.dt / n_elements);
}

}  // namespace ranvier::runtime
