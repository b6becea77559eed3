/// Counter-based random numbers: Philox 4x32-10 and the distributions, for one element.
///
/// A draw is a pure function of (key, element, step, draw): independent of threads, ranks, vector
/// width and the order of objects. Where each of them stands in the counter is laid down at
/// `random_counter` in random_numbers_generic.hpp: 48 bits of the element's number, 56 of the step,
/// 16 of the draw's number in its kernel, 8 of the round of a rejection method. Kernels that draw
/// for the same elements in the same step need different keys.
/// @see Salmon et al. (2011), doi:10.1145/2063384.2063405
#pragma once

#include <array>
#include <cstdint>

namespace ranvier::kernel {

/// Philox 4x32-10 on plain integers.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key);

/// Uniform in [0, 1) with 53 bits.
double draw_uniform(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw);

/// Standard normal (Box-Muller).
double draw_normal(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw);

/// Poisson, exact: inversion for a mean below 10, else transformed rejection.
/// @return a whole number; NaN for a mean that is negative, infinite or NaN.
/// @see Hoermann (1993), "The transformed rejection method for generating Poisson random
/// variables",
///      doi:10.1016/0167-6687(93)90997-4
double draw_poisson(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw,
                    double mean);

/// Binomial, exact: inversion for n p below 10 (or n (1 - p)), else transformed rejection.
/// @param n  number of trials; a fraction is cut off.
/// @return a whole number; NaN unless n >= 0 is finite and 0 <= p <= 1.
/// @see Hoermann (1993), "The generation of binomial random variates",
///      doi:10.1080/00949659308811496
double draw_binomial(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw,
                     double n, double p);

/// The same number, for callers that have `uniform` = draw_uniform(key, element, step, draw)
/// already, as code on vectors does.
double draw_binomial_after(double uniform, std::uint64_t key, std::int64_t element,
                           std::int64_t step, std::int32_t draw, double n, double p);

}  // namespace ranvier::kernel
