/// exp, expm1, exprel and log over any number type: constant folding, the interpreter and every
/// vector width run the same operations in the same order, so their bits agree.
///
/// A number type `V` provides (found by argument-dependent lookup; the overloads for double stand
/// in this header):
///   arithmetic: V + V, V - V, V * V, V / V, -V, `square_root(a)`,
///     `fused_multiply_add(a, b, c)` = a*b + c rounded once
///   masks `M`: `less(a, b)`, `less_equal(a, b)`, `equal(a, b)`, all false for NaN;
///     `choose(M, V, V) -> V`
///   bits `B`, 64 for each V: `to_bits(V) -> B`, `from_bits(B) -> V`, B + B, B - B (both wrap),
///     B & B, B | B, B ^ B, `shift_left(B, n)`, `shift_right_logical(B, n)`, and B * B for
///     the random numbers
///   constants shaped like a given value: `constant_like(V, double) -> V`,
///     `bits_like(V, std::uint64_t) -> B`, `bits_like(B, std::uint64_t) -> B`
///
/// No approximation instruction, no table permute, no processor mode: the width-1 form is the form
/// for every machine. Clamps are compare and select, 2^n is multiplied in by two powers, `fma` is
/// used nowhere but here.
///
/// Largest errors against the exact value: exp and log 1.1 ulp, expm1 and exprel 3 ulp. Overflow,
/// underflow (results that are denormal included), infinities, signed zeros and NaN are those of
/// the C library.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace ranvier::symbolic::elementary {

// The number type double: one element.

inline double fused_multiply_add(double a, double b, double c) {
  return std::fma(a, b, c);
}

inline double square_root(double a) {
  return std::sqrt(a);
}

inline bool less(double a, double b) {
  return a < b;
}

inline bool less_equal(double a, double b) {
  return a <= b;
}

inline bool equal(double a, double b) {
  return a == b;
}

inline double choose(bool condition, double if_true, double if_false) {
  return condition ? if_true : if_false;
}

inline std::uint64_t to_bits(double a) {
  return std::bit_cast<std::uint64_t>(a);
}

inline double from_bits(std::uint64_t a) {
  return std::bit_cast<double>(a);
}

inline std::uint64_t shift_left(std::uint64_t a, int n) {
  return a << n;
}

inline std::uint64_t shift_right_logical(std::uint64_t a, int n) {
  return a >> n;
}

inline double constant_like(double /*shape*/, double value) {
  return value;
}

inline std::uint64_t bits_like(double /*shape*/, std::uint64_t value) {
  return value;
}

inline std::uint64_t bits_like(std::uint64_t /*shape*/, std::uint64_t value) {
  return value;
}

// The functions.

/// coefficients[0] x^(n-1) + ... + coefficients[n-1], by Horner's scheme.
template <typename V, std::size_t n>
V polynomial(const V& x, const double (&coefficients)[n]) {
  V sum = constant_like(x, coefficients[0]);
  for (std::size_t k = 1; k < n; ++k) {
    sum = fused_multiply_add(sum, x, constant_like(x, coefficients[k]));
  }
  return sum;
}

/// 1.5 * 2^52: added to a small number, it leaves the nearest integer in the low bits of the sum.
inline constexpr double rounding_shift = 0x1.8p52;

/// x = n ln 2 + r with integer n and |r| <= ln(2)/2, and exp(r) - 1.
template <typename V>
struct ReducedExponential {
  V shifted;      ///< n + rounding_shift
  V n;            ///< as a number
  V exp_minus_1;  ///< exp(r) - 1; r itself for tiny r
};

/// @pre |x| < 2^20, or NaN.
template <typename V>
ReducedExponential<V> reduce_exponential(const V& x) {
  constexpr double log2_e = 0x1.71547652b82fep+0;
  constexpr double ln2_high = 0x1.62e42fefa39efp-1;
  constexpr double ln2_low = 0x1.abc9e3b39803fp-56;
  // exp(r) = 1 + r + r^2 q(r): minimax of degree 11.
  constexpr double q[] = {0x1.af38d53857513p-26, 0x1.2891a8c1d838dp-22, 0x1.71de0d9c145d0p-19,
                          0x1.a019b8ef67c6cp-16, 0x1.a01a01a7c8d47p-13, 0x1.6c16c17893833p-10,
                          0x1.11111111109adp-7,  0x1.5555555553d4fp-5,  0x1.5555555555556p-3,
                          0x1.0000000000001p-1};
  const V shift = constant_like(x, rounding_shift);
  const V shifted = fused_multiply_add(x, constant_like(x, log2_e), shift);
  const V n = shifted - shift;
  V r = fused_multiply_add(n, constant_like(x, -ln2_high), x);
  r = fused_multiply_add(n, constant_like(x, -ln2_low), r);
  return {shifted, n, fused_multiply_add(r * r, polynomial(r, q), r)};
}

/// 2^(n + offset) for n + rounding_shift given; n + offset must be the exponent of a normal number.
template <typename V>
V power_of_two(const V& shifted, int offset) {
  const auto biased =
      to_bits(shifted) - bits_like(shifted, std::bit_cast<std::uint64_t>(rounding_shift) - 1023 -
                                                static_cast<std::uint64_t>(offset));
  return from_bits(shift_left(biased, 52));
}

/// x, but at most `highest`; NaN stays.
template <typename V>
V at_most(const V& x, double highest) {
  const V bound = constant_like(x, highest);
  return choose(less(bound, x), bound, x);
}

/// x, but at least `lowest`; NaN stays.
template <typename V>
V at_least(const V& x, double lowest) {
  const V bound = constant_like(x, lowest);
  return choose(less(x, bound), bound, x);
}

template <typename V>
V exp(const V& x) {
  // Beyond these bounds the result is inf or 0 anyway, and n would leave the range of the powers
  // below.
  const ReducedExponential<V> reduced = reduce_exponential(at_least(at_most(x, 710.0), -746.0));
  // n = n1 + n2, n1 = floor(n / 2): each power is a normal number, and only the last product
  // rounds.
  const auto biased_sum =
      to_bits(reduced.shifted) - bits_like(x, std::bit_cast<std::uint64_t>(rounding_shift) - 2046);
  const auto biased_1 = shift_right_logical(biased_sum, 1);
  const auto biased_2 = biased_sum - biased_1;
  const V power_1 = from_bits(shift_left(biased_1, 52));
  const V power_2 = from_bits(shift_left(biased_2, 52));
  return (constant_like(x, 1.0) + reduced.exp_minus_1) * power_1 * power_2;
}

template <typename V>
V expm1(const V& x) {
  const ReducedExponential<V> reduced = reduce_exponential(at_least(at_most(x, 710.0), -40.0));
  // Half of the result first, since 2^1024 is no number.
  const V half_power = power_of_two(reduced.shifted, -1);
  const V half =
      fused_multiply_add(half_power, reduced.exp_minus_1, half_power - constant_like(x, 0.5));
  // Where x^2 vanishes the result is x: that keeps -0 and denormals.
  return choose(equal(x * x, constant_like(x, 0.0)), x, half + half);
}

/// (exp(x) - 1) / x; 1 at 0, inf for x > 717, 0 at -inf.
template <typename V>
V exprel(const V& x) {
  // exp(x) overflows at 709.8, the quotient only at 716.4: 2^-16 is divided out and multiplied in
  // at the end.
  const V bounded = at_most(x, 720.0);
  const ReducedExponential<V> reduced = reduce_exponential(at_least(bounded, -40.0));
  const V power = power_of_two(reduced.shifted, -16);
  const V scaled =
      fused_multiply_add(power, reduced.exp_minus_1, power - constant_like(x, 0x1p-16));
  const V quotient = scaled / bounded * constant_like(x, 0x1p16);
  return choose(equal(x * x, constant_like(x, 0.0)), constant_like(x, 1.0), quotient);
}

template <typename V>
V log(const V& x) {
  constexpr double ln2_high = 0x1.62e42fee00000p-1;  // k * ln2_high is exact
  constexpr double ln2_low = 0x1.a39ef35793c76p-33;
  // log((1 + s)/(1 - s)) = 2 s + s z p(z), z = s^2: minimax for |s| <= 3 - sqrt(8).
  constexpr double p[] = {0x1.2f0563abf1063p-3, 0x1.39a1bab3ca049p-3, 0x1.74663ee88c0cbp-3,
                          0x1.c71c52095cb01p-3, 0x1.24924941f1251p-2, 0x1.999999997fdb7p-2,
                          0x1.5555555555592p-1};
  constexpr std::uint64_t bits_of_sqrt_half = 0x3fe6a09e667f3bcdU;
  constexpr std::uint64_t exponent_offset = 1024;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const V zero = constant_like(x, 0.0);
  const V one = constant_like(x, 1.0);

  // x = 2^k m, sqrt(1/2) <= m < sqrt(2); k + 1024 is found without signed shifts. Denormals are
  // scaled up first.
  const auto is_denormal = less(x, constant_like(x, std::numeric_limits<double>::min()));
  const auto bits = to_bits(choose(is_denormal, x * constant_like(x, 0x1p54), x));
  const auto k_offset =
      shift_right_logical(bits - bits_like(x, bits_of_sqrt_half - (exponent_offset << 52)), 52);
  const V m = from_bits(bits - shift_left(k_offset, 52) + bits_like(x, exponent_offset << 52));
  const V k = from_bits(k_offset + bits_like(x, std::bit_cast<std::uint64_t>(rounding_shift))) -
              choose(is_denormal, constant_like(x, rounding_shift + exponent_offset + 54),
                     constant_like(x, rounding_shift + exponent_offset));

  const V f = m - one;
  const V s = f / (f + constant_like(x, 2.0));
  const V z = s * s;
  const V half_square = constant_like(x, 0.5) * f * f;
  const V correction = fused_multiply_add(s, fused_multiply_add(z, polynomial(z, p), half_square),
                                          k * constant_like(x, ln2_low));
  const V result =
      fused_multiply_add(k, constant_like(x, ln2_high), f - (half_square - correction));

  const V positive = choose(less(x, constant_like(x, infinity)), result, x);
  const V other = choose(equal(x, zero), constant_like(x, -infinity),
                         constant_like(x, std::numeric_limits<double>::quiet_NaN()));
  return choose(less(zero, x), positive, other);
}

}  // namespace ranvier::symbolic::elementary
