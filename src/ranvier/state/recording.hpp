/// Recorded values: typed lists that grow in chunks, without copying what they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <ranvier/support/element_type.hpp>

namespace ranvier::state {

/// A growing list of rows of `row_length` values of one type.
class Recording {
 public:
  Recording(ElementType type, std::int64_t row_length);

  ElementType type() const { return type_; }

  std::int64_t row_length() const { return row_length_; }

  std::int64_t rows() const { return rows_; }

  /// Room for `count` further rows in one piece, to be filled by the caller: valid until the next
  /// call.
  /// @throws ResourceError  if the memory is not there; what is recorded stays.
  void* append(std::int64_t count);

  /// Copies all rows, one after the other, to `destination`: (rows, row_length).
  void copy_to(void* destination) const;
  /// Copies one column of all rows: (rows).
  void copy_column_to(std::int64_t column, void* destination) const;
  void clear();
  /// Forgets all rows from number `rows` on; their memory is kept as far as it is the last chunk's.
  /// @pre rows <= rows()
  void truncate(std::int64_t rows);

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    std::int64_t rows = 0;
    std::int64_t capacity = 0;
  };

  /// Makes a chunk with room for `least_rows` at least.
  void add_chunk(std::int64_t least_rows);

  ElementType type_;
  std::int64_t row_length_;
  std::size_t row_bytes_;
  std::int64_t rows_ = 0;
  std::vector<Chunk> chunks_;
};

}  // namespace ranvier::state
