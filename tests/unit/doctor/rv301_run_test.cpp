#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv301_run_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const model::Constants channels{{"C", 100 * pF},  {"gL", 10 * nS},  {"EL", -65 * mV},
                                {"gNa", 10 * uS}, {"ENa", 55 * mV}, {"gK", 4 * uS},
                                {"EK", -90 * mV}};

constexpr const char* membrane =
    "dv/dt = (gL*(EL - v) + gNa*m**3*(ENa - v) + gK*n**4*(EK - v))/C : volt\n"
    "dm/dt = (1/(1 + exp(-(v + 35*mV)/(7*mV))) - m)/(0.1*ms) : 1\n"
    "dn/dt = (1/(1 + exp(-(v + 30*mV)/(9*mV))) - n)/(4*ms) : 1";

/// A run in which a step is too long only in states that were not foreseen.
class LeftWorkingRange : public ::testing::Test {
 protected:
  NeuronGroup cells_{
      2,
      membrane,
      {.method = "rk4", .threshold = "v > 0*mV", .refractory = "v > 0*mV", .name = "cells"}};

  const std::map<std::string, double> fast_{{"v", 0.05}, {"m", 1}, {"n", 0.1}};

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

  std::vector<Finding> examine(const RunHealth& health) { return examine(health, cells_); }

  static std::vector<Finding> examine(const RunHealth& health, NeuronGroup& cells) {
    auto surroundings = ranvier::testing::failing_loudly();
    surroundings.names = namespace_of(channels);
    auto findings = examine_health({{&cells}}, health, surroundings);
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
      "  fix:   method='exponential_euler'   or   defaultclock.dt = 13*us\n"
      "  mute:  doctor(ignore={'RV301': ['cells']})\n");
}

TEST_F(LeftWorkingRange, IsNotToldWhereTheStepWasShortEnough) {
  EXPECT_THAT(examine(health_of(cells_, {{"v", 0.05}, {"m", 0}, {"n", 0}})), IsEmpty());
}

TEST_F(LeftWorkingRange, IsNotToldWhereTheReasonWasToldBefore) {
  auto health = health_of(cells_, fast_);
  health.told.resize(1);
  health.told.front().object = "cells";
  for (const auto* code : {"RV103", "RV104", "RV301"}) {
    health.told.front().code = code;
    EXPECT_THAT(examine(health), IsEmpty()) << code;
  }
  health.told.front().code = "RV106";
  EXPECT_EQ(examine(health).size(), 1U);
}

TEST_F(LeftWorkingRange, IsToldOfGates) {
  auto health = health_of(cells_, fast_);
  auto& record = health.records.front();
  record.variable.name = "m";
  record.before = 0.9;
  record.after = 1.3;
  record.low = -0.001;
  record.high = 1.001;
  const auto findings = examine(health);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().variable, "m");
  EXPECT_EQ(findings.front().message,
            "dt = 100 us is too long for method 'rk4': `m` of cells[1] left its range at t = 12 "
            "ms");
  EXPECT_EQ(findings.front().why,
            "in the step before the method was stable below 27.8 us only; `m` went from 0.9 to "
            "1.3, and its range is -0.001 to 1.001");
}

TEST_F(LeftWorkingRange, IsOneFindingForEachGroup) {
  auto health = health_of(cells_, fast_);
  health.records.push_back(health.records.front());
  health.records.back().variable.name = "m";
  EXPECT_EQ(examine(health).size(), 1U);
}

TEST_F(LeftWorkingRange, IsNotToldOfOtherRecords) {
  auto inexact = health_of(cells_, fast_);
  inexact.records.front().is_exact = false;
  EXPECT_THAT(examine(inexact), IsEmpty());
  auto non_finite = health_of(cells_, fast_);
  non_finite.records.front().kind = HealthRecord::Kind::non_finite;
  EXPECT_THAT(examine(non_finite), IsEmpty()) << "RV701's";
}

TEST_F(LeftWorkingRange, IsNotToldOfMethodsThatAreStableWhateverTheStep) {
  NeuronGroup cells{2, membrane, {.method = "exponential_euler", .name = "cells"}};
  EXPECT_THAT(examine(health_of(cells, fast_), cells), IsEmpty());
}

TEST_F(LeftWorkingRange, IsToldOfTheMethodThatARunChooses) {
  using Methods = std::vector<model::Method>;
  const auto method_told = [&](const model::MethodSelection& method) {
    NeuronGroup cells{2, membrane, {.method = method, .name = "cells"}};
    const auto findings = examine(health_of(cells, fast_), cells);
    return findings.empty() ? "" : findings.front().places.front().note;
  };
  EXPECT_EQ(method_told(model::MethodSelection(Methods{"exact", "rk4", "rk2"})), "rk4");
  EXPECT_EQ(method_told(model::MethodSelection(Methods{"rk4"})), "rk4");
  EXPECT_EQ(method_told({}), "euler") << "the automatic choice";
  EXPECT_EQ(method_told(model::MethodSelection(Methods{"exact"})), "") << "the run refuses it";
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

/// Codes of what is found in a run, but for what is told before it.
std::vector<std::string> found_in_run(const std::string& equations, const units::Quantity& start) {
  NeuronGroup cells{1, equations, {.method = "rk4", .constants = channels, .name = "cells"}};
  cells["v"] = start;
  Network network{ranvier::testing::examined(), cells};
  network.run(20 * ms);
  std::vector<std::string> found;
  for (const auto& finding : network.health().told) {
    found.push_back("before: " + finding.code);
  }
  for (const auto& finding : network.health_findings()) {
    found.push_back(finding.code + " " + finding.variable);
  }
  return found;
}

TEST(LeftWorkingRangeInARun, IsToldOfTheUpstrokeOfASpike) {
  EXPECT_THAT(found_in_run(membrane, -30 * mV), ElementsAre("RV301 v"));
}

TEST(LeftWorkingRangeInARun, IsToldOfAGateThatGetsFast) {
  EXPECT_THAT(found_in_run("dv/dt = (gL*(EL - v) + gL*(EK - v))/C : volt\n"
                           "dm/dt = (1/(1 + exp(-(v + 35*mV)/(7*mV))) - m)/"
                           "(0.02*ms + 5*ms/(1 + exp(-(v + 20*mV)/(5*mV)))) : 1",
                           50 * mV),
              ElementsAre("RV301 m"));
  EXPECT_THAT(found_in_run("dv/dt = (gL*(EL - v) + gL*(EK - v))/C : volt\n"
                           "dm/dt = (1/(1 + exp(-(v + 35*mV)/(7*mV))) - m)/"
                           "(0.2*ms + 5*ms/(1 + exp(-(v + 20*mV)/(5*mV)))) : 1",
                           50 * mV),
              IsEmpty());
}

/// FitzHugh (1961), doi:10.1016/S0006-3495(61)86902-6, made fast.
constexpr const char* oscillator =
    "dx/dt = (x - x**3/3 - w + drive)/tau : 1\n"
    "dw/dt = (x + 0.7 - 0.8*w)/(12.5*tau) : 1\n"
    "drive : 1\n"
    "tau : second";

/// Runs of two cells in which `x` starts at 0 and 0.4.
class GrowthInARun : public ::testing::Test {
 protected:
  static NeuronGroup cells(const std::string& equations, NeuronGroupOptions options = {}) {
    options.method = "euler";
    options.name = "cells";
    return NeuronGroup{2, equations, options};
  }

  /// Texts of what is found in a run, with codes of what is told before it.
  template <typename... Objects>
  static std::string text_of_run(const units::Quantity& tau, NeuronGroup& cells,
                                 Objects&... objects) {
    cells["tau"] = tau;
    cells["x"] = "0.4*i";
    if (cells.equations().find("drive") != nullptr) {
      cells["drive"] = 0.8;
    }
    Network network{ranvier::testing::examined(), cells, objects...};
    network.run(100 * ms);
    std::string all;
    for (const auto& finding : network.health().told) {
      all += "before: " + finding.code + "\n";
    }
    for (const auto& finding : network.health_findings()) {
      all += render(finding);
    }
    return all;
  }

  static std::string text_of_run(const units::Quantity& tau, const std::string& equations) {
    auto group = cells(equations);
    return text_of_run(tau, group);
  }
};

TEST_F(GrowthInARun, IsToldWhereTheStepIsTooLong) {
  EXPECT_EQ(
      text_of_run(0.1 * ms, oscillator),
      "RV301 warning  dt = 100 us is too long for method 'euler': `x` of cells[1] had grown to "
      "-2.19721 by t = 50 ms\n"
      "  NeuronGroup 'cells'                                                      # euler\n"
      "  NeuronGroup 'cells', line 1   dx/dt = (x - x**3/3 - w + drive)/tau : 1\n"
      "  why:   at w = 1.00737, x = -2.19721 the method is stable below 52.5 us only; `x` was at "
      "most 0.4 from 0 when the run began, and only its equation changes it\n"
      "  fix:   defaultclock.dt = 52*us\n"
      "  mute:  doctor(ignore={'RV301': ['cells']})\n");
}

TEST_F(GrowthInARun, IsTheCauseOfWhatBecameInfinite) {
  EXPECT_EQ(
      text_of_run(0.05 * ms, oscillator),
      "RV301 warning  dt = 100 us is too long for method 'euler': `x` of cells[1] had grown to "
      "2.75733 by t = 100 us\n"
      "  NeuronGroup 'cells'                                                      # euler\n"
      "  NeuronGroup 'cells', line 1   dx/dt = (x - x**3/3 - w + drive)/tau : 1\n"
      "  why:   at w = 0.176, x = 2.75733 the method is stable below 15.2 us only; `x` was at most "
      "0.4 from 0 when the run began, and only its equation changes it\n"
      "  fix:   defaultclock.dt = 15*us\n"
      "  mute:  doctor(ignore={'RV301': ['cells']})\n"
      "RV701 error  `x` of cells[1] became -inf at t = 0.8 ms\n"
      "  NeuronGroup 'cells', line 1   dx/dt = (x - x**3/3 - w + drive)/tau : 1\n"
      "  why:   `x` was 2.87316e+127 in the step before, where `x**3` in dx/dt is inf, in its term "
      "`-(x**3/3)/tau`: its operands are 2.87316e+127 and 3\n"
      "         the run ended at t = 0.8 ms, with what was recorded up to then\n"
      "  fix:   see RV301, told of cells\n"
      "  mute:  doctor(ignore={'RV701': ['cells']})\n");
}

TEST_F(GrowthInARun, IsNothingWhereTheStepIsShortEnough) {
  EXPECT_EQ(text_of_run(0.2 * ms, oscillator), "");
}

TEST_F(GrowthInARun, IsNothingThatTheEquationsMake) {
  EXPECT_EQ(text_of_run(10 * ms, "dx/dt = x/tau : 1\ntau : second"), "");
}

TEST_F(GrowthInARun, IsToldWithTheParametersOfTheNeuron) {
  auto group = cells(
      "dx/dt = (x - x**3/3 - w)/(tau - 0.15*ms*i) : 1\n"
      "dw/dt = (x + 0.7 - 0.8*w)/ms : 1\n"
      "tau : second");
  EXPECT_THAT(text_of_run(0.2 * ms, group),
              HasSubstr("at w = 0.286933, x = 2.21856 the method is stable below 25.6 us only"));
}

TEST_F(GrowthInARun, IsToldWithTheParametersOfThatMoment) {
  auto group = cells("dx/dt = (32 - x**3)/tau : 1\ntau : second");
  group.run_regularly("tau = 1*ms + 99*ms*int(t > 40*ms)");
  EXPECT_THAT(text_of_run(1 * ms, group), HasSubstr("RV301")) << "it was 1 ms then";
}

TEST_F(GrowthInARun, IsNothingInEquationsWithFunctionsOfTheUser) {
  const Function cube([](double x) { return x * x * x; });
  auto group =
      cells("dx/dt = (32 - cube(x))/tau : 1\ntau : second", {.constants = {{"cube", cube}}});
  EXPECT_EQ(text_of_run(1 * ms, group), "");
}

TEST_F(GrowthInARun, LeavesTheFixToRV701WhereItIsMuted) {
  auto group = cells(oscillator);
  group["tau"] = 0.05 * ms;
  group["drive"] = 0.8;
  Network network{ranvier::testing::examined(), group};
  network.run(10 * ms, {.ignored_findings = {{"RV301", {}}}});
  const auto& findings = network.health_findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "RV701");
  EXPECT_THAT(findings.front().related, IsEmpty());
  EXPECT_EQ(findings.front().fix, "defaultclock.dt = 0.025*ms   or another integration method");
}

TEST_F(GrowthInARun, IsNotToldAgain) {
  EXPECT_EQ(text_of_run(0.049 * ms, "dx/dt = (100 - x)/tau : 1\ntau : second"), "before: RV301\n");
}

TEST_F(GrowthInARun, IsNotToldOfVariablesThatCodeChanges) {
  constexpr auto cubic =
      "dx/dt = (40*drive - x**3)/tau : 1\n"
      "drive : 1\n"
      "tau : second";
  const auto tau = 1 * ms;
  auto alone = cells(cubic);
  EXPECT_THAT(text_of_run(tau, alone), HasSubstr("RV301"));

  auto regular = cells(cubic);
  regular.run_regularly("x += 0.0001", {.dt = 50 * ms});
  EXPECT_EQ(text_of_run(tau, regular), "");

  auto beside = cells(cubic);
  beside.run_regularly("drive += 0.0001", {.dt = 50 * ms});
  EXPECT_THAT(text_of_run(tau, beside), HasSubstr("RV301")) << "another variable";

  auto spiking = cells(cubic, {.threshold = "drive > 100", .reset = "x = 0"});
  EXPECT_THAT(text_of_run(tau, spiking), Not(HasSubstr("RV301")));

  auto target = cells(cubic);
  SpikeGeneratorGroup input{1, {0}, {0.05}};
  Synapses synapses{input, target, "", {.on_pre = "x_post += 0.1"}};
  synapses.connect();
  EXPECT_EQ(text_of_run(tau, target, input, synapses), "");

  auto watched = cells(cubic);
  NetworkOperation operation{[] {}};
  EXPECT_EQ(text_of_run(tau, watched, operation), "");
}

}  // namespace
}  // namespace ranvier::doctor::rv301_run_test
