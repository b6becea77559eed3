#include <cmath>
#include <functional>
#include <numbers>
#include <set>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/kernel/random_numbers_generic.hpp>

namespace ranvier::kernel::random_numbers_test {
namespace {

using ::testing::ElementsAre;

constexpr std::uint64_t key = 0x1234567890abcdefU;
constexpr int sample_count = 100000;

TEST(Philox, GivesTheKnownAnswers) {  // from the distribution of Salmon et al. (2011)
  EXPECT_THAT(philox({0, 0, 0, 0}, {0, 0}),
              ElementsAre(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
  EXPECT_THAT(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              ElementsAre(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd));
  EXPECT_THAT(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              ElementsAre(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1));
}

TEST(Philox, EveryPartOfADrawChangesTheCounter) {
  std::set<RandomWords<std::uint64_t>> counters;
  const std::uint64_t elements[] = {0, 1, 0x100000000, 0xffffffffffff};
  const std::uint64_t steps[] = {0, 1, 0x100000000, 0xffffffffffffff};
  std::size_t count = 0;
  for (const auto element : elements) {
    for (const auto step : steps) {
      for (const int draw : {0, 1, 0xffff}) {
        for (const int round : {0, 1, 0xff}) {
          counters.insert(random_counter(element, step, draw, round));
          ++count;
        }
      }
    }
  }
  EXPECT_EQ(counters.size(), count);
  for (const auto& words : counters) {
    for (const auto word : words) {
      EXPECT_LE(word, 0xffffffffU);
    }
  }
}

TEST(UniformNumbers, UseAll53BitsOfTwoWords) {
  EXPECT_EQ(uniform_of_words<std::uint64_t>(0, 0), 0.0);
  EXPECT_EQ(uniform_of_words<std::uint64_t>(0xffffffff, 0xffffffff), 1 - 0x1p-53);
  EXPECT_EQ(uniform_of_words<std::uint64_t>(0x80000000, 0), 0.5);
  EXPECT_EQ(uniform_of_words<std::uint64_t>(0, 0x800), 0x1p-53);
}

/// Sum over the bins of (observed - expected)^2 / expected as the standard normal deviate that has
/// the same probability (Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684).
double chi_square_deviation(const std::vector<double>& observed,
                            const std::vector<double>& expected) {
  double sum = 0;
  for (std::size_t k = 0; k < observed.size(); ++k) {
    sum += (observed[k] - expected[k]) * (observed[k] - expected[k]) / expected[k];
  }
  const auto freedom = static_cast<double>(observed.size() - 1);
  const double width = 2 / (9 * freedom);
  return (std::cbrt(sum / freedom) - (1 - width)) / std::sqrt(width);
}

/// Chi-square of `cumulative(x)`, which is uniform if the distribution is right.
double deviation_from_uniform(const std::function<double(int)>& number) {
  constexpr int bins = 64;
  std::vector<double> observed(bins);
  for (int k = 0; k < sample_count; ++k) {
    observed[static_cast<std::size_t>(number(k) * bins)] += 1;
  }
  return chi_square_deviation(observed, std::vector<double>(bins, double(sample_count) / bins));
}

// All samples are fixed by the key, so a bound of four standard deviations can't fail by chance.

TEST(UniformNumbers, AreUniformOverElementsStepsAndDraws) {
  EXPECT_LT(deviation_from_uniform([](int k) { return draw_uniform(key, k, 0, 0); }), 4);
  EXPECT_LT(deviation_from_uniform([](int k) { return draw_uniform(key, 7, k, 0); }), 4);
  EXPECT_LT(deviation_from_uniform([](int k) { return draw_uniform(key, k >> 16, 3, k & 0xffff); }),
            4);
  EXPECT_LT(deviation_from_uniform([](int k) { return draw_uniform(key + k, 0, 0, 0); }), 4);
}

TEST(NormalNumbers, HaveTheNormalDistribution) {
  const auto cumulative = [](double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); };
  EXPECT_LT(deviation_from_uniform([&](int k) { return cumulative(draw_normal(key, k, 0, 0)); }),
            4);
}

TEST(NormalNumbers, HaveTheMomentsOfTheNormalDistribution) {
  double mean = 0;
  double variance = 0;
  double fourth = 0;
  for (int k = 0; k < sample_count; ++k) {
    const double x = draw_normal(key, k, 5, 1);
    mean += x / sample_count;
    variance += x * x / sample_count;
    fourth += x * x * x * x / sample_count;
  }
  // Standard errors of n samples: sqrt(1/n), sqrt(2/n), sqrt(96/n).
  EXPECT_NEAR(mean, 0, 4 * std::sqrt(1.0 / sample_count));
  EXPECT_NEAR(variance, 1, 4 * std::sqrt(2.0 / sample_count));
  EXPECT_NEAR(fourth, 3, 4 * std::sqrt(96.0 / sample_count));
}

TEST(NormalNumbers, FollowTheFormulaOfBoxAndMuller) {
  for (int k = 0; k < 1000; ++k) {
    const auto words = philox(random_counter<std::uint64_t>(k, 0, 0, 0), round_keys(key));
    const double u = uniform_of_words(words[0], words[1]);
    const double turns = uniform_of_words(words[2], words[3]);
    const double expected =
        std::sqrt(-2 * std::log(1 - u)) * std::cos(2 * std::numbers::pi * turns);
    // The angle in radians carries the rounding of 2 pi: 4 ulp of 2 pi times the radius.
    EXPECT_NEAR(draw_normal(key, k, 0, 0), expected, 1e-14);
  }
}

TEST(CosineOfTurns, IsExactAtQuarters) {
  EXPECT_EQ(cosine_of_turns(0.0), 1.0);
  EXPECT_EQ(cosine_of_turns(0.25), 0.0);
  EXPECT_EQ(cosine_of_turns(0.5), -1.0);
  EXPECT_EQ(cosine_of_turns(0.75), 0.0);
  EXPECT_NEAR(cosine_of_turns(0.125), std::numbers::sqrt2 / 2, 2e-16);
  EXPECT_NEAR(cosine_of_turns(1 - 0x1p-53), 1.0, 2e-16);
}

/// Chi-square of whole numbers against log probabilities; bins of expectation below 10 are joined.
double deviation_from(const std::function<double(int)>& number,
                      const std::function<double(double)>& log_probability, double highest) {
  std::vector<double> counts(static_cast<std::size_t>(highest) + 1);
  for (int k = 0; k < sample_count; ++k) {
    counts.at(static_cast<std::size_t>(number(k))) += 1;
  }
  std::vector<double> observed(1);
  std::vector<double> expected(1);
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (expected.back() >= 10) {
      observed.push_back(0);
      expected.push_back(0);
    }
    observed.back() += counts[k];
    expected.back() += sample_count * std::exp(log_probability(static_cast<double>(k)));
  }
  if (expected.back() < 10) {
    observed[observed.size() - 2] += observed.back();
    expected[expected.size() - 2] += expected.back();
    observed.pop_back();
    expected.pop_back();
  }
  return chi_square_deviation(observed, expected);
}

TEST(PoissonNumbers, HaveThePoissonDistribution) {
  for (const double mean : {0.05, 1.0, 9.99, 10.0, 33.3, 400.0}) {
    const auto log_probability = [&](double k) {
      return k * std::log(mean) - mean - std::lgamma(k + 1);
    };
    EXPECT_LT(deviation_from([&](int k) { return draw_poisson(key, k, 0, 0, mean); },
                             log_probability, mean + 12 * std::sqrt(mean) + 20),
              4)
        << "mean " << mean;
  }
}

TEST(PoissonNumbers, AreZeroForZeroAndNanForImpossibleMeans) {
  EXPECT_EQ(draw_poisson(key, 0, 0, 0, 0.0), 0.0);
  EXPECT_TRUE(std::isnan(draw_poisson(key, 0, 0, 0, -1.0)));
  EXPECT_TRUE(std::isnan(draw_poisson(key, 0, 0, 0, std::nan(""))));
  EXPECT_TRUE(std::isnan(draw_poisson(key, 0, 0, 0, INFINITY)));
}

TEST(BinomialNumbers, HaveTheBinomialDistribution) {
  const std::tuple<double, double> cases[] = {{1, 0.5},     {20, 0.3},  {1000, 0.001}, {100, 0.1},
                                              {1000, 0.25}, {50, 0.95}, {1000, 0.9},   {64, 0.5}};
  for (const auto& [n, p] : cases) {
    const auto log_probability = [n = n, p = p](double k) {
      return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(p) +
             (n - k) * std::log1p(-p);
    };
    EXPECT_LT(deviation_from([n = n, p = p](int k) { return draw_binomial(key, k, 0, 0, n, p); },
                             log_probability, n),
              4)
        << "n " << n << ", p " << p;
  }
}

TEST(BinomialNumbers, KeepTheirLimits) {
  EXPECT_EQ(draw_binomial(key, 0, 0, 0, 10, 0), 0.0);
  EXPECT_EQ(draw_binomial(key, 0, 0, 0, 10, 1), 10.0);
  EXPECT_EQ(draw_binomial(key, 0, 0, 0, 0, 0.5), 0.0);
  EXPECT_TRUE(std::isnan(draw_binomial(key, 0, 0, 0, 10, 1.1)));
  EXPECT_TRUE(std::isnan(draw_binomial(key, 0, 0, 0, -1, 0.5)));
  EXPECT_TRUE(std::isnan(draw_binomial(key, 0, 0, 0, 10, std::nan(""))));
}

}  // namespace
}  // namespace ranvier::kernel::random_numbers_test
