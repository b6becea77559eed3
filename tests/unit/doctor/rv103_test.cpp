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
using ::testing::SizeIs;

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
              SizeIs(1));
  EXPECT_THAT(examine("dv/dt = -(I_leak + I_in)/C : volt\nI_leak = gL*(EL - v) : amp\nI_in : amp"),
              SizeIs(1));
  EXPECT_THAT(examine("dv/dt = -(gL*(EL - v))/C : volt"), SizeIs(1));
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
  EXPECT_THAT(examine("dv/dt = (gL*(EL - v) + gL*2*mV*exp((v + 50*mV)/(2*mV)))/C : volt"),
              IsEmpty());
  auto quadratic = cell;
  quadratic.emplace("VC", -80 * mV);  // below rest: at no v of the cell is the factor negative
  EXPECT_THAT(examine("dv/dt = gL*(v - EL)*(v - VC)/(C*mV) : volt", quadratic), IsEmpty());
}

TEST(DrivingForceSign, LeavesConductancesThatFollowThePotential) {
  const auto with = [](const std::string& current) {
    return examine("dv/dt = (gL*(EL - v) + " + current + ")/C : volt");
  };
  EXPECT_THAT(with("gNa/(1 + exp(-v/(17*mV)))*(v - ENa)"), IsEmpty()) << "a magnesium block";
  EXPECT_THAT(with("gNa/(1 + exp(-(v + 50*mV)/(5*mV)))*(v - ENa)"), IsEmpty());
  EXPECT_THAT(with("gNa*(v - ENa)"), SizeIs(1));
}

TEST(DrivingForceSign, KnowsTheSignOfConductancesThatDecayAndOfThosePerArea) {
  EXPECT_THAT(examine("dv/dt = (gL*(EL - v) + g*(v - ENa))/C : volt\ndg/dt = -g/tau : siemens"),
              SizeIs(1));
  EXPECT_THAT(
      examine("dv/dt = gL*(v - EL)/C : volt",
              {{"C", 1 * (uF / (cm * cm))}, {"gL", 0.1 * (mS / (cm * cm))}, {"EL", -70 * mV}}),
      SizeIs(1));
}

TEST(DrivingForceSign, LeavesConductancesOfUnknownSign) {
  EXPECT_THAT(examine("dv/dt = g*(v - EL)/C : volt\ng : siemens"), IsEmpty());
  EXPECT_THAT(
      examine("dv/dt = -gL*(v - EL)/C : volt", {{"C", 1 * pF}, {"gL", -1 * nS}, {"EL", -70 * mV}}),
      SizeIs(1));
}

/// What synapses add to a current at the arrival of a spike.
class Increments : public ::testing::Test {
 protected:
  struct Model {
    std::string current = "-";  ///< the sign before it
    std::string synaptic = "w*(E - v_post)";
    double weight = 2;  ///< [nS]
    units::Quantity reversal = 0 * mV;
    std::string on_pre = "I += added";
    std::string equation = {};
    std::string synapses = "w : siemens";
    std::string dimension = "amp";
  };

  static std::vector<Finding> examine(const Model& model) {
    NeuronGroup cells{2,
                      model.equation.empty() ? "dv/dt = (gL*(EL - v) " + model.current +
                                                   " I)/C : volt\n"
                                                   "dI/dt = -I/tau : amp"
                                             : model.equation,
                      {.method = "euler", .name = "cells"}};
    PoissonGroup inputs{3, 10 * Hz};
    Synapses synapses{inputs,
                      cells,
                      model.synapses + "\nadded = " + model.synaptic + " : " + model.dimension,
                      {.on_pre = model.on_pre, .name = "S"}};
    synapses.connect();
    synapses["w"] = model.weight * (model.synapses == "w : 1" ? units::Quantity(1) : nS);
    if (model.synapses.find("E : volt") != std::string::npos) {
      synapses["E"] = "-90*mV + 90*mV*int(i > 0)";
    }
    auto constants = cell;
    constants.emplace("E", model.reversal);
    constants.emplace("R", 100 * Mohm);
    return findings_of("RV103", constants, cells, inputs, synapses);
  }
};

TEST_F(Increments, ThatAreSubtractedAreFound) {
  const auto findings = examine({});
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

TEST_F(Increments, ThatAreTurnedRoundAndAddedAreFound) {
  const auto findings = examine({.current = "+", .synaptic = "w*(v_post - E)"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings.front().why,
            "below 0 V a spike adds something negative to 'I', and dv/dt adds 'I': the synapses "
            "inhibit, whatever they are called");
  EXPECT_THAT(findings.front().edits, IsEmpty()) << "the sign stands in the synapses";
}

TEST_F(Increments, OfInhibitoryNameExcite) {
  EXPECT_EQ(
      only_text(examine({.reversal = -90 * mV})),
      "RV103 warning  these synapses excite: through `I` they push `v` away from their "
      "reversal value -90 mV\n"
      "  Synapses 'S', line 2          added = w*(E - v_post) : amp\n"
      "  on_pre of Synapses 'S'        I += added                           # adds it to I\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (gL*(EL - v) - I)/C : volt   # subtracts it\n"
      "  why:   above -90 mV a spike adds something negative to 'I', and dv/dt subtracts 'I': "
      "the synapses excite, whatever they are called\n"
      "  fix:   subtract w*(v - E), or add w*(E - v): turn one of the signs round\n"
      "  mute:  doctor(ignore={'RV103': ['S']})\n");
}

TEST_F(Increments, OfTheRightSignAreLeft) {
  EXPECT_THAT(examine({.current = "+"}), IsEmpty());
  EXPECT_THAT(examine({.synaptic = "w*(v_post - E)"}), IsEmpty());
  EXPECT_THAT(examine({.synaptic = "w*(v_post - E)", .weight = -2}), SizeIs(1));
  EXPECT_THAT(examine({.weight = 0}), IsEmpty()) << "weights not set yet";
  EXPECT_THAT(examine({.synaptic = "w*10*mV"}), IsEmpty());
}

TEST_F(Increments, OfThePotentialItselfAreLeft) {
  EXPECT_THAT(
      examine({.synaptic = "w*R*(E - v_post)", .on_pre = "v_post += added", .dimension = "volt"}),
      IsEmpty());
}

TEST_F(Increments, OfNoConductanceAreLeft) {
  EXPECT_THAT(examine({.equation = "dv/dt = (-v - I)/tau : volt\ndI/dt = -I/tau : volt",
                       .synapses = "w : 1",
                       .dimension = "volt"}),
              IsEmpty());
}

TEST_F(Increments, ThatReplaceAreLeft) {
  EXPECT_THAT(examine({.on_pre = "I = added"}), IsEmpty());
}

TEST_F(Increments, WithAReversalForEachSynapseAreLeft) {
  EXPECT_THAT(examine({.synapses = "w : siemens\nE : volt"}), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv103_test
