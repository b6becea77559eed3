/// What the doctor found.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <ranvier/support/source_text.hpp>

namespace ranvier::doctor {

/// error: cannot be meant, or cannot run. warning: very probably wrong. hint: worth a look.
enum class Level : std::uint8_t { error, warning, hint };

/// Where in the user's files something stands; lines and columns count from 1, in characters.
struct Location {
  std::string file;  ///< empty if it is not known
  int line = 0;
  int column = 0;
  std::string text;   ///< the line
  std::string label;  ///< the variable of the script that holds the object ("exc"), if known
};

/// A piece of the user's text that has to do with a finding: of the texts of an object, the
/// statement that made it (without `source`), or the one that gave a constant its value.
struct Place {
  std::string object;  ///< its name
  std::string where;   ///< "NeuronGroup 'exc'", "on_pre of Synapses 'S'"
  std::string source;  ///< text of the model; empty for a statement of the script
  SourceSpan span;     ///< within `source`; the line that holds it is shown
  std::string note;
  /// A statement that assigns to this name is meant: the last one before the object was made, or
  /// the last one at all.
  std::string constant;
  bool before_creation = false;
  Location location;  ///< found by whoever knows the script
};

/// A change of the user's text. All edits of a finding together remove it.
struct Edit {
  enum class Kind : std::uint8_t {
    text,            ///< replaces `span` in a text of an object
    argument,        ///< gives the call that makes the object the argument `argument=text`
    substitution,    ///< gives names in the equations of the object values, `name=value` in `text`
    before_creation  ///< `text`, whole lines, before the statement that makes the object
  };
  Kind kind = Kind::text;
  std::string object;    ///< its name
  std::string source;    ///< of Kind::text
  SourceSpan span;       ///< within `source`
  std::string argument;  ///< of Kind::argument
  std::string text;
};

struct Finding {
  std::string code;  ///< "RV101", the page docs/doctor/RV101.md
  Level level = Level::warning;
  std::string object;    ///< name of the object; the first if several
  std::string variable;  ///< variable, constant or pathway that is meant; may be empty
  std::string message;   ///< one line
  std::vector<Place> places;
  std::string why;                     ///< the reason, with the numbers
  std::string fix;                     ///< code that can be pasted
  std::vector<Edit> edits;             ///< the fix as changes; empty if the user has to decide
  std::vector<std::string> related;    ///< codes of findings that this one stands for
  std::map<std::string, double> data;  ///< figures, in SI units
};

std::string to_string(Level level);

/// The whole text: code, level and message in the first line, then each place, reason, fix, and how
/// to mute it.
std::string render(const Finding& finding);

}  // namespace ranvier::doctor
