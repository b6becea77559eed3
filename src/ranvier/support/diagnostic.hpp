/// Problems in the user's model as data, and their rendering with carets under the user's own text.
#pragma once

#include <string>
#include <vector>

#include <ranvier/support/source_text.hpp>

namespace ranvier {

/// One problem in the user's model, kept as data until someone renders it.
struct Diagnostic {
  /// A part of the source text and what is to be said under it; the span always lies in `source`.
  struct Label {
    SourceSpan span;
    std::string text;
  };

  std::string code;     ///< Stable name, and the file name of its page in docs/errors/.
  std::string message;  ///< One line, lower case, no full stop.
  std::string where;    ///< The object the text belongs to, for example "NeuronGroup 'exc'".
  std::string source;   ///< The text the labels point into.
  std::vector<Label> labels;
  std::string help;  ///< What the user can do, or empty.
};

/// The whole text of one diagnostic: message, place, source lines with carets, help.
/// @param level  how grave it is: "error", "warning"
std::string render(const Diagnostic& diagnostic, const std::string& level = "error");

/// The texts of several diagnostics, separated by empty lines.
std::string render(const std::vector<Diagnostic>& diagnostics);

/// The candidate nearest to `name` by edit distance, or "" if none is near enough to be a slip of
/// the pen.
std::string nearest_name(const std::string& name, const std::vector<std::string>& candidates);

}  // namespace ranvier
