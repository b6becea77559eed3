#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/health_findings.hpp"

namespace ranvier::doctor::rv704_test {
namespace {

using ranvier::testing::cells_of;
using ranvier::testing::codes_of;
using ranvier::testing::findings_of_run;
using ranvier::testing::HealthModel;
using ranvier::testing::text_of_run;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const HealthModel drifting{.equations =
                               "dv/dt = (Ca*mV - v)/(10*ms) : volt\n"
                               "dCa/dt = v/volt/ms : 1",
                           .method = "euler",
                           .values = {{"Ca", "1"}}};

TEST(Drift, TellsOfWhatGrowsAllTheTime) {
  EXPECT_EQ(text_of_run(drifting),
            "RV704 hint  `Ca` of cells grew all through the run: 1 -> 1.20716 on average\n  "
            "NeuronGroup 'cells', line 2   dCa/dt = v/volt/ms : 1\n  why:   it did not slow down: "
            "nothing in the model brings it back, so a longer run goes further\n  mute:  "
            "doctor(ignore={'RV704': ['cells']})\n");
}

TEST(Drift, TellsOfWhatFalls) {
  auto falling = drifting;
  falling.equations =
      "dv/dt = (Ca*mV - v)/(10*ms) : volt\n"
      "dCa/dt = -(v/volt)**0/(1000*ms) + 0*v/volt/ms : 1";
  const auto findings = findings_of_run(falling);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings.front().message,
            "`Ca` of cells fell all through the run: 1 -> 0.8 on average");
}

TEST(Drift, LeavesRelaxationClocksAndStimuli) {
  const auto none = [](const std::string& equations, const std::string& what) {
    EXPECT_THAT(findings_of_run({.equations = equations + "\ndv/dt = (x - v)/(10*ms) : 1",
                                 .values = {{"x", "0.1"}}}),
                IsEmpty())
        << what;
  };
  none("dx/dt = (1 - x)/(50*ms) : 1", "relaxation");
  none("dx/dt = (1 - x)/(50*second) : 1", "slow relaxation");
  none("dx/dt = 1/second : 1", "a clock");
  none("dx/dt = (0.1 + t/second - x)/(1*ms) : 1", "a stimulus");
}

TEST(Drift, LeavesCountersThatNothingReads) {
  HealthModel model{.equations = "dv/dt = -v/ms : 1\ndx/dt = (1 + v)/second : 1"};
  EXPECT_THAT(findings_of_run(model), IsEmpty());
  model.equations += "\ndu/dt = (x - u)/(10*ms) : 1";
  EXPECT_THAT(findings_of_run(model), SizeIs(1));
}

TEST(Drift, LeavesWhatAResetOrRegularCodeSets) {
  auto reset = drifting;
  reset.threshold = "v > 1*volt";
  reset.reset = "v = 0*mV";
  EXPECT_THAT(codes_of(findings_of_run(reset)), Contains("RV704"));
  reset.reset = "v = 0*mV; Ca = 1";
  EXPECT_THAT(codes_of(findings_of_run(reset)), Not(Contains("RV704")));
  auto regular = drifting;
  regular.regularly = "Ca = 1*Ca";
  EXPECT_THAT(findings_of_run(regular), IsEmpty());
}

TEST(Drift, LeavesModelsInWhichFunctionsOfTheUserRun) {
  auto cells = cells_of(drifting);
  NetworkOperation operation{[] {}};
  EXPECT_THAT(findings_of_run(drifting, cells, operation), IsEmpty());
}

TEST(Drift, LeavesShortRuns) {
  auto brief = drifting;
  brief.duration = 100 * ms;
  EXPECT_THAT(findings_of_run(brief), IsEmpty());
}

TEST(Drift, LeavesGroupsWithANonFiniteValue) {
  auto exploding = drifting;
  exploding.equations += "\ndu/dt = u**2/(180*ms) : 1";
  exploding.values["u"] = "1";
  EXPECT_THAT(codes_of(findings_of_run(exploding)), ElementsAre("RV701"));
}

/// A parameter that a spike in each millisecond adds to, beside equations that drift as well.
class DrivenDrift : public ::testing::Test {
 protected:
  HealthModel model_{.equations =
                         "dv/dt = (Ca*mV + x - v)/(10*ms) : volt\n"
                         "dCa/dt = v/volt/ms : 1\n"
                         "x : volt",
                     .method = "euler",
                     .values = {{"Ca", "1"}}};

  std::vector<Finding> findings() const {
    auto cells = cells_of(model_);
    SpikeGeneratorGroup generator{1, {0}, {0.5e-3}, {.period = 1 * ms, .name = "generator"}};
    Synapses synapses{generator, cells, {.on_pre = "x_post += 0.01*mV", .name = "synapses"}};
    synapses.connect();
    return findings_of_run(model_, cells, generator, synapses);
  }
};

TEST_F(DrivenDrift, IsNotToldWhereTheCauseWasTold) {
  EXPECT_THAT(findings(), IsEmpty()) << "RV101";
}

TEST_F(DrivenDrift, IsToldOfTheParameterThatOthersFollow) {
  model_.ignored = {{"RV101", {}}};
  const auto found = findings();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().variable, "x");
}

TEST(Drift, LeavesWhatGoesUpAndDown) {
  const auto findings_with = [](const std::string& third) {
    const HealthModel model{.equations = "dv/dt = (x - v)/(10*ms) : 1\nx : 1",
                            .duration = 370 * ms,
                            .size = 1,
                            .ignored = {{"RV101", {}}}};
    auto cells = cells_of(model);
    SpikeGeneratorGroup generator{
        2, {0, 0, 1}, {2e-3, 12e-3, 22e-3}, {.period = 30 * ms, .name = "generator"}};
    Synapses first{generator, cells, {.on_pre = "x_post += 0.2", .name = "first"}};
    first.connect({.i = {0}, .j = {0}});
    Synapses second{generator, cells, {.on_pre = third, .name = "second"}};
    second.connect({.i = {1}, .j = {0}});
    return findings_of_run(model, cells, generator, first, second);
  };
  EXPECT_THAT(findings_with("x_post += 0.1"), SizeIs(1));
  EXPECT_THAT(findings_with("x_post -= 0.1"), IsEmpty()) << "a third of the way";
}

TEST(Drift, LeavesLearning) {
  const HealthModel model{.equations = "dv/dt = -v/(10*ms) : 1"};
  auto cells = cells_of(model);
  SpikeGeneratorGroup generator{1, {0}, {0.5e-3}, {.period = 1 * ms, .name = "generator"}};
  Synapses synapses{
      generator, cells, "w : 1", {.on_pre = "v_post = w\nw += 0.01", .name = "synapses"}};
  synapses.connect();
  EXPECT_THAT(findings_of_run(model, cells, generator, synapses), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv704_test
