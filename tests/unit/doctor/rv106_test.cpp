#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv106_test {
namespace {

using ranvier::testing::edits_of;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const model::Constants channels{{"C", 1 * pF},    {"gL", 1 * nS},
                                {"EL", -65 * mV}, {"gNa", 50 * nS},
                                {"ENa", 50 * mV}, {"f", Function([](double x) { return x; })}};

/// 0/0 at -40 mV.
constexpr const char* linoid = "0.1*(v + 40*mV)/mV/(1 - exp(-(v + 40*mV)/(10*mV)))/ms";

/// A cell that works between -65 and 50 mV, with a rate function, a gate `h` and a parameter `k`
/// that nobody knows beforehand.
std::vector<Finding> examine(const std::string& rate) {
  NeuronGroup cells{2,
                    "dv/dt = (gL*(EL - v) + gNa*m*(ENa - v))/C : volt\n"
                    "dm/dt = alpha*(1 - m) - m/ms : 1\n"
                    "alpha = " +
                        rate +
                        " : Hz\n"
                        "dh/dt = (0.5 - h)/ms : 1\n"
                        "dw/dt = (v - w)/ms : volt\n"
                        "k : 1",
                    {.method = "exponential_euler", .name = "cells"}};
  cells["v"] = -65 * mV;
  cells["w"] = -65 * mV;
  cells["k"] = {0.1, 0.2};
  return findings_of("RV106", channels, cells);
}

/// What is found beside a second function, which is 0/0.
std::vector<std::string> found_beside_another(const std::string& rate) {
  std::vector<std::string> messages;
  for (const auto& finding : examine(rate + " : Hz\nbeta = " + linoid)) {
    messages.push_back(finding.message);
  }
  return messages;
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

TEST(RateFunctionZeroOverZero, IsFoundBesideFactorsThatNobodyKnows) {
  for (const std::string factor : {"h", "k", "rand()", "f(h)", "(v - w)/mV"}) {
    const auto findings = examine(factor + "*" + linoid);
    ASSERT_EQ(findings.size(), 1U) << factor;
    EXPECT_EQ(findings.front().level, Level::warning) << factor;
    EXPECT_EQ(findings.front().message, "0/0 in `alpha` at v = -40 mV") << factor;
    EXPECT_EQ(findings.front().places.front().note, "0/0 at v = -40 mV") << factor;
  }
}

TEST(RateFunctionZeroOverZero, IsFoundWithoutALimitWhereOtherVariablesStandBesideIt) {
  NeuronGroup cells{1,
                    "dv/dt = (gL*(EL - v) + gNa*m*(ENa - v))/C : volt\n"
                    "dm/dt = " +
                        std::string(linoid) + "*(1 - m) - m/ms : 1",
                    {.method = "exponential_euler", .name = "cells"}};
  cells["v"] = -65 * mV;
  EXPECT_EQ(
      only_text(findings_of("RV106", channels, cells)),
      "RV106 warning  0/0 in `m` at v = -40 mV\n"
      "  NeuronGroup 'cells', line 2   dm/dt = 0.1*(v + 40*mV)/mV/(1 - exp(-(v + "
      "40*mV)/(10*mV)))/ms*(1 - m)...   # 0/0 at v = -40 mV\n"
      "  why:   v moves between -65 mV and 50 mV; at that value the function is NaN, and near "
      "it rounding noise takes the place of the limit: the rates are off by about 1 % without "
      "any sign\n"
      "  fix:   1/exprel(-(v + 40*mV)/(10*mV))   for   0.1*(v + 40*mV)/mV/(1 - exp(-(v + "
      "40*mV)/(10*mV)))\n"
      "  mute:  doctor(ignore={'RV106': ['cells']})\n");
}

TEST(RateFunctionZeroOverZero, IsAnErrorWhereAnUnknownNumeratorCanNotVanish) {
  const auto findings = examine("k/(exp((v + 40*mV)/(10*mV)) - 1)/ms");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().level, Level::error);
  EXPECT_EQ(findings.front().message, "division by zero in `alpha` at v = -40 mV");
}

TEST(RateFunctionZeroOverZero, IsAWarningWhereNobodyKnowsWhetherTheNumeratorVanishes) {
  EXPECT_EQ(
      only_text(examine("h/(exp((v + 40*mV)/(10*mV)) - 1)/ms")),
      "RV106 warning  the denominator is 0 in `alpha` at v = -40 mV\n"
      "  NeuronGroup 'cells', line 3   alpha = h/(exp((v + 40*mV)/(10*mV)) - 1)/ms : Hz   # "
      "the denominator is 0 at v = -40 mV\n"
      "  why:   v moves between -65 mV and 50 mV, and there the function has no finite value, "
      "or is NaN if its numerator is 0 too; which of both is not known before the run\n"
      "  fix:   exprel(x), which is (exp(x) - 1)/x and knows its limit at 0, if both are 0; "
      "else look for a sign or a constant that is wrong in the denominator\n"
      "  mute:  doctor(ignore={'RV106': ['cells']})\n");
  const auto findings = examine("f(v/mV)/(exp((v + 40*mV)/(10*mV)) - 1)/ms");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().level, Level::warning);
}

TEST(RateFunctionZeroOverZero, IsOneFindingForTheFunctionsOfAText) {
  const auto findings = examine(
      "0.1*(v + 35*mV)/mV/(1 - exp(-(v + 35*mV)/(10*mV)))/ms : Hz\nbeta = " + std::string(linoid));
  EXPECT_EQ(
      only_text(findings),
      "RV106 warning  0/0 in `alpha` at v = -35 mV, `beta` at v = -40 mV\n"
      "  NeuronGroup 'cells', line 3   alpha = 0.1*(v + 35*mV)/mV/(1 - exp(-(v + "
      "35*mV)/(10*mV)))/ms : Hz   # 0/0 at v = -35 mV; the limit is 1 kHz\n"
      "  NeuronGroup 'cells', line 4   beta = 0.1*(v + 40*mV)/mV/(1 - exp(-(v + "
      "40*mV)/(10*mV)))/ms : Hz    # 0/0 at v = -40 mV; the limit is 1 kHz\n"
      "  why:   v moves between -65 mV and 50 mV; at that value the function is NaN, and near "
      "it rounding noise takes the place of the limit: the rates are off by about 1 % without "
      "any sign\n"
      "  fix:   1/exprel(-(v + 35*mV)/(10*mV))   for   0.1*(v + 35*mV)/mV/(1 - exp(-(v + "
      "35*mV)/(10*mV)))\n"
      "         1/exprel(-(v + 40*mV)/(10*mV))   for   0.1*(v + 40*mV)/mV/(1 - exp(-(v + "
      "40*mV)/(10*mV)))\n"
      "  mute:  doctor(ignore={'RV106': ['cells']})\n");
  EXPECT_EQ(edits_of(findings.front()).size(), 2U);
}

TEST(RateFunctionZeroOverZero, IsNothingAtTheVeryEndOfTheRange) {
  EXPECT_THAT(examine("0.1*(v + 65*mV)/mV/(1 - exp(-(v + 65*mV)/(10*mV)))/ms"), IsEmpty());
  EXPECT_THAT(examine("0.1*(v - 50*mV)/mV/(1 - exp(-(v - 50*mV)/(10*mV)))/ms"), IsEmpty());
}

TEST(RateFunctionZeroOverZero, LeavesDenominatorsThatAreNotKnown) {
  const auto other = ElementsAre("0/0 in `beta` at v = -40 mV");
  EXPECT_THAT(found_beside_another("(v + 40*mV)/mV/(1 - exp(-(v + w + 80*mV)/(10*mV)))/ms"), other);
  EXPECT_THAT(found_beside_another("(v + 40*mV)/mV/(rand() - exp(-(v + 40*mV)/(10*mV)))/ms"),
              other);
  EXPECT_THAT(found_beside_another("(v + 40*mV)/mV/(1 - f(exp(-(v + 40*mV)/(10*mV))))/ms"), other);
}

TEST(RateFunctionZeroOverZero, IsFoundInTheArgumentOfAFunction) {
  EXPECT_EQ(examine("f(" + std::string(linoid) + "*ms)/ms").size(), 1U);
}

/// Two groups of one text; the second one goes down to -90 mV.
TEST(RateFunctionZeroOverZero, IsFoundAtEachRoot) {
  const auto findings = examine("k*mV**2/((v + 41*mV)*(v + 20*mV))/ms");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "division by zero in `alpha` at v = -41 mV, `alpha` at v = -20 mV");
}

TEST(RateFunctionZeroOverZero, IsMendedInEachQuotientOfAFunction) {
  const auto findings = examine(std::string(linoid) + " + " + linoid);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message, "0/0 in `alpha` at v = -40 mV");
  EXPECT_EQ(edits_of(findings.front()).size(), 2U);
}

class TwoGroups : public ::testing::Test {
 protected:
  static constexpr const char* equations =
      "dv/dt = (gL*(EL - v) + gNa*m*(ENa - v))/C : volt\n"
      "dm/dt = A*(v + 80*mV)/mV/(1 - exp(-(v + 80*mV)/(10*mV)))/ms - m/ms : 1";
  NeuronGroup first_{1, equations, {.method = "exponential_euler", .name = "first"}};
  NeuronGroup second_{1, equations, {.method = "exponential_euler", .name = "second"}};

  std::vector<Finding> examine(const units::Quantity& first_rest, double first_factor,
                               double second_factor) {
    first_.set_constants({{"EL", first_rest}, {"A", first_factor}});
    second_.set_constants({{"EL", -90 * mV}, {"A", second_factor}});
    first_["v"] = first_rest;
    second_["v"] = -90 * mV;
    auto others = channels;
    others.erase("EL");
    return findings_of("RV106", others, first_, second_);
  }
};

TEST_F(TwoGroups, AreExaminedBoth) {
  const auto findings = examine(-65 * mV, 0.1, 0.1);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "second");
  EXPECT_THAT(findings.front().why, HasSubstr("v moves between -90 mV and 50 mV"));
}

TEST_F(TwoGroups, AreToldOfOnceIfTheyAreAlike) {
  const auto findings = examine(-90 * mV, 0.1, 0.1);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().places.size(), 1U);
  EXPECT_EQ(edits_of(findings.front()).size(), 1U);
}

TEST_F(TwoGroups, AreLeftToTheUserIfOneTextCanNotServeBoth) {
  const auto findings = examine(-90 * mV, 0.1, 0.3);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message, "0/0 in `m` at v = -80 mV");
  EXPECT_THAT(findings.front().fix, HasSubstr("1/exprel(-(v + 80*mV)/(10*mV))   for"));
  EXPECT_THAT(findings.front().fix, HasSubstr("3/exprel(-(v + 80*mV)/(10*mV))   for"));
  EXPECT_THAT(edits_of(findings.front()), IsEmpty());
}

TEST(RateFunctionZeroOverZero, IsAnErrorInTheGroupWhoseNumeratorDoesNotVanish) {
  constexpr auto equations =
      "dv/dt = (gL*(EL - v) + gNa*m*(ENa - v))/C : volt\n"
      "dm/dt = (v - zero)/(v + 40*mV)/ms - m/ms : 1";
  NeuronGroup removable{
      1, equations, {.method = "euler", .constants = {{"zero", -40 * mV}}, .name = "removable"}};
  NeuronGroup pole{
      1, equations, {.method = "euler", .constants = {{"zero", 90 * mV}}, .name = "pole"}};
  removable["v"] = -65 * mV;
  pole["v"] = -65 * mV;
  const auto findings = findings_of("RV106", channels, removable, pole);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].object, "pole");
  EXPECT_EQ(findings[0].level, Level::error);
  EXPECT_EQ(findings[1].object, "removable");
  EXPECT_EQ(findings[1].level, Level::warning);
}

}  // namespace
}  // namespace ranvier::doctor::rv106_test
