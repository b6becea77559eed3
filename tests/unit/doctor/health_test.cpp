#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/doctor/examine.hpp>
#include <ranvier/doctor/term_values.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::health_test {
namespace {

using ranvier::testing::error_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Findings of a run of one group.
class HealthRulesTest : public ::testing::Test {
 protected:
  struct Model {
    std::string equations;
    std::string method = {};
    std::string threshold = {};
    std::string reset = {};
    units::Quantity refractory = 0 * ms;
    std::map<std::string, std::string> values = {};
    units::Quantity duration = 200 * ms;
    std::int64_t size = 2;
    std::string regularly = {};
    Ignored ignored = {};
  };

  static std::vector<Finding> findings(const Model& model) {
    NeuronGroupOptions options;
    options.name = "cells";
    if (!model.method.empty()) {
      options.method = model.method;
    }
    if (!model.threshold.empty()) {
      options.threshold = model.threshold;
    }
    if (!model.reset.empty()) {
      options.reset = model.reset;
    }
    if (model.refractory.value() > 0) {
      options.refractory = model.refractory;
    }
    NeuronGroup cells{model.size, model.equations, options};
    for (const auto& [name, value] : model.values) {
      cells[name] = value;
    }
    if (!model.regularly.empty()) {
      cells.run_regularly(model.regularly);
    }
    Network network{{.backend = backend::make_interpreter()}, cells};
    network.run(model.duration, {.ignored_findings = model.ignored});
    return network.health_findings();
  }

  static std::string text(const Model& model) {
    std::string all;
    for (const auto& finding : findings(model)) {
      all += render(finding);
    }
    return all;
  }
};

TEST_F(HealthRulesTest, RV701NamesTheLargestTerm) {
  EXPECT_EQ(text({.equations = "dv/dt = leak + (drive - w)/second : 1\n"
                               "leak = 0.5*v/second : 1/second\n"
                               "drive = 3 + w : 1\n"
                               "w : 1",
                  .method = "euler",
                  .values = {{"v", "i*1.79769e308"}}}),
            "RV701 error  `v` of cells[1] became inf at t = 100 us\n"
            "  NeuronGroup 'cells', line 1   dv/dt = leak + (drive - w)/second : 1\n"
            "  why:   `v` was 1.79769e+308 in the step before, and `leak` was the largest term of "
            "dv/dt, 8.98845e+307 hertz\n"
            "         the run ended at t = 100 us, with what was recorded up to then\n"
            "  fix:   defaultclock.dt = 0.025*ms   or another integration method\n"
            "  mute:  doctor(ignore={'RV701': ['cells']})\n");
}

TEST_F(HealthRulesTest, RV701NamesWhereAnEquationStopsBeingFinite) {
  EXPECT_EQ(
      text({.equations = "dv/dt = (v**2/volt + drive - v)/(10*ms) : volt\n"
                         "drive = 3*v + I : volt\n"
                         "I : volt",
            .method = "euler",
            .values = {{"v", "i*20*volt"}}}),
      "RV701 error  `v` of cells[1] became inf at t = 1.6 ms\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (v**2/volt + drive - v)/(10*ms) : volt\n"
      "  why:   `v` was 4.96583e+197 volt in the step before, where `v**2` in dv/dt is inf, in "
      "its term `v**2/volt/(10*ms)`: its operands are 4.96583e+197 and 2\n"
      "         the run ended at t = 1.6 ms, with what was recorded up to then\n"
      "  fix:   defaultclock.dt = 0.025*ms   or another integration method\n"
      "  mute:  doctor(ignore={'RV701': ['cells']})\n");
  EXPECT_EQ(
      text({.equations = "dv/dt = -(v + 40*mV)/(1*ms) : volt\n"
                         "dn/dt = (alpha - n)/ms : 1\n"
                         "alpha = (v + 40*mV)/abs(v + 40*mV) : 1",
            .method = "euler",
            .values = {{"v", "-40*mV"}, {"n", "0.5"}},
            .duration = 1 * ms,
            .size = 1}),
      "RV701 error  `n` of cells[0] became nan at t = 100 us\n"
      "  NeuronGroup 'cells', line 2   dn/dt = (alpha - n)/ms : 1\n"
      "  why:   `n` was 0.5 in the step before, where `(v + 40*mV)/abs(v + 40*mV)` in dn/dt is "
      "nan, in its term `alpha/ms`: its operands are 0 and 0\n"
      "         the run ended at t = 100 us, with what was recorded up to then\n"
      "  fix:   defaultclock.dt = 0.025*ms   or another integration method\n"
      "  mute:  doctor(ignore={'RV701': ['cells']})\n");
}

TEST_F(HealthRulesTest, RV701SaysWhatWritesAVariableWithoutEquation) {
  EXPECT_EQ(text({.equations = "dv/dt = -v/(10*ms) : 1\nw : siemens",
                  .values = {{"w", "1*nS"}},
                  .duration = 5 * ms,
                  .regularly = "w = 1*nS/(2 - int(t > 2*ms)*2)"}),
            "RV701 error  `w` of cells[0] became inf at t = 2.2 ms\n  NeuronGroup 'cells', line 2  "
            "                  w : siemens\n  'cells_run_regularly' of NeuronGroup 'cells'   w = "
            "1*nS/(2 - int(t > 2*ms)*2)   # changes it\n  why:   `w` was 0.5 nS in the step "
            "before; no differential equation gives it, code writes it\n  mute:  "
            "doctor(ignore={'RV701': ['cells']})\n");
}

TEST_F(HealthRulesTest, RV702TellsOfAGroupThatCanNotReachItsThreshold) {
  const Model silent{.equations = "dv/dt = (drive - v)/(10*ms) : volt\ndrive : volt",
                     .method = "exact",
                     .threshold = "v > 15*mV",
                     .reset = "v = 0*mV",
                     .regularly = "drive = 12*mV"};  // not known before the run
  EXPECT_EQ(text(silent),
            "RV702 hint  no neuron of cells spiked in 200 ms: `v` stayed between 0 V and 12 mV\n  "
            "threshold of NeuronGroup 'cells'   v > 15*mV                            # was never "
            "reached\n  NeuronGroup 'cells', line 1        dv/dt = (drive - v)/(10*ms) : volt\n  "
            "why:   the time constant of `v` is 10 ms, so the run was long enough for it to "
            "settle\n  mute:  doctor(ignore={'RV702': ['cells']})\n");
  auto spiking = silent;
  spiking.regularly = "drive = 22*mV";
  EXPECT_THAT(findings(spiking), IsEmpty());
  auto shorter = silent;
  shorter.duration = 90 * ms;
  EXPECT_THAT(findings(shorter), IsEmpty()) << "not ten time constants";
  auto without = silent;
  without.threshold.clear();
  without.reset.clear();
  EXPECT_THAT(findings(without), IsEmpty());
  auto noisy = silent;
  noisy.threshold = "rand() < 0";
  EXPECT_THAT(findings(noisy), IsEmpty()) << "no equation moves it";
}

TEST_F(HealthRulesTest, RV703TellsOfAGroupThatDoesNothingElse) {
  const Model saturated{.equations = "dv/dt = (500*mV - v)/(1*ms) : volt",
                        .method = "exact",
                        .threshold = "v > 1*mV",
                        .reset = "v = 0*mV"};
  EXPECT_EQ(text(saturated),
            "RV703 warning  cells fires in 100 % of the time steps\n  threshold of NeuronGroup "
            "'cells'   v > 1*mV   # holds nearly always\n  why:   each neuron spiked 10000 times a "
            "second on average: whatever drives it, it can't fire more, so its rate says nothing "
            "about its input\n  mute:  doctor(ignore={'RV703': ['cells']})\n");
  auto refractory = saturated;
  refractory.refractory = 2 * ms;
  EXPECT_THAT(findings(refractory), IsEmpty()) << "v goes on while the neuron is refractory";
  refractory.equations += " (unless refractory)";
  EXPECT_EQ(
      text(refractory),
      "RV703 warning  cells fires at 100 % of the rate that its refractory period of 2 ms allows\n "
      " threshold of NeuronGroup 'cells'   v > 1*mV   # holds nearly always\n  why:   each neuron "
      "spiked 500 times a second on average: whatever drives it, it can't fire more, so its rate "
      "says nothing about its input\n  mute:  doctor(ignore={'RV703': ['cells']})\n");
  auto driven = saturated;
  driven.equations = "dv/dt = (2*mV - v)/(1*ms) : volt";
  EXPECT_THAT(findings(driven), IsEmpty());
  auto rig = saturated;
  rig.threshold = "True";
  EXPECT_THAT(findings(rig), IsEmpty());
  auto binary = saturated;
  binary.equations = "v : volt";
  binary.values = {{"v", "2*mV"}};
  binary.reset = "";
  EXPECT_THAT(findings(binary), IsEmpty()) << "no differential equation";
  auto brief = saturated;
  brief.duration = 0.9 * ms;
  EXPECT_THAT(findings(brief), IsEmpty());
}

TEST_F(HealthRulesTest, RV704TellsOfWhatGrowsAllTheTime) {
  const Model drifting{.equations =
                           "dv/dt = (Ca*mV - v)/(10*ms) : volt\n"
                           "dCa/dt = v/volt/ms : 1",
                       .method = "euler",
                       .values = {{"Ca", "1"}}};
  EXPECT_EQ(text(drifting),
            "RV704 hint  `Ca` of cells grew all through the run: 1 -> 1.20716 on average\n  "
            "NeuronGroup 'cells', line 2   dCa/dt = v/volt/ms : 1\n  why:   it did not slow down: "
            "nothing in the model brings it back, so a longer run goes further\n  mute:  "
            "doctor(ignore={'RV704': ['cells']})\n");
}

TEST_F(HealthRulesTest, RV704LeavesRelaxationClocksAndStimuli) {
  const auto none = [](const std::string& equations, const std::string& what) {
    EXPECT_THAT(findings({.equations = equations, .values = {{"x", "0.1"}}}), IsEmpty()) << what;
  };
  none("dx/dt = (1 - x)/(50*ms) : 1", "relaxation");
  none("dx/dt = (1 - x)/(50*second) : 1", "slow relaxation");
  none("dx/dt = 1/second : 1\ny = 2*x : 1", "a clock");
  none("dx/dt = (t/second - x)/(1*ms) : 1", "a stimulus");
  none("dv/dt = -v/ms : 1\ndx/dt = (1 + v)/second : 1", "a counter that nothing reads");
}

TEST_F(HealthRulesTest, FindingsOfRunsCanBeMuted) {
  Model model{.equations = "dv/dt = v**2/ms : 1", .method = "euler", .values = {{"v", "1"}}};
  EXPECT_THAT(findings(model), SizeIs(1));
  model.ignored = {{"RV701", {"cells"}}};
  EXPECT_THAT(findings(model), IsEmpty());
  model.ignored = {{"RV799", {}}};
  EXPECT_EQ(error_text<UsageError>([&] { findings(model); }), "the doctor has no rule 'RV799'");
}

/// Terms of the right side of dv/dt, with their values.
std::vector<std::string> terms(const std::string& equations,
                               const std::map<std::string, double>& values) {
  const equations::Equations parsed(equations);
  const std::map<std::string, model::FunctionPointer> functions;
  const TermEvaluator evaluator(parsed, {&values, &functions});
  std::vector<std::string> found;
  for (const auto& term : evaluator.terms_of(*parsed.find("v")->expression)) {
    found.push_back(symbolic::print(term.expression) + " = " + std::to_string(term.value));
  }
  return found;
}

TEST(Terms, AreThoseThatTheUserWrote) {
  EXPECT_THAT(terms("dv/dt = (g*(E - v) - (a + 2*b) + x)/c : 1\nx = a*b - b*v : 1",
                    {{"g", 2}, {"E", 3}, {"v", 1}, {"a", 5}, {"b", 7}, {"c", 2}}),
              ElementsAre("g*(E - v)/c = 2.000000", "-(a + 2*b)/c = -9.500000", "a*b/c = 17.500000",
                          "-(b*v)/c = -3.500000"));
  EXPECT_THAT(terms("dv/dt = -v/tau + xi*tau**-0.5 : 1", {{"v", 1}, {"tau", 2}}),
              ElementsAre("-v/tau = -0.500000"))
      << "noise has no value";
  EXPECT_THAT(terms("dv/dt = (E - v)/tau : 1", {{"v", 1}, {"tau", 2}, {"E", 5}}),
              ElementsAre("(E - v)/tau = 2.000000"));
}

}  // namespace
}  // namespace ranvier::doctor::health_test
