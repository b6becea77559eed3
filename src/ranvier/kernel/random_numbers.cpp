#include "random_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <ranvier/kernel/binomial_sampler.hpp>
#include <ranvier/kernel/random_numbers_generic.hpp>
#include <ranvier/kernel/rejection_rounds.hpp>

namespace ranvier::kernel {
namespace {

namespace elementary = symbolic::elementary;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Walks up the distribution whose probability of 0 is `probability` and whose ratio of successive
/// probabilities is `ratio(k)` = P(k) / P(k - 1), until the sum passes `u`.
template <typename Ratio>
double invert(double u, double probability, double highest, const Ratio& ratio) {
  double k = 0;
  while (u >= probability && k < highest) {
    u -= probability;
    k += 1;
    probability *= ratio(k);
  }
  return k;
}

double poisson_by_rejection(const RejectionRounds& rounds, double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double sure_v = 0.9277 - 3.6224 / (b - 2);
  const double log_mean = elementary::log(mean);
  for (std::int32_t round = 0; round < maximum_rounds; ++round) {
    const auto [uniform, v] = rounds.pair(round);
    const double u = uniform - 0.5;
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= sure_v) {
      return k;
    }
    if (k < 0 || (us < 0.013 && v > us)) {
      continue;
    }
    if (elementary::log(v * inverse_alpha / (a / (us * us) + b)) <=
        k * log_mean - mean - log_factorial(k)) {
      return k;
    }
  }
  return std::floor(mean);
}

}  // namespace

// Stirling's series, after the recurrence has brought k to at least 10.
double log_factorial(double k) {
  double product = 1;
  double x = k + 1;
  while (x < 11) {
    product *= x;
    x += 1;
  }
  const double inverse_square = 1 / (x * x);
  const double series =
      (1.0 / 12 -
       inverse_square * (1.0 / 360 - inverse_square * (1.0 / 1260 - inverse_square / 1680))) /
      x;
  const double log_sqrt_2_pi = 0.5 * elementary::log(2 * std::numbers::pi);
  return (x - 0.5) * elementary::log(x) - x + log_sqrt_2_pi + series - elementary::log(product);
}

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
  const RandomWords<std::uint64_t> words =
      philox(RandomWords<std::uint64_t>{counter[0], counter[1], counter[2], counter[3]},
             round_keys(key[0] | std::uint64_t{key[1]} << 32));
  std::array<std::uint32_t, 4> result{};
  for (std::size_t k = 0; k < result.size(); ++k) {
    result[k] = static_cast<std::uint32_t>(words[k]);
  }
  return result;
}

double draw_uniform(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw) {
  return uniform_number<std::uint64_t>(round_keys(key), element, step, draw);
}

double draw_normal(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw) {
  return normal_number<std::uint64_t>(round_keys(key), element, step, draw);
}

double draw_poisson(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw,
                    double mean) {
  const bool is_possible = mean >= 0 && mean <= std::numeric_limits<double>::max();
  if (!is_possible) {
    return nan;
  }
  const RejectionRounds rounds{key, element, step, draw};
  if (mean >= smallest_rejection_mean) {
    return poisson_by_rejection(rounds, mean);
  }
  return invert(rounds.pair(0).u, elementary::exp(-mean), largest_inverted,
                [&](double k) { return mean / k; });
}

double draw_binomial(std::uint64_t key, std::int64_t element, std::int64_t step, std::int32_t draw,
                     double n, double p) {
  return draw_binomial_after(draw_uniform(key, element, step, draw), key, element, step, draw, n,
                             p);
}

double draw_binomial_after(double uniform, std::uint64_t key, std::int64_t element,
                           std::int64_t step, std::int32_t draw, double n, double p) {
  return binomial_sampler(n, p).draw(uniform, {key, element, step, draw});
}

}  // namespace ranvier::kernel
