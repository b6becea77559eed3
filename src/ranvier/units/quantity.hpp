/// Numbers with a physical dimension, at the border of the library; inside it every double is SI.
#pragma once

#include <string>

#include <ranvier/units/dimension.hpp>

namespace ranvier::units {

/// A value in SI units and its dimension.
class Quantity {
 public:
  constexpr Quantity() = default;

  // A bare number is a dimensionless quantity.
  constexpr Quantity(double value) : value_(value) {}  // NOLINT(google-explicit-constructor)

  constexpr Quantity(double value, Dimension dimension) : value_(value), dimension_(dimension) {}

  constexpr double value() const { return value_; }

  constexpr const Dimension& dimension() const { return dimension_; }

  friend constexpr Quantity operator*(const Quantity& a, const Quantity& b) {
    return {a.value_ * b.value_, a.dimension_ * b.dimension_};
  }

  friend constexpr Quantity operator/(const Quantity& a, const Quantity& b) {
    return {a.value_ / b.value_, a.dimension_ / b.dimension_};
  }

  constexpr Quantity operator-() const { return {-value_, dimension_}; }

  /// @throws DimensionMismatchError unless both dimensions are equal.
  friend Quantity operator+(const Quantity& a, const Quantity& b);
  friend Quantity operator-(const Quantity& a, const Quantity& b);
  friend bool operator==(const Quantity&, const Quantity&) = default;

 private:
  double value_ = 0;
  Dimension dimension_;
};

/// Like "-65 mV": value in the best prefix of its unit.
std::string to_string(const Quantity& quantity);

/// As models and scripts write it: "-65*mV". Read again, it has the same bits.
std::string code_of(const Quantity& quantity);

}  // namespace ranvier::units
