/// Physical dimensions: exponents of the seven SI base units.
#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace ranvier::units {

/// Exponents of metre, kilogram, second, ampere, kelvin, mole, candela. A value type; equality is
/// exact. Exponents are double because `sqrt` halves them.
class Dimension {
 public:
  static constexpr std::size_t count = 7;

  constexpr Dimension() = default;

  constexpr explicit Dimension(const std::array<double, count>& exponents)
      : exponents_(exponents) {}

  constexpr const std::array<double, count>& exponents() const { return exponents_; }

  constexpr bool is_dimensionless() const { return *this == Dimension{}; }

  friend constexpr bool operator==(const Dimension&, const Dimension&) = default;

  friend constexpr Dimension operator*(const Dimension& a, const Dimension& b) {
    Dimension product;
    for (std::size_t k = 0; k < count; ++k) {
      product.exponents_[k] = a.exponents_[k] + b.exponents_[k];
    }
    return product;
  }

  constexpr Dimension power(double exponent) const {
    Dimension result;
    for (std::size_t k = 0; k < count; ++k) {
      result.exponents_[k] = exponents_[k] * exponent;
    }
    return result;
  }

  friend constexpr Dimension operator/(const Dimension& a, const Dimension& b) {
    return a * b.power(-1);
  }

 private:
  std::array<double, count> exponents_{};
};

inline constexpr Dimension dimensionless{};

/// The shortest name in the words of the field, as the unit column of an equation takes it: "volt",
/// "volt/second", "siemens/metre**2", "1".
std::string name_of(const Dimension& dimension);

}  // namespace ranvier::units
