#include "selection.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::model {

Numbers elements_of(const Slice& slice, std::int64_t size, const std::string& what) {
  if (slice.step == 0) {
    throw UsageError(fmt::format("a slice of {} has the step 0", what));
  }
  const auto forwards = slice.step > 0;
  const auto lowest = forwards ? std::int64_t{0} : std::int64_t{-1};
  const auto highest = forwards ? size : size - 1;
  const auto bound = [&](std::optional<std::int64_t> given, std::int64_t otherwise) {
    if (!given) {
      return otherwise;
    }
    return std::clamp(*given < 0 ? *given + size : *given, lowest, highest);
  };
  const auto start = bound(slice.start, forwards ? lowest : highest);
  const auto stop = bound(slice.stop, forwards ? highest : lowest);
  Numbers elements;
  for (auto element = start; forwards ? element < stop : element > stop;) {
    elements.push_back(element);
    if (slice.step > size || slice.step < -size) {
      break;
    }
    element += slice.step;
  }
  return elements;
}

Numbers elements_of(const Numbers& numbers, std::int64_t size, const std::string& what) {
  Numbers elements;
  elements.reserve(numbers.size());
  for (const auto number : numbers) {
    if (number < -size || number >= size) {
      throw UsageError(UsageError::Kind::index,
                       fmt::format("index {} is out of range for {}, which has {} elements", number,
                                   what, size));
    }
    elements.push_back(number < 0 ? number + size : number);
  }
  return elements;
}

Numbers elements_of(const Mask& mask, std::int64_t size, const std::string& what) {
  if (static_cast<std::int64_t>(mask.chosen.size()) != size) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("the mask for {} has {} values, but there are {} elements", what,
                                 mask.chosen.size(), size));
  }
  Numbers elements;
  for (std::int64_t element = 0; element < size; ++element) {
    if (mask.chosen[static_cast<std::size_t>(element)]) {
      elements.push_back(element);
    }
  }
  return elements;
}

}  // namespace ranvier::model
