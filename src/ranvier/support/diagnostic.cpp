#include "diagnostic.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

namespace ranvier {

namespace {

/// The source line of the labels and one line of carets for each of them, in the order of the labels.
void render_labels(const Diagnostic& diagnostic, std::string& out) {
  const std::string_view source = diagnostic.source;
  std::size_t shown_line = 0;
  for (const auto& [span, text] : diagnostic.labels) {
    const auto line = line_at(source, span.begin);
    if (line.number != shown_line) {
      fmt::format_to(std::back_inserter(out), "    {}\n", source.substr(line.begin, line.end - line.begin));
      shown_line = line.number;
    }
    const auto indent = display_width(source.substr(line.begin, span.begin - line.begin));
    const auto end = std::min(span.end, line.end);  // a span over several lines is marked on its first
    const auto width = end > span.begin ? display_width(source.substr(span.begin, end - span.begin)) : 0;
    const std::string marks(std::max<std::size_t>(width, 1), '^');
    fmt::format_to(std::back_inserter(out), "    {:>{}}{}{}{}\n", "", indent, marks, text.empty() ? "" : " ", text);
  }
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  std::string out = fmt::format("error[{}]: {}\n", diagnostic.code, diagnostic.message);
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
  const auto distance = [&name](const std::string& other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= name.size(); ++i) {
      auto diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= other.size(); ++j) {
        const auto substitution = diagonal + (name[i - 1] == other[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitution});
      }
    }
    return row.back();
  };
  std::string best;
  auto best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    if (const auto d = distance(candidate); d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace ranvier
