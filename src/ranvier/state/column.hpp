/// A typed array that kernels may read and write: aligned to 64 bytes and padded to a multiple of 16 elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include <ranvier/support/element_type.hpp>

namespace ranvier::state {

/// Owns its memory; padding elements are zero when made and of no meaning later. The address changes only in
/// `resize` beyond the capacity.
class Column {
 public:
  /// @throws ResourceError  that names the bytes asked and the bytes free, if the memory is not there.
  Column(ElementType type, std::int64_t size);

  ElementType type() const { return type_; }
  std::int64_t size() const { return size_; }
  void* data() { return bytes_.get(); }
  const void* data() const { return bytes_.get(); }

  /// @pre the type of the column is stored as T.
  template <typename T>
  std::span<T> values();
  template <typename T>
  std::span<const T> values() const;

  /// One element as double (booleans 0 and 1), and back: to integer by truncation, to boolean by `!= 0`.
  double value_at(std::int64_t element) const;
  void set_value(std::int64_t element, double value);

  /// Keeps the first elements; new ones are zero. Grows geometrically.
  void resize(std::int64_t size);
  /// New order: element k becomes the old element `order[k]`.
  void permute(std::span<const std::int64_t> order);

 private:
  struct Free {
    void operator()(std::byte* bytes) const;
  };
  ElementType type_;
  std::int64_t size_ = 0;
  std::int64_t capacity_ = 0;
  std::unique_ptr<std::byte[], Free> bytes_;
};

}  // namespace ranvier::state
