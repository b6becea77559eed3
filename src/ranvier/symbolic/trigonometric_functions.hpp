/// sin, cos, tan, sinh, cosh, tanh and log1p over any number type, as elementary_functions.hpp has
/// it.
///
/// Largest errors against the exact value: sin, cos and log1p 2 ulp, tan, sinh, cosh and tanh 3
/// ulp. Infinities, signed zeros and NaN are those of the C library.
#pragma once

#include <bit>
#include <cstdint>

#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::symbolic::elementary {

template <typename V>
V absolute(const V& x) {
  return from_bits(to_bits(x) & bits_like(x, 0x7fffffffffffffffU));
}

/// `magnitude`, not negative, with the sign of x.
template <typename V>
V with_sign_of(const V& x, const V& magnitude) {
  return from_bits(to_bits(magnitude) | (to_bits(x) & bits_like(x, 0x8000000000000000U)));
}

/// sin, cos and tan are for arguments smaller than this in size; beyond it, whoever calls them asks
/// the C library instead.
inline constexpr double largest_angle = 0x1p30;

/// x = n pi/2 + r with integer n and |r| <= pi/4: sin(r) and cos(r).
template <typename V>
struct ReducedAngle {
  V shifted;  ///< n + rounding_shift
  V sine;
  V cosine;
};

/// @pre |x| < largest_angle, or NaN.
template <typename V>
ReducedAngle<V> reduce_angle(const V& x) {
  constexpr double two_over_pi = 0x1.45f306dc9c883p-1;
  // pi/2 in three parts; x - n high is exact, as both are multiples of 2^-52.
  constexpr double high = 0x1.921fb54442d18p+0;
  constexpr double middle = 0x1.1a62633145c07p-54;
  constexpr double low = -0x1.f1976b7ed8fbcp-110;
  // sin(r) = r + r z s(z), cos(r) = 1 - z/2 + z^2 c(z), z = r^2: minimax for |r| <= pi/4.
  constexpr double s[] = {0x1.5d9300fb26d44p-33,  -0x1.ae5e663a8ea59p-26, 0x1.71de3577b69c0p-19,
                          -0x1.a01a019c11996p-13, 0x1.111111110f87ap-7,   -0x1.5555555555549p-3};
  constexpr double c[] = {-0x1.8fae9c60e5acdp-37, 0x1.1ee9ebe9048f5p-29,  -0x1.27e4f809f0685p-22,
                          0x1.a01a019cb1bd7p-16,  -0x1.6c16c16c1517ep-10, 0x1.555555555554cp-5};
  const V one = constant_like(x, 1.0);
  const V shift = constant_like(x, rounding_shift);
  const V shifted = fused_multiply_add(x, constant_like(x, two_over_pi), shift);
  const V n = shifted - shift;
  V r = fused_multiply_add(n, constant_like(x, -high), x);
  r = fused_multiply_add(n, constant_like(x, -middle), r);
  r = fused_multiply_add(n, constant_like(x, -low), r);
  const V z = r * r;
  const V sine = fused_multiply_add(r * z, polynomial(z, s), r);
  const V half = constant_like(x, 0.5) * z;
  const V rest = one - half;
  const V cosine = rest + fused_multiply_add(z * z, polynomial(z, c), one - rest - half);
  return {shifted, sine, cosine};
}

/// Of a reduced angle `turns` quarters of a circle ahead: the sine for 0, the cosine for 1.
template <typename V>
V sine_ahead(const ReducedAngle<V>& angle, std::uint64_t turns) {
  const auto quarters = to_bits(angle.shifted) + bits_like(angle.shifted, turns);
  const V parity = from_bits(shift_left(quarters & bits_like(quarters, 1), 62));  // 0 or 2
  const V size = choose(equal(parity, constant_like(angle.sine, 0.0)), angle.sine, angle.cosine);
  return from_bits(to_bits(size) ^ shift_left(quarters & bits_like(quarters, 2), 62));
}

template <typename V>
V sin(const V& x) {
  // Where x^2 vanishes the result is x: that keeps -0 and denormals.
  return choose(equal(x * x, constant_like(x, 0.0)), x, sine_ahead(reduce_angle(x), 0));
}

template <typename V>
V cos(const V& x) {
  return sine_ahead(reduce_angle(x), 1);
}

template <typename V>
V tan(const V& x) {
  const ReducedAngle<V> angle = reduce_angle(x);
  const V parity = from_bits(shift_left(to_bits(angle.shifted) & bits_like(x, 1), 62));
  const auto is_even = equal(parity, constant_like(x, 0.0));
  const V quotient =
      choose(is_even, angle.sine, -angle.cosine) / choose(is_even, angle.cosine, angle.sine);
  return choose(equal(x * x, constant_like(x, 0.0)), x, quotient);
}

template <typename V>
V tanh(const V& x) {
  // At 22 it is 1 to the last bit.
  const V size = at_most(absolute(x), 22.0);
  const V t = expm1(size + size);
  const V result = with_sign_of(x, t / (t + constant_like(x, 2.0)));
  return choose(equal(x * x, constant_like(x, 0.0)), x, result);
}

/// exp(x)/2 for x >= 0, which overflows later than exp(x).
template <typename V>
V half_exponential(const V& x) {
  const V root = exp(constant_like(x, 0.5) * x);
  return constant_like(x, 0.5) * root * root;
}

template <typename V>
V sinh(const V& x) {
  const V size = absolute(x);
  const V t = expm1(at_most(size, 40.0));
  const V small = constant_like(x, 0.5) * (t + t / (t + constant_like(x, 1.0)));
  const V magnitude = choose(less(constant_like(x, 40.0), size), half_exponential(size), small);
  return choose(equal(x * x, constant_like(x, 0.0)), x, with_sign_of(x, magnitude));
}

template <typename V>
V cosh(const V& x) {
  const V size = absolute(x);
  const V power = exp(at_most(size, 40.0));
  const V small = constant_like(x, 0.5) * (power + constant_like(x, 1.0) / power);
  return choose(less(constant_like(x, 40.0), size), half_exponential(size), small);
}

template <typename V>
V log1p(const V& x) {
  const V zero = constant_like(x, 0.0);
  const V sum = constant_like(x, 1.0) + x;
  const V rounded = sum - constant_like(x, 1.0);
  // What the sum has lost of x, brought to the logarithm by its derivative.
  const V lost = choose(equal(rounded, x), zero, (x - rounded) / sum);
  return choose(equal(x * x, zero), x, log(sum) + lost);
}

}  // namespace ranvier::symbolic::elementary
