#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv201_test {
namespace {

using ranvier::testing::findings_of;
using ::testing::IsEmpty;

const model::Constants constants{{"g_L", 0.1 * mS / cm2}, {"E_L", -70 * mV},  {"C_m", 1 * uF / cm2},
                                 {"C", 200 * pF},         {"S", 20000 * um2}, {"tau", 10 * ms},
                                 {"S2", 500 * um2}};

std::vector<Finding> findings_in(const std::string& equations,
                                 const std::set<std::string>& unused = {}) {
  NeuronGroup cells{3, equations, {.name = "cells"}};
  return examine({{&cells}},
                 {.names = model::namespace_of(constants), .unused_names = [&] { return unused; }});
}

std::string edited(std::string equations, const Finding& finding) {
  for (const auto& edit : finding.edits) {
    equations.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
  }
  return equations;
}

TEST(PerAreaAgainstAbsolute, FindsAnAbsoluteCurrentBesideCurrentsPerArea) {
  const auto findings = findings_in("dv/dt = (g_L*(E_L - v) + I)/C_m : volt\nI : amp");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV201 error  in dv/dt `g_L*(E_L - v)` is per area (ampere/metre**2), `I` is absolute "
      "(ampere)\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (g_L*(E_L - v) + I)/C_m : volt   # `I` is "
      "ampere\n"
      "  why:   `I` is ampere, where ampere/metre**2 is needed: a current or capacitance per area "
      "belongs to a patch of membrane, an absolute one to a whole cell, and the area is what "
      "lies between\n"
      "  fix:   dv/dt = (g_L*(E_L - v) + I/area)/C_m : volt\n"
      "         with the membrane area of a cell, for example   area = 20000*um**2\n"
      "  mute:  doctor(ignore={'RV201': ['cells']})\n");
  EXPECT_THAT(findings.front().edits, IsEmpty()) << "the area is the user's to say";
}

TEST(PerAreaAgainstAbsolute, KnowsTheAreaOfTheModel) {
  const std::string equations =
      "dv/dt = (g_L*(E_L - v) + I)/C_m : volt\nI : amp\nsize : metre**2 (constant)";
  const auto findings = findings_in(equations);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "dv/dt = (g_L*(E_L - v) + I/size)/C_m : volt");
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(PerAreaAgainstAbsolute, TakesAnAreaThatNothingUses) {
  const std::string equations = "dv/dt = (g_L*(E_L - v) + I)/C : volt\nI : amp";
  const auto findings = findings_in(equations, {"S", "tau"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "dv/dt = (g_L*(E_L - v)*S + I)/C : volt")
      << "what the capacitance divides is absolute";
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(PerAreaAgainstAbsolute, FindsAnEquationWhoseRightSideIsPerArea) {
  const auto findings = findings_in("dv/dt = g_L*(E_L - v)/C : volt", {"S"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV201 error  dv/dt is absolute, but what stands right is per area (volt/second per "
      "metre**2)\n"
      "  NeuronGroup 'cells'   dv/dt = g_L*(E_L - v)/C : volt   # `g_L*(E_L - v)/C` is volt/second "
      "per metre**2\n"
      "  why:   `g_L*(E_L - v)/C` is volt/second per metre**2, where volt/second is needed: a "
      "current or capacitance per area belongs to a patch of membrane, an absolute one to a whole "
      "cell, and the area is what lies between\n"
      "  fix:   dv/dt = g_L*(E_L - v)/C*S : volt\n"
      "  mute:  doctor(ignore={'RV201': ['cells']})\n");
}

TEST(PerAreaAgainstAbsolute, FindsAnEquationWhoseRightSideHoldsAnAreaTooMuch) {
  const auto findings = findings_in("dv/dt = I/C_m : volt\nI : amp");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV201 error  what stands right of dv/dt holds an area too much (volt/second times "
      "metre**2): something in it is absolute, the rest per area\n"
      "  NeuronGroup 'cells', line 1   dv/dt = I/C_m : volt   # `I/C_m` is volt/second times "
      "metre**2\n"
      "  why:   `I/C_m` is volt/second times metre**2, where volt/second is needed: a current or "
      "capacitance per area belongs to a patch of membrane, an absolute one to a whole cell, and "
      "the area is what lies between\n"
      "  fix:   dv/dt = I/C_m/area : volt\n"
      "         with the membrane area of a cell, for example   area = 20000*um**2\n"
      "  mute:  doctor(ignore={'RV201': ['cells']})\n");
}

TEST(PerAreaAgainstAbsolute, LeavesItToTheUserWhichOfTwoAreasIsMeant) {
  const std::string equations = "dv/dt = (g_L*(E_L - v) + I)/C_m : volt\nI : amp";
  for (const auto& findings : {findings_in(equations, {"S", "S2"}),
                               findings_in(equations + "\nsoma : metre**2\ndendrite : metre**2")}) {
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().fix,
              "dv/dt = (g_L*(E_L - v) + I/area)/C_m : volt\nwith the membrane area of a cell, for "
              "example   area = 20000*um**2");
    EXPECT_THAT(findings.front().edits, IsEmpty());
  }
}

TEST(PerAreaAgainstAbsolute, ChangesNothingWhereTheAreaAloneDoesNotCureIt) {
  const auto findings = findings_in("dv/dt = (g_L*(E_L - v) + I)/tau : volt\nI : amp", {"S"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "dv/dt = (g_L*(E_L - v) + I/S)/tau : volt");
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

TEST(PerAreaAgainstAbsolute, FindsSummedVariables) {
  NeuronGroup cells{3, "I : amp/metre**2", {.name = "cells"}};
  Synapses synapses{
      cells, cells, "w : amp\ns : 1\nI_post = w*s : amp/metre**2 (summed)", {.name = "synapses"}};
  const auto findings = findings_of("RV201", {&cells, &synapses});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "what stands right of I_post holds an area too much (ampere/metre**2 times metre**2): "
            "something in it is absolute, the rest per area");
  EXPECT_EQ(findings.front().object, "synapses");
}

TEST(PerAreaAgainstAbsolute, IsOneFindingForGroupsWithOneText) {
  const std::string equations = "dv/dt = I/C_m : volt\nI : amp";
  NeuronGroup first{3, equations, {.constants = constants, .name = "first"}};
  NeuronGroup second{3, equations, {.constants = constants, .name = "second"}};
  EXPECT_EQ(findings_of("RV201", {&first, &second}).size(), 1U);
}

TEST(PerAreaAgainstAbsolute, IsToldOfTheWholeGroup) {
  NeuronGroup cells{3, "dv/dt = I/C_m : volt\nI : amp", {.constants = constants, .name = "cells"}};
  Subgroup part{cells, 0, 2, "part"};
  const auto findings = findings_of("RV201", {&part, &cells});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "cells");
}

TEST(PerAreaAgainstAbsolute, LeavesOtherClashes) {
  EXPECT_THAT(findings_in("dv/dt = (g_L*(E_L - v) + I)/C_m : volt\nI : amp/metre**2"), IsEmpty());
  EXPECT_THAT(findings_in("dv/dt = (I - v)/tau : volt\nI : amp"), IsEmpty());
  EXPECT_THAT(findings_in("dv/dt = (g_L*(E_L - v) + I)/C_m : volt\nI : amp/metre"), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv201_test
