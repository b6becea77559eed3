/// Errors of functions in units of the last place, against MPFR.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include <mpfr.h>

namespace ranvier::testing {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double smallest = std::numeric_limits<double>::denorm_min();
inline constexpr double largest = std::numeric_limits<double>::max();

/// A number of 120 bits that frees itself.
class Exact {
 public:
  explicit Exact(double value = 0) {
    mpfr_init2(value_, 120);
    mpfr_set_d(value_, value, MPFR_RNDN);
  }

  ~Exact() { mpfr_clear(value_); }

  Exact(const Exact&) = delete;
  Exact& operator=(const Exact&) = delete;

  operator mpfr_ptr() { return value_; }

 private:
  mpfr_t value_;
};

using Reference = std::function<void(mpfr_ptr result, mpfr_ptr x)>;

/// |value - exact| in units of the last place of the double nearest to `exact`.
inline double error_in_ulp(double value, mpfr_ptr exact) {
  const double nearest = mpfr_get_d(exact, MPFR_RNDN);
  if (!std::isfinite(nearest) || !std::isfinite(value)) {
    return std::bit_cast<std::uint64_t>(nearest) == std::bit_cast<std::uint64_t>(value) ? 0
                                                                                        : infinity;
  }
  const double magnitude = std::abs(nearest);
  const double ulp = magnitude == largest ? magnitude - std::nextafter(magnitude, 0)
                                          : std::nextafter(magnitude, infinity) - magnitude;
  Exact difference;
  mpfr_sub_d(difference, exact, value, MPFR_RNDN);
  mpfr_div_d(difference, difference, ulp, MPFR_RNDN);
  return std::abs(mpfr_get_d(difference, MPFR_RNDN));
}

struct Worst {
  double error = 0;
  double argument = 0;
};

inline Worst worst_error(double (*function)(const double&), const Reference& reference, int count,
                         const std::function<double(std::mt19937_64&)>& draw) {
  std::mt19937_64 generator(20240601);
  Worst worst;
  Exact result;
  for (int k = 0; k < count; ++k) {
    const double x = draw(generator);
    Exact argument(x);
    reference(result, argument);
    const double error = error_in_ulp(function(x), result);
    if (error > worst.error) {
      worst = {error, x};
    }
  }
  return worst;
}

inline double uniform(std::mt19937_64& generator, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(generator);
}

/// Either sign, exponents of two between `low` and `high`.
inline double any_scale(std::mt19937_64& generator, double low, double high) {
  const double magnitude = std::exp2(uniform(generator, low, high));
  return (generator() & 1) != 0 ? magnitude : -magnitude;
}

/// Worst error of a function over the arguments of a draw, against a bound.
#define EXPECT_WORST(worst, bound)                                                 \
  {                                                                                \
    const Worst found = worst;                                                     \
    EXPECT_LE(found.error, bound) << "at x = " << std::hexfloat << found.argument; \
  }

inline void expect_same(double found, double expected, double x) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(found)) << "at x = " << x;
  } else {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(found), std::bit_cast<std::uint64_t>(expected))
        << found << " for " << expected << " at x = " << x;
  }
}

}  // namespace ranvier::testing
