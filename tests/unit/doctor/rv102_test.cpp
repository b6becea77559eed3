#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/driven_cells.hpp"

namespace ranvier::doctor::rv102_test {
namespace {

using ranvier::testing::DrivenCells;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Finding> found(const DrivenCells& model) {
  return findings_of("RV102", model);
}

TEST(SynapticAssignmentLatches, IsFoundWhereNothingElseChangesAParameter) {
  EXPECT_EQ(
      only_text(found({.on_pre = "I = w"})),
      "RV102 warning  `I = w` overwrites: after the first spike the value stays, and of several "
      "inputs only the last counts\n"
      "  NeuronGroup 'cells', line 2   I : volt                         # no equation makes it "
      "decay\n"
      "  on_pre of Synapses 'S'        I = w                            # overwrites it at each "
      "spike\n"
      "  NeuronGroup 'cells', line 1   dv/dt = (I - v)/(10*ms) : volt   # reads it\n"
      "  why:   'I' keeps what the last spike assigned until the next one: it is neither the sum "
      "of the inputs nor does it end\n"
      "  fix:   I += w\n"
      "         dI/dt = -I/tau_I : volt   with   tau_I = 5*ms\n"
      "         or v itself jumps (delta synapse): on_pre='v += w'; see "
      "docs/concepts/synaptic-input.md\n"
      "  mute:  doctor(ignore={'RV102': ['cells']})\n");
}

TEST(SynapticAssignmentLatches, IsFoundOnceWhereTwoPathwaysAssignTheSame) {
  const std::map<std::string, std::string> twice{{"a", "I = w"}, {"b", "I = w"}};
  const auto findings = found({.on_pre = twice});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings.front().places, SizeIs(4));
}

TEST(SynapticAssignmentLatches, IsFoundInCodeOfTheTargetsSpikes) {
  const DrivenCells feedback{.on_pre = "", .on_post = "I_pre = w", .is_recurrent = true};
  EXPECT_THAT(found(feedback), SizeIs(1));
  auto once = feedback;
  once.connection = DrivenCells::Connection::one_to_one;
  EXPECT_THAT(found(once), IsEmpty());
}

TEST(SynapticAssignmentLatches, CountsSynapsesThatAreNotThereYet) {
  EXPECT_THAT(found({.on_pre = "I = w", .connection = DrivenCells::Connection::none}), SizeIs(1));
  EXPECT_THAT(found({.on_pre = "I = w", .connection = DrivenCells::Connection::one_to_one}),
              IsEmpty())
      << "one synapse for each neuron";
}

TEST(SynapticAssignmentLatches, IsNothingThatOtherCodeEnds) {
  EXPECT_THAT(found({.on_pre = "I = w", .on_post = "I = 0*mV"}), IsEmpty()) << "set and reset";
  EXPECT_THAT(found({.on_pre = "I = w", .reset = "v = 0*mV; I = 0*mV"}), IsEmpty());
  EXPECT_THAT(found({.on_pre = "I = w", .regularly = "I = 0.9*I"}), IsEmpty());
  EXPECT_THAT(found({.on_pre = "I = w", .has_operation = true}), IsEmpty()) << "it may do anything";
}

TEST(SynapticAssignmentLatches, IsNoTrace) {
  EXPECT_THAT(found({.equations = "dv/dt = (I - v)/(10*ms) : volt\ndI/dt = -I/(5*ms) : volt",
                     .on_pre = "I = w"}),
              IsEmpty());
}

TEST(SynapticAssignmentLatches, IsNoTimeOfTheLastSpike) {
  const DrivenCells timed{.equations =
                              "dv/dt = -v*int(t - last > 2*ms)/(10*ms) : volt\n"
                              "last : second",
                          .on_pre = "last = t"};
  EXPECT_THAT(found(timed), IsEmpty());
  auto shifted = timed;
  shifted.on_pre = "last = t + 1*ms";
  EXPECT_THAT(found(shifted), SizeIs(1)) << "equations read it";
}

TEST(SynapticAssignmentLatches, IsNothingThatIsMadeOfTheOldValue) {
  EXPECT_THAT(found({.on_pre = "I = clip(I + w, 0*mV, 5*mV)"}), IsEmpty());
}

TEST(SynapticAssignmentLatches, IsNothingOfTheSynapseItself) {
  EXPECT_THAT(
      found({.on_pre = "x = w", .synapses = "w : volt\nx : volt\nI_post = x : volt (summed)"}),
      IsEmpty());
}

TEST(SynapticAssignmentLatches, IsNothingThatNoEquationReads) {
  EXPECT_THAT(found({.equations = "dv/dt = -v/(10*ms) : volt\nI : volt", .on_pre = "I = w"}),
              IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv102_test
