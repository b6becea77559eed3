/// Where the stages of one text put what they find wrong.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/support/diagnostic.hpp>

namespace ranvier::equations {

struct DimensionClash;

/// Of a text that is no model at all, more problems than this help nobody.
inline constexpr std::size_t max_reported_problems = 50;

/// A text, the object it belongs to, and the list that takes the problems found in it. When the
/// list is full, one last entry says that there are more.
struct Reporter {
  const std::string& source;
  const std::string& where;
  std::vector<Diagnostic>& diagnostics;
  std::vector<DimensionClash>* clashes = nullptr;  ///< takes what clashes as data, if wanted

  void report(std::string code, std::string message, std::vector<Diagnostic::Label> labels,
              std::string help) {
    if (diagnostics.size() < max_reported_problems) {
      diagnostics.push_back(
          {std::move(code), std::move(message), where, source, std::move(labels), std::move(help)});
    } else if (diagnostics.size() == max_reported_problems) {
      diagnostics.push_back(
          {"too-many-problems", "there are more problems than are shown", where, "", {}, ""});
    }
  }

  void report(std::string code, std::string message, SourceSpan span, std::string help) {
    report(std::move(code), std::move(message), {{span, ""}}, std::move(help));
  }
};

}  // namespace ranvier::equations
