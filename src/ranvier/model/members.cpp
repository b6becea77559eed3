#include "members.hpp"

#include <algorithm>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::model {

Members::Members(std::string name, std::int64_t begin, std::int64_t end, std::int64_t whole_size)
    : name_(std::move(name)), begin_(begin), end_(end), whole_size_(whole_size) {
  RANVIER_CHECK(0 <= begin && begin < end && end <= whole_size);
}

Members::Members(std::string name, std::vector<std::int64_t> elements, std::int64_t whole_size)
    : Members(std::move(name), elements.front(), elements.back() + 1, whole_size) {
  if (static_cast<std::int64_t>(elements.size()) != end_ - begin_) {
    elements_ = std::move(elements);
  }
}

std::int64_t Members::position(std::int64_t element) const {
  if (element < begin_ || element >= end_) {
    return -1;
  }
  if (elements_.empty()) {
    return element - begin_;
  }
  const auto found = std::ranges::lower_bound(elements_, element);
  return found != elements_.end() && *found == element ? found - elements_.begin() : -1;
}

const state::Column& Members::positions() const {
  if (!positions_) {
    positions_.emplace(ElementType::int32, whole_size_);
    const auto positions = positions_->values<std::int32_t>();
    std::ranges::fill(positions, -1);
    for (std::int64_t position = 0; position < size(); ++position) {
      positions[static_cast<std::size_t>(element(position))] = static_cast<std::int32_t>(position);
    }
  }
  return *positions_;
}

}  // namespace ranvier::model
