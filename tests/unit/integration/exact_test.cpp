#include <cmath>

#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

#include <ranvier/integration/exact.hpp>

namespace ranvier::integration::exact_test {
namespace {

using reference::system_of;
using reference::Values;

StepRule derive(const std::string& model) {
  return ExactStateUpdater().derive(system_of(model));
}

std::string statements(const std::string& model) {
  return print(derive(model).statements);
}

std::string refusal(const std::string& model) {
  try {
    derive(model);
  } catch (const UnsupportedEquations& error) {
    return error.what();
  }
  return "accepted";
}

/// One value after some steps, within a few roundings per step of the analytic solution.
void expect_solution(double actual, long double expected) {
  EXPECT_NEAR(actual, static_cast<double>(expected),
              1e-13 * std::fabs(static_cast<double>(expected)));
}

TEST(Exact, WritesADecayOut) {
  EXPECT_EQ(statements("dv/dt = -v/tau : 1\ntau : second"),
            "_v_new = v*exp(-dt/tau)\n"
            "v = _v_new\n");
}

TEST(Exact, WritesALeakWithADriveOut) {
  const auto rule = derive("dv/dt = (I - v)/tau : 1\ntau : second\nI : 1");
  EXPECT_EQ(print(rule.statements),
            "_v_new = v*exp(-dt/tau) + dt*exprel(-dt/tau)*(I/tau)\n"
            "v = _v_new\n");
  EXPECT_TRUE(rule.propagators.empty());
}

TEST(Exact, AddsAConstantDrift) {
  EXPECT_EQ(statements("dv/dt = I/tau : 1\ntau : second\nI : 1"),
            "_v_new = v + dt*I/tau\n"
            "v = _v_new\n");
}

TEST(Exact, GivesCoupledVariablesAPropagator) {
  const auto rule = derive(
      "dv/dt = (ge - v + I)/taum : 1\ndge/dt = -ge/taue : 1\ntaum : second\ntaue : second\nI : 1");
  EXPECT_EQ(print(rule),
            "_ge_new = _P_ge_ge*ge\n"
            "_v_new = _P_v_v*v + _P_v_ge*ge + _Q_v_v*(I/taum)\n"
            "ge = _ge_new\n"
            "v = _v_new\n"
            "propagator of ge, v\n"
            "  A ge: -(1/taue), 0.0\n"
            "  A v: 1/taum, -(1/taum)\n"
            "  P ge: _P_ge_ge, -\n"
            "  P v: _P_v_ge, _P_v_v\n"
            "  Q ge: -, -\n"
            "  Q v: -, _Q_v_v\n");
}

TEST(Exact, KeepsIndependentVariablesApart) {
  const auto rule = derive(
      "da/dt = (b - a)/tau : 1\ndb/dt = -b/tau : 1\ndc/dt = -c/tau : 1\ndf/dt = d/tau : 1\ndd/dt = "
      "-d/tau : 1\ntau : second");
  ASSERT_EQ(rule.propagators.size(), 2U);
  EXPECT_EQ(rule.propagators[0].variables, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(rule.propagators[1].variables, (std::vector<std::string>{"d", "f"}));
  EXPECT_NE(print(rule.statements).find("_c_new = c*exp(-dt/tau)"), std::string::npos);
}

TEST(Exact, HoldsRefractoryNeurons) {
  const auto rule = derive("dv/dt = (I - v)/tau : 1 (unless refractory)\ntau : second\nI : 1");
  EXPECT_EQ(print(rule.statements),
            "_v_new = v*exp(-dt/tau) + dt*exprel(-dt/tau)*(I/tau) if not_refractory else v\n"
            "v = _v_new\n");
}

TEST(Exact, HoldsOnlyTheVariablesThatAreRefractory) {
  const auto rule = derive(
      "dv/dt = (ge - v)/taum : 1 (unless refractory)\ndge/dt = -ge/taue : 1\ntaum : second\ntaue : "
      "second");
  EXPECT_EQ(print(rule.statements),
            "_ge_new = _P_ge_ge*ge\n"
            "_v_new = _P_v_v*v + _P_v_ge*ge if not_refractory else v\n"
            "ge = _ge_new\n"
            "v = _v_new\n");
  EXPECT_EQ(rule.propagators.size(), 1U);
}

TEST(Exact, UsesASecondPropagatorWhereRefractorinessChangesTheCoefficients) {
  const auto rule = derive(
      "dv/dt = -v/taum : 1 (unless refractory)\n"
      "dw/dt = (v - w)/tauw : 1\ntaum : second\ntauw : second");
  EXPECT_EQ(print(rule),
            "_v_new = _P_v_v*v if not_refractory else v\n"
            "_w_new = _P_w_w*w + _P_w_v*v if not_refractory else "
            "_P_w_w_refractory*w + _P_w_v_refractory*v\n"
            "v = _v_new\n"
            "w = _w_new\n"
            "propagator of v, w\n"
            "  A v: -(1/taum), 0.0\n"
            "  A w: 1/tauw, -(1/tauw)\n"
            "  P v: _P_v_v, -\n"
            "  P w: _P_w_v, _P_w_w\n"
            "  Q v: -, -\n"
            "  Q w: -, -\n"
            "propagator of v, w\n"
            "  A v: 0.0, 0.0\n"
            "  A w: 1/tauw, -(1/tauw)\n"
            "  P v: -, -\n"
            "  P w: _P_w_v_refractory, _P_w_w_refractory\n"
            "  Q v: -, -\n"
            "  Q w: -, -\n");
}

TEST(Exact, SharesThePropagatorWhereRefractorinessChangesOnlyTheDrive) {
  const auto rule = derive(
      "dv/dt = (w - v + I*int(not_refractory))/tau : 1\ndw/dt = -w/tau : 1\ntau : second\nI : 1");
  EXPECT_EQ(rule.propagators.size(), 1U);
  EXPECT_EQ(print(rule.statements),
            "_v_new = _P_v_v*v + _P_v_w*w + _Q_v_v*(I/tau) if not_refractory else _P_v_v*v + "
            "_P_v_w*w\n"
            "_w_new = _P_w_w*w\n"
            "v = _v_new\n"
            "w = _w_new\n");
}

TEST(Exact, IsRightWhileRefractory) {  // w follows the held v
  const auto simulation = reference::simulate(
      "exact",
      "dv/dt = -v/taum : 1 (unless refractory)\ndw/dt = (v - w)/tauw : 1\ntaum : second\ntauw : "
      "second",
      {{"v", 2}, {"w", 0}, {"taum", 0.01}, {"tauw", 0.02}, {"not_refractory", 0}}, 1e-3, 10);
  EXPECT_EQ(simulation["v"], 2);
  expect_solution(simulation["w"], -2 * std::expm1(-0.5L));
}

TEST(Exact, IsRightForEqualTimeConstantsThatHaveDifferentNames) {
  const auto simulation = reference::simulate(
      "exact", "dv/dt = (g - v)/taum : 1\ndg/dt = -g/taue : 1\ntaum : second\ntaue : second",
      {{"v", 0}, {"g", 1}, {"taum", 0.01}, {"taue", 0.01}}, 1e-4, 100);
  expect_solution(simulation["v"], std::exp(-1.0L));
  expect_solution(simulation["g"], std::exp(-1.0L));
}

TEST(Exact, IsRightForAnOscillator) {
  const auto simulation = reference::simulate("exact", "dx/dt = -w*y : 1\ndy/dt = w*x : 1\nw : Hz",
                                              {{"x", 1}, {"y", 0}, {"w", 50}}, 1e-3, 20);
  expect_solution(simulation["x"], std::cos(1.0L));
  expect_solution(simulation["y"], std::sin(1.0L));
}

TEST(Exact, IsRightForAConstantDriftThatIsPassedOn) {  // y' = c, x' = y
  const auto simulation = reference::simulate("exact", "dx/dt = y*Hz : 1\ndy/dt = c*Hz : 1\nc : 1",
                                              {{"x", 1}, {"y", 2}, {"c", 3}, {"Hz", 1}}, 0.01, 100);
  expect_solution(simulation["x"], 1 + 2 + 1.5L);
  expect_solution(simulation["y"], 5);
}

TEST(Exact, IsRightForAnAlphaSynapseOnALeakyNeuron) {  // equal time constants throughout
  const auto simulation = reference::simulate(
      "exact", "dv/dt = (g - v)/tau : 1\ndg/dt = (s - g)/tau : 1\nds/dt = -s/tau : 1\ntau : second",
      {{"v", 0}, {"g", 0}, {"s", 1}, {"tau", 0.005}}, 1e-4, 50);
  expect_solution(simulation["g"], std::exp(-1.0L));
  expect_solution(simulation["v"], std::exp(-1.0L) / 2);
}

TEST(Exact, RefusesWhatIsNotLinear) {
  EXPECT_EQ(refusal("dv/dt = (I - v**2)/tau : 1\ntau : second\nI : 1"),
            "error[unsupported-equations]: method 'exact' cannot integrate 'v': its equation is "
            "not linear in 'v'\n"
            "  in NeuronGroup 'neurons', line 1\n"
            "    dv/dt = (I - v**2)/tau : 1\n"
            "                 ^^^^ not linear in 'v'\n"
            "  help: choose method='euler', 'rk2' or 'rk4' for these equations\n");
}

TEST(Exact, RefusesADriveThatChangesDuringTheStep) {
  EXPECT_EQ(refusal("dv/dt = (I - v)/tau : 1\nI = sin(2*pi*f*t) : 1\ntau : second\nf : Hz"),
            "error[unsupported-equations]: method 'exact' cannot integrate 'v': 't' changes during "
            "a time step\n"
            "  in NeuronGroup 'neurons', line 2\n"
            "    I = sin(2*pi*f*t) : 1\n"
            "                   ^ not constant during a time step\n"
            "  help: put what depends on 't' into a subexpression marked `(constant over dt)`, or "
            "choose method='euler', 'rk2' or 'rk4'\n");
}

TEST(Exact, RefusesRandomNumbers) {
  EXPECT_EQ(refusal("dv/dt = (rand() - v)/tau : 1\ntau : second"),
            "error[unsupported-equations]: method 'exact' cannot integrate 'v': 'rand()' changes "
            "during a time step\n"
            "  in NeuronGroup 'neurons', line 1\n"
            "    dv/dt = (rand() - v)/tau : 1\n"
            "             ^^^^^^ not constant during a time step\n"
            "  help: put what depends on 'rand()' into a subexpression marked `(constant over "
            "dt)`, or choose method='euler', 'rk2' or 'rk4'\n");
}

}  // namespace
}  // namespace ranvier::integration::exact_test
