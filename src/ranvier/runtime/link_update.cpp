#include "link_update.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime {

namespace {

/// The element of the source that element `k` of the target shows.
std::int64_t shown_element(const LinkUpdate::Arrays& arrays, std::int64_t k) {
  if (arrays.index == nullptr) {
    return arrays.elements[static_cast<std::size_t>(k)];
  }
  const auto number = arrays.index->type() == ElementType::int64
                          ? arrays.index->values<std::int64_t>()[static_cast<std::size_t>(k)]
                          : arrays.index->values<std::int32_t>()[static_cast<std::size_t>(k)];
  if (number < 0 || number >= static_cast<std::int64_t>(arrays.elements.size())) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("the index of {} is {} for element {}, but elements are 0 to {}",
                                 arrays.where, number, k, arrays.elements.size() - 1));
  }
  return arrays.elements[static_cast<std::size_t>(number)];
}

bool are_same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

}  // namespace

LinkUpdate::LinkUpdate(Arrays arrays) : arrays_(std::move(arrays)) {
  RANVIER_CHECK(arrays_.index != nullptr ||
                static_cast<std::int64_t>(arrays_.elements.size()) == arrays_.target->size());
}

void LinkUpdate::run(const StepContext& /*context*/) {
  const auto& source = *arrays_.source;
  auto& target = *arrays_.target;
  if (source.type() != target.type()) {
    for (std::int64_t k = 0; k < target.size(); ++k) {
      target.set_value(k, source.value_at(shown_element(arrays_, k)));
    }
    return;
  }
  const auto width = size_of(source.type());
  const auto* from = static_cast<const std::byte*>(source.data());
  auto* to = static_cast<std::byte*>(target.data());
  for (std::int64_t k = 0; k < target.size(); ++k) {
    std::memcpy(to + static_cast<std::size_t>(k) * width,
                from + static_cast<std::size_t>(shown_element(arrays_, k)) * width, width);
  }
}

LinkWrite::LinkWrite(LinkUpdate::Arrays arrays, state::Column& source)
    : arrays_(std::move(arrays)), source_(&source), before_(source.type(), source.size()) {
  RANVIER_CHECK(arrays_.source == source_);
}

void LinkWrite::run(const StepContext& /*context*/) {
  const auto& target = *arrays_.target;
  std::memcpy(before_.data(), source_->data(),
              static_cast<std::size_t>(source_->size()) * size_of(source_->type()));
  for (std::int64_t k = 0; k < target.size(); ++k) {
    const auto element = shown_element(arrays_, k);
    if (const auto value = target.value_at(k); !are_same_bits(value, before_.value_at(element))) {
      source_->set_value(element, value);
    }
  }
}

}  // namespace ranvier::runtime
