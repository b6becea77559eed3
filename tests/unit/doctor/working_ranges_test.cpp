#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"
#include <ranvier/doctor/working_ranges.hpp>

namespace ranvier::doctor::working_ranges_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const model::Constants channels{{"C", 100 * pF},  {"gL", 10 * nS},  {"EL", -65 * mV},
                                {"gNa", 10 * uS}, {"ENa", 55 * mV}, {"gK", 4 * uS},
                                {"EK", -90 * mV}};

constexpr const char* membrane =
    "dv/dt = (gL*(EL - v) + gNa*m**3*(ENa - v) + gK*n**4*(EK - v))/C : volt\n"
    "dm/dt = (1/(1 + exp(-(v + 35*mV)/(7*mV))) - m)/(0.1*ms) : 1\n"
    "dn/dt = (1/(1 + exp(-(v + 30*mV)/(9*mV))) - n)/(4*ms) : 1";

std::vector<std::string> ranges_of(NeuronGroup& cells) {
  const model::NetworkDescription network{{&cells}};
  std::vector<std::string> found;
  for (const auto& range : working_ranges(Facts(network, namespace_of(channels)))) {
    found.push_back(fmt::format("{} {:.4g} {:.4g}", range.variable.name, range.low, range.high));
  }
  return found;
}

TEST(WorkingRanges, AreThoseOfReversalValuesAndGates) {
  NeuronGroup cells{
      1, membrane, {.method = "rk4", .threshold = "v > 0*mV", .refractory = "v > 0*mV"}};
  EXPECT_THAT(ranges_of(cells), ElementsAre("m -0.001 1.001", "n -0.001 1.001", "v -0.11 0.075"));
}

TEST(WorkingRanges, AreNotKnownWithOtherCurrentsOrWriters) {
  NeuronGroup injected{
      1, "dv/dt = (gL*(EL - v) + gK*(EK - v) + I)/C : volt\nI : amp", {.method = "euler"}};
  EXPECT_THAT(ranges_of(injected), IsEmpty());
  NeuronGroup written{1, "dv/dt = (gL*(EL - v) + gK*(EK - v))/C : volt", {.method = "euler"}};
  EXPECT_THAT(ranges_of(written), ElementsAre("v -0.11 0.02"));
  written.run_regularly("v += 1*mV");
  EXPECT_THAT(ranges_of(written), IsEmpty());
}

/// A run in which a step is too long only in states that were not foreseen.
class LeftWorkingRange : public ::testing::Test {
 protected:
  NeuronGroup cells_{
      2,
      membrane,
      {.method = "rk4", .threshold = "v > 0*mV", .refractory = "v > 0*mV", .name = "cells"}};

  static RunHealth health_of(const NeuronGroup& cells, std::map<std::string, double> values) {
    HealthRecord record;
    record.kind = HealthRecord::Kind::out_of_range;
    record.variable = {&cells, "v"};
    record.element = 1;
    record.is_exact = true;
    record.t = 0.012;
    record.dt = 1e-4;
    record.before = 0.05;
    record.after = -0.4;
    record.low = -0.11;
    record.high = 0.075;
    record.values = std::move(values);
    RunHealth health;
    health.records.push_back(record);
    return health;
  }

  std::vector<Finding> examine(const RunHealth& health) {
    auto findings = examine_health({{&cells_}}, health, {.names = namespace_of(channels)});
    std::erase_if(findings, [](const Finding& finding) { return finding.code != "RV301"; });
    return findings;
  }
};

TEST_F(LeftWorkingRange, IsToldWithTheLimitInThatState) {
  const auto findings = examine(health_of(cells_, {{"v", 0.05}, {"m", 1}, {"n", 0.1}}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      ranvier::testing::only_text(findings),
      "RV301 warning  dt = 100 us is too long for method 'rk4': `v` of cells[1] left its range "
      "at t = 12 ms\n"
      "  NeuronGroup 'cells'                                                                  "
      "                  # rk4\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (gL*(EL - v) + gNa*m**3*(ENa - v) + "
      "gK*n**4*(EK - v))/C : volt\n"
      "  why:   in the step before the method was stable below 27.8 us only; `v` went from 50 "
      "mV to -0.4 V, and its range is -110 mV to 75 mV\n"
      "  fix:   defaultclock.dt = 13.9*us   or   method='exponential_euler'\n"
      "  mute:  doctor(ignore={'RV301': ['cells']})\n");
}

TEST_F(LeftWorkingRange, IsNotToldWhereTheStepWasShortEnough) {
  EXPECT_THAT(examine(health_of(cells_, {{"v", 0.05}, {"m", 0}, {"n", 0}})), IsEmpty());
}

TEST_F(LeftWorkingRange, IsNotToldWhereTheReasonWasToldBefore) {
  auto health = health_of(cells_, {{"v", 0.05}, {"m", 1}, {"n", 0.1}});
  Finding before;
  before.code = "RV301";
  before.object = "cells";
  health.told.push_back(before);
  EXPECT_THAT(examine(health), IsEmpty());
}

TEST_F(LeftWorkingRange, IsNotToldWhereTheReasonWasToldOfSeveralGroups) {
  auto health = health_of(cells_, {{"v", 0.05}, {"m", 1}, {"n", 0.1}});
  Finding before;
  before.code = "RV301";
  before.object = "others";
  before.places = {{.object = "others"}, {.object = "cells"}};
  health.told.push_back(before);
  EXPECT_THAT(examine(health), IsEmpty());
  health.told.front().places.pop_back();
  EXPECT_EQ(examine(health).size(), 1U);
}

}  // namespace
}  // namespace ranvier::doctor::working_ranges_test
