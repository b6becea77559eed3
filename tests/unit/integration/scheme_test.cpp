#include <numeric>

#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

#include <ranvier/integration/scheme.hpp>

namespace ranvier::integration::scheme_test {
namespace {

using reference::system_of;

std::string statements(const std::string& method, const std::string& model) {
  return print(find_state_updater(method).derive(system_of(model)).statements);
}

TEST(Scheme, MidpointEvaluatesHalfAStepAhead) {
  EXPECT_EQ(statements("rk2", "dv/dt = sin(t/tau)/tau - v/tau : 1\ntau : second"),
            "_k1_v = dt*(sin(t/tau)/tau - v/tau)\n"
            "_k2_v = dt*(sin((t + 0.5*dt)/tau)/tau - (v + 0.5*_k1_v)/tau)\n"
            "_v_new = v + _k2_v\n"
            "v = _v_new\n");
}

TEST(Scheme, ClassicalSchemeHasFourStages) {
  EXPECT_EQ(statements("rk4", "dv/dt = (t/tau - v)/tau : 1\ntau : second"),
            "_k1_v = dt*((t/tau - v)/tau)\n"
            "_k2_v = dt*(((t + 0.5*dt)/tau - (v + 0.5*_k1_v))/tau)\n"
            "_k3_v = dt*(((t + 0.5*dt)/tau - (v + 0.5*_k2_v))/tau)\n"
            "_k4_v = dt*(((t + dt)/tau - (v + _k3_v))/tau)\n"
            "_v_new = v + (_k1_v + 2.0*_k2_v + 2.0*_k3_v + _k4_v)/6.0\n"
            "v = _v_new\n");
}

TEST(Scheme, WeightsAddUpToTheDivisorAndStagesToTheirNodes) {
  for (const auto* scheme : {&midpoint_scheme(), &classical_scheme()}) {
    const auto& weights = scheme->weights;
    EXPECT_EQ(weights.size(), scheme->stages.size()) << scheme->name;
    EXPECT_EQ(std::accumulate(weights.begin(), weights.end(), 0.0), scheme->divisor)
        << scheme->name;
    for (const auto& stage : scheme->stages) {
      EXPECT_EQ(std::accumulate(stage.weights.begin(), stage.weights.end(), 0.0), stage.node)
          << scheme->name;
    }
  }
}

TEST(Scheme, AllVariablesShareTheStages) {  // x' = y, y' = -x: one midpoint step from (1, 0)
  const auto simulation = reference::simulate("rk2", "dx/dt = y*Hz : 1\ndy/dt = -x*Hz : 1",
                                              {{"x", 1}, {"y", 0}, {"Hz", 1}}, 0.5, 1);
  EXPECT_DOUBLE_EQ(simulation["x"], 1 - 0.5 * 0.25);
  EXPECT_DOUBLE_EQ(simulation["y"], -0.5);
}

TEST(Scheme, RefusesNoise) {
  const auto system = system_of("dv/dt = -v/tau + xi*tau**-0.5 : 1\ntau : second");
  EXPECT_FALSE(find_state_updater("rk2").is_automatic_choice_for(system));
  try {
    find_state_updater("rk2").derive(system);
    FAIL() << "noise was accepted";
  } catch (const UnsupportedEquations& error) {
    EXPECT_STREQ(
        error.what(),
        "error[unsupported-equations]: method 'rk2' cannot integrate 'v': 'xi' is a noise term\n"
        "  in NeuronGroup 'neurons', line 1\n"
        "    dv/dt = -v/tau + xi*tau**-0.5 : 1\n"
        "                     ^^ noise\n"
        "  help: choose method='euler' for additive noise, 'heun' or 'milstein' for noise "
        "multiplied "
        "by a variable\n");
  }
}

}  // namespace
}  // namespace ranvier::integration::scheme_test
