#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/health_findings.hpp"

namespace ranvier::doctor::rv702_run_test {
namespace {

using ranvier::testing::cells_of;
using ranvier::testing::codes_of;
using ranvier::testing::findings_of_run;
using ranvier::testing::HealthModel;
using ranvier::testing::text_of_run;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(SilentGroup, TellsOfAGroupThatCanNotReachItsThreshold) {
  const HealthModel silent{.equations = "dv/dt = (drive - v)/(10*ms) : volt\ndrive : volt",
                           .method = "exact",
                           .threshold = "v > 15*mV",
                           .reset = "v = 0*mV",
                           .regularly = "drive = 12*mV"};  // not known before the run
  EXPECT_EQ(text_of_run(silent),
            "RV702 hint  no neuron of cells spiked in 200 ms: `v` stayed between 0 V and 12 mV\n  "
            "threshold of NeuronGroup 'cells'   v > 15*mV                            # was never "
            "reached\n  NeuronGroup 'cells', line 1        dv/dt = (drive - v)/(10*ms) : volt\n  "
            "why:   the time constant of `v` is 10 ms, so the run was long enough for it to "
            "settle\n  mute:  doctor(ignore={'RV702': ['cells']})\n");
  auto spiking = silent;
  spiking.regularly = "drive = 22*mV";
  EXPECT_THAT(findings_of_run(spiking), IsEmpty());
  auto shorter = silent;
  shorter.duration = 90 * ms;
  EXPECT_THAT(findings_of_run(shorter), IsEmpty()) << "not ten time constants";
  auto without = silent;
  without.threshold.clear();
  without.reset.reset();
  EXPECT_THAT(findings_of_run(without), IsEmpty());
  auto noisy = silent;
  noisy.threshold = "rand() < 0";
  EXPECT_THAT(findings_of_run(noisy), IsEmpty()) << "no equation moves it";
}

TEST(SilentGroup, IsNotToldTwice) {
  const HealthModel model{.equations = "dv/dt = (5*mV - v)/(10*ms) : volt",
                          .method = "exact",
                          .threshold = "v > 15*mV",
                          .reset = "v = 0*mV"};
  auto cells = cells_of(model);
  Network network{ranvier::testing::examined(), cells};
  network.run(model.duration);
  EXPECT_THAT(codes_of(network.health().told), ElementsAre("RV702"));
  EXPECT_THAT(network.health_findings(), IsEmpty());
}

TEST(SilentGroup, IsNotToldOfRunsThatANonFiniteValueEnded) {
  EXPECT_THAT(codes_of(findings_of_run({.equations = "dv/dt = (x - v)/(0.1*ms) : 1\n"
                                                     "x : 1\n"
                                                     "du/dt = u**2/ms : 1",
                                        .method = "euler",
                                        .threshold = "v > 1",
                                        .reset = "v = 0",
                                        .values = {{"u", "1"}},
                                        .regularly = "x = 0.5"})),
              ElementsAre("RV701"));
}

TEST(SilentGroup, IsNotToldWithoutAKnownTimeConstant) {
  HealthModel model{.equations =
                        "dv/dt = (drive - v)/(10*ms) + 0.1*mV*xi*(10*ms)**-0.5 : volt\n"
                        "drive : volt",
                    .method = "euler",
                    .threshold = "v > 15*mV",
                    .reset = "v = 0*mV",
                    .regularly = "drive = 12*mV"};
  EXPECT_THAT(findings_of_run(model), IsEmpty()) << "noise";
  model.equations = "dv/dt = drive/second : volt\ndrive : volt";
  EXPECT_THAT(findings_of_run(model), IsEmpty()) << "none";
}

TEST(SilentGroup, IsNotToldOfAThresholdThatIsSwitchedOff) {
  const HealthModel model{.equations = "dv/dt = (drive - v)/(10*ms) : volt\ndrive : volt",
                          .method = "exact",
                          .threshold = "v > 15*mV",
                          .reset = "v = 0*mV",
                          .regularly = "drive = 22*mV"};
  auto cells = cells_of(model);
  cells.thresholder("spike")->set_active(false);
  EXPECT_THAT(findings_of_run(model, cells), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv702_run_test
