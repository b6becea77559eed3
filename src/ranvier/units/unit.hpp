/// Named units and prefixes: the standard table that equations and C++ code share.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <ranvier/units/quantity.hpp>

namespace ranvier::units {

/// A unit by its name: `scale` is its value in SI. An equation's unit column accepts those of
/// scale 1.
struct Unit {
  std::string_view name;
  double scale = 1;
  Dimension dimension;
};

/// The unit called `name` ("mV", "msiemens", "cm2", "second"), or nothing. These are the names that
/// a model's text knows without being told: those of `from brian2 import *`.
std::optional<Unit> find_unit(std::string_view name);

/// All known units, for suggestions.
const std::vector<Unit>& known_units();

// Units as C++ values: `-65 * mV`, `5 * ms`.
inline constexpr Dimension metre_dimension{{1, 0, 0, 0, 0, 0, 0}};
inline constexpr Dimension kilogram_dimension{{0, 1, 0, 0, 0, 0, 0}};
inline constexpr Dimension second_dimension{{0, 0, 1, 0, 0, 0, 0}};
inline constexpr Dimension ampere_dimension{{0, 0, 0, 1, 0, 0, 0}};
inline constexpr Dimension kelvin_dimension{{0, 0, 0, 0, 1, 0, 0}};
inline constexpr Dimension mole_dimension{{0, 0, 0, 0, 0, 1, 0}};
inline constexpr Dimension candela_dimension{{0, 0, 0, 0, 0, 0, 1}};
inline constexpr Dimension hertz_dimension = second_dimension.power(-1);
inline constexpr Dimension volt_dimension{{2, 1, -3, -1, 0, 0, 0}};
inline constexpr Dimension ohm_dimension = volt_dimension / ampere_dimension;
inline constexpr Dimension siemens_dimension = ohm_dimension.power(-1);
inline constexpr Dimension farad_dimension = siemens_dimension * second_dimension;

// NOLINTBEGIN(readability-identifier-naming): units keep the spelling of their symbols
inline constexpr Quantity second{1, second_dimension};
inline constexpr Quantity ms{1e-3, second_dimension};
inline constexpr Quantity us{1e-6, second_dimension};
inline constexpr Quantity hertz{1, hertz_dimension};
inline constexpr Quantity Hz{1, hertz_dimension};
inline constexpr Quantity kHz{1e3, hertz_dimension};
inline constexpr Quantity volt{1, volt_dimension};
inline constexpr Quantity mV{1e-3, volt_dimension};
inline constexpr Quantity uV{1e-6, volt_dimension};
inline constexpr Quantity amp{1, ampere_dimension};
inline constexpr Quantity mA{1e-3, ampere_dimension};
inline constexpr Quantity uA{1e-6, ampere_dimension};
inline constexpr Quantity nA{1e-9, ampere_dimension};
inline constexpr Quantity pA{1e-12, ampere_dimension};
inline constexpr Quantity siemens{1, siemens_dimension};
inline constexpr Quantity msiemens{1e-3, siemens_dimension};
inline constexpr Quantity mS{1e-3, siemens_dimension};
inline constexpr Quantity uS{1e-6, siemens_dimension};
inline constexpr Quantity nS{1e-9, siemens_dimension};
inline constexpr Quantity ohm{1, ohm_dimension};
inline constexpr Quantity Mohm{1e6, ohm_dimension};
inline constexpr Quantity farad{1, farad_dimension};
inline constexpr Quantity uF{1e-6, farad_dimension};
inline constexpr Quantity nF{1e-9, farad_dimension};
inline constexpr Quantity pF{1e-12, farad_dimension};
inline constexpr Quantity metre{1, metre_dimension};
inline constexpr Quantity cm{1e-2, metre_dimension};
inline constexpr Quantity mm{1e-3, metre_dimension};
inline constexpr Quantity um{1e-6, metre_dimension};
inline constexpr Quantity cm2{1e-4, metre_dimension.power(2)};
inline constexpr Quantity um2{1e-12, metre_dimension.power(2)};
// NOLINTEND(readability-identifier-naming)

}  // namespace ranvier::units
