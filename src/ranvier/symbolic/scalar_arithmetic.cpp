#include "scalar_arithmetic.hpp"

#include <cmath>
#include <limits>

namespace ranvier::symbolic::scalar {

namespace {

/// Square and multiply from the highest digit of `exponent` to the lowest.
template <typename Number>
Number multiply_out(Number base, std::uint64_t exponent) {
  if (exponent == 0) return Number{1};
  int digit = 63;
  while ((exponent >> digit) == 0) --digit;
  auto result = base;
  while (--digit >= 0) {
    result = result * result;
    if (((exponent >> digit) & 1U) != 0) result = result * base;
  }
  return result;
}

}  // namespace

double modulo(double dividend, double divisor) {
  auto remainder = std::fmod(dividend, divisor);
  if (remainder == 0) return std::copysign(remainder, divisor);
  if ((divisor < 0) != (remainder < 0)) remainder += divisor;
  return remainder;
}

double floor_divide(double dividend, double divisor) {
  if (divisor == 0) return dividend / divisor;
  const auto remainder = std::fmod(dividend, divisor);
  auto quotient = (dividend - remainder) / divisor;  // an integer but for rounding
  if (remainder != 0 && (divisor < 0) != (remainder < 0)) quotient -= 1;
  if (quotient == 0) return std::copysign(0.0, dividend / divisor);
  const auto whole = std::floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}

std::int64_t modulo(std::int64_t dividend, std::int64_t divisor) {
  if (divisor == 0 || divisor == -1) return 0;
  const auto remainder = dividend % divisor;
  return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder;
}

std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
  if (divisor == 0) return 0;
  if (divisor == -1) return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(dividend));
  const auto quotient = dividend / divisor;
  const auto remainder = dividend % divisor;
  return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient;
}

double power(double base, double exponent) {
  const auto magnitude = std::fabs(exponent);
  if (magnitude <= largest_multiplied_exponent && std::trunc(exponent) == exponent) {
    const auto product = multiply_out(base, static_cast<std::uint64_t>(magnitude));
    return exponent < 0 ? 1 / product : product;
  }
  return exponent == 0.5 ? std::sqrt(base) : std::pow(base, exponent);
}

std::int64_t power(std::int64_t base, std::int64_t exponent) {
  return static_cast<std::int64_t>(
      multiply_out(static_cast<std::uint64_t>(base), static_cast<std::uint64_t>(exponent)));
}

double clip(double value, double lower, double upper) {
  if (value < lower) return lower;
  return value > upper ? upper : value;
}

std::int64_t clip(std::int64_t value, std::int64_t lower, std::int64_t upper) {
  if (value < lower) return lower;
  return value > upper ? upper : value;
}

std::int64_t sign(double value) {
  return static_cast<std::int64_t>(value > 0) - static_cast<std::int64_t>(value < 0);
}

std::int64_t truncate(double value) {
  constexpr double limit = 0x1p63;
  if (value >= -limit && value < limit) return static_cast<std::int64_t>(value);
  return std::numeric_limits<std::int64_t>::min();
}

std::int64_t timestep(double t, double dt) {
  return truncate((t + 1e-3 * dt) / dt);
}

}  // namespace ranvier::symbolic::scalar
