#include "finding.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

namespace ranvier::doctor {

namespace {

constexpr std::string_view blanks_in_line = " \t\r";

std::string line_of(const Place& place, std::size_t& number) {
  const auto line = line_at(place.source, place.span.begin);
  number = line.number;
  auto text = place.source.substr(line.begin, line.end - line.begin);
  const auto begin = std::min(text.find_first_not_of(blanks_in_line), text.size());
  const auto end = text.find_last_not_of(blanks_in_line);
  return end == std::string::npos ? "" : text.substr(begin, end + 1 - begin);
}

/// A long line, cut off so that the notes beside it stay in sight.
std::string shortened(std::string text) {
  constexpr std::size_t longest = 72;
  if (display_width(text) <= longest) {
    return text;
  }
  auto end = longest - 3;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not within a character
  }
  return text.substr(0, end) + "...";
}

/// Where a place stands: "script.py:48", or the object and the line of its text.
std::string address_of(const Place& place, std::size_t line_of_text) {
  if (!place.location.file.empty()) {
    return fmt::format("{}:{}", place.location.file, place.location.line);
  }
  const auto has_lines = place.source.find('\n') != std::string::npos;
  return has_lines ? fmt::format("{}, line {}", place.where, line_of_text) : place.where;
}

/// "  script.py:12   I : amp   # nothing lowers it", in columns.
std::string render(const std::vector<Place>& places) {
  struct Row {
    std::string where, text, note;
  };

  std::vector<Row> rows;
  std::size_t where_width = 0;
  std::size_t text_width = 0;
  for (const auto& place : places) {
    std::size_t number = 1;
    auto text = shortened(place.source.empty() ? place.location.text : line_of(place, number));
    rows.push_back({address_of(place, number), std::move(text), place.note});
    where_width = std::max(where_width, display_width(rows.back().where));
    text_width = std::max(text_width, display_width(rows.back().text));
  }
  const auto padding = [](const std::string& text, std::size_t width) {
    return std::string(width - display_width(text), ' ');
  };
  std::string out;
  for (const auto& row : rows) {
    auto line = fmt::format("  {}{}   {}", row.where, padding(row.where, where_width), row.text);
    if (!row.note.empty()) {
      line += fmt::format("{}   # {}", padding(row.text, text_width), row.note);
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string labelled(std::string_view label, const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line); label = "") {
    out += fmt::format("  {:6} {}\n", label, line);
  }
  return out;
}

}  // namespace

std::string to_string(Level level) {
  switch (level) {
    case Level::error:
      return "error";
    case Level::warning:
      return "warning";
    case Level::hint:
      return "hint";
  }
  return "";
}

std::string render(const Finding& finding) {
  return fmt::format("{} {}  {}\n", finding.code, to_string(finding.level), finding.message) +
         render(finding.places) + labelled("why:", finding.why) + labelled("fix:", finding.fix) +
         labelled("mute:",
                  fmt::format("doctor(ignore={{'{}': ['{}']}})", finding.code, finding.object));
}

}  // namespace ranvier::doctor
