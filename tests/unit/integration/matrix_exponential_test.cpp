#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/integration/matrix_exponential.hpp>

namespace ranvier::integration::matrix_exponential_test {
namespace {

struct Propagators {
  std::vector<double> p;
  std::vector<double> q;
};

Propagators propagators(const std::vector<double>& matrix, int n, double dt) {
  Propagators result{std::vector<double>(matrix.size()), std::vector<double>(matrix.size())};
  compute_propagator(matrix, n, dt, result.p, result.q);
  return result;
}

// An entry is a sum of few terms computed in extended precision: 1e-13 of its own size, however
// small it is.
void expect_close(double actual, long double expected) {
  EXPECT_NEAR(actual, static_cast<double>(expected),
              1e-13 * std::fabs(static_cast<double>(expected)));
}

TEST(MatrixExponential, OfAnEmptyMatrixIsTheIdentity) {
  const auto [p, q] = propagators({0, 0, 0, 0}, 2, 0.5);
  EXPECT_EQ(p, (std::vector<double>{1, 0, 0, 1}));
  EXPECT_EQ(q, (std::vector<double>{0.5, 0, 0, 0.5}));
}

TEST(MatrixExponential, IsRightForEqualTimeConstants) {  // v' = (g - v)/tau, g' = -g/tau
  const long double tau = 0.005L;
  const long double dt = 1e-4L;
  const auto rate = static_cast<double>(1 / tau);
  const auto [p, q] = propagators({-rate, rate, 0, -rate}, 2, 1e-4);
  const auto decay = std::exp(-dt / tau);
  expect_close(p[0], decay);
  expect_close(p[1], dt / tau * decay);
  EXPECT_EQ(p[2], 0);
  expect_close(p[3], decay);
  expect_close(q[0], -tau * std::expm1(-dt / tau));
  expect_close(q[1], tau * (-std::expm1(-dt / tau) - dt / tau * decay));
}

TEST(MatrixExponential, IsRightForNearlyEqualTimeConstants) {
  const long double dt = 1e-4L;
  for (const double relative_difference : {1e-3, 1e-6, 1e-9, 1e-12, 1e-15}) {
    const double a = 200;
    const double b = a * (1 + relative_difference);
    const auto [p, q] = propagators({-a, a, 0, -b}, 2, 1e-4);
    // a (exp(-a dt) - exp(-b dt))/(b - a) = a dt exp(-a dt) (1 - d/2 + d^2/6 - ...), d = (b - a) dt
    const long double d = (static_cast<long double>(b) - a) * dt;
    const auto series = 1 - d / 2 + d * d / 6 - d * d * d / 24;
    expect_close(p[1], a * dt * std::exp(-a * dt) * series);
  }
}

TEST(MatrixExponential, IsRightForAnOscillator) {
  const auto [p, q] = propagators({-1, -30, 30, -1}, 2, 0.1);
  const auto decay = std::exp(-0.1L);
  expect_close(p[0], decay * std::cos(3.0L));
  expect_close(p[1], -decay * std::sin(3.0L));
  expect_close(p[2], decay * std::sin(3.0L));
}

TEST(MatrixExponential, IsRightForAConstantDrift) {  // x' = y, y' = 0
  const auto [p, q] = propagators({0, 1, 0, 0}, 2, 0.25);
  expect_close(p[0], 1);
  expect_close(p[1], 0.25);
  expect_close(q[0], 0.25);
  expect_close(q[1], 0.25 * 0.25 / 2);
  expect_close(q[3], 0.25);
}

TEST(MatrixExponential, IsRightForUnitsThatAreFarApart) {  // v [V] from I [A] through 1/C = 1e12
  const long double dt = 1e-4L;
  const double leak = 50;
  const double decay = 200;
  const auto [p, q] = propagators({-leak, 1e12, 0, -decay}, 2, 1e-4);
  const auto difference = std::exp(-leak * dt) - std::exp(-decay * dt);
  expect_close(p[0], std::exp(-leak * dt));
  expect_close(p[1], 1e12L * difference / (decay - leak));
  expect_close(p[3], std::exp(-decay * dt));
}

TEST(MatrixExponential, IsRightForAChainOfFarUnits) {  // z -> y -> x, all rates equal
  const long double s = 0.02L;
  const auto [p, q] = propagators({-200, 1e12, 0, 0, -200, 1e9, 0, 0, -200}, 3, 1e-4);
  const auto decay = std::exp(-s);
  expect_close(p[0], decay);
  expect_close(p[1], 1e8L * decay);
  expect_close(p[2], 1e8L * 1e5L / 2 * decay);
  expect_close(p[8], decay);
}

TEST(MatrixExponential, IsRightForACycleOfFarUnits) {  // adaptation: v [V], w [A]
  const double tau = 0.1;
  const auto [p, q] = propagators({-50, -5e9, 4e-9 / tau, -10}, 2, 1e-4);
  // eigenvalues -30 +- i sqrt(5e9 * 4e-8 - 20^2) = -30 +- i sqrt(-200): real, -30 +- sqrt(200)
  const long double root = std::sqrt(400.0L - 200.0L);
  const long double dt = 1e-4L;
  const auto decay = std::exp(-30 * dt);
  expect_close(p[0], decay * (std::cosh(root * dt) - 20 / root * std::sinh(root * dt)));
  expect_close(p[1], decay * -5e9L / root * std::sinh(root * dt));
  expect_close(p[3], decay * (std::cosh(root * dt) + 20 / root * std::sinh(root * dt)));
}

TEST(MatrixExponential, DecaysToNothingInALongStep) {
  const auto [p, q] = propagators({-1e4, 1e4, 0, -2e4}, 2, 1);
  EXPECT_EQ(p[0], 0);
  expect_close(q[0], 1e-4L);
  expect_close(q[1], 1e4L / (1e4L * 2e4L));
}

TEST(MatrixExponential, PassesOnThatACoefficientIsNoNumber) {
  const auto [p, q] = propagators({std::numeric_limits<double>::quiet_NaN(), 1, 0, 1}, 2, 1);
  EXPECT_TRUE(std::isnan(p[0]));
  EXPECT_TRUE(std::isnan(q[3]));
}

}  // namespace
}  // namespace ranvier::integration::matrix_exponential_test
