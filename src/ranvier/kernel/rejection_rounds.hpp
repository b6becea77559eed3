/// The uniform numbers of one draw of a rejection method, and what its acceptance needs.
#pragma once

#include <cstdint>

#include <ranvier/kernel/random_numbers_generic.hpp>

namespace ranvier::kernel {

/// Means below this are drawn by inversion; the rejection methods hold from here on.
inline constexpr double smallest_rejection_mean = 10;
/// Larger numbers have a probability below 10^-150 at means that are drawn by inversion.
inline constexpr int largest_inverted = 200;
/// Rounds that the counter can number. A round is accepted with probability above 0.7, so that the
/// last one is never reached.
inline constexpr std::int32_t maximum_rounds = 256;

/// Which draw it is, and the uniform numbers that belong to it: a new pair for each round.
struct RejectionRounds {
  std::uint64_t key;
  std::int64_t element;
  std::int64_t step;
  std::int32_t draw;

  struct Pair {
    double u;
    double v;
  };

  Pair pair(std::int32_t round) const {
    const RandomWords<std::uint64_t> words =
        philox(random_counter<std::uint64_t>(static_cast<std::uint64_t>(element),
                                             static_cast<std::uint64_t>(step), draw, round),
               round_keys(key));
    return {uniform_of_words(words[0], words[1]), uniform_of_words(words[2], words[3])};
  }
};

/// log(k!) for whole k >= 0, to the last digits.
double log_factorial(double k);

}  // namespace ranvier::kernel
