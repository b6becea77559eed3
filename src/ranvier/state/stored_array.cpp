#include "stored_array.hpp"

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::state {

const StoredArray& StoredArrays::at(const std::string& name) const {
  const auto found = arrays_.find(name);
  if (found == arrays_.end()) {
    throw UsageError(fmt::format("there are no stored values of '{}'", name));
  }
  return found->second;
}

StoredArray store(const Column& column, std::span<const std::int64_t> places) {
  const auto width = size_of(column.type());
  StoredArray array{column.type(), false,
                    std::vector<std::byte>(static_cast<std::size_t>(column.size()) * width)};
  const auto* values = static_cast<const std::byte*>(column.data());
  if (places.empty()) {
    if (!array.bytes.empty()) {
      std::memcpy(array.bytes.data(), values, array.bytes.size());
    }
    return array;
  }
  RANVIER_CHECK(static_cast<std::int64_t>(places.size()) == column.size());
  for (std::size_t k = 0; k < places.size(); ++k) {
    std::memcpy(array.bytes.data() + k * width,
                values + static_cast<std::size_t>(places[k]) * width, width);
  }
  return array;
}

void restore(Column& column, const StoredArray& array, std::span<const std::int64_t> places) {
  RANVIER_CHECK(column.type() == array.type);
  column.resize(array.size());
  const auto width = size_of(array.type);
  auto* values = static_cast<std::byte*>(column.data());
  if (places.empty()) {
    if (!array.bytes.empty()) {
      std::memcpy(values, array.bytes.data(), array.bytes.size());
    }
    return;
  }
  RANVIER_CHECK(static_cast<std::int64_t>(places.size()) == array.size());
  for (std::size_t k = 0; k < places.size(); ++k) {
    std::memcpy(values + static_cast<std::size_t>(places[k]) * width,
                array.bytes.data() + k * width, width);
  }
}

StoredArray store(const Recording& recording) {
  const auto n = recording.rows() * recording.row_length();
  StoredArray array{
      recording.type(), false,
      std::vector<std::byte>(static_cast<std::size_t>(n) * size_of(recording.type()))};
  recording.copy_to(array.bytes.data());
  return array;
}

void restore(Recording& recording, const StoredArray& array) {
  RANVIER_CHECK(recording.type() == array.type);
  recording.clear();
  if (array.bytes.empty()) {
    return;
  }
  RANVIER_CHECK(recording.row_length() > 0 && array.size() % recording.row_length() == 0);
  std::memcpy(recording.append(array.size() / recording.row_length()), array.bytes.data(),
              array.bytes.size());
}

void check_stored(const StoredArray& stored, ElementType type, std::int64_t size,
                  const std::string& what) {
  if (stored.type != type) {
    throw UsageError(fmt::format("the stored values of {} are of another type", what));
  }
  if (size >= 0 && stored.size() != size) {
    throw UsageError(
        fmt::format("there are {} stored values of {}, not {}", stored.size(), what, size));
  }
}

}  // namespace ranvier::state
