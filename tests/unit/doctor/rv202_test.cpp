#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv202_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const model::Constants constants{{"t_tau", 20 * ms}, {"rate", 50 * Hz}, {"tau", 10.0},
                                 {"R", 100 * Mohm},  {"C", 200 * pF},   {"v_rest", 0.0},
                                 {"t2", 5 * ms}};

using ranvier::testing::findings_of;

std::vector<Finding> findings_in(const std::string& equations,
                                 const std::set<std::string>& unused = {}) {
  NeuronGroup cells{3, equations, {.threshold = "v > 1", .reset = "v = 0", .name = "cells"}};
  auto findings = examine({{&cells}}, {.names = model::namespace_of(constants),
                                       .unused_names = [&] { return unused; }});
  std::erase_if(findings, [](const Finding& finding) { return finding.code != "RV202"; });
  return findings;
}

std::string only_message(const std::vector<Finding>& findings) {
  return findings.size() == 1 ? findings.front().message : "not one finding";
}

/// The text of the equations after all edits of a finding.
std::string edited(std::string equations, const Finding& finding) {
  auto edits = finding.edits;
  std::ranges::sort(edits, std::ranges::greater(),
                    [](const Edit& edit) { return edit.span.begin; });
  for (const auto& edit : edits) {
    equations.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
  }
  return equations;
}

TEST(RateWithoutPerTime, NamesTheDivisorThatBindsToAnotherTerm) {
  const std::string equations =
      "dv/dt = -(v - v_rest) + ((I_ext + I_int)/R) / t_tau : 1 (unless refractory)\n"
      "I_int : ohm\n"
      "I_ext : ohm";
  const auto findings = findings_in(equations);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV202 error  in dv/dt `/ t_tau` binds only to `((I_ext + I_int)/R)`: the leak `-(v - "
            "v_rest)` lacks it\n"
            "  NeuronGroup 'cells', line 1   dv/dt = -(v - v_rest) + ((I_ext + I_int)/R) / t_tau : "
            "1 (unless refra...   # `-(v - v_rest)` is a number without unit\n"
            "  why:   `-(v - v_rest)` is a number without unit, where hertz is needed; a division "
            "or product is done before sums, for its own term alone\n"
            "  fix:   dv/dt = -(v - v_rest) / t_tau + ((I_ext + I_int)/R) / t_tau : 1 (unless "
            "refractory)\n"
            "  mute:  doctor(ignore={'RV202': ['cells']})\n");
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(RateWithoutPerTime, NamesARateThatMultipliesAnotherTerm) {
  const std::string equations = "dv/dt = -v + rate*(I - v) : 1\nI : 1";
  const auto findings = findings_in(equations);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "in dv/dt `*rate` binds only to `(I - v)`: the leak `-v` lacks it");
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(RateWithoutPerTime, NamesAllTermsThatLackTheDivisor) {
  const auto findings = findings_in("dv/dt = -v + 2*I + I/t_tau : 1\nI : 1");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "in dv/dt `/t_tau` binds only to `I`: the leak `-v`, `2*I` lack it");
  EXPECT_EQ(findings.front().fix, "dv/dt = -v/t_tau + 2*I/t_tau + I/t_tau : 1");
}

TEST(RateWithoutPerTime, NamesSumsWithoutTheTime) {
  const std::string one = "v : 1\nr : Hz\nan = 0.1*v + r : Hz";
  EXPECT_EQ(only_message(findings_in(one)),
            "`an` is per time, but its sum has a term without it: `/ms` is missing");
  const auto two = one + "\nbn = 0.2*v + r : Hz";
  EXPECT_EQ(only_message(findings_in(two)),
            "`an` and `bn` are per time, but their sums have terms without it: `/ms` is missing");
  const auto findings = findings_in(two + "\ncn = 0.3*v + r : Hz");
  EXPECT_EQ(only_message(findings),
            "`an`, `bn` and `cn` are per time, but their sums have terms without it: `/ms` is "
            "missing");
  EXPECT_EQ(findings.front().why,
            "`0.1*v` is a number without unit, where hertz is needed; papers give rates per "
            "millisecond and leave the unit out; 2 sibling expressions have the same omission (fix "
            "all)");
}

TEST(RateWithoutPerTime, GathersEquationsThatLackTheSame) {
  const std::string equations =
      "dn/dt = an*(1 - n) - bn*n : 1\n"
      "an = 0.1/exprel(-(v + 3)/10) : Hz\n"
      "bn = 0.125*exp(-(v + 4)/80) : Hz\n"
      "v : 1";
  const auto findings = findings_in(equations);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV202 error  `an` and `bn` are per time, but their right sides are without it: `/ms` "
            "is missing\n"
            "  NeuronGroup 'cells', line 2   an = 0.1/exprel(-(v + 3)/10) : Hz   # the right side "
            "is a number without unit\n"
            "  NeuronGroup 'cells', line 3   bn = 0.125*exp(-(v + 4)/80) : Hz    # the right side "
            "is a number without unit\n"
            "  why:   `0.1/exprel(-(v + 3)/10)` is a number without unit, where hertz is needed; "
            "papers give rates per millisecond and leave the unit out; 1 sibling expression has "
            "the same omission (fix all)\n"
            "  fix:   an = 0.1/exprel(-(v + 3)/10)/ms : Hz\n"
            "         bn = 0.125*exp(-(v + 4)/80)/ms : Hz\n"
            "  mute:  doctor(ignore={'RV202': ['cells']})\n");
  EXPECT_EQ(findings.front().variable, "an");
  EXPECT_EQ(findings.front().data.at("siblings"), 1);
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(RateWithoutPerTime, TakesTheTimeThatSiblingsHave) {
  const auto findings = findings_in("v : 1\nan = 0.1*v/t_tau : Hz\nbn = 0.2*v + 1 : Hz");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "bn = (0.2*v + 1)/t_tau : Hz");
}

TEST(RateWithoutPerTime, TakesATimeConstantThatNothingUses) {
  const std::string equations = "dv/dt = I - v : 1\nI : 1";
  EXPECT_EQ(findings_in(equations).front().fix, "dv/dt = (I - v)/ms : 1");
  const auto findings = findings_in(equations, {"t_tau", "R"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "`dv/dt` is per time, but its right side is without it: `/t_tau` is missing");
  EXPECT_EQ(findings.front().fix, "dv/dt = (I - v)/t_tau : 1");
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(RateWithoutPerTime, TakesNoneOfTwoTimeConstantsThatNothingUses) {
  EXPECT_EQ(findings_in("dv/dt = I - v : 1\nI : 1", {"t_tau", "t2"}).front().fix,
            "dv/dt = (I - v)/ms : 1");
}

TEST(RateWithoutPerTime, FindsItInsideOfProducts) {
  const std::string equations = "dv/dt = 2*(-v + I/t_tau) : 1\nI : 1";
  const auto findings = findings_in(equations);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "in dv/dt `/t_tau` binds only to `I`: the leak `-v` lacks it");
  EXPECT_THAT(findings_in(edited(equations, findings.front())), IsEmpty());
}

TEST(RateWithoutPerTime, NamesATimeConstantThatLacksItsUnit) {
  const auto findings = findings_in("dv/dt = (I - v)/tau : 1\nI : 1");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "dv/dt is per time, but `tau`, which divides its right side, has no unit");
  EXPECT_EQ(findings.front().fix, "tau = 10*ms");
  EXPECT_THAT(findings.front().edits, IsEmpty());
  EXPECT_EQ(findings_in("dv/dt = (I - v)/tau_m : 1\nI : 1\ntau_m : 1").front().fix,
            "declare `tau_m` in second");
  EXPECT_EQ(only_message(findings_in("dv/dt = (I - v)/tau + I/t_tau : 1\nI : 1")),
            "dv/dt is per time, but `tau`, which divides `(I - v)/tau`, has no unit");
}

TEST(RateWithoutPerTime, TellsADivisionTooMany) {
  const auto findings = findings_in("dv/dt = (I - v/t_tau)/t_tau : 1\nI : 1");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV202 error  in dv/dt `v/t_tau` is divided by a time once too often\n"
            "  NeuronGroup 'cells', line 1   dv/dt = (I - v/t_tau)/t_tau : 1   # `v/t_tau` is "
            "hertz\n"
            "  why:   `v/t_tau` is hertz, where 1 is needed\n"
            "  fix:   take one division by a time out, or check the units of the constants\n"
            "  mute:  doctor(ignore={'RV202': ['cells']})\n");
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

TEST(RateWithoutPerTime, IsOneFindingForGroupsWithOneText) {
  const std::string equations = "dv/dt = I - v : 1\nI : 1";
  NeuronGroup first{3, equations, {.name = "first"}};
  NeuronGroup second{3, equations, {.name = "second"}};
  EXPECT_EQ(examine({{&first, &second}}).size(), 1U);
}

TEST(RateWithoutPerTime, IsToldOfTheWholeGroup) {
  NeuronGroup cells{3, "dv/dt = I - v : 1\nI : 1", {.name = "cells"}};
  Subgroup part{cells, 0, 2, "part"};
  const auto findings = findings_of("RV202", {&part, &cells});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().object, "cells");
}

TEST(RateWithoutPerTime, FindsTracesOfSynapses) {
  NeuronGroup cells{3, "v : 1", {.threshold = "v > 1", .name = "cells"}};
  Synapses synapses{cells,
                    cells,
                    "dapre/dt = -apre : 1 (event-driven)",
                    {.on_pre = "apre += 1", .name = "synapses"}};
  const auto findings = findings_of("RV202", {&cells, &synapses});
  EXPECT_EQ(only_message(findings),
            "`dapre/dt` is per time, but its right side is without it: `/ms` is missing");
  EXPECT_EQ(findings.front().object, "synapses");
}

TEST(RateWithoutPerTime, LeavesOtherClashes) {
  EXPECT_THAT(findings_in("dv/dt = (I - v)/t_tau : 1\nI : 1"), IsEmpty());
  EXPECT_THAT(findings_in("dv/dt = (t - 5 - v*t_tau)/t_tau**2 : 1"), IsEmpty())
      << "the number lacks a unit";
  EXPECT_THAT(findings_in("v : 1\nx = v*t_tau : 1"), IsEmpty()) << "no rate";
  EXPECT_THAT(findings_in("dv/dt = -v/t_tau + xi : 1"), IsEmpty()) << "noise";
  EXPECT_THAT(findings_in("dv/dt = -v/t_tau + I : 1\nI : amp"), IsEmpty()) << "another unit";
  EXPECT_THAT(findings_in("dv/dt = unknown*v : 1"), IsEmpty());
}

TEST(RateWithoutPerTime, IsToldWhenTheRunIsRefused) {
  NeuronGroup cells{3,
                    "dv/dt = -v + I/(10*ms) : 1\nI : 1",
                    {.threshold = "v > 1", .reset = "v = 0", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01};
  std::vector<std::string> told;
  Network network{
      {.backend = backend::make_interpreter(),
       .log = [&](const LogMessage& message) { told.push_back(message.text.substr(0, 5)); }},
      cells,
      input};
  EXPECT_THROW(network.run(1 * ms), ModelError);
  EXPECT_THAT(told, ElementsAre("RV202", "RV101"));
}

}  // namespace
}  // namespace ranvier::doctor::rv202_test
