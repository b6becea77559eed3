#include <gtest/gtest.h>
#include <reference/step_simulation.hpp>

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration::state_updater_test {
namespace {

using reference::system_of;

const std::string parameters =
    "\na : 1 (constant)\nb : 1 (constant)\nc : 1 (constant)\nd : 1 (constant)"
    "\ntau : second (constant)\ntau2 : second (constant)\ntau3 : second (constant)";

std::string choice(const std::string& model) {
  const auto choice = choose_state_updater(system_of(model + parameters));
  return std::string(choice.updater->name()) +
         (choice.updater->name() != "exact" && choice.exact_would_work ? ", exact would work" : "");
}

std::string usage_error(const std::string& name) {
  try {
    find_state_updater(name);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "found";
}

TEST(StateUpdater, IsFoundByNameInAnyCase) {
  EXPECT_EQ(find_state_updater("exact").name(), "exact");
  EXPECT_EQ(find_state_updater("linear").name(), "exact");
  EXPECT_EQ(find_state_updater("Exponential_Euler").name(), "exponential_euler");
  EXPECT_EQ(find_state_updater("RK4").name(), "rk4");
}

TEST(StateUpdater, StatesItsOrder) {
  EXPECT_EQ(find_state_updater("exact").order(), 0);
  EXPECT_EQ(find_state_updater("exponential_euler").order(), 1);
  EXPECT_EQ(find_state_updater("euler").order(), 1);
  EXPECT_EQ(find_state_updater("rk2").order(), 2);
  EXPECT_EQ(find_state_updater("rk4").order(), 4);
  EXPECT_EQ(find_state_updater("heun").order(), 1);
  EXPECT_EQ(find_state_updater("milstein").order(), 1);
}

TEST(StateUpdater, ListsTheKnownNamesForAnUnknownOne) {
  EXPECT_EQ(usage_error("eulr"),
            "unknown method 'eulr', did you mean 'euler'?; choose one of exact, "
            "exponential_euler, euler, rk2, rk4, heun, milstein");
  EXPECT_EQ(
      usage_error("magic"),
      "unknown method 'magic'; choose one of exact, exponential_euler, euler, rk2, rk4, heun, "
      "milstein");
  EXPECT_EQ(usage_error("euler-maruyama"),
            "unknown method 'euler-maruyama', did you mean 'euler'?; choose one of exact, "
            "exponential_euler, euler, rk2, rk4, heun, milstein");
}

TEST(IndependentStateUpdater, IsExactForEquationsOfTheirOwnVariable) {
  const auto system = system_of("dv/dt = (a - v)/tau : 1\ndw/dt = -w/tau2 : 1" + parameters);
  EXPECT_EQ(print(find_state_updater("independent").derive(system)),
            print(find_state_updater("exact").derive(system)));
}

TEST(IndependentStateUpdater, RefusesAnotherEquationsVariable) {
  const auto system = integration::differential_system(
      equations::Equations("dv/dt = (w - v)/second : 1\ndw/dt = -w/second : 1"), "NeuronGroup 'G'");
  try {
    find_state_updater("independent").derive(system);
    FAIL() << "coupled equations were accepted";
  } catch (const UnsupportedEquations& error) {
    EXPECT_STREQ(error.what(),
                 "error[unsupported-equations]: method 'independent' cannot integrate 'v': its "
                 "equation contains 'w'\n"
                 "  in NeuronGroup 'G', line 1\n"
                 "    dv/dt = (w - v)/second : 1\n"
                 "             ^ the variable of another equation\n"
                 "  help: choose method 'exact', which integrates coupled linear equations\n");
  }
}

TEST(StateUpdater, SaysThatAMethodIsNotSupportedYet) {
  EXPECT_EQ(usage_error("gsl_rk4"),
            "method 'gsl_rk4' is not supported yet; choose one of exact, exponential_euler, "
            "euler, rk2, rk4, heun, milstein");
  try {
    find_state_updater("gsl");
    FAIL() << "gsl was found";
  } catch (const UsageError& error) {
    EXPECT_EQ(error.kind(), UsageError::Kind::not_implemented);
  }
}

// The choices of Brian 2.9.0 for the same equations.
TEST(AutomaticChoice, IsExactForLinearEquations) {
  EXPECT_EQ(choice("dv/dt = -v/tau : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = a*v*Hz : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (exp(-a) + clip(b, 0, 1) - v)/tau : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (g - v)/tau : 1\ndg/dt = -g/tau2 : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (g - v)/tau : 1 (unless refractory)\ndg/dt = -g/tau2 : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (x - v)/tau : 1\ndx/dt = (y - x)/tau : 1\ndy/dt = -y/tau2 : 1"),
            "exact");
  EXPECT_EQ(choice("dv/dt = (v - v)/tau - v/tau : 1"), "exact");
}

TEST(AutomaticChoice, IsEulerForOtherEquations) {
  EXPECT_EQ(choice("dv/dt = -v**2/tau : 1"), "euler");
  EXPECT_EQ(choice("dv/dt = -abs(v)/tau : 1"), "euler");
  EXPECT_EQ(choice("dv/dt = -v/tau + sin(t/tau)*Hz : 1"), "euler");
  EXPECT_EQ(choice("dv/dt = -v/tau + rand()*Hz : 1"), "euler");
  EXPECT_EQ(choice("dv/dt = -v/tau*(1 + t/second) : 1"), "euler");
}

TEST(AutomaticChoice, IsEulerForSingularSystems) {
  EXPECT_EQ(choice("dv/dt = 1*Hz : 1"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = b*Hz : 1"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = b/tau : 1 (unless refractory)"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = -v/tau : 1\ndw/dt = 1*Hz : 1"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = w*Hz : 1\ndw/dt = -w/tau : 1"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = (w - v)/tau : 1\ndw/dt = (v - w)/tau2 : 1"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = (a*v - a*v - b)/tau : 1"), "euler, exact would work");
  EXPECT_EQ(choice("dv/dt = -(a - b + b - a)*v/tau + c*Hz : 1"), "euler, exact would work");
}

TEST(AutomaticChoice, IsExactForAdaptation) {
  EXPECT_EQ(choice("dv/dt = (b - v - w)/tau : 1\ndw/dt = (a*v - w)/tau2 : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (-v - w)/tau : 1\ndw/dt = (a*(v - c) - w)/tau2 : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (-v - w)/tau : 1 (unless refractory)\ndw/dt = (a*v - w)/tau2 : 1"),
            "exact");
  EXPECT_EQ(choice("dv/dt = (-v - w)/(10*ms) : 1\ndw/dt = (0.02*v - w)/(100*ms) : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (-v - w)/(10*ms) : 1\ndw/dt = (v - w)/(100*ms) : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (-v - w)/tau : 1\ndw/dt = (v - w)/tau2 : 1"), "exact");
}

TEST(AutomaticChoice, IsExactForPairsWithRealSolutions) {
  EXPECT_EQ(choice("dx/dt = (-2*x + y)*Hz : 1\ndy/dt = (x - 2*y)*Hz : 1"), "exact");
  EXPECT_EQ(choice("dx/dt = (-x + a*y)/tau : 1\ndy/dt = (a*x - y)/tau : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (-v + w)*a*Hz : 1\ndw/dt = (4*v - w)*a*Hz : 1"), "exact");
  EXPECT_EQ(choice("dx/dt = y/tau : 1\ndy/dt = -a*x/tau : 1"), "exact");
}

TEST(AutomaticChoice, IsExactForOscillatorsOfRationalFrequencyWithoutDivisions) {
  EXPECT_EQ(choice("dx/dt = -y*Hz : 1\ndy/dt = x*Hz : 1"), "exact");
  EXPECT_EQ(choice("dx/dt = -2*pi*y*Hz : 1\ndy/dt = 2*pi*x*Hz : 1"), "exact");
  EXPECT_EQ(choice("dx/dt = (-0.1*x - y)*Hz : 1\ndy/dt = (x - 0.1*y)*Hz : 1"), "exact");
  EXPECT_EQ(choice("dv/dt = (-v - w)*a*Hz : 1\ndw/dt = (4*v - w)*a*Hz : 1"), "exact");
}

TEST(AutomaticChoice, IsEulerForOtherOscillators) {
  const std::string euler = "euler, exact would work";
  EXPECT_EQ(choice("dx/dt = -a*y*Hz : 1\ndy/dt = b*x*Hz : 1"), euler);
  EXPECT_EQ(choice("dx/dt = (a*x + b*y)*Hz : 1\ndy/dt = (c*x + d*y)*Hz : 1"), euler);
  EXPECT_EQ(choice("dx/dt = w/tau : 1\ndw/dt = -x/tau - w/tau : 1"), euler);
  EXPECT_EQ(choice("dx/dt = -y/ms : 1\ndy/dt = x/ms : 1"), euler);
  EXPECT_EQ(choice("dx/dt = y*Hz : 1\ndy/dt = (-2*x - y)*Hz : 1"), euler);
  EXPECT_EQ(choice("dx/dt = y*Hz : 1\ndy/dt = -a*x*Hz : 1"), euler);
  EXPECT_EQ(choice("dx/dt = (-x + a*y)/tau : 1\ndy/dt = (-a*x - y)/tau : 1"), euler);
  EXPECT_EQ(choice("dv/dt = (-v + w)*Hz : 1\ndw/dt = (a*v - w)*Hz : 1"), euler);
  EXPECT_EQ(choice("dx/dt = -y*Hz : 1\ndy/dt = x*Hz : 1\ndz/dt = -z/tau : 1"), euler);
  EXPECT_EQ(choice("dx/dt = -y*Hz : 1\ndy/dt = -z*Hz : 1\ndz/dt = -x*Hz : 1"), euler);
}

TEST(AutomaticChoice, IsEulerWhereACoefficientComparesParameters) {
  EXPECT_EQ(choice("dv/dt = -v/tau*int(a > 0) : 1"), "euler, exact would work");
}

TEST(AutomaticChoice, IsEulerForAdditiveNoiseAndHeunForMultiplicative) {
  EXPECT_EQ(choice("dv/dt = -v/tau + a*xi*tau**-0.5 : 1"), "euler");
  EXPECT_EQ(choice("dv/dt = -v/tau + a*xi*tau**-0.5 : 1 (unless refractory)"), "euler");
  EXPECT_EQ(choice("dv/dt = -v/tau + s : 1\ns = xi_a*tau**-0.5 : Hz"), "euler");
  EXPECT_EQ(choice("dv/dt = -v/tau + v*xi*tau**-0.5 : 1"), "heun");
  EXPECT_EQ(choice("dv/dt = -v/tau + xi*tau**-0.5*t/tau : 1"), "heun");
  EXPECT_EQ(choice("dv/dt = (w - v)/tau : 1\ndw/dt = -w/tau + (1 + v)*xi*tau**-0.5 : 1"), "heun");
}

TEST(AutomaticChoice, SaysWhatStandsInTheWayOfEveryMethod) {
  EXPECT_THROW(choice("dv/dt = -v/tau + xi**2 : 1"), UnsupportedEquations);
}

TEST(ListOfMethods, TheFirstThatAcceptsIsTaken) {
  const auto& rk4 = find_state_updater("rk4");
  const auto& milstein = find_state_updater("milstein");
  const auto chosen = [&](const std::string& model) {
    return choose_state_updater(system_of(model + parameters), {&rk4, &milstein}).updater->name();
  };
  EXPECT_EQ(chosen("dv/dt = -v/tau : 1"), "rk4");
  EXPECT_EQ(chosen("dv/dt = -v/tau + v*xi*tau**-0.5 : 1"), "milstein");
  EXPECT_THROW(chosen("dv/dt = -v/tau + v*xi_a*tau**-0.5 + xi_b*tau**-0.5 : 1"),
               UnsupportedEquations);
}

}  // namespace
}  // namespace ranvier::integration::state_updater_test
