#include <string>

#include <gtest/gtest.h>

#include <ranvier/equations/equations.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations::substitute_test {
namespace {

using units::ms;
using units::mV;

std::string code_of(const Equations& equations,
                    const std::map<std::string, Equations::Replacement>& replacements) {
  try {
    equations.substitute(replacements);
  } catch (const ModelError& error) {
    return error.code();
  }
  return "";
}

TEST(Substitute, ReplacesNamesOnBothSidesAllAtOnce) {
  const Equations equations("dx/dt = (y - x)/tau : 1\ny : 1");
  EXPECT_EQ(print(equations.substitute({{"x", "a"}, {"tau", "tau_a"}})),
            "da/dt = (y - a)/tau_a : 1\ny : 1\n");
  EXPECT_EQ(print(Equations("x = 2*y : 1").substitute({{"x", "y"}, {"y", "x"}})), "y = 2*x : 1\n");
}

TEST(Substitute, PutsValuesInAsNumberTimesUnit) {
  const Equations equations("x = a - b : volt\nz = c**n + f : 1");
  EXPECT_EQ(print(equations.substitute(
                {{"a", -65 * mV}, {"b", 10 * mV / ms}, {"n", 3}, {"f", 0.5}, {"c", -2}})),
            "x = -0.065*volt - 10.0*(volt/second) : volt\nz = (-2)**3 + 0.5 : 1\n");
}

TEST(Substitute, TheSameNameMayHaveTwoValuesInTwoParts) {
  const Equations decay("dx/dt = -x/tau : 1");
  const auto both = decay.substitute({{"x", "a"}, {"tau", 5 * ms}}) +
                    decay.substitute({{"x", "b"}, {"tau", 10 * ms}});
  EXPECT_EQ(print(both), "da/dt = -a/(0.005*second) : 1\ndb/dt = -b/(0.01*second) : 1\n");
}

TEST(Substitute, TheResultPrintsToATextOfTheSameEquations) {
  const auto equations =
      Equations("x = a*b : volt**2").substitute({{"a", -65 * mV}, {"b", 1e-3 * mV}});
  EXPECT_EQ(Equations(print(equations)).all()[0].expression, equations.all()[0].expression);
}

TEST(Substitute, RefusesWhatMakesNoSense) {
  const Equations equations("x = 2*a : 1\ny : 1");
  EXPECT_EQ(code_of(equations, {{"x", 3}}), "illegal-replacement");
  EXPECT_EQ(code_of(equations, {{"a", "b + c"}}), "illegal-replacement");
  EXPECT_EQ(code_of(equations, {{"x", "y"}}), "duplicate-variable");
  EXPECT_EQ(code_of(equations, {{"x", "ms"}}), "reserved-name");
  EXPECT_EQ(code_of(equations, {{"x", "_x"}}), "illegal-name");
  EXPECT_EQ(code_of(equations, {{"a", "x"}}), "cyclic-subexpressions");
  EXPECT_EQ(code_of(equations, {{"unused", "whatever"}}), "");
}

}  // namespace
}  // namespace ranvier::equations::substitute_test
