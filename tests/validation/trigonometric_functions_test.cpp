/// sin, cos, tan, sinh, cosh, tanh and log1p against MPFR: largest error over random arguments of
/// every size, near the places where the result vanishes, and the special values.
#include <cmath>

#include <gtest/gtest.h>
#include <support/exact_functions.hpp>

#include <ranvier/symbolic/trigonometric_functions.hpp>

namespace ranvier::symbolic::trigonometric_functions_test {
namespace {

using namespace testing;

/// MPFR's function of that name.
#define REFERENCE(function) \
  [](mpfr_ptr result, mpfr_ptr x) { mpfr_##function(result, x, MPFR_RNDN); }

double near_quarter_turn(std::mt19937_64& generator) {
  return std::floor(uniform(generator, 1, 6.8e8)) * 0x1.921fb54442d18p+0;
}

TEST(TrigonometricFunctions, SinIsWithin2Ulp) {
  const auto f = elementary::sin<double>;
  for (const double size : {0.8, 7.0, 1e4, 0x1p30}) {
    EXPECT_WORST(
        worst_error(f, REFERENCE(sin), 100000, [size](auto& g) { return uniform(g, -size, size); }),
        2);
  }
  EXPECT_WORST(
      worst_error(f, REFERENCE(sin), 50000, [](auto& g) { return any_scale(g, -1022, 30); }), 2);
  EXPECT_WORST(worst_error(f, REFERENCE(sin), 50000, near_quarter_turn), 2);
}

TEST(TrigonometricFunctions, CosIsWithin2Ulp) {
  const auto f = elementary::cos<double>;
  for (const double size : {0.8, 7.0, 1e4, 0x1p30}) {
    EXPECT_WORST(
        worst_error(f, REFERENCE(cos), 100000, [size](auto& g) { return uniform(g, -size, size); }),
        2);
  }
  EXPECT_WORST(worst_error(f, REFERENCE(cos), 50000, near_quarter_turn), 2);
}

TEST(TrigonometricFunctions, TanIsWithin3Ulp) {
  const auto f = elementary::tan<double>;
  for (const double size : {0.8, 7.0, 1e4, 0x1p30}) {
    EXPECT_WORST(
        worst_error(f, REFERENCE(tan), 100000, [size](auto& g) { return uniform(g, -size, size); }),
        3);
  }
  EXPECT_WORST(
      worst_error(f, REFERENCE(tan), 50000, [](auto& g) { return any_scale(g, -1022, 30); }), 3);
  EXPECT_WORST(worst_error(f, REFERENCE(tan), 50000, near_quarter_turn), 3);
}

TEST(TrigonometricFunctions, HyperbolicOnesAreWithin3Ulp) {
  for (const double size : {0.5, 3.0, 45.0, 710.4}) {
    const auto draw = [size](auto& g) { return uniform(g, -size, size); };
    EXPECT_WORST(worst_error(elementary::sinh<double>, REFERENCE(sinh), 100000, draw), 3);
    EXPECT_WORST(worst_error(elementary::cosh<double>, REFERENCE(cosh), 100000, draw), 3);
    EXPECT_WORST(worst_error(elementary::tanh<double>, REFERENCE(tanh), 100000, draw), 3);
  }
  const auto any = [](auto& g) { return any_scale(g, -1022, 9); };
  EXPECT_WORST(worst_error(elementary::sinh<double>, REFERENCE(sinh), 50000, any), 3);
  EXPECT_WORST(worst_error(elementary::tanh<double>, REFERENCE(tanh), 50000, any), 3);
}

TEST(TrigonometricFunctions, Log1pIsWithin2Ulp) {
  const auto f = elementary::log1p<double>;
  EXPECT_WORST(
      worst_error(f, REFERENCE(log1p), 200000, [](auto& g) { return uniform(g, -0.9999, 3); }), 2);
  EXPECT_WORST(
      worst_error(f, REFERENCE(log1p), 100000, [](auto& g) { return any_scale(g, -1022, -0.1); }),
      2);
  EXPECT_WORST(worst_error(f, REFERENCE(log1p), 50000,
                           [](auto& g) { return std::abs(any_scale(g, -60, 1023)); }),
               2);
}

TEST(TrigonometricFunctions, SpecialValuesAreThoseOfTheCLibrary) {
  for (const double x : {0.0, -0.0, nan, smallest, -smallest, 1e-310, -1e-310}) {
    expect_same(elementary::sin(x), std::sin(x), x);
    expect_same(elementary::cos(x), std::cos(x), x);
    expect_same(elementary::tan(x), std::tan(x), x);
  }
  for (const double x : {0.0, -0.0, nan, smallest, -smallest, 1e-310, -1e-310, infinity, -infinity,
                         largest, -largest, 30.0, -30.0, 800.0}) {
    expect_same(elementary::tanh(x), std::tanh(x), x);
  }
  for (const double x :
       {0.0, -0.0, nan, smallest, -smallest, infinity, -infinity, largest, -largest, 711.0}) {
    expect_same(elementary::sinh(x), std::sinh(x), x);
    expect_same(elementary::cosh(x), std::cosh(x), x);
  }
  for (const double x : {0.0, -0.0, nan, smallest, -smallest, -1e-310, infinity, -infinity, largest,
                         -largest, -1.0, -1.5}) {
    expect_same(elementary::log1p(x), std::log1p(x), x);
  }
}

}  // namespace
}  // namespace ranvier::symbolic::trigonometric_functions_test
