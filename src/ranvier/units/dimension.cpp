#include "dimension.hpp"

#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <ranvier/units/unit.hpp>

namespace ranvier::units {

namespace {

struct NamedDimension {
  std::string_view name;
  Dimension dimension;
};

constexpr NamedDimension second_name{"second", second_dimension};
constexpr NamedDimension metre_name{"metre", metre_dimension};
constexpr Dimension joule_dimension = volt_dimension * ampere_dimension * second_dimension;

/// What a neuroscientist calls a dimension; of two equally short names the one whose parts come
/// first here wins.
constexpr NamedDimension names[] = {
    {"volt", volt_dimension},
    {"ampere", ampere_dimension},
    {"siemens", siemens_dimension},
    {"farad", farad_dimension},
    {"ohm", ohm_dimension},
    second_name,
    metre_name,
    {"mole", mole_dimension},
    {"coulomb", ampere_dimension* second_dimension},
    {"hertz", hertz_dimension},
    {"kelvin", kelvin_dimension},
    {"kilogram", kilogram_dimension},
    {"candle", candela_dimension},
    {"mmolar", mole_dimension / metre_dimension.power(3)},
    {"joule", joule_dimension},
    {"watt", volt_dimension* ampere_dimension},
    {"newton", joule_dimension / metre_dimension},
    {"pascal", joule_dimension / metre_dimension.power(3)},
    {"weber", volt_dimension* second_dimension},
    {"henry", ohm_dimension* second_dimension},
    {"tesla", volt_dimension* second_dimension / metre_dimension.power(2)},
};

/// The exponent e with dimension == base^e, if there is one.
std::optional<double> power_between(const Dimension& dimension, const Dimension& base) {
  for (std::size_t k = 0; k < Dimension::count; ++k) {
    if (base.exponents()[k] != 0) {
      const double exponent = dimension.exponents()[k] / base.exponents()[k];
      return exponent != 0 && base.power(exponent) == dimension ? std::optional(exponent)
                                                                : std::nullopt;
    }
  }
  return std::nullopt;
}

std::string power_text(std::string_view name, double exponent) {
  return exponent == 1 ? std::string(name) : fmt::format("{}**{:g}", name, exponent);
}

struct Factor {
  std::string_view name;
  double exponent = 1;
};

/// Factors with positive exponents first, then a quotient for each of the others.
std::string product_text(const std::vector<Factor>& factors) {
  std::string text;
  for (const auto& [name, exponent] : factors) {
    if (exponent > 0) {
      text += (text.empty() ? "" : "*") + power_text(name, exponent);
    }
  }
  if (text.empty()) {
    text = "1";
  }
  for (const auto& [name, exponent] : factors) {
    if (exponent < 0) {
      text += "/" + power_text(name, -exponent);
    }
  }
  return text;
}

/// A name for `dimension` as one unit to a power, or "".
std::string name_of_power(const Dimension& dimension) {
  for (const auto& [name, base] : names) {
    if (dimension == base) {
      return std::string(name);
    }
  }
  for (const auto& [name, base] : names) {
    if (const auto exponent = power_between(dimension, base)) {
      return product_text({{name, *exponent}});
    }
  }
  return "";
}

/// A name as one unit times a power of another ("volt/second"), or "".
std::string name_of_product(const Dimension& dimension) {
  for (const auto& other : {second_name, metre_name}) {
    for (const auto& [name, base] : names) {
      if (const auto exponent = power_between(dimension / base, other.dimension)) {
        return product_text({{name, 1}, {other.name, *exponent}});
      }
    }
  }
  for (const auto& [first, base] : names) {
    for (const auto& [second, other] : names) {
      if (const auto exponent = power_between(dimension / base, other)) {
        return product_text({{first, 1}, {second, *exponent}});
      }
    }
  }
  return "";
}

std::string name_in_base_units(const Dimension& dimension) {
  constexpr std::string_view base_names[] = {"metre",  "kilogram", "second", "ampere",
                                             "kelvin", "mole",     "candle"};
  std::vector<Factor> factors;
  for (std::size_t k = 0; k < Dimension::count; ++k) {
    if (dimension.exponents()[k] != 0) {
      factors.push_back({base_names[k], dimension.exponents()[k]});
    }
  }
  return product_text(factors);
}

}  // namespace

std::string name_of(const Dimension& dimension) {
  if (dimension.is_dimensionless()) {
    return "1";
  }
  if (auto name = name_of_power(dimension); !name.empty()) {
    return name;
  }
  if (auto name = name_of_product(dimension); !name.empty()) {
    return name;
  }
  return name_in_base_units(dimension);
}

}  // namespace ranvier::units
