#include "unit.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <iterator>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

namespace ranvier::units {

namespace {

struct Prefix {
  std::string_view name;
  int exponent;  ///< of ten
};

/// A unit that takes prefixes; its value is 10^exponent in SI.
struct NamedUnit {
  std::string_view name;
  int exponent;
  Dimension dimension;
};

constexpr Prefix no_prefix{"", 0};

constexpr Prefix prefixes[] = {
    no_prefix, {"y", -24}, {"z", -21}, {"a", -18}, {"f", -15}, {"p", -12},
    {"n", -9}, {"u", -6},  {"m", -3},  {"k", 3},   {"M", 6},   {"G", 9},
    {"T", 12}, {"P", 15},  {"E", 18},  {"Z", 21},  {"Y", 24},
};

constexpr Prefix small_steps[] = {{"c", -2}, {"d", -1}, {"da", 1}, {"h", 2}};

constexpr Dimension area = metre_dimension.power(2);
constexpr Dimension volume = metre_dimension.power(3);
constexpr Dimension newton_dimension =
    kilogram_dimension * metre_dimension / second_dimension.power(2);
constexpr Dimension joule_dimension = newton_dimension * metre_dimension;
constexpr Dimension gray_dimension = joule_dimension / kilogram_dimension;
constexpr Dimension weber_dimension = volt_dimension * second_dimension;

constexpr NamedUnit prefixed_units[] = {
    {"amp", 0, ampere_dimension},
    {"ampere", 0, ampere_dimension},
    {"becquerel", 0, hertz_dimension},
    {"candle", 0, candela_dimension},
    {"coulomb", 0, ampere_dimension* second_dimension},
    {"farad", 0, farad_dimension},
    {"gram", -3, kilogram_dimension},
    {"gramme", -3, kilogram_dimension},
    {"gray", 0, gray_dimension},
    {"henry", 0, ohm_dimension* second_dimension},
    {"hertz", 0, hertz_dimension},
    {"joule", 0, joule_dimension},
    {"katal", 0, mole_dimension / second_dimension},
    {"lumen", 0, candela_dimension},
    {"lux", 0, candela_dimension / area},
    {"meter", 0, metre_dimension},
    {"metre", 0, metre_dimension},
    {"mol", 0, mole_dimension},
    {"molar", 3, mole_dimension / volume},
    {"mole", 0, mole_dimension},
    {"newton", 0, newton_dimension},
    {"ohm", 0, ohm_dimension},
    {"pascal", 0, newton_dimension / area},
    {"radian", 0, dimensionless},
    {"second", 0, second_dimension},
    {"siemens", 0, siemens_dimension},
    {"sievert", 0, gray_dimension},
    {"steradian", 0, dimensionless},
    {"tesla", 0, weber_dimension / area},
    {"volt", 0, volt_dimension},
    {"watt", 0, joule_dimension / second_dimension},
    {"weber", 0, weber_dimension},
};

constexpr NamedUnit unprefixed_units[] = {
    {"kelvin", 0, kelvin_dimension},
    {"kilogram", 0, kilogram_dimension},
    {"kilogramme", 0, kilogram_dimension},
};

constexpr std::string_view litre_names[] = {"liter", "litre"};

/// Short names, each with its own value.
constexpr NamedUnit short_units[] = {
    {"mA", -3, ampere_dimension},        {"uA", -6, ampere_dimension},
    {"nA", -9, ampere_dimension},        {"pA", -12, ampere_dimension},
    {"mV", -3, volt_dimension},          {"ms", -3, second_dimension},
    {"us", -6, second_dimension},        {"Hz", 0, hertz_dimension},
    {"kHz", 3, hertz_dimension},         {"MHz", 6, hertz_dimension},
    {"uF", -6, farad_dimension},         {"nF", -9, farad_dimension},
    {"pF", -12, farad_dimension},        {"mS", -3, siemens_dimension},
    {"uS", -6, siemens_dimension},       {"nS", -9, siemens_dimension},
    {"mM", 0, mole_dimension / volume},  {"uM", -3, mole_dimension / volume},
    {"nM", -6, mole_dimension / volume}, {"cmeter", -2, metre_dimension},
    {"cmetre", -2, metre_dimension},
};

/// Short names of lengths, which also have squares and cubes.
constexpr NamedUnit short_lengths[] = {
    {"cm", -2, metre_dimension}, {"mm", -3, metre_dimension}, {"um", -6, metre_dimension}};

/// The double nearest to 10^exponent; std::pow need not give it.
double power_of_ten(int exponent) {
  const auto text = fmt::format("1e{}", exponent);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The standard units in the order of declaration, with the storage of their names.
class UnitTable {
 public:
  UnitTable() {
    for (const auto& unit : prefixed_units) {
      for (const auto& prefix : prefixes) {
        add_powers(prefix, unit);
      }
    }
    for (const auto& unit : unprefixed_units) {
      add_powers(no_prefix, unit);
    }
    for (const auto& unit : short_lengths) {
      add_powers(no_prefix, unit);
    }
    for (const auto& unit : short_units) {
      add(std::string(unit.name), unit.exponent, unit.dimension);
    }
    for (const auto name : litre_names) {
      for (const auto& prefix : prefixes) {
        add(fmt::format("{}{}", prefix.name, name), prefix.exponent - 3, volume);
      }
      for (const auto& prefix : small_steps) {
        add(fmt::format("{}{}", prefix.name, name), prefix.exponent - 3, volume);
      }
    }
    for (const auto& unit : units_) {
      by_name_.emplace(unit.name, &unit);
    }
  }

  const std::vector<Unit>& units() const { return units_; }

  const Unit* find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

 private:
  void add(std::string name, int exponent, const Dimension& dimension) {
    names_.push_back(std::move(name));
    units_.push_back({names_.back(), power_of_ten(exponent), dimension});
  }

  /// The unit with its square and its cube, as "mmetre", "mmetre2", "mmetre3".
  void add_powers(const Prefix& prefix, const NamedUnit& unit) {
    const auto name = fmt::format("{}{}", prefix.name, unit.name);
    const auto exponent = prefix.exponent + unit.exponent;
    add(name, exponent, unit.dimension);
    add(name + "2", 2 * exponent, unit.dimension.power(2));
    add(name + "3", 3 * exponent, unit.dimension.power(3));
  }

  std::deque<std::string> names_;
  std::vector<Unit> units_;
  std::unordered_map<std::string_view, const Unit*> by_name_;
};

const UnitTable& table() {
  static const UnitTable table;
  return table;
}

}  // namespace

std::optional<Unit> find_unit(std::string_view name) {
  const auto* unit = table().find(name);
  return unit != nullptr ? std::optional(*unit) : std::nullopt;
}

const std::vector<Unit>& known_units() {
  return table().units();
}

}  // namespace ranvier::units
