#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/doctor/linearisation.hpp>
#include <ranvier/integration/stability.hpp>

namespace ranvier::doctor::rv301_test {
namespace {

using ranvier::testing::edits_of;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::vector<Finding> decay(const units::Quantity& tau, const std::string& method) {
  NeuronGroup cells{2, "dg/dt = -g/tau : 1", {.method = method, .name = "cells"}};
  return findings_of("RV301", {{"tau", tau}}, cells);
}

TEST(StepTooLarge, IsFoundForATimeConstantBelowTheLimitOfTheMethod) {
  const auto findings = decay(0.045 * ms, "euler");
  EXPECT_EQ(
      only_text(findings),
      "RV301 warning  dt = 100 us is too long for method 'euler': it is stable below 89 us "
      "only\n"
      "  NeuronGroup 'cells'                        # euler, stable below 89 us\n"
      "  NeuronGroup 'cells'   dg/dt = -g/tau : 1   # decays fastest\n"
      "  why:   at g = 0 the equations relax within 45 us, and a step that is longer than the "
      "method's limit turns that decay into growth: values leave their range, often without "
      "NaN\n"
      "  fix:   method='exact'   or   defaultclock.dt = 89*us\n"
      "  mute:  doctor(ignore={'RV301': ['cells']})\n");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("cells(method='exact')"));
  EXPECT_DOUBLE_EQ(findings.front().data.at("dt"), 1e-4);
  EXPECT_NEAR(findings.front().data.at("dt_stable"), 0.09e-3, 1e-8);
}

TEST(StepTooLarge, IsNothingWithinTheLimit) {
  EXPECT_THAT(decay(0.051 * ms, "euler"), IsEmpty());
  EXPECT_THAT(decay(0.0505 * ms, "rk2"), IsEmpty());
  EXPECT_THAT(decay(0.036 * ms, "rk4"), IsEmpty());
  EXPECT_EQ(decay(0.0495 * ms, "rk2").size(), 1U);
  EXPECT_EQ(decay(0.035 * ms, "rk4").size(), 1U);
}

TEST(StepTooLarge, IsNothingForGroupsWithoutDifferentialEquations) {
  NeuronGroup cells{2, "x : 1", {.method = "euler", .threshold = "x > 0", .name = "cells"}};
  EXPECT_THAT(findings_of("RV301", {}, cells), IsEmpty());
}

constexpr const char* cubic = "dv/dt = -(v + v**3)/(0.0422*ms) : 1";

TEST(StepTooLarge, LeavesAShorterStepWhereNoOtherMethodApplies) {
  NeuronGroup cells{1, cubic, {.method = "euler", .name = "cells"}};
  const auto findings = findings_of("RV301", {}, cells);
  EXPECT_EQ(
      only_text(findings),
      "RV301 warning  dt = 100 us is too long for method 'euler': it is stable below 84 us only\n"
      "  NeuronGroup 'cells'                                         # euler, stable below 84 us\n"
      "  NeuronGroup 'cells'   dv/dt = -(v + v**3)/(0.0422*ms) : 1   # decays fastest\n"
      "  why:   at v = 0 the equations relax within 42 us, and a step that is longer than the "
      "method's limit turns that decay into growth: values leave their range, often without "
      "NaN\n"
      "  fix:   defaultclock.dt = 84*us\n"
      "  mute:  doctor(ignore={'RV301': ['cells']})\n");
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

TEST(StepTooLarge, KnowsTheMethodThatIsChosenAutomaticallyOrFromAList) {
  for (const auto& method : {model::MethodSelection(), model::MethodSelection{"exact", "euler"}}) {
    NeuronGroup cells{1, cubic, {.method = method, .name = "cells"}};
    const auto findings = findings_of("RV301", {}, cells);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().places.front().note, "euler, stable below 84 us");
  }
}

TEST(StepTooLarge, LeavesEquationsWithFunctionsOfTheUser) {
  const Function f([](double x) { return x; });
  NeuronGroup called{1,
                     "dv/dt = -f(v)/(0.04*ms) : 1",
                     {.method = "euler", .constants = {{"f", f}}, .name = "called"}};
  NeuronGroup other{1, "dv/dt = -v/(0.04*ms) : 1", {.method = "euler", .name = "other"}};
  const auto findings = findings_of("RV301", {}, called, other);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "other");
}

TEST(StepTooLarge, MeasuresDecayByTheSizeOfTheVariable) {
  NeuronGroup cells{1, "dI/dt = -I**3/nA**2/(0.5*ms) : amp", {.method = "euler", .name = "cells"}};
  cells["I"] = 1 * nA;
  EXPECT_THAT(findings_of("RV301", {}, cells), IsEmpty());
  cells["I"] = 0 * nA;
  EXPECT_THAT(findings_of("RV301", {}, cells), IsEmpty());
  cells["I"] = 3 * nA;
  EXPECT_EQ(findings_of("RV301", {}, cells).size(), 1U);
}

TEST(StepTooLarge, IsFoundWhereTheVariableIsZero) {
  NeuronGroup cells{
      1, "dI/dt = k - I/(0.04*ms) : amp\nk : amp/second", {.method = "euler", .name = "cells"}};
  cells.run_regularly("k = sin(t*Hz)*amp/second");
  EXPECT_EQ(findings_of("RV301", {}, cells).size(), 1U);
}

TEST(StepTooLarge, KnowsTheNumberOfTheNeuron) {
  NeuronGroup cells{
      3, "dx/dt = -x/(0.2*ms - 0.08*ms*i) : 1\np : 1", {.method = "euler", .name = "cells"}};
  cells["x"] = {0, 0, 1};
  const auto findings = findings_of("RV301", {}, cells);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().why, ::testing::HasSubstr("in neuron 2"));
}

TEST(StepTooLarge, LeavesMethodsOfTheUser) {
  NeuronGroup cells{1,
                    "dv/dt = -v/(0.04*ms) : 1",
                    {.method = model::StepCode{"v = v*exp(-dt/(0.04*ms))"}, .name = "cells"}};
  EXPECT_THAT(findings_of("RV301", {}, cells), IsEmpty());
}

TEST(StepTooLarge, NamesTheNeuronWhereItIsNotTheFirst) {
  NeuronGroup cells{4, "dg/dt = -g/tau : 1\ntau : second", {.method = "euler", .name = "cells"}};
  cells["tau"] = "10*ms - 9.9578*ms*int(i == 2)";
  const auto findings = findings_of("RV301", {}, cells);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "dt = 100 us is too long for method 'euler': it is stable below 84 us only");
  EXPECT_EQ(findings.front().why,
            "at g = 0 in neuron 2 the equations relax within 42 us, and a step that is longer than "
            "the method's limit turns that decay into growth: values leave their range, often "
            "without NaN");
  EXPECT_EQ(findings.front().data.at("element"), 2);
}

TEST(StepTooLarge, SeesTheFastestOfAllPresentStates) {
  NeuronGroup cells{3, "dv/dt = -v**3/ms : 1", {.method = "euler", .name = "cells"}};
  cells["v"] = "1 + 9*int(i == 1)";
  const auto findings = findings_of("RV301", {}, cells);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().why, StartsWith("at v = 10 in neuron 1 the equations relax"));
}

std::vector<Finding> of_synapses(const std::string& equations, const std::string& method) {
  NeuronGroup cells{2, "x : 1", {.name = "cells"}};
  Synapses synapses{cells, cells, equations, {.method = method, .name = "S"}};
  synapses.connect();
  return findings_of("RV301", {}, cells, synapses);
}

TEST(StepTooLarge, IsFoundInClockDrivenSynapses) {
  const auto findings = of_synapses("ds/dt = -s/(0.0422*ms) : 1 (clock-driven)", "euler");
  EXPECT_EQ(
      only_text(findings),
      "RV301 warning  dt = 100 us is too long for method 'euler': it is stable below 84 us only\n"
      "  Synapses 'S'                                               # euler, stable below 84 us\n"
      "  Synapses 'S'   ds/dt = -s/(0.0422*ms) : 1 (clock-driven)   # decays fastest\n"
      "  why:   at s = 0 the equations relax within 42 us, and a step that is longer than the "
      "method's limit turns that decay into growth: values leave their range, often without "
      "NaN\n"
      "  fix:   method='exact'   or   defaultclock.dt = 84*us\n"
      "  mute:  doctor(ignore={'RV301': ['S']})\n");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("S(method='exact')"));
}

TEST(StepTooLarge, NamesTheSynapse) {
  NeuronGroup cells{2, "x : 1", {.name = "cells"}};
  Synapses synapses{cells,
                    cells,
                    "ds/dt = -s/tau : 1 (clock-driven)\ntau : second",
                    {.method = "rk4", .name = "S"}};
  synapses.connect();
  synapses["tau"] = "10*ms - 9.98*ms*int(i == 1 and j == 0)";
  const auto findings = findings_of("RV301", {}, cells, synapses);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().why, StartsWith("at s = 0 in synapse 2 the equations relax"));
}

TEST(StepTooLarge, LeavesSynapsesWithoutSuchEquations) {
  EXPECT_THAT(of_synapses("ds/dt = -s/(0.04*ms) : 1 (event-driven)", "euler"), IsEmpty());
  EXPECT_THAT(of_synapses("ds/dt = -s/(0.04*ms) : 1 (clock-driven)", "exact"), IsEmpty());
  EXPECT_THAT(of_synapses("ds/dt = -s/(0.06*ms) : 1 (clock-driven)", "euler"), IsEmpty());
}

TEST(StepTooLarge, LeavesEquationsWithRandomNumbers) {
  NeuronGroup drawn{1,
                    "dv/dt = (target - v)/(0.04*ms) : 1\ntarget = rand() : 1 (constant over dt)",
                    {.method = "euler", .name = "drawn"}};
  NeuronGroup other{1, "dv/dt = -v/(0.04*ms) : 1", {.method = "euler", .name = "other"}};
  const auto findings = findings_of("RV301", {}, drawn, other);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "other");
}

TEST(StepTooLarge, IsToldOnceForAGroupAndAPartOfIt) {
  NeuronGroup cells{2, cubic, {.name = "cells"}};
  model::Subgroup part{cells, 0, 1, "part"};
  const auto findings = findings_of("RV301", {}, cells, part);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().places.size(), 2U);
}

TEST(StepTooLarge, IsNothingForMethodsThatFollowADecay) {
  EXPECT_THAT(decay(0.01 * ms, "exact"), IsEmpty());
  EXPECT_THAT(decay(0.01 * ms, "exponential_euler"), IsEmpty());
}

TEST(StepTooLarge, IsNothingWhereTheFastPartIsHeld) {
  NeuronGroup cells{1,
                    "dv/dt = (target - v)/tau : 1\ntarget = -1000*v : 1 (constant over dt)",
                    {.method = "rk4", .name = "cells"}};
  EXPECT_THAT(findings_of("RV301", {{"tau", 10 * ms}}, cells), IsEmpty());
  NeuronGroup after_another{1,
                            "dv/dt = (target - v)/tau : 1\n"
                            "target = 10*input : 1 (constant over dt)\n"
                            "input = -100*v : 1 (constant over dt)",
                            {.method = "rk4", .name = "after_another"}};
  EXPECT_THAT(findings_of("RV301", {{"tau", 10 * ms}}, after_another), IsEmpty());
  EXPECT_EQ(findings_of("RV301", {{"tau", 0.01 * ms}}, after_another).size(), 1U);
}

/// A spiking membrane with an instantaneous sodium current.
class SpikingCell : public ::testing::Test {
 protected:
  const model::Constants constants_{{"C", 100 * pF},  {"gL", 10 * nS},  {"EL", -65 * mV},
                                    {"gNa", 10 * uS}, {"ENa", 55 * mV}, {"gK", 4 * uS},
                                    {"EK", -90 * mV}};

  static constexpr const char* equations =
      "dv/dt = (gL*(EL - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v))/C : volt\n"
      "m = 1/(1 + exp(-(v + 35*mV)/(7*mV))) : 1\n"
      "dh/dt = (1/(1 + exp((v + 50*mV)/(5*mV))) - h)/(2*ms) : 1\n"
      "dn/dt = (1/(1 + exp(-(v + 30*mV)/(9*mV))) - n)/(4*ms) : 1";
};

TEST_F(SpikingCell, IsFoundInAStateThatAStepInTheLimitBringsBackAndALongerOneDoesNot) {
  NeuronGroup cells{
      1,
      equations,
      {.method = "rk4", .threshold = "v > 0*mV", .refractory = "v > 0*mV", .name = "cells"}};
  cells["v"] = -65 * mV;
  const auto findings = findings_of("RV301", constants_, cells);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().variable, "v");
  EXPECT_EQ(findings.front().fix,
            "method='exponential_euler', which applies if `m` is declared (constant over dt):\n"
            "m = ... : 1 (constant over dt)\nor   defaultclock.dt = 29*us");
  EXPECT_THAT(edits_of(findings.front()),
              ElementsAre(" ->  (constant over dt)", "cells(method='exponential_euler')"));

  // The equations, linearised at the state that the finding names: dx/dt = J x.
  const model::NetworkDescription network{{&cells}};
  const Facts facts(network, namespace_of(constants_));
  const CellDynamics cell(facts, cells);
  CellState state;
  for (const auto& variable : cell.variables()) {
    state[variable] = findings.front().data.at(variable);
  }
  const auto limit = findings.front().data.at("dt_stable");
  const auto jacobian = [&](const std::string& row, const std::string& column) {
    auto above = state;
    auto below = state;
    const auto step = column == "v" ? 1e-7 : 1e-5;
    above[column] += step;
    below[column] -= step;
    return (cell.derivative(row, above) - cell.derivative(row, below)) / (2 * step);
  };
  const auto growth_with = [&](double dt) {
    auto x = state;
    for (auto& [name, value] : x) {
      value = name == "v" ? 1e-3 : 0;
    }
    const auto f = [&](const CellState& at) {
      CellState result;
      for (const auto& [row, unused] : at) {
        for (const auto& [column, value] : at) {
          result[row] += jacobian(row, column) * value;
        }
      }
      return result;
    };
    const auto plus = [](CellState a, const CellState& b, double factor) {
      for (auto& [name, value] : a) {
        value += factor * b.at(name);
      }
      return a;
    };
    for (int step = 0; step < 200; ++step) {  // classical Runge-Kutta
      const auto k1 = f(x);
      const auto k2 = f(plus(x, k1, dt / 2));
      const auto k3 = f(plus(x, k2, dt / 2));
      const auto k4 = f(plus(x, k3, dt));
      x = plus(plus(plus(plus(x, k1, dt / 6), k2, dt / 3), k3, dt / 3), k4, dt / 6);
    }
    return std::abs(x.at("v")) / 1e-3;
  };
  EXPECT_LT(growth_with(0.95 * limit), 0.1);
  EXPECT_GT(growth_with(1.05 * limit), 10);
}

TEST_F(SpikingCell, IsNotTakenToValuesThatNoThresholdTests) {
  NeuronGroup cells{1, equations, {.method = "rk4", .name = "cells"}};
  cells["v"] = -65 * mV;
  EXPECT_THAT(findings_of("RV301", constants_, cells), IsEmpty());
}

TEST_F(SpikingCell, IsNothingWithAStepThatIsShortEnough) {
  NeuronGroup cells{1,
                    equations,
                    {.method = "rk4",
                     .threshold = "v > 0*mV",
                     .refractory = "v > 0*mV",
                     .clock = {.dt = 0.02 * ms},
                     .name = "cells"}};
  cells["v"] = -65 * mV;
  EXPECT_THAT(findings_of("RV301", constants_, cells), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv301_test
