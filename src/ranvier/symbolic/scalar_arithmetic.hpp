/// What the operators mean for single numbers where C++ has no operator of that meaning: the
/// interpreter and compiled code call the same functions.
///
/// `%` and `//` are Python's: the remainder has the sign of the divisor. An integer divided by zero
/// gives 0, so that no processor traps; integers are 64-bit and wrap.
#pragma once

#include <cstdint>

namespace ranvier::symbolic::scalar {

double modulo(double dividend, double divisor);
double floor_divide(double dividend, double divisor);
std::int64_t modulo(std::int64_t dividend, std::int64_t divisor);
std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor);

/// The largest |n| for which `power(x, n)` is computed by multiplications.
inline constexpr int largest_multiplied_exponent = 64;

/// `base ** exponent`. For an integral exponent with |exponent| <= 64:
///   0 gives 1; n > 0 starts from `result = base` and, for each binary digit of n after the leading
///   one, from the highest to the lowest, does `result = result*result` and then, if the digit is
///   1, `result = result*base`; n < 0 is `1 / base**|n|`. The exponent 0.5 is the square root. All
///   others are those of the C library.
double power(double base, double exponent);
/// The same multiplications in wrapping integers, for any exponent. @pre exponent >= 0
std::int64_t power(std::int64_t base, std::int64_t exponent);

/// `lower` if value < lower, else `upper` if value > upper, else `value`: NaN passes through.
double clip(double value, double lower, double upper);
std::int64_t clip(std::int64_t value, std::int64_t lower, std::int64_t upper);

/// -1, 0 or 1; 0 for NaN.
std::int64_t sign(double value);

/// Towards zero; NaN and what does not fit give the smallest integer, as the processor's
/// instruction does.
std::int64_t truncate(double value);

/// The number of the step that time `t` lies in [both in seconds]: `trunc((t + 1e-3*dt)/dt)`.
std::int64_t timestep(double t, double dt);

}  // namespace ranvier::symbolic::scalar
