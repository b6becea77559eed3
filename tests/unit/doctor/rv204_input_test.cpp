#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv204_input_test {
namespace {

using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A cell with a time constant of 20 ms and 15 mV between rest and threshold, and synapses.
struct Model {
  std::string equations = "dv/dt = (gL*(EL - v) + I)/C : volt\nI : amp";
  std::string on_pre = "I_post += w";
  model::Constants constants = {};
  std::string threshold = "v > -50*mV";
  std::string synaptic = "";
  std::string weights = "";  ///< of `k`, a variable of the synapses

  std::vector<Finding> examine() const {
    auto all = constants;
    all.merge(model::Constants{{"C", 200 * pF},
                               {"gL", 10 * nS},
                               {"EL", -65 * mV},
                               {"E0", 0 * mV},
                               {"tau", 20 * ms},
                               {"tau_s", 5 * ms}});
    NeuronGroup cells{
        2,
        equations,
        {.method = "euler", .threshold = threshold, .reset = "v = EL", .name = "cells"}};
    Synapses synapses{cells, cells, synaptic, {.on_pre = on_pre, .name = "S"}};
    synapses.connect();
    if (!weights.empty()) {
      synapses["k"] = weights;
    }
    return findings_of("RV204", all, cells, synapses);
  }

  /// Of the only finding.
  double psp() const {
    const auto findings = examine();
    return findings.size() == 1 ? findings.front().data.at("psp") : 0;
  }
};

constexpr const char* decaying_current =
    "dv/dt = (gL*(EL - v) + I)/C : volt\ndI/dt = -I/tau_s : amp";
constexpr const char* decaying_conductance =
    "dv/dt = (gL*(EL - v) + g*(E0 - v))/C : volt\ndg/dt = -g/tau_s : siemens";

TEST(ImplausibleInput, IsACurrentThatIsTooLarge) {
  const Model model{.constants = {{"w", 1 * uA}}};
  EXPECT_EQ(
      only_text(model.examine()),
      "RV204 hint  EPSP of one input is about 100 V (threshold distance 15 mV)\n"
      "  on_pre of Synapses 'S'        I_post += w                          # about 100 V\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (gL*(EL - v) + I)/C : volt   # rests at -65 mV, "
      "time constant 20 ms\n"
      "  why:   one spike adds 1 uA to `I`, 6.7e+03 times the way of `v` from rest to threshold: "
      "the amount or the leak looks as if it were in other units, per area or without a prefix\n"
      "  fix:   I_post += 15*pA   moves `v` by a tenth of that way\n"
      "  mute:  doctor(ignore={'RV204': ['S']})\n");
}

TEST(ImplausibleInput, IsACurrentThatIsTooSmall) {
  const auto findings = Model{.constants = {{"w", -10e-3 * pA}}}.examine();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message, "IPSP of one input is about 1 uV (threshold distance 15 mV)");
  EXPECT_THAT(findings.front().fix, HasSubstr("I_post += -15*pA   moves"));
}

TEST(ImplausibleInput, IsNothingBetweenTheLimits) {
  EXPECT_THAT((Model{.constants = {{"w", 16e-3 * pA}}}.examine()), IsEmpty());
  EXPECT_THAT((Model{.constants = {{"w", 1.49 * nA}}}.examine()), IsEmpty());
  EXPECT_EQ((Model{.constants = {{"w", 14e-3 * pA}}}.examine().size()), 1U);
  EXPECT_EQ((Model{.constants = {{"w", 1.51 * nA}}}.examine().size()), 1U);
}

TEST(ImplausibleInput, KnowsThePeakOfADecayingCurrent) {
  // dv/dt = -v/20ms + I/C, dI/dt = -I/5ms: at the peak v = w/C * 5 ms * 4^(-1/3).
  const Model model{.equations = decaying_current, .constants = {{"w", 1 * uA}}};
  EXPECT_NEAR(model.psp(), 1e-6 / 200e-12 * 5e-3 * std::pow(4, -1.0 / 3), 1e-9);
  const Model equal{.equations = decaying_current,
                    .constants = {{"w", 1 * uA}, {"tau_s", 20 * ms}}};
  EXPECT_NEAR(equal.psp(), 1e-6 / 200e-12 * 20e-3 * std::exp(-1), 1e-9);
}

TEST(ImplausibleInput, KnowsTheDrivingForceOfAConductance) {
  const Model model{
      .equations = decaying_conductance, .on_pre = "g_post += w", .constants = {{"w", 1 * uS}}};
  EXPECT_NEAR(model.psp(), 1e-6 * 65e-3 / 200e-12 * 5e-3 * std::pow(4, -1.0 / 3), 1e-9);
  const Model shunt{.equations = decaying_conductance,
                    .on_pre = "g_post += w",
                    .constants = {{"w", 1 * uS}, {"E0", -65 * mV}}};
  EXPECT_NEAR(shunt.psp(), -1e-6 * 15e-3 / 200e-12 * 5e-3 * std::pow(4, -1.0 / 3), 1e-9);
}

TEST(ImplausibleInput, IsAJumpOfThePotential) {
  const Model model{.equations = "dv/dt = (EL - v)/tau : volt",
                    .on_pre = "v_post += w",
                    .constants = {{"w", 1 * volt}}};
  EXPECT_EQ(model.psp(), 1);
}

TEST(ImplausibleInput, KnowsARestThatAConstantCurrentShifts) {
  const Model model{.equations = "dv/dt = (gL*(EL - v) + 100*pA + I)/C : volt\nI : amp",
                    .constants = {{"w", 1 * uA}}};
  const auto findings = model.examine();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_NEAR(findings.front().data.at("threshold_distance"), 5e-3, 1e-9);
}

TEST(ImplausibleInput, IsOneFindingForACell) {
  const auto findings =
      Model{.on_pre = "I_post += w\nI_post += 2*w", .constants = {{"w", 1 * uA}}}.examine();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().places.size(), 3U);
}

TEST(ImplausibleInput, TakesWeightsThatAreTheSameForAllSynapses) {
  const auto with = [](const std::string& weights) {
    return Model{.on_pre = "I_post += k", .synaptic = "k : amp", .weights = weights}.examine();
  };
  EXPECT_EQ(with("1*uA").size(), 1U);
  EXPECT_THAT(with("i*uA"), IsEmpty());
  EXPECT_THAT(with("0*uA"), IsEmpty());
}

TEST(ImplausibleInput, LeavesAmountsInOtherUnits) {
  EXPECT_THAT(Model{.on_pre = "v_post += 0.5"}.examine(), IsEmpty()) << "an error says so";
  EXPECT_THAT(Model{.on_pre = "v_post += 0.5*volt"}.examine(), ::testing::SizeIs(1));
}

TEST(ImplausibleInput, LeavesWeightsThatChange) {
  const Model model{.on_pre = "I_post += k; k = k*0.9", .synaptic = "k : amp", .weights = "1*uA"};
  EXPECT_THAT(model.examine(), IsEmpty());
}

TEST(ImplausibleInput, LeavesWhatIsNoSumOfAPathway) {
  const model::Constants constants{{"w", 1 * uA}};
  EXPECT_THAT((Model{.on_pre = "I_post = w", .constants = constants}.examine()), IsEmpty());
  EXPECT_THAT((Model{.on_pre = "v_post = 1*volt", .constants = constants}.examine()), IsEmpty());
}

TEST(ImplausibleInput, LeavesCellsWithoutAKnownRestBelowAKnownThreshold) {
  const model::Constants constants{{"w", 1 * uA}};
  EXPECT_THAT((Model{.constants = constants, .threshold = "v > -70*mV"}.examine()), IsEmpty());
  EXPECT_THAT((Model{.constants = constants, .threshold = "v > -50*mV + t*mV/second"}.examine()),
              IsEmpty());
  EXPECT_THAT((Model{.constants = constants, .threshold = "v > -50*mV and v < 1*volt"}.examine()),
              IsEmpty());
  EXPECT_THAT((Model{.equations = "dv/dt = I/C : volt\nI : amp", .constants = constants}.examine()),
              IsEmpty())
      << "without a leak";
  EXPECT_THAT((Model{.equations = "dv/dt = (gL*h*(EL - v) + I)/C : volt\nI : amp\nh : 1 (constant)",
                     .constants = constants}
                   .examine()),
              IsEmpty())
      << "without a leak";
}

TEST(ImplausibleInput, LeavesCellsWithChannelsAndSpikesOfTheirOwn) {
  const model::Constants constants{{"w", 1 * uA}};
  EXPECT_THAT((Model{.equations = "dv/dt = (gL*(EL - v) + gL*n*(E0 - v) + I)/C : volt\n"
                                  "dn/dt = (0.5 - n)/ms : 1\nI : amp",
                     .constants = constants}
                   .examine()),
              IsEmpty());
  EXPECT_THAT((Model{.equations = "dv/dt = (gL*(EL - v) + gL*2*mV*exp(v/(2*mV)) + I)/C : volt\n"
                                  "I : amp",
                     .constants = constants}
                   .examine()),
              IsEmpty());
}

TEST(ImplausibleInput, LeavesModelsWithoutUnits) {
  EXPECT_THAT((Model{.equations = "dv/dt = (-1 - v)/tau : 1",
                     .on_pre = "v_post += 1000",
                     .constants = {{"EL", -1}},
                     .threshold = "v > 1"}
                   .examine()),
              IsEmpty());
}

TEST(ImplausibleInput, LeavesInputsWhoseWayToThePotentialIsNotKnown) {
  const model::Constants constants{{"w", 1 * uA}};
  for (const std::string current :
       {"dI/dt = (100*pA - I)/tau_s : amp", "dI/dt = -h*I/ms : amp\ndh/dt = (0.5 - h)/ms : 1",
        "dI/dt = -I/tau_s + sin(I/nA)*nA/ms : amp", "dI/dt = I/tau_s : amp"}) {
    const Model model{.equations = "dv/dt = (gL*(EL - v) + I)/C : volt\n" + current,
                      .constants = constants};
    EXPECT_THAT(model.examine(), IsEmpty()) << current;
  }
  const std::string membrane =
      "dv/dt = (gL*(EL - v) + CURRENT)/C : volt\nI : amp\ndh/dt = (0.5 - h)/ms : 1";
  for (const std::string current : {"I*h", "I*I/nA", "I + I*h", "nA*nA/(I + nA)"}) {
    auto equations = membrane;
    equations.replace(equations.find("CURRENT"), 7, current);
    EXPECT_THAT((Model{.equations = equations, .constants = constants}.examine()), IsEmpty())
        << current;
  }
}

TEST(ImplausibleInput, LeavesParametersThatOtherCodeWrites) {
  const auto with = [](const std::string& code) {
    NeuronGroup cells{2,
                      "dv/dt = (10*nS*(-65*mV - v) + I)/(200*pF) : volt\nI : amp",
                      {.threshold = "v > -50*mV", .reset = "v = -65*mV" + code, .name = "cells"}};
    Synapses synapses{cells, cells, "", {.on_pre = "I_post += 1*uA", .name = "S"}};
    return findings_of("RV204", {}, cells, synapses);
  };
  EXPECT_EQ(with("").size(), 1U);
  EXPECT_THAT(with("; I = 0*amp"), IsEmpty());
}

TEST(ImplausibleInput, IsNotToldBesideTheSizeOfTheCell) {
  const auto findings = Model{.constants = {{"w", 1 * mA}, {"C", 1 * uF}}}.examine();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().variable, "C");
}

}  // namespace
}  // namespace ranvier::doctor::rv204_input_test
