/// The elementary functions against MPFR: largest error over random arguments of every size, and
/// the special values.
#include <cmath>

#include <gtest/gtest.h>
#include <support/exact_functions.hpp>

#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::symbolic::elementary_functions_test {
namespace {

using namespace testing;

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
}  // namespace ranvier::symbolic::elementary_functions_test
