#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv106_test {
namespace {

using ranvier::testing::edits_of;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const model::Constants channels{
    {"C", 1 * pF}, {"gL", 1 * nS}, {"EL", -65 * mV}, {"gNa", 50 * nS}, {"ENa", 50 * mV}};

/// A cell that works between -65 and 50 mV, with a rate function.
std::vector<Finding> examine(const std::string& rate) {
  NeuronGroup cells{1,
                    "dv/dt = (gL*(EL - v) + gNa*m*(ENa - v))/C : volt\n"
                    "dm/dt = alpha*(1 - m) - m/ms : 1\n"
                    "alpha = " +
                        rate + " : Hz",
                    {.method = "exponential_euler", .name = "cells"}};
  cells["v"] = -65 * mV;
  return findings_of("RV106", channels, cells);
}

TEST(RateFunctionZeroOverZero, IsFoundWithItsLimit) {
  const auto findings = examine("-0.1/mV*(v + 35*mV)/(exp(-0.1/mV*(v + 35*mV)) - 1)/ms");
  EXPECT_EQ(
      only_text(findings),
      "RV106 warning  0/0 in `alpha` at v = -35 mV\n"
      "  NeuronGroup 'cells', line 3   alpha = -0.1/mV*(v + 35*mV)/(exp(-0.1/mV*(v + "
      "35*mV)) - 1)/ms : Hz   # 0/0 at v = -35 mV; the limit is 1 kHz\n"
      "  why:   v moves between -65 mV and 50 mV; at that value the function is NaN, and near "
      "it rounding noise takes the place of the limit: the rates are off by about 1 % without "
      "any sign\n"
      "  fix:   1/exprel(-0.1/mV*(v + 35*mV))   for   -0.1/mV*(v + 35*mV)/(exp(-0.1/mV*(v + "
      "35*mV)) - 1)\n"
      "  mute:  doctor(ignore={'RV106': ['cells']})\n");
  EXPECT_THAT(edits_of(findings.front()),
              ElementsAre("-0.1/mV*(v + 35*mV)/(exp(-0.1/mV*(v + 35*mV)) - 1) -> "
                          "1/exprel(-0.1/mV*(v + 35*mV))"));
}

TEST(RateFunctionZeroOverZero, IsFoundInItsOtherForms) {
  const auto reversed = examine("0.32*(-48*mV - v)/mV/(exp((-48*mV - v)/(4*mV)) - 1)/ms");
  ASSERT_EQ(reversed.size(), 1U);
  EXPECT_THAT(edits_of(reversed.front()),
              ElementsAre("0.32*(-48*mV - v)/mV/(exp((-48*mV - v)/(4*mV)) - 1) -> "
                          "1.28/exprel((-48*mV - v)/(4*mV))"));
  const auto mirrored = examine("0.1*(v + 40*mV)/mV/(1 - exp(-(v + 40*mV)/(10*mV)))/ms");
  ASSERT_EQ(mirrored.size(), 1U);
  EXPECT_THAT(edits_of(mirrored.front()),
              ElementsAre("0.1*(v + 40*mV)/mV/(1 - exp(-(v + 40*mV)/(10*mV))) -> "
                          "1/exprel(-(v + 40*mV)/(10*mV))"));
}

TEST(RateFunctionZeroOverZero, IsNothingOutsideOfTheWorkingRange) {
  EXPECT_THAT(examine("0.1*(v + 95*mV)/mV/(1 - exp(-(v + 95*mV)/(10*mV)))/ms"), IsEmpty());
}

TEST(RateFunctionZeroOverZero, IsNothingWithExprelOrASigmoid) {
  EXPECT_THAT(examine("1/exprel(-(v + 40*mV)/(10*mV))/ms"), IsEmpty());
  EXPECT_THAT(examine("1/(1 + exp(-(v + 40*mV)/(10*mV)))/ms"), IsEmpty());
}

TEST(RateFunctionZeroOverZero, IsAnErrorWhereTheNumeratorDoesNotVanish) {
  const auto findings = examine("0.1/(exp((v + 40*mV)/(10*mV)) - 1)/ms");
  EXPECT_EQ(
      only_text(findings),
      "RV106 error  division by zero in `alpha` at v = -40 mV\n"
      "  NeuronGroup 'cells', line 3   alpha = 0.1/(exp((v + 40*mV)/(10*mV)) - 1)/ms : Hz   # "
      "the denominator is 0 at v = -40 mV\n"
      "  why:   v moves between -65 mV and 50 mV, and there the function has a pole\n"
      "  fix:   look for a sign or a constant that is wrong in the denominator\n"
      "  mute:  doctor(ignore={'RV106': ['cells']})\n");
}

}  // namespace
}  // namespace ranvier::doctor::rv106_test
