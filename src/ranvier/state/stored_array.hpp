/// Values as they are stored: typed arrays under names, in the order that users see, free of
/// addresses and of layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <ranvier/state/column.hpp>
#include <ranvier/state/recording.hpp>
#include <ranvier/support/element_type.hpp>

namespace ranvier::state {

/// The bytes of `size()` values of one type, one after the other. A boolean is one byte.
struct StoredArray {
  ElementType type = ElementType::float64;
  bool is_shared = false;  ///< a single value for all elements
  std::vector<std::byte> bytes;

  std::int64_t size() const { return static_cast<std::int64_t>(bytes.size() / size_of(type)); }
};

/// What one object stores.
class StoredArrays {
 public:
  void add(const std::string& name, StoredArray array) { arrays_[name] = std::move(array); }

  template <typename T>
  void add(const std::string& name, ElementType type, std::span<const T> values) {
    RANVIER_CHECK(is_stored_as<T>(type));
    StoredArray array{type, false, std::vector<std::byte>(values.size_bytes())};
    if (!values.empty()) {
      std::memcpy(array.bytes.data(), values.data(), values.size_bytes());
    }
    add(name, std::move(array));
  }

  bool contains(const std::string& name) const { return arrays_.contains(name); }

  /// @throws UsageError  if there is none.
  const StoredArray& at(const std::string& name) const;

  template <typename T>
  std::vector<T> values(const std::string& name) const {
    const auto& array = at(name);
    RANVIER_CHECK(is_stored_as<T>(array.type));
    std::vector<T> values(static_cast<std::size_t>(array.size()));
    if (!values.empty()) {
      std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
    }
    return values;
  }

  const std::map<std::string, StoredArray>& arrays() const { return arrays_; }

 private:
  std::map<std::string, StoredArray> arrays_;
};

/// The values of a column: value k is that at place `places[k]`, or at k if `places` is empty.
StoredArray store(const Column& column, std::span<const std::int64_t> places = {});
/// The other way; the column is resized to the stored values.
/// @pre same type; `places` is empty or has one entry for each value.
void restore(Column& column, const StoredArray& array, std::span<const std::int64_t> places = {});

/// All rows of a recording, and back.
/// @pre same type and row length
StoredArray store(const Recording& recording);
void restore(Recording& recording, const StoredArray& array);

/// @throws UsageError  if `stored` is of another type, or, with `size` >= 0, of another size.
/// @param what  names the values, for the message
void check_stored(const StoredArray& stored, ElementType type, std::int64_t size,
                  const std::string& what);

}  // namespace ranvier::state
