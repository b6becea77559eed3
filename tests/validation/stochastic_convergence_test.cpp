// Integrators with noise converge path by path with the order that they state, on equations whose
// solution for a given path of the noise is known.

#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

#include <ranvier/integration/explicit_scheme.hpp>
#include <ranvier/kernel/random_numbers.hpp>

namespace ranvier::integration::stochastic_convergence_test {
namespace {

constexpr int path_count = 300;
constexpr int finest = 512;  ///< increments of a path

/// Increments of Brownian motion over [0, 1].
std::vector<double> path_of(int number, int noise) {
  std::vector<double> increments;
  for (int step = 0; step < finest; ++step) {
    increments.push_back(kernel::draw_normal(7, number, step, noise) / std::sqrt(finest));
  }
  return increments;
}

double sum(const std::vector<double>& increments, int begin, int end) {
  double total = 0;
  for (int k = begin; k < end; ++k) total += increments[static_cast<std::size_t>(k)];
  return total;
}

/// Mean over paths of the error at time 1 with `steps` steps; `solution` gives the true value for
/// the increments of a path.
double mean_error(const StateUpdater& updater, const std::string& model,
                  const reference::Values& values, int steps,
                  const std::function<double(const std::vector<double>&)>& solution) {
  const auto rule = updater.derive(reference::system_of(model));
  double total = 0;
  for (int number = 0; number < path_count; ++number) {
    const auto path = path_of(number, 0);
    reference::StepSimulation simulation(rule, values, 1.0 / steps);
    const int stride = finest / steps;
    for (int step = 0; step < steps; ++step) {
      simulation.step({{"xi", sum(path, step * stride, (step + 1) * stride)}});
    }
    total += std::fabs(simulation["x"] - solution(path));
  }
  return total / path_count;
}

/// Order seen between 16 and 64 steps.
double observed_order(const std::function<double(int)>& error) {
  return std::log(error(16) / error(64)) / std::log(4.0);
}

const std::string geometric_motion = "dx/dt = a*x + b*x*xi : 1\na : Hz\nb : Hz**0.5";

const reference::Values geometric_values{{"x", 1}, {"a", 0.5}, {"b", 0.8}};

/// x = exp(a t + b W) solves it in the sense of Stratonovich.
double geometric_error(const std::string& method, double drift, int steps) {
  const reference::Values values{{"x", 1}, {"a", drift}, {"b", 0.8}};
  return mean_error(
      find_state_updater(method), geometric_motion, values, steps,
      [drift](const auto& path) { return std::exp(drift + 0.8 * sum(path, 0, finest)); });
}

TEST(StochasticConvergence, HeunHasStrongOrderOneOnGeometricBrownianMotion) {
  EXPECT_NEAR(observed_order([](int steps) { return geometric_error("heun", 0.5, steps); }), 1,
              0.15);
}

TEST(StochasticConvergence, MilsteinHasStrongOrderOneWithoutDrift) {
  EXPECT_NEAR(observed_order([](int steps) { return geometric_error("milstein", 0, steps); }), 1,
              0.15);
}

/// The drift in its support value leaves a term of mean a b x dt^(3/2)/2 in each step.
TEST(StochasticConvergence, MilsteinHasStrongOrderOneHalfWithDrift) {
  EXPECT_NEAR(observed_order([](int steps) { return geometric_error("milstein", 0.5, steps); }),
              0.5, 0.1);
}

/// x = exp((a - b^2/2) t + b W) in the sense of Ito, which the scheme of Euler and Maruyama takes.
TEST(StochasticConvergence, MaruyamaHasStrongOrderOneHalfForMultiplicativeNoise) {
  auto scheme = euler_scheme();
  scheme.noise = NoiseKind::multiplicative;
  const SchemeStateUpdater maruyama(scheme);
  const auto error = [&](int steps) {
    return mean_error(maruyama, geometric_motion, geometric_values, steps, [](const auto& path) {
      return std::exp(0.5 - 0.32 + 0.8 * sum(path, 0, finest));
    });
  };
  EXPECT_NEAR(observed_order(error), 0.5, 0.1);
}

/// dx = -x dt + s dW; the solution is the sum of increments, each decayed since its time, up to the
/// resolution of the path.
TEST(StochasticConvergence, EulerHasStrongOrderOneForAdditiveNoise) {
  const auto solution = [](const std::vector<double>& path) {
    double x = std::exp(-1.0);
    for (int k = 0; k < finest; ++k) {
      x += 0.8 * std::exp((k + 0.5) / finest - 1.0) * path[static_cast<std::size_t>(k)];
    }
    return x;
  };
  const auto error = [&](int steps) {
    return mean_error(find_state_updater("euler"), "dx/dt = -a*x + b*xi : 1\na : Hz\nb : Hz**0.5",
                      {{"x", 1}, {"a", 1}, {"b", 0.8}}, steps, solution);
  };
  EXPECT_NEAR(observed_order(error), 1, 0.15);
}

}  // namespace
}  // namespace ranvier::integration::stochastic_convergence_test
