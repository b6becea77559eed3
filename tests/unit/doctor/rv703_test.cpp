#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/health_findings.hpp"

namespace ranvier::doctor::rv703_test {
namespace {

using ranvier::testing::cells_of;
using ranvier::testing::codes_of;
using ranvier::testing::findings_of_run;
using ranvier::testing::HealthModel;
using ranvier::testing::text_of_run;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(SaturatedGroup, TellsOfAGroupThatDoesNothingElse) {
  const HealthModel saturated{.equations = "dv/dt = (500*mV - v)/(1*ms) : volt",
                              .method = "exact",
                              .threshold = "v > 1*mV",
                              .reset = "v = 0*mV"};
  EXPECT_EQ(text_of_run(saturated),
            "RV703 warning  cells fires in 100 % of the time steps\n  threshold of NeuronGroup "
            "'cells'   v > 1*mV   # holds nearly always\n  why:   each neuron spiked 10000 times a "
            "second on average: whatever drives it, it can't fire more, so its rate says nothing "
            "about its input\n  mute:  doctor(ignore={'RV703': ['cells']})\n");
  auto refractory = saturated;
  refractory.refractory = 2 * ms;
  EXPECT_THAT(findings_of_run(refractory), IsEmpty()) << "RV109 is told";
  refractory.ignored = {{"RV109", {}}};
  EXPECT_THAT(findings_of_run(refractory), IsEmpty()) << "v goes on while the neuron is refractory";
  refractory.equations += " (unless refractory)";
  EXPECT_EQ(
      text_of_run(refractory),
      "RV703 warning  cells fires at 100 % of the rate that its refractory period of 2 ms allows\n "
      " threshold of NeuronGroup 'cells'   v > 1*mV   # holds nearly always\n  why:   each neuron "
      "spiked 500 times a second on average: whatever drives it, it can't fire more, so its rate "
      "says nothing about its input\n  mute:  doctor(ignore={'RV703': ['cells']})\n");
  auto driven = saturated;
  driven.equations = "dv/dt = (2*mV - v)/(1*ms) : volt";
  EXPECT_THAT(findings_of_run(driven), IsEmpty());
  auto rig = saturated;
  rig.threshold = "True";
  EXPECT_THAT(findings_of_run(rig), IsEmpty());
  auto binary = saturated;
  binary.equations = "v : volt";
  binary.values = {{"v", "2*mV"}};
  binary.reset = "";
  EXPECT_THAT(findings_of_run(binary), IsEmpty()) << "no differential equation";
  auto brief = saturated;
  brief.duration = 0.9 * ms;
  EXPECT_THAT(findings_of_run(brief), IsEmpty());
}

/// Neurons that spike as fast as their refractory period lets them.
HealthModel limited_by(model::Refractoriness refractory) {
  return {.equations = "dv/dt = (500*mV - v)/(1*ms) : volt (unless refractory)\nperiod : second",
          .method = "exact",
          .threshold = "v > 1*mV",
          .reset = "v = 0*mV",
          .refractory = std::move(refractory),
          .values = {{"period", "(2 + 4*i)*ms"}}};
}

std::vector<std::string> messages_of(const std::vector<Finding>& findings) {
  std::vector<std::string> messages;
  for (const auto& finding : findings) {
    messages.push_back(finding.message);
  }
  return messages;
}

TEST(SaturatedGroup, KnowsRefractoryTimesInTexts) {
  EXPECT_THAT(messages_of(findings_of_run(limited_by("2*ms"))),
              ElementsAre("cells fires at 100 % of the rate that its refractory period of 2 ms "
                          "allows"));
  EXPECT_THAT(messages_of(findings_of_run(limited_by("period + 2*ms"))),
              ElementsAre("cells fires at 100 % of the rate that its refractory period of 4 ms to "
                          "8 ms allows"))
      << "each neuron has its own";
}

TEST(SaturatedGroup, ComparesTheRateWithThatOfAllNeurons) {
  auto model = limited_by("period");
  model.equations =
      "dv/dt = (drive - v)/(1*ms) : volt (unless refractory)\n"
      "drive : volt (constant)\nperiod : second";
  model.values["drive"] = "500*mV - 500*mV*i";
  EXPECT_THAT(findings_of_run(model), IsEmpty()) << "three quarters of the spikes";
  model.values["drive"] = "500*mV";
  EXPECT_THAT(findings_of_run(model), SizeIs(1));
}

TEST(SaturatedGroup, LeavesRefractorinessThatIsNotKnown) {
  auto changed = limited_by("period");
  changed.regularly = "period = 2*ms";
  EXPECT_THAT(findings_of_run(changed), IsEmpty());
  EXPECT_THAT(findings_of_run(limited_by("2*ms + 0*rand()*ms")), IsEmpty());
  EXPECT_THAT(findings_of_run(limited_by("2*ms + 0*t")), IsEmpty());
  EXPECT_THAT(findings_of_run(limited_by("t - lastspike < 2*ms")), IsEmpty());
  const auto model = limited_by("period");
  auto cells = cells_of(model);
  NetworkOperation operation{[] {}};
  EXPECT_THAT(findings_of_run(model, cells, operation), IsEmpty());
}

TEST(SaturatedGroup, IsNotToldWhereTheCauseWasTold) {
  HealthModel model{.equations = "dv/dt = (500*mV - v)/(1*ms) : volt",
                    .method = "exact",
                    .threshold = "v > 1*mV"};
  const auto codes_before_and_after = [&] {
    auto cells = cells_of(model);
    Network network{ranvier::testing::examined(), cells};
    network.run(model.duration);
    auto codes = codes_of(network.health().told);
    std::ranges::move(codes_of(network.health_findings()), std::back_inserter(codes));
    return codes;
  };
  EXPECT_THAT(codes_before_and_after(), ElementsAre("RV107"));
  model.reset = "";
  EXPECT_THAT(codes_before_and_after(), ElementsAre("RV108"));
}

TEST(SaturatedGroup, IsNotToldAfterItsCauses) {
  NeuronGroup cells{
      1,
      "dv/dt = -v/ms : 1",
      {.threshold = "v > 1", .reset = "v = 0", .clock = {.dt = 0.1 * ms}, .name = "cells"}};
  RunHealth health;
  health.end = 0.1;
  health.groups = {{.group = &cells, .spikes = 1000}};
  const auto codes_after = [&](const std::string& code, const std::string& object) {
    Finding before;
    before.code = code;
    before.object = object;
    health.told = {before};
    return codes_of(examine_health({{&cells}}, health, ranvier::testing::failing_loudly()));
  };
  for (const auto* code : {"RV101", "RV107", "RV108", "RV109", "RV112", "RV501"}) {
    EXPECT_THAT(codes_after(code, "cells"), IsEmpty()) << code;
    EXPECT_THAT(codes_after(code, "others"), ElementsAre("RV703")) << code;
  }
  EXPECT_THAT(codes_after("RV110", "cells"), ElementsAre("RV703"));
}

}  // namespace
}  // namespace ranvier::doctor::rv703_test
