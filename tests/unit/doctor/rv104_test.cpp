#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/driven_cells.hpp"

namespace ranvier::doctor::rv104_test {
namespace {

using ranvier::testing::DrivenCells;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Finding> found(const DrivenCells& model) {
  return findings_of("RV104", model);
}

const std::string decaying = "dv/dt = (I - v)/(10*ms) : volt\ndI/dt = -I/(5*ms) : volt";

TEST(EventTimeVoltageDifference, IsFoundThroughASubexpression) {
  EXPECT_EQ(
      only_text(found({.equations = decaying,
                       .on_pre = "I_post += current",
                       .synapses = "w : 1\ncurrent = w*(v_pre - v_post) : volt"})),
      "RV104 warning  the value that `v_pre` happens to have when a spike arrives decides "
      "what the spike does\n"
      "  Synapses 'S', line 2     current = w*(v_pre - v_post) : volt   # contains v_pre\n"
      "  on_pre of Synapses 'S'   I_post += current                     # runs once for each "
      "spike\n"
      "  why:   on_pre runs once for a spike, after the delay: `v_pre` is that after the reset "
      "then; what it adds stays while both potentials go on changing\n"
      "         a chemical synapse opens a conductance, whose current follows the potential of "
      "the target alone\n"
      "  fix:   on_pre='g_I_post += w'\n"
      "         I = g_I*(E_syn - v) : volt\n"
      "         dg_I/dt = -g_I/(5*ms) : 1\n"
      "         with E_syn, the reversal potential of `I`\n"
      "  mute:  doctor(ignore={'RV104': ['S']})\n");
}

TEST(EventTimeVoltageDifference, IsFoundWhereNoConductanceCanBeOffered) {
  EXPECT_EQ(
      only_text(found({.equations = decaying, .on_pre = "I += w*v_pre/mV"})),
      "RV104 warning  the value that `v_pre` happens to have when a spike arrives decides "
      "what the spike does\n"
      "  on_pre of Synapses 'S'   I += w*v_pre/mV   # runs once for each spike\n"
      "  why:   on_pre runs once for a spike, after the delay: `v_pre` is that after the reset "
      "then; what it adds stays while both potentials go on changing\n"
      "         a chemical synapse opens a conductance, whose current follows the potential of "
      "the target alone\n"
      "  fix:   on_pre='g_post += w'   and in the target   dg/dt = -g/tau_g : siemens   with "
      "the current g*(E - v)\n"
      "  mute:  doctor(ignore={'RV104': ['S']})\n");
}

TEST(EventTimeVoltageDifference, IsFoundForAVariableThatStays) {
  const DrivenCells persistent{.on_pre = "I += w*(v_pre - v_post)", .synapses = "w : 1"};
  EXPECT_THAT(found(persistent), SizeIs(1));
  EXPECT_THAT(findings_of("RV101", persistent), SizeIs(1)) << "another mistake";
}

TEST(EventTimeVoltageDifference, IsNoElectricalSynapse) {
  EXPECT_THAT(found({.equations = "dv/dt = (I - v)/(10*ms) : volt\nI : volt",
                     .on_pre = "",
                     .synapses = "w : 1\nI_post = w*(v_pre - v_post) : volt (summed)"}),
              IsEmpty());
  EXPECT_THAT(found({.on_pre = "",
                     .synapses = "w : 1\nI_post = w*(v_pre - v_post) : volt (summed)",
                     .name = "GABA"}),
              SizeIs(1))
      << "the name says that it is none";
  EXPECT_THAT(found({.equations = "dv/dt = (I - v)/(10*ms) : volt\nI : volt",
                     .on_pre = "",
                     .synapses = "w : 1\nds/dt = (w*(v_pre - v_post) - s)/(5*ms) : volt "
                                 "(clock-driven)\nI_post = s : volt (summed)"}),
              IsEmpty());
  EXPECT_THAT(
      found({.equations = decaying, .synapses = "w : volt\nI_gap = w*(v_pre - v_post)/mV : volt"}),
      IsEmpty())
      << "a difference that no pathway uses";
}

TEST(EventTimeVoltageDifference, IsFoundInGapCurrentsOfChemicalSynapses) {
  const DrivenCells gap{.equations = "dv/dt = (I_gaba - v)/(10*ms) : volt\nI_gaba : volt",
                        .on_pre = "",
                        .synapses = "w : 1\nI_gaba_post = w*(v_pre - v_post) : volt (summed)"};
  EXPECT_EQ(only_text(found(gap)),
            "RV104 warning  `I_gaba` flows as through a gap junction: it follows `v_pre` all the "
            "time and has no reversal potential\n"
            "  Synapses 'S', line 2   I_gaba_post = w*(v_pre - v_post) : volt (summed)\n"
            "  why:   a chemical synapse opens a conductance at each spike, and its current drives "
            "the target towards a reversal potential, whatever the potential of the source is\n"
            "  fix:   on_pre='g_post += w'   and in the target   dg/dt = -g/tau_g : siemens   with "
            "the current g*(E - v)\n"
            "  mute:  doctor(ignore={'RV104': ['S']})\n");
  const auto summing = [&](const std::string& current) {
    auto other = gap;
    other.synapses = "w : 1\nI_gaba_post = " + current + " : volt (summed)";
    return found(other);
  };
  EXPECT_THAT(summing("w*(-85*mV - v_post)/(1 + exp(-v_pre/mV))"), IsEmpty())
      << "release that follows the potential";
  EXPECT_THAT(summing("w*(v_pre - v_post - 85*mV)"), IsEmpty());
  EXPECT_THAT(summing("w*v_pre"), IsEmpty()) << "no difference";
}

TEST(EventTimeVoltageDifference, IsNotTheTargetsPotential) {
  EXPECT_THAT(found({.equations = decaying,
                     .on_pre = "I_post += w*(70*mV - v_post)",
                     .synapses = "w : 1",
                     .is_recurrent = true}),
              IsEmpty());
}

TEST(EventTimeVoltageDifference, IsNoPlasticityOfTheSynapse) {
  EXPECT_THAT(found({.equations = decaying, .on_pre = "v_post += w; w += 0.1*(v_post - v_pre)"}),
              IsEmpty());
}

TEST(EventTimeVoltageDifference, IsNoOtherVariableOfTheSource) {
  EXPECT_THAT(found({.equations = decaying,
                     .on_pre = "I_post += w*u_pre",
                     .source = "dv/dt = -v/(10*ms) : volt\ndu/dt = (0.2 - u)/(100*ms) : 1"}),
              IsEmpty())
      << "short-term plasticity";
  EXPECT_THAT(found({.equations = decaying,
                     .on_pre = "I_post += w*x_pre",
                     .synapses = "w : 1",
                     .source = "x : volt",
                     .source_threshold = "x > 1*mV"}),
              IsEmpty())
      << "a parameter";
}

TEST(EventTimeVoltageDifference, IsNothingAtSpikesOfTheTarget) {
  EXPECT_THAT(found({.equations = decaying,
                     .on_pre = "",
                     .on_post = "I_post += w*(v_pre - v_post)",
                     .synapses = "w : 1"}),
              IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::rv104_test
