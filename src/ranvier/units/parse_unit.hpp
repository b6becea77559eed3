/// Unit text to dimension: "siemens/metre**2".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ranvier/units/dimension.hpp>

namespace ranvier::units {

/// What a unit text means in the unit column of an equation.
struct ParsedUnit {
  enum class Kind : std::uint8_t { real, integer, boolean };
  Kind kind = Kind::real;
  Dimension dimension;
};

/// Why a text is not a unit: byte offsets within the text, message and help as a Diagnostic has
/// them.
struct UnitProblem {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string code;  ///< "unknown-unit", "scaled-unit", "unit-syntax" or "bool-unit"
  std::string message;
  std::string help;
};

/// Reads products, quotients and powers of base units, "1", "integer", "boolean" (semantics A2.2:
/// "volt", not "mV"). On failure returns nothing and fills `problem`.
std::optional<ParsedUnit> parse_unit(std::string_view text, UnitProblem& problem);

}  // namespace ranvier::units
