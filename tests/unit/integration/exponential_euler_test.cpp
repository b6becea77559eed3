#include <cmath>

#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

#include <ranvier/integration/exponential_euler.hpp>

namespace ranvier::integration::exponential_euler_test {
namespace {

using reference::system_of;

std::string statements(const std::string& model) {
  return print(ExponentialEulerStateUpdater().derive(system_of(model)).statements);
}

std::string refusal(const std::string& model) {
  try {
    ExponentialEulerStateUpdater().derive(system_of(model));
  } catch (const UnsupportedEquations& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ExponentialEuler, DecaysWhereNothingIsAdded) {
  EXPECT_EQ(statements("dg/dt = -g/tau : siemens\ntau : second"),
            "_g_new = g*exp(-dt/tau)\n"
            "g = _g_new\n");
}

TEST(ExponentialEuler, AddsAConstantDrift) {
  EXPECT_EQ(statements("dv/dt = b/tau : 1\ntau : second\nb : 1"),
            "_v_new = v + dt*b/tau\n"
            "v = _v_new\n");
  EXPECT_EQ(statements("dv/dt = 0*v/tau + b/tau : 1\ntau : second\nb : 1"),
            "_v_new = v + dt*b/tau\n"
            "v = _v_new\n");
}

TEST(ExponentialEuler, KeepsAVariableThatDoesNotChange) {
  EXPECT_EQ(statements("dv/dt = 0*Hz : 1"), "_v_new = v\nv = _v_new\n");
}

TEST(ExponentialEuler, CancelsWhatDriveAndRateHaveInCommon) {
  EXPECT_EQ(statements("dv/dt = (EL - v)/tau : volt\ntau : second\nEL : volt"),
            "_ba_v = -EL\n"
            "_v_new = (v + _ba_v)*exp(-dt/tau) - _ba_v\n"
            "v = _v_new\n");
}

TEST(ExponentialEuler, TakesGatingEquationsAsLinear) {
  EXPECT_EQ(statements("dh/dt = 5*(alphah*(1 - h) - betah*h) : 1\nalphah : Hz\nbetah : Hz"),
            "_ba_h = -alphah/(alphah + betah)\n"
            "_h_new = (h + _ba_h)*exp(-dt*5*(alphah + betah)) - _ba_h\n"
            "h = _h_new\n");
}

TEST(ExponentialEuler, FreezesTheOtherVariables) {
  EXPECT_EQ(statements("dv/dt = (g*(E - v) + gL*(EL - v))/C : volt\n"
                       "dg/dt = -g/tau : siemens\n"
                       "E : volt\nEL : volt\ngL : siemens\nC : farad\ntau : second"),
            "_g_new = g*exp(-dt/tau)\n"
            "_ba_v = -(g*E + gL*EL)/(g + gL)\n"
            "_v_new = (v + _ba_v)*exp(-dt*(g + gL)/C) - _ba_v\n"
            "g = _g_new\n"
            "v = _v_new\n");
}

TEST(ExponentialEuler, HoldsRefractoryNeurons) {  // b/a would be 0/0 without cancelling the factor
  const std::string model = "dv/dt = (EL - v)/tau : 1 (unless refractory)\ntau : second\nEL : 1";
  reference::Values values{{"v", 0.25}, {"EL", 3}, {"tau", 0.01}, {"not_refractory", 0}};
  EXPECT_DOUBLE_EQ(reference::simulate("exponential_euler", model, values, 1e-4, 5)["v"], 0.25);
  values["not_refractory"] = 1;
  EXPECT_NEAR(reference::simulate("exponential_euler", model, values, 1e-4, 5)["v"],
              3 + (0.25 - 3) * std::exp(-0.05), 1e-15);
}

TEST(ExponentialEuler, IsExactForALinearEquation) {
  const auto simulation =
      reference::simulate("exponential_euler", "dv/dt = (b - v)/tau : 1\ntau : second\nb : 1",
                          {{"v", 1}, {"b", 0.3}, {"tau", 0.01}}, 0.1, 1);
  EXPECT_NEAR(simulation["v"], 0.3 + 0.7 * std::exp(-10.0), 1e-15);
}

TEST(ExponentialEuler, ShowsTheTermThatIsNotLinear) {
  EXPECT_EQ(refusal("dv/dt = -v/tau + v**2/tau : 1\ntau : second"),
            "error[unsupported-equations]: method 'exponential_euler' cannot integrate 'v': "
            "its equation is not linear in 'v'\n"
            "  in NeuronGroup 'neurons', line 1\n"
            "    dv/dt = -v/tau + v**2/tau : 1\n"
            "                     ^^^^ not linear in 'v'\n"
            "  help: choose method='euler', 'rk2' or 'rk4' for these equations\n");
}

TEST(ExponentialEuler, AdvisesConstantOverDtForASubexpression) {
  EXPECT_EQ(refusal("dv/dt = (g*m**3*(E - v) - gL*v)/C : volt\n"
                    "m = 1/(1 + exp(-v/sigma)) : 1\n"
                    "g : siemens\ngL : siemens\nE : volt\nC : farad\nsigma : volt"),
            "error[unsupported-equations]: method 'exponential_euler' cannot integrate 'v': "
            "its equation is not linear in 'v'\n"
            "  in NeuronGroup 'neurons', line 2\n"
            "    m = 1/(1 + exp(-v/sigma)) : 1\n"
            "               ^^^^^^^^^^^^^ not linear in 'v'\n"
            "  help: mark the subexpression `(constant over dt)` if its value may be held during "
            "a time step, or choose method='euler', 'rk2' or 'rk4'\n");
}

TEST(ExponentialEuler, AcceptsADrawInTheDriveAndRefusesOneThatWouldBeDrawnTwice) {
  EXPECT_EQ(refusal("dv/dt = (rand() - v)/tau : 1\ntau : second"), "accepted");
  EXPECT_EQ(
      refusal("dv/dt = rand()*(1 - v)/tau : 1\ntau : second"),
      "error[unsupported-equations]: method 'exponential_euler' cannot integrate 'v': "
      "it would draw 'rand()' twice\n"
      "  in NeuronGroup 'neurons', line 1\n"
      "    dv/dt = rand()*(1 - v)/tau : 1\n"
      "            ^^^^^^ a random number that multiplies the variable and stands apart from it\n"
      "  help: put the random number into a subexpression marked `(constant over dt)`\n");
}

}  // namespace
}  // namespace ranvier::integration::exponential_euler_test
