#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include "support/findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::rv302_test {
namespace {

using ranvier::testing::arguments;
using ranvier::testing::edited;
using ranvier::testing::error_text;
using ranvier::testing::findings_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* quadratic =
    "dv/dt = (0.04*v**2 + 5*v + 140 - u)/ms : 1\n"
    "du/dt = 0.02*(0.2*v - u)/ms : 1";

/// A current through channels whose gate is always in its steady state.
constexpr const char* instantaneous_gate =
    "dv/dt = (-I_Na - v)/ms : 1\n"
    "I_Na = 3*m**3*(v - 50) : 1\n"
    "m = alpha/(alpha + beta) : 1\n"
    "alpha = 0.1*(v + 35)/(1 - exp(-(v + 35)/10)) : 1\n"
    "beta = 4*exp(-(v + 60)/18) : 1";

std::vector<Finding> examine(const std::string& equations, model::MethodSelection method) {
  NeuronGroup group{2, equations, {.method = std::move(method), .name = "G"}};
  return findings_of("RV302", {&group});
}

TEST(NotConditionallyLinear, IsRefused) {
  const auto findings = examine(quadratic, "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV302 error  `v` can't be integrated by exponential_euler: dv/dt is not linear in it "
            "(`v**2`)\n"
            "  NeuronGroup 'G', line 1   dv/dt = (0.04*v**2 + 5*v + 140 - u)/ms : 1   # not linear "
            "in v\n"
            "  NeuronGroup 'G'                                                        # "
            "method='exponential_euler'\n"
            "  why:   the method solves dv/dt = a*v + b exactly over a step, with a and b free of "
            "'v'; treated explicitly, `v**2` would have order 1 and gain no stability\n"
            "  fix:   method='rk4'\n"
            "  mute:  doctor(ignore={'RV302': ['G']})\n");
  EXPECT_EQ(findings.front().variable, "v");
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='rk4'"));
}

TEST(NotConditionallyLinear, IsMendedByHoldingTheSubexpression) {
  const auto findings = examine(instantaneous_gate, "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix,
            "m = alpha/(alpha + beta) : 1 (constant over dt)\nor   method='rk4'");
  ASSERT_EQ(findings.front().edits.size(), 1U);
  const auto mended = edited(instantaneous_gate, findings.front().edits);
  EXPECT_THAT(mended, HasSubstr("m = alpha/(alpha + beta) : 1 (constant over dt)\nalpha"));
  EXPECT_THAT(examine(mended, "exponential_euler"), IsEmpty());
}

TEST(NotConditionallyLinear, ShowsWhereTheTermStandsAndWhoReadsIt) {
  const auto findings = examine(instantaneous_gate, "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV302 error  `v` can't be integrated by exponential_euler: dv/dt is not linear in it "
      "(`exp(-(v + 35)/10)`)\n"
      "  NeuronGroup 'G', line 1   dv/dt = (-I_Na - v)/ms : 1                         # reads "
      "alpha\n"
      "  NeuronGroup 'G', line 4   alpha = 0.1*(v + 35)/(1 - exp(-(v + 35)/10)) : 1   # not "
      "linear in v\n"
      "  NeuronGroup 'G'                                                              # "
      "method='exponential_euler'\n"
      "  why:   the method solves dv/dt = a*v + b exactly over a step, with a and b free of "
      "'v'; treated explicitly, `exp(-(v + 35)/10)` would have order 1 and gain no "
      "stability\n"
      "  fix:   m = alpha/(alpha + beta) : 1 (constant over dt)\n"
      "         or   method='rk4'\n"
      "  mute:  doctor(ignore={'RV302': ['G']})\n");
}

TEST(NotConditionallyLinear, NamesTheCurrentThatIsRead) {
  const auto findings =
      examine("dv/dt = (-I_Na - v)/ms : 1\nI_Na = v*v - v*3 : 1", "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().places.at(0).note, "reads I_Na");
  EXPECT_EQ(findings.front().places.at(1).note, "not linear in v");
}

TEST(NotConditionallyLinear, IsToldOfAListOfOneMethod) {
  const auto findings = examine("dv/dt = v**2/ms : 1", {"exponential_euler"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "`v` can't be integrated by exponential_euler: dv/dt is not linear in it (`v**2`)");
  NeuronGroup group{2, "dv/dt = v**2/ms : 1", {.method = {"exponential_euler"}, .name = "G"}};
  Network network{ranvier::testing::examined(), group};
  EXPECT_THROW(network.run(1 * ms), Error);
}

TEST(NotConditionallyLinear, IsNotToldOfEventDrivenEquations) {
  NeuronGroup group{2, "x : 1", {.name = "G"}};
  Synapses synapses{group,
                    group,
                    "ds/dt = -s**2/ms : 1 (event-driven)",
                    {.method = "exponential_euler", .name = "S"}};
  EXPECT_THAT(findings_of("RV302", {&group, &synapses}), IsEmpty());
}

TEST(NotConditionallyLinear, IsToldOnceForAGroupAndAPartOfIt) {
  NeuronGroup group{2, quadratic, {.method = "exponential_euler", .name = "G"}};
  model::Subgroup part{group, 0, 1, "part"};
  EXPECT_EQ(findings_of("RV302", {&group, &part}).size(), 1U);
}

TEST(NotConditionallyLinear, IsMendedByHoldingAllThatIsNeeded) {
  const auto findings =
      examine("dv/dt = (a*(1 - v) + b)/ms : 1\na = v + 1 : 1\nb = exp(v) : 1", "exponential_euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix,
            "a = v + 1 : 1 (constant over dt)\nb = exp(v) : 1 (constant over dt)\nor   "
            "method='rk4'");
}

TEST(NotConditionallyLinear, IsMendedByAnotherMethodWhereNothingCanBeHeld) {
  const auto findings =
      examine("dv/dt = (exp(v) - v)/ms : 1\ny = v**2 : 1\ndw/dt = y*w/ms : 1", "Exponential_Euler");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().variable, "v");
  EXPECT_EQ(findings.front().places.back().note, "method='Exponential_Euler'");
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='rk4'"));
}

TEST(NotConditionallyLinear, LeavesTextsThatOtherGroupsIntegrateOtherwise) {
  NeuronGroup group{2, instantaneous_gate, {.method = "exponential_euler", .name = "G"}};
  NeuronGroup other{2, instantaneous_gate, {.method = "rk4", .name = "other"}};
  const auto findings = findings_of("RV302", {&group, &other});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(arguments(findings.front().edits), ElementsAre("method='rk4'"));
}

TEST(NotConditionallyLinear, IsNotToldOfWhatTheMethodAccepts) {
  EXPECT_THAT(examine("dv/dt = (w*v + exp(w))/ms : 1\ndw/dt = -v*w/ms : 1", "exponential_euler"),
              IsEmpty());
  EXPECT_THAT(
      examine("dv/dt = (m - v)/ms : 1\nm = exp(v) : 1 (constant over dt)", "exponential_euler"),
      IsEmpty());
  EXPECT_THAT(examine(quadratic, "rk4"), IsEmpty());
  EXPECT_THAT(examine(quadratic, {}), IsEmpty());
  EXPECT_THAT(examine(quadratic, {"exponential_euler", "euler"}), IsEmpty());
  EXPECT_THAT(examine("dv/dt = v**2/ms + xi*ms**-0.5 : 1", "exponential_euler"), IsEmpty())
      << "RV303's";
}

TEST(NotConditionallyLinear, IsToldOfClockDrivenSynapses) {
  NeuronGroup group{2, "x : 1", {.name = "G"}};
  Synapses synapses{group,
                    group,
                    "ds/dt = -s**2/ms : 1 (clock-driven)",
                    {.method = "exponential_euler", .name = "S"}};
  const auto findings = findings_of("RV302", {&group, &synapses});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "S");
}

TEST(NotConditionallyLinear, IsToldBeforeTheRunFails) {
  std::vector<std::string> told;
  NeuronGroup group{2, quadratic, {.method = "exponential_euler", .name = "G"}};
  Network network{{.backend = backend::make_interpreter(),
                   .log =
                       [&](const LogMessage& message) {
                         if (message.name == "ranvier.doctor") told.push_back(message.text);
                       }},
                  group};
  EXPECT_THAT(error_text<ModelError>([&] { network.run(1 * ms); }),
              HasSubstr("method 'exponential_euler' cannot integrate 'v'"));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told.front(), HasSubstr("RV302 error"));
}

}  // namespace
}  // namespace ranvier::doctor::rv302_test
