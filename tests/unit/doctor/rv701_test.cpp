#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/health_findings.hpp"

namespace ranvier::doctor::rv701_test {
namespace {

using ranvier::testing::cells_of;
using ranvier::testing::findings_of_run;
using ranvier::testing::HealthModel;
using ranvier::testing::text_of_run;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(NonFiniteValue, NamesTheLargestTerm) {
  EXPECT_EQ(text_of_run({.equations = "dv/dt = leak + (drive - w)/second : 1\n"
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

TEST(NonFiniteValue, NamesWhereAnEquationStopsBeingFinite) {
  EXPECT_EQ(
      text_of_run({.equations = "dv/dt = (v**2/volt + drive - v)/(10*ms) : volt\n"
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
      text_of_run({.equations = "dv/dt = -(v + 40*mV)/(1*ms) : volt\n"
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

TEST(NonFiniteValue, SaysWhatWritesAVariableWithoutEquation) {
  EXPECT_EQ(text_of_run({.equations = "dv/dt = -v/(10*ms) : 1\nw : siemens",
                         .values = {{"w", "1*nS"}},
                         .duration = 5 * ms,
                         .regularly = "w = 1*nS/(2 - int(t > 2*ms)*2)"}),
            "RV701 error  `w` of cells[0] became inf at t = 2.2 ms\n  NeuronGroup 'cells', line 2  "
            "                  w : siemens\n  'cells_run_regularly' of NeuronGroup 'cells'   w = "
            "1*nS/(2 - int(t > 2*ms)*2)   # changes it\n  why:   `w` was 0.5 nS in the step "
            "before; no differential equation gives it, code writes it\n  mute:  "
            "doctor(ignore={'RV701': ['cells']})\n");
}

TEST(NonFiniteValue, NamesTheOnlyOperand) {
  EXPECT_EQ(text_of_run({.equations = "dv/dt = -exp(v)/ms : 1",
                         .method = "euler",
                         .values = {{"v", "800"}},
                         .size = 1}),
            "RV701 error  `v` of cells[0] became -inf at t = 100 us\n"
            "  NeuronGroup 'cells'   dv/dt = -exp(v)/ms : 1\n"
            "  why:   `v` was 800 in the step before, where `exp(v)` in dv/dt is inf: its operand "
            "is 800\n"
            "         the run ended at t = 100 us, with what was recorded up to then\n"
            "  fix:   defaultclock.dt = 0.025*ms   or another integration method\n"
            "  mute:  doctor(ignore={'RV701': ['cells']})\n");
}

TEST(NonFiniteValue, NamesTheTimeWhereTheStepIsNotKnown) {
  const HealthModel model{
      .equations = "dv/dt = v**2/ms : 1", .method = "euler", .values = {{"v", "1"}}, .size = 1};
  auto cells = cells_of(model);
  NetworkOperation operation{[] {}};
  const auto findings = findings_of_run(model, cells, operation);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(render(findings.front()),
            "RV701 error  `v` of cells[0] became inf between t = 0 s and t = 10 ms\n"
            "  NeuronGroup 'cells'   dv/dt = v**2/ms : 1\n"
            "  why:   which step did it is not known: steps are repeated to find it, but not if "
            "functions of the script run in them, if the run was stopped, or if the state is very "
            "large\n"
            "         the run ended at t = 10 ms, with what was recorded up to then\n"
            "  fix:   defaultclock.dt = 0.025*ms   or another integration method\n"
            "  mute:  doctor(ignore={'RV701': ['cells']})\n");
}

TEST(NonFiniteValue, NamesVariablesThatBecameSoTogether) {
  const auto findings = findings_of_run({.equations = "dv/dt = v**2/ms : 1\n"
                                                      "du/dt = v**2/ms : 1\n"
                                                      "dw/dt = v**2/ms : 1",
                                         .method = "euler",
                                         .values = {{"v", "1"}},
                                         .size = 1});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings.front().why, HasSubstr("\nwith it u, w of this element\nthe run ended"));
}

TEST(NonFiniteValue, NamesLaterVariablesOfTheGroup) {
  EXPECT_EQ(
      text_of_run({.equations = "dv/dt = (w - v)/ms : 1\nw : 1",
                   .method = "euler",
                   .values = {{"w", "1"}},
                   .size = 1,
                   .regularly = "w = 1/int(t < 10*ms)"}),
      "RV701 error  `v` of cells[0] became inf at t = 10.1 ms\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (w - v)/ms : 1\n"
      "  why:   `v` was 0.999973 in the step before, and `(w - v)/ms` was the largest term of "
      "dv/dt, 26.5614 mHz\n"
      "         the run ended at t = 10.1 ms, with what was recorded up to then\n"
      "         `w` of cells[0] became inf at t = 10.1 ms\n"
      "  fix:   defaultclock.dt = 0.025*ms   or another integration method\n"
      "  mute:  doctor(ignore={'RV701': ['cells']})\n");
}

TEST(NonFiniteValue, IsToldOfSynapses) {
  const HealthModel model{.equations = "dv/dt = -v/(10*ms) : 1", .duration = 5 * ms, .size = 1};
  auto cells = cells_of(model);
  SpikeGeneratorGroup generator{1, {0, 0}, {1e-3, 3e-3}, {.name = "generator"}};
  Synapses synapses{
      generator, cells, "x : 1", {.on_pre = "x = 1/int(t < 2*ms)", .name = "synapses"}};
  synapses.connect();
  const auto findings = findings_of_run(model, cells, generator, synapses);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(render(findings.front()),
            "RV701 error  `x` of synapses[0] became inf at t = 3.1 ms\n"
            "  Synapses 'synapses'             x : 1\n"
            "  on_pre of Synapses 'synapses'   x = 1/int(t < 2*ms)   # changes it\n"
            "  why:   `x` was 1 in the step before; no differential equation gives it, code writes "
            "it\n"
            "  mute:  doctor(ignore={'RV701': ['synapses']})\n");
}

TEST(NonFiniteValue, LeavesValuesThatWereSoBeforeTheRun) {
  EXPECT_THAT(
      findings_of_run({.equations = "dv/dt = -v/(10*ms) : 1", .values = {{"v", "1/(i*1.0)"}}}),
      IsEmpty());
}

TEST(NonFiniteValue, StandsBesideWhatWasToldOfItsGroup) {
  NeuronGroup cells{2, "dv/dt = v**2/ms : 1", {.name = "cells"}};
  HealthRecord record;
  record.variable = {&cells, "v"};
  record.dt = 1e-4;
  RunHealth health;
  health.records = {record};
  const auto related = [&](const std::string& code, const std::string& object) {
    Finding before;
    before.code = code;
    before.object = object;
    health.told = {before};
    const auto findings = examine_health({{&cells}}, health, ranvier::testing::failing_loudly());
    EXPECT_EQ(findings.front().fix,
              findings.front().related.empty()
                  ? "defaultclock.dt = 0.025*ms   or another integration method"
                  : "see " + code + ", told of cells");
    return findings.size() == 1 ? findings.front().related : std::vector<std::string>{"none"};
  };
  for (const std::string code : {"RV103", "RV104", "RV106", "RV301"}) {
    EXPECT_THAT(related(code, "cells"), ElementsAre(code));
    EXPECT_THAT(related(code, "others"), IsEmpty());
  }
  EXPECT_THAT(related("RV101", "cells"), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv701_test
