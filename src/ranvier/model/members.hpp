/// Which elements of a group a part of it consists of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/state/column.hpp>

namespace ranvier::model {

/// Some elements of a group of `whole_size` elements, ascending; the k-th of them has number k in
/// the part.
class Members {
 public:
  /// The elements begin, ..., end - 1. @pre 0 <= begin < end <= whole_size
  Members(std::string name, std::int64_t begin, std::int64_t end, std::int64_t whole_size);
  /// @pre `elements` are in range, ascend strictly and are not empty
  Members(std::string name, std::vector<std::int64_t> elements, std::int64_t whole_size);

  /// Name of the part, for messages.
  const std::string& name() const { return name_; }

  std::int64_t size() const {
    return elements_.empty() ? end_ - begin_ : static_cast<std::int64_t>(elements_.size());
  }

  /// The smallest range that has all members: all of [begin, end) if they are consecutive.
  std::int64_t begin() const { return begin_; }

  std::int64_t end() const { return end_; }

  bool are_consecutive() const { return elements_.empty(); }

  /// Number in the whole group of member `position`.
  std::int64_t element(std::int64_t position) const {
    return elements_.empty() ? begin_ + position : elements_[static_cast<std::size_t>(position)];
  }

  /// Number in the part of an element of the whole group; -1 if it is no member.
  std::int64_t position(std::int64_t element) const;

  /// The same for every element, as a column that kernels can read: int32, (whole_size). Made when
  /// it is first asked for.
  const state::Column& positions() const;

 private:
  std::string name_;
  std::int64_t begin_;
  std::int64_t end_;
  std::int64_t whole_size_;
  std::vector<std::int64_t> elements_;  ///< empty if they are consecutive
  mutable std::optional<state::Column> positions_;
};

}  // namespace ranvier::model
