#include "binomial_sampler.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace ranvier::kernel {

namespace elementary = symbolic::elementary;

BinomialSampler::BinomialSampler(double n, double p) : n_(n), p_(p) {
  const bool is_possible = n >= 0 && n <= std::numeric_limits<double>::max() && p >= 0 && p <= 1;
  if (!is_possible) {
    return;
  }
  trials_ = std::floor(n);
  const double rarer = p <= 0.5 ? p : 1 - p;
  if (trials_ * rarer >= smallest_rejection_mean) {
    prepare_rejection(rarer);
  } else {
    prepare_inversion(rarer);
  }
}

void BinomialSampler::prepare_inversion(double rarer) {
  method_ = Method::inversion;
  last_ = static_cast<int>(std::min(trials_, static_cast<double>(largest_inverted)));
  const double odds = rarer / (1 - rarer);
  double probability = elementary::exp(trials_ * std::log1p(-rarer));
  double sum = probability;
  cumulative_[0] = sum;
  for (int k = 1; k <= last_; ++k) {
    probability *= odds * (trials_ - k + 1) / k;
    sum += probability;
    cumulative_[static_cast<std::size_t>(k)] = sum;
  }
  int k = 0;
  for (int place = 0; place < guide_size; ++place) {
    const double uniform = static_cast<double>(place) / guide_size;
    while (k < last_ && uniform >= cumulative_[static_cast<std::size_t>(k)]) {
      ++k;
    }
    guide_[static_cast<std::size_t>(place)] = static_cast<std::uint8_t>(k);
  }
}

void BinomialSampler::prepare_rejection(double rarer) {
  method_ = Method::rejection;
  rarer_ = rarer;
  const double deviation = std::sqrt(trials_ * rarer * (1 - rarer));
  b_ = 1.15 + 2.53 * deviation;
  a_ = -0.0873 + 0.0248 * b_ + 0.01 * rarer;
  c_ = trials_ * rarer + 0.5;
  sure_v_ = 0.92 - 4.2 / b_;
  alpha_ = (2.83 + 5.1 / b_) * deviation;
  log_odds_ = elementary::log(rarer / (1 - rarer));
  mode_ = std::floor((trials_ + 1) * rarer);
  height_ = log_factorial(mode_) + log_factorial(trials_ - mode_);
}

double BinomialSampler::reject(const RejectionRounds& rounds) const {
  for (std::int32_t round = 0; round < maximum_rounds; ++round) {
    const auto [uniform, v] = rounds.pair(round);
    const double u = uniform - 0.5;
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2 * a_ / us + b_) * u + c_);
    if (us >= 0.07 && v <= sure_v_) {
      return k;
    }
    if (k < 0 || k > trials_) {
      continue;
    }
    if (elementary::log(v * alpha_ / (a_ / (us * us) + b_)) <=
        height_ - log_factorial(k) - log_factorial(trials_ - k) + (k - mode_) * log_odds_) {
      return k;
    }
  }
  return mode_;
}

const BinomialSampler& binomial_sampler(double n, double p) {
  // A script draws from one or two distributions; each has its place by the bits of n and p.
  constinit thread_local std::array<BinomialSampler, 8> samplers{};
  const std::uint64_t mixed =
      (std::bit_cast<std::uint64_t>(n) ^ std::rotl(std::bit_cast<std::uint64_t>(p), 32)) *
      0x9e3779b97f4a7c15U;
  auto& sampler = samplers[mixed >> 61];
  if (!sampler.is_for(n, p)) {
    sampler = BinomialSampler(n, p);
  }
  return sampler;
}

}  // namespace ranvier::kernel
