/// A typed array that kernels may read and write: aligned to 64 bytes and padded to a multiple of
/// 16 elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>

#include <ranvier/support/assert.hpp>
#include <ranvier/support/element_type.hpp>

namespace ranvier::state {

/// Whether values of `type` lie in memory as T. A boolean is one byte, 0 or 1.
template <typename T>
constexpr bool is_stored_as(ElementType type) {
  switch (type) {
    case ElementType::float64:
      return std::is_same_v<T, double>;
    case ElementType::float32:
      return std::is_same_v<T, float>;
    case ElementType::int32:
      return std::is_same_v<T, std::int32_t>;
    case ElementType::int64:
      return std::is_same_v<T, std::int64_t>;
    case ElementType::boolean:
      return std::is_same_v<T, bool> || std::is_same_v<T, std::uint8_t>;
  }
  return false;
}

/// Owns its memory; padding elements are zero when made and of no meaning later. The address
/// changes only in `resize` beyond the capacity.
class Column {
 public:
  /// All elements are zero.
  /// @throws ResourceError  that names the bytes asked and the bytes free, if the memory is not
  /// there.
  Column(ElementType type, std::int64_t size);

  ElementType type() const { return type_; }

  std::int64_t size() const { return size_; }

  /// Without padding.
  std::size_t bytes() const { return bytes_of(size_); }

  void* data() { return bytes_.get(); }

  const void* data() const { return bytes_.get(); }

  /// @pre the type of the column is stored as T.
  template <typename T>
  std::span<T> values() {
    RANVIER_CHECK(is_stored_as<T>(type_));
    return {reinterpret_cast<T*>(bytes_.get()), static_cast<std::size_t>(size_)};
  }

  template <typename T>
  std::span<const T> values() const {
    RANVIER_CHECK(is_stored_as<T>(type_));
    return {reinterpret_cast<const T*>(bytes_.get()), static_cast<std::size_t>(size_)};
  }

  /// One element as double (booleans 0 and 1), and back: to integer by truncation, to boolean by
  /// `!= 0`.
  double value_at(std::int64_t element) const;
  void set_value(std::int64_t element, double value);

  /// Keeps the first elements; new ones are zero. Grows geometrically. Nothing changes if the
  /// memory is not there.
  /// @throws ResourceError  as the constructor does.
  void resize(std::int64_t size);
  /// New order: element k becomes the old element `order[k]`.
  void permute(std::span<const std::int64_t> order);

 private:
  struct Free {
    void operator()(std::byte* bytes) const;
  };

  using Bytes = std::unique_ptr<std::byte[], Free>;

  /// Memory for `capacity` elements, not initialised.
  static Bytes allocate(ElementType type, std::int64_t capacity);

  std::size_t bytes_of(std::int64_t elements) const {
    return static_cast<std::size_t>(elements) * size_of(type_);
  }

  ElementType type_;
  std::int64_t size_ = 0;
  std::int64_t capacity_ = 0;
  Bytes bytes_;
};

}  // namespace ranvier::state
