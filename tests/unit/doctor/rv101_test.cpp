#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/driven_cells.hpp"

namespace ranvier::doctor::rv101_test {
namespace {

using ranvier::testing::DrivenCells;
using ranvier::testing::findings_of;
using ranvier::testing::only_text;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Finding> found(const DrivenCells& model) {
  return findings_of("RV101", model);
}

TEST(ParameterAccumulates, IsFoundWhereSynapsesOnlyAdd) {
  EXPECT_EQ(only_text(found({})),
            "RV101 warning  `I` is only ever added to, and dv/dt reads it: it grows without bound\n"
            "  NeuronGroup 'cells', line 2   I : volt                         # no equation makes "
            "it decay\n"
            "  on_pre of Synapses 'S'        I += w                           # adds to it\n"
            "  NeuronGroup 'cells', line 1   dv/dt = (I - v)/(10*ms) : volt   # reads it\n"
            "  why:   a parameter keeps its value, so what synapses add stays for ever; a synaptic "
            "current or conductance decays with a time constant\n"
            "  fix:   dI/dt = -I/tau_I : volt   with   tau_I = 5*ms\n"
            "         or v itself jumps (delta synapse): on_pre='v += w'; see "
            "docs/concepts/synaptic-input.md\n"
            "  mute:  doctor(ignore={'RV101': ['cells']})\n");
}

TEST(ParameterAccumulates, IsFoundWhereSynapsesOnlySubtract) {
  EXPECT_EQ(only_text(found({.on_pre = "I -= w"})),
            "RV101 warning  `I` is only ever subtracted from, and dv/dt reads it: it falls without "
            "bound\n"
            "  NeuronGroup 'cells', line 2   I : volt                         # no equation makes "
            "it decay\n"
            "  on_pre of Synapses 'S'        I -= w                           # subtracts from it\n"
            "  NeuronGroup 'cells', line 1   dv/dt = (I - v)/(10*ms) : volt   # reads it\n"
            "  why:   a parameter keeps its value, so what synapses subtract stays for ever; a "
            "synaptic current or conductance decays with a time constant\n"
            "  fix:   dI/dt = -I/tau_I : volt   with   tau_I = 5*ms\n"
            "         or v itself jumps (delta synapse): on_pre='v -= w'; see "
            "docs/concepts/synaptic-input.md\n"
            "  mute:  doctor(ignore={'RV101': ['cells']})\n");
}

TEST(ParameterAccumulates, IsFoundThroughSubexpressions) {
  EXPECT_THAT(found({.equations = "dv/dt = (total - v)/(10*ms) : volt\n"
                                  "total = 2*both : volt\nboth = I + v : volt\nI : volt",
                     .on_pre = "I_post = I_post + w"}),
              SizeIs(1));
}

TEST(ParameterAccumulates, IsFoundWhereAConditionReadsIt) {
  const auto findings = found({.equations = "dv/dt = -v/(10*ms) : volt\nI : volt",
                               .threshold = "v + I > 10*mV",
                               .reset = "v = 0*mV"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings.front().message,
            "`I` is only ever added to, and the threshold reads it: it grows without bound");
}

TEST(ParameterAccumulates, OfAPoissonInputComesWithItsRate) {
  NeuronGroup cells{3,
                    "dv/dt = (I - v)/(10*ms) : volt\nI : volt",
                    {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01 * mV};
  const auto findings = findings_of("RV101", {}, cells, input);
  EXPECT_EQ(only_text(findings),
            "RV101 warning  `I` is only ever added to, and dv/dt reads it: it grows without bound\n"
            "  NeuronGroup 'cells', line 2   I : volt                         # no equation makes "
            "it decay\n"
            "  PoissonInput 'poissoninput'   I += weight                      # adds 0.04 "
            "volt/second to it on average\n"
            "  NeuronGroup 'cells', line 1   dv/dt = (I - v)/(10*ms) : volt   # reads it\n"
            "  why:   a parameter keeps its value, so what synapses add stays for ever; a synaptic "
            "current or conductance decays with a time constant\n"
            "  fix:   dI/dt = -I/tau_I : volt   with   tau_I = 5*ms\n"
            "         or v itself jumps (delta synapse): target_var='v'; see "
            "docs/concepts/synaptic-input.md\n"
            "  mute:  doctor(ignore={'RV101': ['cells']})\n");
  EXPECT_DOUBLE_EQ(findings.front().data.at("rate"), 0.04);
}

TEST(ParameterAccumulates, IsNoCounterThatNothingReads) {
  EXPECT_THAT(found({.equations = "dv/dt = -v/(10*ms) : volt\nI : volt"}), IsEmpty());
  EXPECT_THAT(
      found({.equations = "dv/dt = (n*mV - v)/(10*ms) : volt\nn : integer", .on_pre = "n += 1"}),
      IsEmpty())
      << "whole numbers count";
}

TEST(ParameterAccumulates, IsNothingThatSomethingLowers) {
  EXPECT_THAT(found({.equations = "dv/dt = (I - v)/(10*ms) : volt\ndI/dt = -I/(5*ms) : volt"}),
              IsEmpty());
  EXPECT_THAT(found({.regularly = "I = 0.9*I"}), IsEmpty());
  EXPECT_THAT(found({.on_post = "I -= w"}), IsEmpty());
  EXPECT_THAT(found({.on_post = "I *= 0.9"}), IsEmpty());
  EXPECT_THAT(found({.summed = "I_post = 0.1*v_pre : volt (summed)"}), IsEmpty());
  EXPECT_THAT(found({.has_operation = true}), IsEmpty()) << "it may do anything";
  EXPECT_THAT(found({.event = "v > 5*mV", .at_event = "I = 0*mV"}), IsEmpty());
}

TEST(ParameterAccumulates, IsAHintWhereTheResetClearsIt) {
  EXPECT_EQ(only_text(found({.reset = "v = 0*mV; I = 0*mV"})),
            "RV101 hint  `I` is only ever added to, and dv/dt reads it: it grows until the neuron "
            "spikes\n"
            "  NeuronGroup 'cells', line 2   I : volt                         # no equation makes "
            "it decay\n"
            "  on_pre of Synapses 'S'        I += w                           # adds to it\n"
            "  NeuronGroup 'cells', line 1   dv/dt = (I - v)/(10*ms) : volt   # reads it\n"
            "  why:   a parameter keeps its value, so what synapses add stays for ever; a synaptic "
            "current or conductance decays with a time constant\n"
            "  fix:   dI/dt = -I/tau_I : volt   with   tau_I = 5*ms\n"
            "         or v itself jumps (delta synapse): on_pre='v += w'; see "
            "docs/concepts/synaptic-input.md\n"
            "  mute:  doctor(ignore={'RV101': ['cells']})\n");
  EXPECT_THAT(found({.equations = "v : volt", .on_pre = "v += w"}), IsEmpty())
      << "an integrator whose reset clears it";
}

}  // namespace
}  // namespace ranvier::doctor::rv101_test
