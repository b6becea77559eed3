#include "quantity.hpp"

#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::units {

namespace {

struct Symbol {
  std::string_view text;
  Dimension dimension;
};

constexpr Symbol symbols[] = {
    {"V", volt_dimension},   {"A", ampere_dimension}, {"S", siemens_dimension},
    {"F", farad_dimension},  {"ohm", ohm_dimension},  {"s", second_dimension},
    {"Hz", hertz_dimension}, {"m", metre_dimension},
};

struct Prefix {
  std::string_view text;
  double factor;
};

constexpr Prefix prefixes[] = {{"f", 1e-15}, {"p", 1e-12}, {"n", 1e-9}, {"u", 1e-6}, {"m", 1e-3},
                               {"", 1},      {"k", 1e3},   {"M", 1e6},  {"G", 1e9},  {"T", 1e12}};

/// The prefix in which the number is nearest to ten on a logarithmic scale.
const Prefix& best_prefix(double value) {
  const Prefix* best = &prefixes[5];
  if (value == 0 || !std::isfinite(value)) {
    return *best;
  }
  const auto distance = [value](const Prefix& prefix) {
    return std::abs(std::log10(std::abs(value) / prefix.factor) - 1);
  };
  for (const auto& prefix : prefixes) {
    if (distance(prefix) < distance(*best)) {
      best = &prefix;
    }
  }
  return *best;
}

[[noreturn]] void fail(std::string_view verb, std::string_view preposition, const Quantity& a,
                       const Quantity& b) {
  throw DimensionMismatchError(fmt::format("cannot {} {} {} {}: the units are {} and {}", verb,
                                           to_string(a), preposition, to_string(b),
                                           name_of(a.dimension()), name_of(b.dimension())));
}

}  // namespace

Quantity operator+(const Quantity& a, const Quantity& b) {
  if (a.dimension_ != b.dimension_) {
    fail("add", "and", a, b);
  }
  return {a.value_ + b.value_, a.dimension_};
}

Quantity operator-(const Quantity& a, const Quantity& b) {
  if (a.dimension_ != b.dimension_) {
    fail("subtract", "from", b, a);
  }
  return {a.value_ - b.value_, a.dimension_};
}

std::string to_string(const Quantity& quantity) {
  if (quantity.dimension().is_dimensionless()) {
    return fmt::format("{:g}", quantity.value());
  }
  for (const auto& [text, dimension] : symbols) {
    if (quantity.dimension() == dimension) {
      const auto& prefix = best_prefix(quantity.value());
      return fmt::format("{:g} {}{}", quantity.value() / prefix.factor, prefix.text, text);
    }
  }
  return fmt::format("{:g} {}", quantity.value(), name_of(quantity.dimension()));
}

std::string code_of(const Quantity& quantity) {
  const auto value = quantity.value();
  if (quantity.dimension().is_dimensionless()) {
    return fmt::format("{}", value);
  }
  std::string shortest;
  for (const auto& [symbol, dimension] : symbols) {
    if (quantity.dimension() != dimension) {
      continue;
    }
    for (const auto& prefix : prefixes) {
      const auto name = fmt::format("{}{}", prefix.text, symbol);
      const auto unit = find_unit(name);
      if (!unit) {
        continue;
      }
      const auto number = fmt::format("{:.15g}", value / unit->scale);
      auto text = fmt::format("{}*{}", number, name);
      if (std::stod(number) * unit->scale == value &&
          (shortest.empty() || text.size() < shortest.size())) {
        shortest = std::move(text);
      }
    }
  }
  if (!shortest.empty()) {
    return shortest;
  }
  const auto name = name_of(quantity.dimension());
  return name.find('/') == std::string::npos ? fmt::format("{}*{}", value, name)
                                             : fmt::format("{}*({})", value, name);
}

}  // namespace ranvier::units
