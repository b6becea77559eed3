/// What the doctor finds in some objects, for tests.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/doctor/examine.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::testing {

/// Options of a network that computes without compiling, and in which a rule that fails fails the
/// test.
inline NetworkOptions examined() {
  return {.backend = backend::make_interpreter(), .log = [](const LogMessage& message) {
            if (message.text.starts_with("the rule ")) {
              ADD_FAILURE() << message.text;
            }
          }};
}

/// The findings of one rule.
template <typename... Objects>
std::vector<doctor::Finding> findings_of(const std::string& code, const model::Constants& constants,
                                         Objects&... objects) {
  Network network{examined(), objects...};
  network.apply_pending({.names = namespace_of(constants)});
  auto findings = network.examine({.names = namespace_of(constants)});
  std::erase_if(findings, [&](const doctor::Finding& finding) { return finding.code != code; });
  return findings;
}

/// An examination that no name has a value in, and in which a rule that fails fails the test.
inline doctor::Surroundings failing_loudly() {
  return {.on_failure = [](const std::string& code, const std::string& error) {
    throw std::logic_error(code + " failed: " + error);
  }};
}

/// The text of the only finding; "" if there is none, and that there are several.
inline std::string only_text(const std::vector<doctor::Finding>& findings) {
  return findings.empty()      ? ""
         : findings.size() > 1 ? "several findings"
                               : doctor::render(findings.front());
}

/// "a*(b - v) -> a*(v - b)" of each edit of a text; arguments and lines as "name=text", "+text".
inline std::vector<std::string> edits_of(const doctor::Finding& finding) {
  std::vector<std::string> texts;
  for (const auto& edit : finding.edits) {
    switch (edit.kind) {
      case doctor::Edit::Kind::text:
        texts.push_back(edit.source.substr(edit.span.begin, edit.span.end - edit.span.begin) +
                        " -> " + edit.text);
        break;
      case doctor::Edit::Kind::argument:
        texts.push_back(edit.object + "(" + edit.argument + "=" + edit.text + ")");
        break;
      case doctor::Edit::Kind::substitution:
        texts.push_back(edit.object + "(Equations(..., " + edit.text + "))");
        break;
      case doctor::Edit::Kind::before_creation:
        texts.push_back("+" + edit.text);
        break;
    }
  }
  return texts;
}

/// The findings of one rule in objects that no network has; no name has a value from outside.
inline std::vector<doctor::Finding> findings_of(const std::string& code,
                                                std::vector<model::NetworkObject*> objects) {
  auto findings = doctor::examine({.objects = std::move(objects)}, failing_loudly());
  std::erase_if(findings, [&](const doctor::Finding& finding) { return finding.code != code; });
  return findings;
}

/// The text of a model after all edits of it.
inline std::string edited(std::string text, std::vector<doctor::Edit> edits) {
  std::ranges::sort(edits, std::ranges::greater(),
                    [](const auto& edit) { return edit.span.begin; });
  for (const auto& edit : edits) {
    if (edit.kind == doctor::Edit::Kind::text) {
      text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
    }
  }
  return text;
}

/// "method='rk4'" for each argument that the edits give.
inline std::vector<std::string> arguments(const std::vector<doctor::Edit>& edits) {
  std::vector<std::string> found;
  for (const auto& edit : edits) {
    if (edit.kind == doctor::Edit::Kind::argument) {
      found.push_back(edit.argument + "=" + edit.text);
    }
  }
  return found;
}

}  // namespace ranvier::testing
