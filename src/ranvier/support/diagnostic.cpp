#include "diagnostic.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

namespace ranvier {

namespace {

/// A line as it is shown: a tab takes one column, so that carets below it stand right.
std::string shown(std::string_view line) {
  std::string text(line);
  std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\r'; }, ' ');
  return text;
}

/// Number of letters to insert, remove, replace or swap with their neighbour to turn one word into
/// the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  // rows[0] belongs to the prefix of `a` of the current length, rows[1] and rows[2] to the ones
  // before.
  std::array<std::vector<std::size_t>, 3> rows;
  rows.fill(std::vector<std::size_t>(b.size() + 1));
  std::iota(rows[0].begin(), rows[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::rotate(rows.begin(), rows.end() - 1, rows.end());
    rows[0][0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      rows[0][j] = std::min({rows[1][j] + 1, rows[0][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        rows[0][j] = std::min(rows[0][j], rows[2][j - 2] + 1);
      }
    }
  }
  return rows[0].back();
}

/// The source line of the labels and one line of carets for each of them, in the order of the
/// labels.
void render_labels(const Diagnostic& diagnostic, std::string& out) {
  const std::string_view source = diagnostic.source;
  std::size_t shown_line = 0;
  for (const auto& [span, text] : diagnostic.labels) {
    const auto line = line_at(source, span.begin);
    if (line.number != shown_line) {
      fmt::format_to(std::back_inserter(out), "    {}\n",
                     shown(source.substr(line.begin, line.end - line.begin)));
      shown_line = line.number;
    }
    const auto indent = display_width(source.substr(line.begin, span.begin - line.begin));
    const auto end =
        std::min(span.end, line.end);  // a span over several lines is marked on its first
    const auto width =
        end > span.begin ? display_width(source.substr(span.begin, end - span.begin)) : 0;
    const std::string marks(std::max<std::size_t>(width, 1), '^');
    fmt::format_to(std::back_inserter(out), "    {:>{}}{}{}{}\n", "", indent, marks,
                   text.empty() ? "" : " ", text);
  }
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const std::string& level) {
  std::string out = fmt::format("{}[{}]: {}\n", level, diagnostic.code, diagnostic.message);
  if (!diagnostic.labels.empty()) {
    const auto line = line_at(diagnostic.source, diagnostic.labels.front().span.begin);
    fmt::format_to(std::back_inserter(out), "  in {}, line {}\n", diagnostic.where, line.number);
    render_labels(diagnostic, out);
  } else if (!diagnostic.where.empty()) {
    fmt::format_to(std::back_inserter(out), "  in {}\n", diagnostic.where);
  }
  if (!diagnostic.help.empty()) {
    fmt::format_to(std::back_inserter(out), "  help: {}\n", diagnostic.help);
  }
  return out;
}

std::string render(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const auto& diagnostic : diagnostics) {
    if (!out.empty()) {
      out += '\n';
    }
    out += render(diagnostic);
  }
  return out;
}

std::string nearest_name(const std::string& name, const std::vector<std::string>& candidates) {
  std::string best;
  auto best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    if (const auto d = edit_distance(name, candidate); d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace ranvier
