/// Draws of binomial numbers, with what depends on (n, p) alone made once and kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <ranvier/kernel/rejection_rounds.hpp>

namespace ranvier::kernel {

/// The distribution of the number of successes in n trials of probability p.
///
/// A result is a function of (n, p) and of the uniform numbers of the draw only; keeping the tables
/// between draws changes no bit.
/// @see Chen and Asau (1974), "On generating random variates from an empirical distribution",
///      doi:10.1080/05695557408974949, for the guide table of the inversion;
///      Hoermann (1993), "The generation of binomial random variates",
///      doi:10.1080/00949659308811496, for the transformed rejection.
class BinomialSampler {
 public:
  constexpr BinomialSampler() = default;
  BinomialSampler(double n, double p);

  bool is_for(double n, double p) const { return n == n_ && p == p_; }

  /// @param uniform  the first uniform number of the draw
  /// @return a whole number; NaN unless n >= 0 is finite and 0 <= p <= 1.
  double draw(double uniform, const RejectionRounds& rounds) const {
    if (method_ == Method::inversion) {
      return count_of(invert(uniform));
    }
    return method_ == Method::rejection ? count_of(reject(rounds)) : undefined;
  }

 private:
  enum class Method : std::uint8_t { none, inversion, rejection };
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  static constexpr int guide_size = 256;

  void prepare_inversion(double rarer);
  void prepare_rejection(double rarer);
  double reject(const RejectionRounds& rounds) const;

  double invert(double uniform) const {
    int k = guide_[static_cast<std::size_t>(uniform * guide_size)];
    while (k < last_ && uniform >= cumulative_[static_cast<std::size_t>(k)]) {
      ++k;
    }
    return k;
  }

  double count_of(double rarer_count) const {
    return p_ <= 0.5 ? rarer_count : trials_ - rarer_count;
  }

  double n_ = undefined;
  double p_ = undefined;
  double trials_ = 0;  // n without its fraction
  Method method_ = Method::none;

  // Inversion: P(X <= k), and the first k whose sum lies above each multiple of 1/256.
  int last_ = 0;
  std::array<double, largest_inverted + 1> cumulative_{};
  std::array<std::uint8_t, guide_size> guide_{};

  // Rejection, in Hoermann's letters.
  double rarer_ = 0;
  double a_ = 0;
  double b_ = 0;
  double c_ = 0;
  double alpha_ = 0;
  double sure_v_ = 0;
  double log_odds_ = 0;
  double mode_ = 0;
  double height_ = 0;
};

/// The sampler of (n, p), kept by the calling thread as long as few others are asked for.
const BinomialSampler& binomial_sampler(double n, double p);

}  // namespace ranvier::kernel
