// Every integrator converges with the order that it states, on equations with a known solution.

#include <cmath>
#include <functional>

#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

namespace ranvier::integration::convergence_test {
namespace {

using reference::simulate;

/// Order seen between `steps` and twice as many.
double observed_order(const std::function<double(int)>& error, int steps) {
  return std::log2(error(steps) / error(2 * steps));
}

/// Depends on t, couples and is not linear; x = exp(sin(w t)) and y = exp(-sin(w t)) solve it,
/// since x y = 1.
const std::string coupled_model =
    "dx/dt = x*cos(w*t)*w + k*(1 - x*y) : 1\n"
    "dy/dt = -y*cos(w*t)*w - k*(1 - x*y) : 1\n"
    "w : Hz\n"
    "k : Hz";

double coupled_error(const std::string& method, int steps) {
  const auto simulation = simulate(method, coupled_model,
                                   {{"x", 1}, {"y", 1}, {"w", 1}, {"k", 0.5}}, 1.0 / steps, steps);
  return std::fabs(simulation["x"] - std::exp(std::sin(1.0)));
}

TEST(Convergence, EulerHasOrderOne) {
  const auto error = [](int steps) { return coupled_error("euler", steps); };
  EXPECT_NEAR(observed_order(error, 3200), 1, 0.02);
}

TEST(Convergence, MidpointHasOrderTwo) {
  const auto error = [](int steps) { return coupled_error("rk2", steps); };
  EXPECT_NEAR(observed_order(error, 200), 2, 0.05);
}

TEST(Convergence, ClassicalSchemeHasOrderFour) {
  const auto error = [](int steps) { return coupled_error("rk4", steps); };
  EXPECT_NEAR(observed_order(error, 100), 4, 0.05);
}

TEST(Convergence, ExponentialEulerHasOrderOneWhereVariablesCouple) {  // x = exp(exp(-t) - 1)
  const auto error = [](int steps) {
    const auto simulation =
        simulate("exponential_euler", "dx/dt = -x*y*r : 1\ndy/dt = -y*r : 1\nr : Hz",
                 {{"x", 1}, {"y", 1}, {"r", 1}}, 1.0 / steps, steps);
    return std::fabs(simulation["x"] - std::exp(std::exp(-1.0) - 1));
  };
  EXPECT_NEAR(observed_order(error, 400), 1, 0.02);
}

TEST(Convergence, ExponentialEulerIsExactForOneLinearEquation) {
  for (const int steps : {1, 10, 1000}) {
    const auto simulation = simulate("exponential_euler", "dx/dt = (b - x)*r : 1\nr : Hz\nb : 1",
                                     {{"x", 1}, {"b", 0.25}, {"r", 3}}, 1.0 / steps, steps);
    // One rounding of a number near one per step, contracted by the decay.
    EXPECT_NEAR(simulation["x"], 0.25 + 0.75 * std::exp(-3.0), 1e-13) << steps << " steps";
  }
}

TEST(Convergence, ExactHasNoErrorAtAnyStep) {  // a damped oscillator with a constant drive
  const double rate = 2;
  const double frequency = 5;
  const long double fixed_x = frequency / (rate * rate + frequency * frequency);
  const long double fixed_y = rate / (rate * rate + frequency * frequency);
  for (const int steps : {1, 10, 1000}) {
    const auto simulation = simulate(
        "exact", "dx/dt = -r*x + w*y : 1\ndy/dt = -w*x - r*y + c : 1\nr : Hz\nw : Hz\nc : Hz",
        {{"x", 1}, {"y", 0}, {"r", rate}, {"w", frequency}, {"c", 1}}, 1.0 / steps, steps);
    const auto decay = std::exp(-2.0L);
    const auto x = (1 - fixed_x) * std::cos(5.0L) - fixed_y * std::sin(5.0L);
    EXPECT_NEAR(simulation["x"], static_cast<double>(fixed_x + decay * x), 1e-13)
        << steps << " steps";
  }
}

TEST(Convergence,
     ExactMatchesASmallStepOfRungeKutta) {  // independent derivation of the same numbers
  const std::string model =
      "dv/dt = (EL - v + R*I)/tau : 1 (unless refractory)\n"
      "dI/dt = (s - I)/tau_s : 1\n"
      "ds/dt = -s/tau_s : 1\n"
      "EL : 1\nR : 1\ntau : second\ntau_s : second";
  for (const double not_refractory : {1.0, 0.0}) {
    const reference::Values values{
        {"v", -70}, {"I", 0.5},    {"s", 2},         {"EL", -65},
        {"R", 10},  {"tau", 0.02}, {"tau_s", 0.005}, {"not_refractory", not_refractory}};
    const auto exact = simulate("exact", model, values, 1e-3, 10);
    const auto small_steps = simulate("rk4", model, values, 1e-5, 1000);
    for (const auto* variable : {"v", "I", "s"}) {
      // rk4: error constant of about 1/120 times (dt/tau_s)^4 = 1.6e-11
      EXPECT_NEAR(exact[variable], small_steps[variable], 1e-10) << variable;
    }
  }
}

}  // namespace
}  // namespace ranvier::integration::convergence_test
