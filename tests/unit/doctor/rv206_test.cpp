#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings.hpp"

namespace ranvier::doctor::rv206_test {
namespace {

using ranvier::testing::edits_of;
using ranvier::testing::failing_loudly;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LateBoundConstant : public ::testing::Test {
 protected:
  NeuronGroup fast_{1, "dv/dt = -v/tau : 1", {.method = "exact", .name = "fast"}};
  NeuronGroup slow_{1, "dv/dt = -v/tau : 1", {.method = "exact", .name = "slow"}};
  const model::Constants now_{{"tau", 50 * ms}};

  LateBoundConstant() {
    fast_.set_constants_at_creation({{"tau", 5 * ms}});
    slow_.set_constants_at_creation({{"tau", 50 * ms}});
  }
};

TEST_F(LateBoundConstant, IsFound) {
  const auto findings = findings_of("RV206", now_, fast_, slow_);
  EXPECT_EQ(
      only_text(findings),
      "RV206 warning  the constant `tau` is shared by 2 objects but had another value when "
      "one of them was made\n"
      "  NeuronGroup 'fast'       # tau = 5 ms here\n"
      "  when the run begins      # tau = 50 ms from here on\n"
      "  NeuronGroup 'slow'       # tau = 50 ms here\n"
      "  why:   names in equations are looked up when the simulation starts, not when the "
      "group is made: all 2 objects run with tau = 50 ms\n"
      "  fix:   NeuronGroup(1, Equations(..., tau=5*ms), ...)   or   namespace={'tau': 5*ms}\n"
      "  mute:  doctor(ignore={'RV206': ['fast']})\n");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("fast(Equations(..., tau=5*ms))"));
}

TEST_F(LateBoundConstant, GetsANamespaceIfItStandsInAThresholdToo) {
  NeuronGroup early{1, "dv/dt = -v/tau : 1", {.threshold = "v > t/tau", .name = "early"}};
  early.set_constants_at_creation({{"tau", 5 * ms}});
  const auto findings = findings_of("RV206", now_, early, slow_);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "NeuronGroup(1, ..., namespace={'tau': 5*ms})");
  EXPECT_THAT(edits_of(findings.front()), ElementsAre("early(namespace={'tau': 5*ms})"));
}

TEST_F(LateBoundConstant, NamesTheModelOfSynapses) {
  Synapses early{slow_, slow_, "w = 1*ms/tau : 1", {.name = "early"}};
  early.set_constants_at_creation({{"tau", 5 * ms}});
  const auto findings = findings_of("RV206", now_, early, slow_);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix,
            "Synapses(..., model=Equations(..., tau=5*ms), ...)   or   namespace={'tau': 5*ms}");
}

TEST_F(LateBoundConstant, IsMutedByTheNameOfTheConstant) {
  Network network{fast_, slow_};
  EXPECT_THAT(
      network.examine({.names = namespace_of(now_), .ignored_findings = {{"RV206", {"tau"}}}}),
      IsEmpty());
}

TEST_F(LateBoundConstant, IsNothingIfTheValueIsTheSame) {
  EXPECT_THAT(findings_of("RV206", {{"tau", 5 * ms}}, fast_), IsEmpty());
  slow_.set_constants_at_creation({{"tau", 5 * ms}});
  EXPECT_THAT(findings_of("RV206", {{"tau", 5 * ms}}, fast_, slow_), IsEmpty());
}

TEST_F(LateBoundConstant, IsNothingForOneGroupAlone) {
  EXPECT_THAT(findings_of("RV206", now_, fast_), IsEmpty());
}

TEST_F(LateBoundConstant, IsNothingWithANamespaceOfItsOwn) {
  fast_.set_constants({{"tau", 5 * ms}});
  slow_.set_constants_at_creation({{"tau", 5 * ms}});
  EXPECT_THAT(findings_of("RV206", now_, fast_, slow_), IsEmpty())
      << "slow_ alone uses the constant that changed";
}

TEST_F(LateBoundConstant, IsNothingForAGroupAndAPartOfIt) {
  model::Subgroup part{fast_, 0, 1, "part"};
  EXPECT_THAT(findings_of("RV206", now_, fast_, part), IsEmpty());
}

TEST_F(LateBoundConstant, IsNothingIfNobodyKnowsTheNameAnyMore) {
  const model::NetworkDescription network{{&fast_, &slow_}};
  EXPECT_THAT(doctor::examine(network, failing_loudly()), IsEmpty());
}

TEST_F(LateBoundConstant, IsNothingIfTheValueIsNoNumberBeforeAndAfter) {
  const units::Quantity nan{std::nan(""), units::second_dimension};
  fast_.set_constants_at_creation({{"tau", nan}});
  slow_.set_constants_at_creation({{"tau", nan}});
  EXPECT_THAT(findings_of("RV206", {{"tau", nan}}, fast_, slow_), IsEmpty());
  EXPECT_EQ(findings_of("RV206", now_, fast_, slow_).size(), 1U);
}

TEST_F(LateBoundConstant, IsFoundInALoopThatMakesTheGroups) {
  NeuronGroup middle{1, "dv/dt = -v/tau : 1", {.method = "exact", .name = "middle"}};
  middle.set_constants_at_creation({{"tau", 10 * ms}});
  const auto findings = findings_of("RV206", now_, fast_, middle, slow_);
  EXPECT_EQ(
      only_text(findings),
      "RV206 warning  the constant `tau` is shared by 3 objects but had another value when "
      "some of them were made\n"
      "  NeuronGroup 'fast'        # tau = 5 ms here\n"
      "  NeuronGroup 'middle'      # tau = 10 ms here\n"
      "  when the run begins       # tau = 50 ms from here on\n"
      "  NeuronGroup 'slow'        # tau = 50 ms here\n"
      "  why:   names in equations are looked up when the simulation starts, not when the "
      "group is made: all 3 objects run with tau = 50 ms\n"
      "  fix:   NeuronGroup(1, Equations(..., tau=5*ms), ...)   or   namespace={'tau': 5*ms}\n"
      "         NeuronGroup(1, Equations(..., tau=10*ms), ...)   or   namespace={'tau': 10*ms}\n"
      "  mute:  doctor(ignore={'RV206': ['fast']})\n");
  EXPECT_THAT(edits_of(findings.front()),
              ElementsAre("fast(Equations(..., tau=5*ms))", "middle(Equations(..., tau=10*ms))"));
}

TEST_F(LateBoundConstant, IsOneFindingForConstantsOfTheSameGroups) {
  const char* equations = "dv/dt = (v_rest - v)/tau : 1";
  NeuronGroup early{1, equations, {.method = "exact", .name = "early"}};
  NeuronGroup late{1, equations, {.method = "exact", .name = "late"}};
  early.set_constants_at_creation({{"tau", 5 * ms}, {"v_rest", 1}});
  late.set_constants_at_creation({{"tau", 50 * ms}, {"v_rest", 2}});
  EXPECT_EQ(
      only_text(findings_of("RV206", {{"tau", 50 * ms}, {"v_rest", 2}}, early, late)),
      "RV206 warning  the constants `tau`, `v_rest` are shared by 2 objects but had another value "
      "when one of them was made\n"
      "  NeuronGroup 'early'      # tau = 5 ms, v_rest = 1 here\n"
      "  when the run begins      # tau = 50 ms from here on\n"
      "  when the run begins      # v_rest = 2 from here on\n"
      "  NeuronGroup 'late'       # tau = 50 ms, v_rest = 2 here\n"
      "  why:   names in equations are looked up when the simulation starts, not when the "
      "group is made: all 2 objects run with tau = 50 ms, v_rest = 2\n"
      "  fix:   NeuronGroup(1, Equations(..., tau=5*ms, v_rest=1), ...)   or   "
      "namespace={'tau': 5*ms, 'v_rest': 1}\n"
      "  mute:  doctor(ignore={'RV206': ['early']})\n");
}

TEST_F(LateBoundConstant, LeavesItToTheUserToAddToANamespace) {
  NeuronGroup early{1,
                    "dv/dt = -v/tau : 1",
                    {.threshold = "v > vt*t/tau", .constants = {{"vt", 1}}, .name = "early"}};
  early.set_constants_at_creation({{"tau", 5 * ms}});
  const auto findings = findings_of("RV206", now_, early, slow_);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().fix, "NeuronGroup(1, ..., namespace={'tau': 5*ms})");
  EXPECT_THAT(findings.front().edits, IsEmpty());
}

TEST_F(LateBoundConstant, IsNothingBetweenTwoRuns) {
  Network network{ranvier::testing::examined(), fast_, slow_};
  network.run(1 * ms, {.names = namespace_of({{"tau", 5 * ms}})});
  EXPECT_THAT(network.examine({.names = namespace_of(now_)}), IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv206_test
