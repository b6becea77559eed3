/// The elementary functions against MPFR: largest error over random arguments of every size, and
/// the special values.
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include <mpfr.h>
#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::symbolic {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double smallest = std::numeric_limits<double>::denorm_min();
constexpr double largest = std::numeric_limits<double>::max();

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

void reference_exp(mpfr_ptr result, mpfr_ptr x) {
  mpfr_exp(result, x, MPFR_RNDN);
}

void reference_expm1(mpfr_ptr result, mpfr_ptr x) {
  mpfr_expm1(result, x, MPFR_RNDN);
}

void reference_log(mpfr_ptr result, mpfr_ptr x) {
  mpfr_log(result, x, MPFR_RNDN);
}

void reference_exprel(mpfr_ptr result, mpfr_ptr x) {
  mpfr_expm1(result, x, MPFR_RNDN);
  mpfr_div(result, result, x, MPFR_RNDN);
}

/// |value - exact| in units of the last place of the double nearest to `exact`.
double error_in_ulp(double value, mpfr_ptr exact) {
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

Worst worst_error(double (*function)(const double&), const Reference& reference, int count,
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

double uniform(std::mt19937_64& generator, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(generator);
}

/// Either sign, exponents of two between `low` and `high`.
double any_scale(std::mt19937_64& generator, double low, double high) {
  const double magnitude = std::exp2(uniform(generator, low, high));
  return (generator() & 1) != 0 ? magnitude : -magnitude;
}

#define EXPECT_WORST(worst, bound)                                                 \
  {                                                                                \
    const Worst found = worst;                                                     \
    EXPECT_LE(found.error, bound) << "at x = " << std::hexfloat << found.argument; \
  }

TEST(ElementaryFunctions, ExpIsWithin1_1Ulp) {
  const auto f = elementary::exp<double>;
  EXPECT_WORST(
      worst_error(f, reference_exp, 1000000, [](auto& g) { return uniform(g, -708, 709.7); }), 1.1);
  EXPECT_WORST(
      worst_error(f, reference_exp, 100000, [](auto& g) { return uniform(g, -745.1, -708); }), 1.1);
  EXPECT_WORST(
      worst_error(f, reference_exp, 100000, [](auto& g) { return any_scale(g, -1070, 0); }), 1.1);
  EXPECT_WORST(
      worst_error(f, reference_exp, 100000, [](auto& g) { return uniform(g, 709.7, 709.9); }), 1.1);
}

TEST(ElementaryFunctions, Expm1IsWithin3Ulp) {
  const auto f = elementary::expm1<double>;
  EXPECT_WORST(worst_error(f, reference_expm1, 200000, [](auto& g) { return uniform(g, -3, 3); }),
               3);
  EXPECT_WORST(
      worst_error(f, reference_expm1, 100000, [](auto& g) { return uniform(g, -45, 709.79); }), 3);
  EXPECT_WORST(
      worst_error(f, reference_expm1, 100000, [](auto& g) { return any_scale(g, -1074, 1); }), 3);
}

TEST(ElementaryFunctions, ExprelIsWithin3Ulp) {
  const auto f = elementary::exprel<double>;
  EXPECT_WORST(worst_error(f, reference_exprel, 200000, [](auto& g) { return uniform(g, -3, 3); }),
               3);
  EXPECT_WORST(
      worst_error(f, reference_exprel, 100000, [](auto& g) { return uniform(g, -800, 716.4); }), 3);
  EXPECT_WORST(
      worst_error(f, reference_exprel, 100000, [](auto& g) { return any_scale(g, -1074, 9); }), 3);
}

TEST(ElementaryFunctions, LogIsWithin1_1Ulp) {
  const auto f = elementary::log<double>;
  EXPECT_WORST(worst_error(f, reference_log, 200000, [](auto& g) { return uniform(g, 0.3, 3); }),
               1.1);
  EXPECT_WORST(worst_error(f, reference_log, 50000,
                           [](auto& g) { return std::abs(any_scale(g, -1074, 1023)); }),
               1.1);
  EXPECT_WORST(
      worst_error(f, reference_log, 50000, [](auto& g) { return 1 + any_scale(g, -52, -2); }), 1.1);
}

void expect_same(double found, double expected, double x) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(found)) << "at x = " << x;
  } else {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(found), std::bit_cast<std::uint64_t>(expected))
        << found << " for " << expected << " at x = " << x;
  }
}

TEST(ElementaryFunctions, SpecialValuesAreThoseOfTheCLibrary) {
  for (const double x : {0.0, -0.0, infinity, -infinity, nan, smallest, -smallest, 1e-310, -1e-310,
                         largest, -largest, 1e10, -1e10, 710.0, 709.79, -745.2, -746.0, -1e5}) {
    expect_same(elementary::exp(x), std::exp(x), x);
    expect_same(elementary::expm1(x), std::expm1(x), x);
  }
  for (const double x : {0.0, -0.0, infinity, -infinity, nan, -smallest, -1.0, 1.0, -largest}) {
    expect_same(elementary::log(x), std::log(x), x);
  }
}

TEST(ElementaryFunctions, ExprelHasItsLimits) {
  for (const double x : {0.0, -0.0, smallest, -smallest, 1e-17, -1e-17}) {
    expect_same(elementary::exprel(x), 1.0, x);
  }
  for (const double x : {717.1, 1000.0, largest, infinity}) {
    expect_same(elementary::exprel(x), infinity, x);
  }
  expect_same(elementary::exprel(-infinity), 0.0, -infinity);
  expect_same(elementary::exprel(-1e300), 1e-300, -1e300);
  expect_same(elementary::exprel(nan), nan, nan);
}

}  // namespace
}  // namespace ranvier::symbolic
