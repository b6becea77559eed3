/// Where the stages of one text put what they find wrong.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <ranvier/support/diagnostic.hpp>

namespace ranvier::equations {

/// A text, the object it belongs to, and the list that takes the problems found in it.
struct Reporter {
  const std::string& source;
  const std::string& where;
  std::vector<Diagnostic>& diagnostics;

  void report(std::string code, std::string message, std::vector<Diagnostic::Label> labels,
              std::string help) {
    diagnostics.push_back(
        {std::move(code), std::move(message), where, source, std::move(labels), std::move(help)});
  }

  void report(std::string code, std::string message, SourceSpan span, std::string help) {
    report(std::move(code), std::move(message), {{span, ""}}, std::move(help));
  }
};

}  // namespace ranvier::equations
