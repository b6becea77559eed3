/// The numbers of numpy.random.RandomState, so that both languages draw the same.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>

/// std::mt19937 is the same generator; what is made of its words is what numpy makes of them.
class RandomState {
 public:
  explicit RandomState(std::uint32_t seed) : word_(seed) {}

  /// In [0, 1), of 53 random bits: 27 of one word, 26 of the next.
  double rand() {
    const auto high = word_() >> 5;
    const auto low = word_() >> 6;
    return (static_cast<double>(high) * 67108864.0 + static_cast<double>(low)) / 9007199254740992.0;
  }

  /// In [low, high): masks words until one falls below the limit.
  std::int64_t randint(std::int64_t low, std::int64_t high) {
    const auto largest = static_cast<std::uint32_t>(high - low - 1);
    const auto mask = std::bit_ceil(largest + 1) - 1;
    std::uint32_t drawn = 0;
    do {
      drawn = static_cast<std::uint32_t>(word_()) & mask;
    } while (drawn > largest);
    return low + drawn;
  }

  /// Normal, mean 0 and variance 1: two at a time from a point in the unit circle (Marsaglia & Bray
  /// 1964, doi:10.1137/1006063).
  double randn() {
    if (second_) {
      return *std::exchange(second_, std::nullopt);
    }
    double x = 0;
    double y = 0;
    double square = 0;
    do {
      x = 2 * rand() - 1;
      y = 2 * rand() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    const auto factor = std::sqrt(-2 * std::log(square) / square);
    second_ = factor * x;
    return factor * y;
  }

 private:
  std::mt19937 word_;
  std::optional<double> second_;
};
