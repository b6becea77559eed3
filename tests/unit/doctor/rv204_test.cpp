#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv204_test {
namespace {

using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::IsEmpty;

std::vector<Finding> examine(const std::string& equations, const units::Quantity& capacitance) {
  NeuronGroup cells{1, equations, {.method = "euler", .name = "cells"}};
  return findings_of(
      "RV204",
      {{"C", capacitance}, {"gL", 1 * nS}, {"EL", -65 * mV}, {"tau", 10 * ms}, {"area", 1e-8}},
      cells);
}

TEST(ImplausibleMagnitude, FindsACapacitanceThatLacksTheArea) {
  EXPECT_EQ(
      only_text(examine("dv/dt = gL*(EL - v)/C : volt", 1 * uF)),
      "RV204 hint  `C` = 1 uF: far too large for one cell, it looks like a value per cm^2\n"
      "  NeuronGroup 'cells'\n"
      "  why:   membrane has 1 uF/cm^2: 1 uF is the capacitance of 1 cm^2, and a cell has "
      "about 1e-4 cm^2; the equations agree only if every current and conductance is per cm^2 "
      "too, also those of synapses\n"
      "  fix:   C = 1*ufarad/cm**2 * area, and so for the conductances\n"
      "  mute:  doctor(ignore={'RV204': ['cells']})\n");
}

TEST(ImplausibleMagnitude, LeavesCellsAndModelsWithoutUnits) {
  EXPECT_THAT(examine("dv/dt = gL*(EL - v)/C : volt", 200 * pF), IsEmpty());
  EXPECT_THAT(examine("dv/dt = -v/tau : 1", 1 * uF), IsEmpty());
}

TEST(ImplausibleMagnitude, LeavesValuesThatAreRescaled) {
  EXPECT_THAT(examine("dv/dt = gL*(EL - v)/(C*area) : volt", 1 * uF), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv204_test
