/// Positions in a text that the user wrote.
#pragma once

#include <cstddef>
#include <string_view>

namespace ranvier {

/// Half-open range of byte offsets `[begin, end)` in a source text.
struct SourceSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// One line of a source text: its number (from 1) and its byte range without the line break.
struct SourceLine {
  std::size_t number = 1;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The line that holds byte `position`; a position past the end belongs to the last line.
SourceLine line_at(std::string_view source, std::size_t position);

/// Number of characters (not bytes) of UTF-8 text, so that carets stand where a terminal shows
/// them.
std::size_t display_width(std::string_view text);

}  // namespace ranvier
