#include "source_text.hpp"

#include <algorithm>

namespace ranvier {

SourceLine line_at(std::string_view source, std::size_t position) {
  position = std::min(position, source.size());
  const auto before = source.substr(0, position);
  const auto number = static_cast<std::size_t>(1 + std::count(before.begin(), before.end(), '\n'));
  const auto last_break = before.rfind('\n');
  const auto begin = last_break == std::string_view::npos ? 0 : last_break + 1;
  const auto end = std::min(source.find('\n', position), source.size());
  return {number, begin, end};
}

std::size_t display_width(std::string_view text) {
  const auto is_first_byte = [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_first_byte));
}

}  // namespace ranvier
