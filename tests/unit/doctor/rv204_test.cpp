#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv204_test {
namespace {

using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::IsEmpty;

constexpr const char* passive = "dv/dt = gL*(EL - v)/C : volt";

/// Constants of a cell of common size.
model::Constants cell(model::Constants others = {}) {
  others.merge(model::Constants{{"C", 200 * pF},
                                {"gL", 10 * nS},
                                {"EL", -65 * mV},
                                {"tau", 10 * ms},
                                {"area", 1e-8},
                                {"EK", -90 * mV}});
  return others;
}

std::vector<Finding> examine(const std::string& equations, const model::Constants& constants) {
  NeuronGroup cells{1, equations, {.method = "euler", .name = "cells"}};
  return findings_of("RV204", constants, cells);
}

TEST(ImplausibleMagnitude, FindsACapacitanceThatLacksTheArea) {
  EXPECT_EQ(
      only_text(examine(passive, cell({{"C", 1 * uF}}))),
      "RV204 hint  `C` = 1 uF: far too large for one cell, it looks like a value per cm^2\n"
      "  NeuronGroup 'cells'\n"
      "  why:   membrane has 1 uF/cm^2: 1 uF is the capacitance of 1 cm^2, and a cell has "
      "about 1e-4 cm^2; the equations agree only if every current and conductance is per cm^2 "
      "too, also those of synapses\n"
      "  fix:   C = 1*ufarad/cm**2 * area, and so for the conductances\n"
      "  mute:  doctor(ignore={'RV204': ['cells']})\n");
}

TEST(ImplausibleMagnitude, FindsALeakThatLacksTheArea) {
  EXPECT_EQ(
      only_text(examine(passive, cell({{"C", 200 * nF}, {"gL", 20 * uS}}))),
      "RV204 hint  `gL` = 20 uS: far too large for one cell, it looks like a value per cm^2\n"
      "  NeuronGroup 'cells'\n"
      "  why:   membrane at rest has about 0.1 mS/cm^2: 20 uS is the leak of 0.2 cm^2, an input "
      "resistance of 50 kohm, and a cell has about 1e-4 cm^2; synapses that are given for a cell "
      "hardly move it\n"
      "  fix:   gL = 0.1*msiemens/cm**2 * area, and so for the capacitance and the other "
      "conductances\n"
      "  mute:  doctor(ignore={'RV204': ['cells']})\n");
}

TEST(ImplausibleMagnitude, DoesNotTellOfTheLeakBesideTheCapacitance) {
  const auto findings = examine(passive, cell({{"C", 1 * uF}, {"gL", 100 * uS}}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().variable, "C");
}

TEST(ImplausibleMagnitude, FindsParametersOfTheGroup) {
  NeuronGroup cells{2,
                    "dv/dt = gL*(EL - v)/C : volt\nC : farad (constant)",
                    {.method = "euler", .name = "cells"}};
  cells["C"] = 1 * uF;
  const auto findings = findings_of("RV204", {{"gL", 1 * nS}, {"EL", -65 * mV}}, cells);
  EXPECT_EQ(
      only_text(findings),
      "RV204 hint  `C` = 1 uF: far too large for one cell, it looks like a value per cm^2\n"
      "  NeuronGroup 'cells', line 2   C : farad (constant)\n"
      "  why:   membrane has 1 uF/cm^2: 1 uF is the capacitance of 1 cm^2, and a cell has "
      "about 1e-4 cm^2; the equations agree only if every current and conductance is per cm^2 "
      "too, also those of synapses\n"
      "  fix:   C = 1*ufarad/cm**2 * area, and so for the conductances\n"
      "  mute:  doctor(ignore={'RV204': ['cells']})\n");
  cells["C"] = "(2 + i)*ufarad";
  EXPECT_EQ(findings_of("RV204", {{"gL", 1 * nS}, {"EL", -65 * mV}}, cells).front().message,
            "`C` >= 2 uF: far too large for one cell, it looks like a value per cm^2");
  cells["C"] = "200*pfarad + i*3*ufarad";
  EXPECT_THAT(findings_of("RV204", {{"gL", 1 * nS}, {"EL", -65 * mV}}, cells), IsEmpty());
}

TEST(ImplausibleMagnitude, IsOneFindingForSeveralConstantsAndGroups) {
  NeuronGroup soma{1, "dv/dt = gL*(EL - v)/Cm : volt", {.method = "euler", .name = "soma"}};
  NeuronGroup dendrite{1, "dv/dt = gL*(EL - v)/Cd : volt", {.method = "euler", .name = "dendrite"}};
  NeuronGroup third{1, "dv/dt = gL*(EL - v)/Cm : volt", {.method = "euler", .name = "third"}};
  const auto findings =
      findings_of("RV204", cell({{"Cm", 2 * uF}, {"Cd", 1 * uF}}), soma, dendrite, third);
  EXPECT_EQ(
      only_text(findings),
      "RV204 hint  `Cm` = 2 uF, `Cd` = 1 uF: far too large for one cell, it looks like a value per "
      "cm^2\n"
      "  NeuronGroup 'soma'\n"
      "  NeuronGroup 'dendrite'\n"
      "  why:   membrane has 1 uF/cm^2: 2 uF is the capacitance of 2 cm^2, and a cell has "
      "about 1e-4 cm^2; the equations agree only if every current and conductance is per cm^2 "
      "too, also those of synapses\n"
      "  fix:   Cm = 1*ufarad/cm**2 * area, and so for the conductances\n"
      "  mute:  doctor(ignore={'RV204': ['soma']})\n");
  EXPECT_EQ(findings.front().data.size(), 2U);
}

TEST(ImplausibleMagnitude, LeavesCellsAndModelsWithoutUnits) {
  EXPECT_THAT(examine(passive, cell()), IsEmpty());
  EXPECT_THAT(examine("dv/dt = gL*(1 - v)/C : 1", cell({{"C", 1 * uF}})), IsEmpty());
}

TEST(ImplausibleMagnitude, LeavesValuesThatAreRescaled) {
  EXPECT_THAT(examine("dv/dt = gL*(EL - v)/(C*area) : volt", cell({{"C", 1 * uF}})), IsEmpty());
  EXPECT_THAT(examine("dv/dt = gL*area*(EL - v)/C : volt", cell({{"gL", 20 * uS}})), IsEmpty());
}

TEST(ImplausibleMagnitude, LeavesMembranesPerAreaAndConductancesRelativeToAnother) {
  const units::Quantity per_area{1, (siemens / (metre * metre)).dimension()};
  const units::Quantity capacitance{0.01, (farad / (metre * metre)).dimension()};
  EXPECT_THAT(examine(passive, cell({{"C", capacitance}, {"gL", per_area}})), IsEmpty());
  EXPECT_THAT(
      examine("dv/dt = gL*(EL - v)/g0/tau : volt", cell({{"gL", 20 * uS}, {"g0", 1 * siemens}})),
      IsEmpty());
}

TEST(ImplausibleMagnitude, LeavesConductancesOfChannels) {
  EXPECT_THAT(examine("dv/dt = (gL*(EL - v) + gK*n**4*(EK - v))/C : volt\n"
                      "dn/dt = (0.5 - n)/ms : 1",
                      cell({{"gK", 20 * uS}})),
              IsEmpty());
}

TEST(EqualConductances, AreFound) {
  constexpr const char* equations = "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt";
  EXPECT_EQ(
      only_text(examine(equations, cell({{"gL", 12.3456 * nS}, {"gK", 12.3456 * nS}}))),
      "RV204 hint  the conductances `gK`, `gL` are equal to all digits: 12.3456 nS\n"
      "  NeuronGroup 'cells'\n"
      "  NeuronGroup 'cells'\n"
      "  why:   conductances that are found one by one seldom agree in 6 digits: one of them may "
      "be a copy of another\n"
      "  fix:   look up `gK`, `gL`; if they are meant to be equal, one name will do\n"
      "  mute:  doctor(ignore={'RV204': ['cells']})\n");
}

TEST(EqualConductances, AreToldOnceForGroupsOfOneText) {
  constexpr const char* equations = "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt";
  NeuronGroup first{1, equations, {.method = "euler", .name = "first"}};
  NeuronGroup second{1, equations, {.method = "euler", .name = "second"}};
  EXPECT_EQ(
      findings_of("RV204", cell({{"gL", 1.234 * nS}, {"gK", 1.234 * nS}}), first, second).size(),
      1U);
}

TEST(EqualConductances, AreNothingIfTheyAreRoundComputedOrDifferent) {
  const auto with = [](const units::Quantity& leak, const units::Quantity& potassium) {
    return examine("dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt",
                   cell({{"gL", leak}, {"gK", potassium}}));
  };
  EXPECT_EQ(with(12.34 * nS, 12.34 * nS).size(), 1U);
  EXPECT_THAT(with(10 * nS, 10 * nS), IsEmpty());
  EXPECT_THAT(with(12.5 * nS, 12.5 * nS), IsEmpty());
  EXPECT_THAT(with(12.34 * nS, 12.35 * nS), IsEmpty());
  EXPECT_THAT(with(200.0 / 15 * nS, 200.0 / 15 * nS), IsEmpty());
}

TEST(EqualConductances, AreNothingInOtherUnitsOrElsewhere) {
  const units::Quantity per_area{12.34, (siemens / (metre * metre)).dimension()};
  EXPECT_THAT(examine("dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt",
                      cell({{"C", units::Quantity{0.01, (farad / (metre * metre)).dimension()}},
                            {"gL", per_area},
                            {"gK", per_area}})),
              IsEmpty());
  EXPECT_THAT(
      examine("dv/dt = (gL - v*gK)/(C*10*mV) : 1", cell({{"gL", 12.34 * nS}, {"gK", 12.34 * nS}})),
      IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv204_test
