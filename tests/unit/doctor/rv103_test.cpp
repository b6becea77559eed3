#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv103_test {
namespace {

using ranvier::testing::edits_of;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const model::Constants cell{{"C", 200 * pF},  {"gL", 10 * nS},  {"EL", -70 * mV},
                            {"gNa", 50 * nS}, {"ENa", 50 * mV}, {"tau", 5 * ms}};

std::vector<Finding> examine(const std::string& equations, model::Constants constants = cell) {
  NeuronGroup cells{2, equations, {.method = "euler", .name = "cells"}};
  return findings_of("RV103", constants, cells);
}

TEST(DrivingForceSign, FindsALeakThatPushesAway) {
  const auto findings = examine("dv/dt = gL*(v - EL)/C : volt");
  EXPECT_EQ(only_text(findings),
            "RV103 warning  the term `gL*(v - EL)/C` pushes `v` away from -70 mV\n"
            "  NeuronGroup 'cells'   dv/dt = gL*(v - EL)/C : volt   # the sign of this current is "
            "reversed\n"
            "  why:   a leak, an ion channel or a synapse drives v towards its reversal value: the "
            "current is g*(E - v), or g*(v - E) with a minus sign before it\n"
            "  fix:   gL*(EL - v)/C\n"
            "  mute:  doctor(ignore={'RV103': ['cells']})\n");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("gL*(v - EL)/C -> gL*(EL - v)/C"));
  EXPECT_EQ(findings.front().variable, "v");
}

TEST(DrivingForceSign, SeesThroughBracketsDivisorsAndSubexpressions) {
  EXPECT_THAT(examine("dv/dt = (gL*(EL - v) + gNa*m**3*(v - ENa))/C : volt\n"
                      "dm/dt = (1 - m)/tau : 1"),
              ::testing::SizeIs(1));
  EXPECT_THAT(examine("dv/dt = -(I_leak + I_in)/C : volt\nI_leak = gL*(EL - v) : amp\nI_in : amp"),
              ::testing::SizeIs(1));
  EXPECT_THAT(examine("dv/dt = -(gL*(EL - v))/C : volt"), ::testing::SizeIs(1));
}

TEST(DrivingForceSign, LeavesCurrentsThatPullTowardsTheirReversal) {
  EXPECT_THAT(examine("dv/dt = gL*(EL - v)/C : volt"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = -(gL*(v - EL) + gNa*m*(v - ENa))/C : volt\n"
                      "dm/dt = (1 - m)/tau : 1"),
              IsEmpty());
  EXPECT_THAT(examine("dv/dt = (-gL*(v - EL) - I)/C : volt\nI = gNa*(v - ENa) : amp"), IsEmpty());
}

TEST(DrivingForceSign, LeavesSpikeInitiationAndModelsWithoutConductances) {
  EXPECT_THAT(examine("dv/dt = (v - v**3/3 + 0.5)/tau : 1"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = (v - EL)/tau : volt"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = gL*(v - EL)*(v - ENa)/(C*mV) : volt"), IsEmpty());
  EXPECT_THAT(examine("dv/dt = (gL*(EL - v) + gL*2*mV*exp((v + 50*mV)/(2*mV)))/C : volt"),
              IsEmpty());
}

TEST(DrivingForceSign, LeavesConductancesOfUnknownSign) {
  EXPECT_THAT(examine("dv/dt = g*(v - EL)/C : volt\ng : siemens"), IsEmpty());
  EXPECT_THAT(
      examine("dv/dt = -gL*(v - EL)/C : volt", {{"C", 1 * pF}, {"gL", -1 * nS}, {"EL", -70 * mV}}),
      ::testing::SizeIs(1));
}

/// What synapses add to a current at the arrival of a spike.
class Increments : public ::testing::Test {
 protected:
  static std::vector<Finding> examine(const std::string& current, const std::string& synaptic,
                                      double weight = 2) {
    NeuronGroup cells{2,
                      "dv/dt = (gL*(EL - v) " + current + " I)/C : volt\ndI/dt = -I/tau : amp",
                      {.method = "euler", .name = "cells"}};
    PoissonGroup inputs{3, 10 * Hz};
    Synapses synapses{inputs,
                      cells,
                      "w : siemens\nadded = " + synaptic + " : amp",
                      {.on_pre = "I += added", .name = "S"}};
    synapses.connect();
    synapses["w"] = weight * nS;
    auto constants = cell;
    constants.emplace("E", 0 * mV);
    return findings_of("RV103", constants, cells, inputs, synapses);
  }
};

TEST_F(Increments, ThatAreSubtractedAreFound) {
  const auto findings = examine("-", "w*(E - v_post)");
  EXPECT_EQ(
      only_text(findings),
      "RV103 warning  these synapses inhibit: through `I` they push `v` away from their reversal "
      "value 0 V\n"
      "  Synapses 'S', line 2          added = w*(E - v_post) : amp\n"
      "  on_pre of Synapses 'S'        I += added                           # adds it to I\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (gL*(EL - v) - I)/C : volt   # subtracts it\n"
      "  why:   below 0 V a spike adds something positive to 'I', and dv/dt subtracts 'I': the "
      "synapses inhibit, whatever they are called\n"
      "  fix:   subtract w*(v - E), or add w*(E - v): turn one of the signs round\n"
      "  mute:  doctor(ignore={'RV103': ['S']})\n");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("- -> +"));
}

TEST_F(Increments, OfTheRightSignAreLeft) {
  EXPECT_THAT(examine("+", "w*(E - v_post)"), IsEmpty());
  EXPECT_THAT(examine("-", "w*(v_post - E)"), IsEmpty());
  EXPECT_THAT(examine("-", "w*(v_post - E)", -2), ::testing::SizeIs(1));
  EXPECT_THAT(examine("-", "w*(E - v_post)", 0), IsEmpty()) << "weights not set yet";
  EXPECT_THAT(examine("-", "w*10*mV"), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv103_test
