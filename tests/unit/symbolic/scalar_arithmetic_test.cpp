#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <ranvier/symbolic/scalar_arithmetic.hpp>

namespace ranvier::symbolic::scalar::scalar_arithmetic_test {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();

std::int64_t integer(std::int64_t value) {
  return value;
}

TEST(Modulo, HasTheSignOfTheDivisor) {
  EXPECT_EQ(modulo(7.5, 2.0), 1.5);
  EXPECT_EQ(modulo(-7.5, 2.0), 0.5);
  EXPECT_EQ(modulo(7.5, -2.0), -0.5);
  EXPECT_TRUE(std::signbit(modulo(4.0, -2.0)));
  EXPECT_FALSE(std::signbit(modulo(-4.0, 2.0)));
  EXPECT_EQ(modulo(integer(-7), integer(3)), 2);
  EXPECT_EQ(modulo(integer(7), integer(-3)), -2);
}

TEST(Modulo, IsNotANumberForRealDivisorZeroAndZeroForIntegers) {
  EXPECT_TRUE(std::isnan(modulo(1.0, 0.0)));
  EXPECT_EQ(modulo(integer(5), integer(0)), 0);
  EXPECT_EQ(modulo(lowest, integer(-1)), 0);
}

TEST(FloorDivide, RoundsDown) {
  EXPECT_EQ(floor_divide(7.0, 2.0), 3);
  EXPECT_EQ(floor_divide(-7.0, 2.0), -4);
  EXPECT_EQ(floor_divide(0.3, 0.1), 2);  // 0.3 is below 3*0.1 in double, as in Python
  EXPECT_EQ(floor_divide(integer(-7), integer(2)), -4);
  EXPECT_EQ(floor_divide(integer(7), integer(-2)), -4);
  EXPECT_EQ(floor_divide(integer(-8), integer(2)), -4);
}

TEST(FloorDivide, ByZeroIsInfiniteForRealsAndZeroForIntegers) {
  EXPECT_EQ(floor_divide(1.0, 0.0), inf);
  EXPECT_EQ(floor_divide(integer(1), integer(0)), 0);
  EXPECT_EQ(floor_divide(lowest, integer(-1)), lowest);
}

TEST(Power, OfSmallIntegersIsTheStatedSequenceOfProducts) {
  const double x = 1.1;
  EXPECT_EQ(power(x, 2), x * x);
  EXPECT_EQ(power(x, 3), (x * x) * x);
  const auto square = x * x;
  EXPECT_EQ(power(x, 4), square * square);
  EXPECT_EQ(power(x, 7), ((square * x) * (square * x)) * x);
  EXPECT_EQ(power(x, -3), 1 / ((x * x) * x));
  EXPECT_EQ(power(x, 1), x);
}

TEST(Power, ToTheZeroIsOneEvenOfNaN) {
  EXPECT_EQ(power(nan, 0), 1);
  EXPECT_EQ(power(0.0, -0.0), 1);
}

TEST(Power, OfOneHalfIsTheSquareRoot) {
  EXPECT_EQ(power(2, 0.5), std::sqrt(2.0));
}

TEST(Power, OfOtherExponentsIsThatOfTheLibrary) {
  EXPECT_EQ(power(1.1, 65), std::pow(1.1, 65));
  EXPECT_EQ(power(2.5, 0.3), std::pow(2.5, 0.3));
  EXPECT_EQ(power(2.5, -1.5), std::pow(2.5, -1.5));
  EXPECT_TRUE(std::isnan(power(2, nan)));
  EXPECT_EQ(power(2, inf), inf);
}

TEST(Power, OfIntegersWraps) {
  EXPECT_EQ(power(integer(3), integer(4)), 81);
  EXPECT_EQ(power(integer(-2), integer(63)), lowest);
  EXPECT_EQ(power(integer(2), integer(64)), 0);
  EXPECT_EQ(power(integer(7), integer(0)), 1);
}

TEST(Clip, ComparesTheLowerBoundFirst) {
  EXPECT_EQ(clip(5.0, 0.0, 1.0), 1);
  EXPECT_EQ(clip(-5.0, 0.0, 1.0), 0);
  EXPECT_EQ(clip(0.5, 2.0, 1.0), 2);
  EXPECT_EQ(clip(integer(5), integer(0), integer(1)), 1);
}

TEST(Clip, LetsNaNPass) {
  EXPECT_TRUE(std::isnan(clip(nan, 0.0, 1.0)));
}

TEST(Sign, IsMinusOneZeroOrOne) {
  EXPECT_EQ(sign(-2.5), -1);
  EXPECT_EQ(sign(-0.0), 0);
  EXPECT_EQ(sign(1e-300), 1);
  EXPECT_EQ(sign(nan), 0);
}

TEST(Truncate, GoesTowardsZero) {
  EXPECT_EQ(truncate(2.9), 2);
  EXPECT_EQ(truncate(-1.9), -1);
}

TEST(Truncate, GivesTheSmallestIntegerForWhatDoesNotFit) {
  EXPECT_EQ(truncate(nan), lowest);
  EXPECT_EQ(truncate(1e30), lowest);
  EXPECT_EQ(truncate(-inf), lowest);
  EXPECT_EQ(truncate(0x1p63), lowest);
}

TEST(Timestep, IsTheStepOfATimeThatIsRoundedALittle) {
  const double dt = 1e-4;
  for (int step = 0; step < 1000; ++step) {
    EXPECT_EQ(timestep(step * dt, dt), step);
    EXPECT_EQ(timestep(std::nextafter(step * dt, -1), dt), step);
  }
  EXPECT_EQ(timestep(0.99e-4, dt), 0);
}

}  // namespace
}  // namespace ranvier::symbolic::scalar::scalar_arithmetic_test
