/// Counter-based random numbers over any number type: Philox 4x32-10 and the distributions.
///
/// A draw is a pure function of (key, element, step, draw): independent of threads, ranks, vector width and the order
/// of objects. Counter words: (element low 32, element high 32 ^ draw << 16 ..., step low, step high) as laid down here.
/// Source: Salmon et al. (2011), "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405
#pragma once

#include <array>
#include <cstdint>

namespace ranvier::kernel {

/// Philox 4x32-10 on plain integers: the reference form, checked against its known answers.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Uniform in [0, 1) with 53 bits.
double draw_uniform(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw);

/// Standard normal (Box-Muller).
double draw_normal(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw);

/// Poisson and binomial, exact samplers. Each rejection round uses the next words of the same counter.
double draw_poisson(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw, double mean);
double draw_binomial(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw, double n, double p);

}  // namespace ranvier::kernel
