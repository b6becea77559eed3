#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv201_code_test {
namespace {

using ranvier::testing::edits_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Finding> examine_all(std::vector<model::NetworkObject*> objects,
                                 const std::set<std::string>& unused = {}) {
  auto findings = examine(
      {.objects = std::move(objects)},
      {.names = namespace_of({{"S", 20000 * um2}}), .unused_names = [&] { return unused; }});
  std::erase_if(findings, [](const Finding& finding) { return finding.code != "RV201"; });
  return findings;
}

/// Findings of synapses onto neurons, whose `v` and `tau` are in volt and second.
std::vector<Finding> findings_in(const std::string& neurons, const std::string& synapses,
                                 const std::string& on_pre,
                                 const std::set<std::string>& unused = {}) {
  PoissonGroup inputs{2, 10 * Hz, {.name = "inputs"}};
  NeuronGroup cells{3, neurons + "\nv : volt", {.name = "cells"}};
  Synapses pathway{inputs, cells, synapses, {.on_pre = on_pre, .name = "S_in"}};
  return examine_all({&inputs, &cells, &pathway}, unused);
}

TEST(PerAreaInCode, FindsAnAbsoluteWeightOnACurrentPerArea) {
  const auto findings = findings_in("I : amp/metre**2", "w : amp", "v_post += 1*mV\nI_post += w");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      render(findings.front()),
      "RV201 error  in on_pre `w` is absolute (ampere), but `I_post` is per area "
      "(ampere/metre**2)\n"
      "  on_pre of Synapses 'S_in', line 2   I_post += w        # `w` is ampere\n"
      "  NeuronGroup 'cells', line 1         I : amp/metre**2   # ampere/metre**2\n"
      "  why:   `w` is ampere, where ampere/metre**2 is needed: a current or capacitance per area "
      "belongs to a patch of membrane, an absolute one to a whole cell, and the area is what lies "
      "between\n"
      "  fix:   I_post += w/area\n"
      "         with the membrane area of a cell, for example   area = 20000*um**2\n"
      "  mute:  doctor(ignore={'RV201': ['S_in']})\n");
  EXPECT_EQ(findings.front().variable, "I");
  EXPECT_THAT(findings.front().edits, IsEmpty()) << "the area is the user's to say";
}

TEST(PerAreaInCode, FindsAWeightPerAreaOnAnAbsoluteCurrent) {
  const auto findings = findings_in("I : amp", "w : amp/metre**2", "I_post -= w", {"S"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message,
            "in on_pre `w` is per area (ampere/metre**2), but `I_post` is absolute (ampere)");
  EXPECT_EQ(findings.front().fix, "I_post -= w*S");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("w -> w*S"));
  EXPECT_THAT(findings_in("I : amp", "w : amp/metre**2", "I_post -= w*S"), IsEmpty());
}

TEST(PerAreaInCode, ChangesEachTermOfASum) {
  const auto findings =
      findings_in("I : amp/metre**2", "w : amp\nJ : amp/metre**2", "I_post = J + (w - 2*w)", {"S"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "I_post = J + (w/S - 2*w/S)");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("w -> w/S", "2*w -> 2*w/S"));
}

TEST(PerAreaInCode, TakesTheAreaOfTheTarget) {
  const auto findings =
      findings_in("I : amp/metre**2\nsize : metre**2 (constant)", "w : amp", "I_post += w");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("w -> w/size_post"));
}

TEST(PerAreaInCode, ChangesNothingWhereMoreIsWrong) {
  const auto findings = findings_in("I : amp/metre**2", "w : amp", "I_post += w + v_post", {"S"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "I_post += w/S + v_post");
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

TEST(PerAreaInCode, FindsResetsAndRegularCode) {
  NeuronGroup cells{3,
                    "v : volt\nI : amp/metre**2\nw : amp",
                    {.threshold = "v > 1*mV", .reset = "I = w", .name = "cells"}};
  cells.run_regularly("I = -w");
  const auto findings = examine_all({&cells});
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].message,
            "in 'cells_run_regularly' `-w` is absolute (ampere), but `I` is per area "
            "(ampere/metre**2)");
  EXPECT_EQ(findings[1].message,
            "in the reset `w` is absolute (ampere), but `I` is per area (ampere/metre**2)");
}

TEST(PerAreaInCode, IsOneFindingForPathwaysWithOneText) {
  PoissonGroup inputs{2, 10 * Hz, {.name = "inputs"}};
  NeuronGroup cells{3, "I : amp/metre**2", {.name = "cells"}};
  Synapses first{inputs, cells, "w : amp", {.on_pre = "I_post += w", .name = "first"}};
  Synapses second{inputs, cells, "w : amp", {.on_pre = "I_post += w", .name = "second"}};
  EXPECT_EQ(examine_all({&inputs, &cells, &first, &second}).size(), 1U);
}

TEST(PerAreaInCode, LeavesOtherCode) {
  EXPECT_THAT(findings_in("I : amp/metre**2", "w : amp/metre**2", "I_post += w"), IsEmpty());
  EXPECT_THAT(findings_in("I : amp/metre**2", "w : volt", "I_post += w"), IsEmpty());
  EXPECT_THAT(findings_in("I : 1", "w : metre**2", "I_post *= w"), IsEmpty())
      << "a factor has no unit, whatever it multiplies";
  EXPECT_THAT(findings_in("I : amp/metre**2", "w : amp", "x = w\nI_post += x"), IsEmpty())
      << "the unit of a local variable is not known";
}

TEST(PerAreaInCode, IsToldWhenTheRunIsRefused) {
  PoissonGroup inputs{2, 10 * Hz, {.name = "inputs"}};
  NeuronGroup cells{3, "I : amp/metre**2", {.name = "cells"}};
  Synapses pathway{inputs, cells, "w : amp", {.on_pre = "I_post += w", .name = "S_in"}};
  pathway.connect();
  std::vector<std::string> told;
  Network network{
      {.backend = backend::make_interpreter(),
       .log = [&](const LogMessage& message) { told.push_back(message.text.substr(0, 5)); }},
      inputs,
      cells,
      pathway};
  EXPECT_THROW(network.run(1 * ms), ModelError);
  EXPECT_THAT(told, ElementsAre("RV201"));
}

}  // namespace
}  // namespace ranvier::doctor::rv201_code_test
