#include "recording.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include <ranvier/state/memory.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::state {

namespace {

// Chunks double in size from the first to the last of these, so a short recording is small and a
// long one has few.
constexpr std::int64_t first_chunk_bytes = 4 << 10;
constexpr std::int64_t largest_chunk_bytes = 8 << 20;

}  // namespace

Recording::Recording(ElementType type, std::int64_t row_length)
    : type_(type),
      row_length_(row_length),
      row_bytes_(static_cast<std::size_t>(row_length) * size_of(type)) {
  RANVIER_CHECK(row_length >= 0);
}

void Recording::add_chunk(std::int64_t least_rows) {
  const auto row_bytes = static_cast<std::int64_t>(std::max(row_bytes_, std::size_t{1}));
  const std::int64_t last_bytes =
      chunks_.empty() ? first_chunk_bytes / 2 : chunks_.back().capacity * row_bytes;
  const std::int64_t bytes = std::clamp(2 * last_bytes, first_chunk_bytes, largest_chunk_bytes);
  const std::int64_t capacity = std::max(least_rows, bytes / row_bytes);
  require_memory(capacity, row_bytes,
                 fmt::format("{} more rows of {} recorded values", capacity, row_length_));
  chunks_.push_back(
      {std::make_unique_for_overwrite<std::byte[]>(static_cast<std::size_t>(capacity) * row_bytes_),
       0, capacity});
}

void* Recording::append(std::int64_t count) {
  RANVIER_ASSERT(count >= 0);
  if (chunks_.empty() || chunks_.back().capacity - chunks_.back().rows < count) {
    add_chunk(count);
  }
  Chunk& chunk = chunks_.back();
  void* room = chunk.bytes.get() + static_cast<std::size_t>(chunk.rows) * row_bytes_;
  chunk.rows += count;
  rows_ += count;
  return room;
}

void Recording::copy_to(void* destination) const {
  auto* target = static_cast<std::byte*>(destination);
  for (const Chunk& chunk : chunks_) {
    const std::size_t bytes = static_cast<std::size_t>(chunk.rows) * row_bytes_;
    if (bytes > 0) {
      std::memcpy(target, chunk.bytes.get(), bytes);
      target += bytes;
    }
  }
}

void Recording::copy_column_to(std::int64_t column, void* destination) const {
  RANVIER_CHECK(column >= 0 && column < row_length_);
  const std::size_t width = size_of(type_);
  auto* target = static_cast<std::byte*>(destination);
  for (const Chunk& chunk : chunks_) {
    const std::byte* value = chunk.bytes.get() + static_cast<std::size_t>(column) * width;
    for (std::int64_t row = 0; row < chunk.rows; ++row) {
      std::memcpy(target, value, width);
      target += width;
      value += row_bytes_;
    }
  }
}

void Recording::clear() {
  chunks_.clear();
  rows_ = 0;
}

void Recording::truncate(std::int64_t rows) {
  RANVIER_CHECK(rows >= 0 && rows <= rows_);
  while (!chunks_.empty() && rows_ - chunks_.back().rows > rows) {
    rows_ -= chunks_.back().rows;
    chunks_.pop_back();
  }
  if (!chunks_.empty()) {
    chunks_.back().rows -= rows_ - rows;
  }
  rows_ = rows;
}

}  // namespace ranvier::state
