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

/// A piece of the user's text that has to do with a finding.
struct Place {
  std::string where;  ///< "NeuronGroup 'exc'", "on_pre of Synapses 'S'"
  std::string source;
  SourceSpan span;  ///< within `source`; the line that holds it is shown
  std::string note;
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
  std::vector<std::string> related;    ///< codes of findings that this one stands for
  std::map<std::string, double> data;  ///< figures, in SI units
};

std::string to_string(Level level);

/// The whole text: code, level and message in the first line, then each place, reason, fix, and how
/// to mute it.
std::string render(const Finding& finding);

}  // namespace ranvier::doctor
