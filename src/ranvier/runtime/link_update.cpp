#include "link_update.hpp"

#include <cstddef>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime {

LinkUpdate::LinkUpdate(Arrays arrays) : arrays_(std::move(arrays)) {
  RANVIER_CHECK(arrays_.index != nullptr ||
                static_cast<std::int64_t>(arrays_.elements.size()) == arrays_.target->size());
}

std::int64_t LinkUpdate::element(std::int64_t k) const {
  if (arrays_.index == nullptr) {
    return arrays_.elements[static_cast<std::size_t>(k)];
  }
  const auto number = arrays_.index->type() == ElementType::int64
                          ? arrays_.index->values<std::int64_t>()[static_cast<std::size_t>(k)]
                          : arrays_.index->values<std::int32_t>()[static_cast<std::size_t>(k)];
  if (number < 0 || number >= static_cast<std::int64_t>(arrays_.elements.size())) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("the index of {} is {} for element {}, but elements are 0 to {}",
                                 arrays_.where, number, k, arrays_.elements.size() - 1));
  }
  return arrays_.elements[static_cast<std::size_t>(number)];
}

void LinkUpdate::run(const StepContext& /*context*/) {
  const auto& source = *arrays_.source;
  auto& target = *arrays_.target;
  if (source.type() != target.type()) {
    for (std::int64_t k = 0; k < target.size(); ++k) {
      target.set_value(k, source.value_at(element(k)));
    }
    return;
  }
  const auto width = size_of(source.type());
  const auto* from = static_cast<const std::byte*>(source.data());
  auto* to = static_cast<std::byte*>(target.data());
  for (std::int64_t k = 0; k < target.size(); ++k) {
    std::memcpy(to + static_cast<std::size_t>(k) * width,
                from + static_cast<std::size_t>(element(k)) * width, width);
  }
}

}  // namespace ranvier::runtime
