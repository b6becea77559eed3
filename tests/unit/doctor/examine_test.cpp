#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/doctor/examine_rules.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::examine_test {
namespace {

using ranvier::testing::error_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> found;
  for (const auto& finding : findings) {
    found.push_back(finding.code + " " + to_string(finding.level) + " " + finding.variable);
  }
  return found;
}

/// Neurons with a current, and what synapses and inputs do to it.
class DoctorTest : public ::testing::Test {
 protected:
  static constexpr const char* with_current =
      "dv/dt = (I - v)/(10*ms) : volt\n"
      "I : volt";

  struct Model {
    std::string equations = with_current;
    std::string on_pre = "I += w";
    std::string on_post = {};
    std::string reset = "v = 0*mV";
    std::string threshold = "v > 10*mV";
    std::string synapses = "w : volt";
    std::string regularly = {};
  };

  static std::vector<Finding> examine(const Model& model, bool one_to_one = false) {
    NeuronGroup source{3,
                       "dv/dt = -v/(10*ms) : volt",
                       {.threshold = "v > 10*mV", .reset = "v = 0*mV", .name = "source"}};
    NeuronGroup cells{
        3, model.equations, {.threshold = model.threshold, .reset = model.reset, .name = "cells"}};
    std::map<std::string, std::string> post;
    SynapsesOptions options{.on_pre = model.on_pre, .name = "S"};
    if (!model.on_post.empty()) {
      options.on_post = model.on_post;
    }
    Synapses synapses{source, cells, model.synapses, options};
    if (!model.regularly.empty()) {
      cells.run_regularly(model.regularly);
    }
    if (one_to_one) {
      synapses.connect({.i = {0, 1, 2}, .j = {0, 1, 2}});
    } else {
      synapses.connect();
    }
    Network network{{.backend = backend::make_interpreter()}, source, cells, synapses};
    network.run(0 * ms);
    auto findings = doctor::examine({{&source, &cells, &synapses}});
    // The source is silent, and so are cells without input.
    std::erase_if(findings, [](const Finding& finding) { return finding.code == "RV702"; });
    return findings;
  }
};

TEST_F(DoctorTest, FindsParametersThatAreOnlyAddedTo) {
  const auto findings = examine({});
  ASSERT_THAT(codes(findings), ElementsAre("RV101 warning I"));
  EXPECT_EQ(render(findings.front()),
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

TEST_F(DoctorTest, FindsThemThroughSubexpressions) {
  EXPECT_THAT(codes(examine({.equations = "dv/dt = (total - v)/(10*ms) : volt\n"
                                          "total = 2*both : volt\nboth = I + v : volt\nI : volt",
                             .on_pre = "I_post = I_post + w"})),
              ElementsAre("RV101 warning I"));
}

TEST_F(DoctorTest, SaysOfAPoissonInputHowMuchItAdds) {
  NeuronGroup cells{
      3, with_current, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01 * mV};
  Network network{{.backend = backend::make_interpreter()}, cells, input};
  const auto findings = doctor::examine({{&cells, &input}});
  ASSERT_THAT(codes(findings), ElementsAre("RV101 warning I"));
  EXPECT_DOUBLE_EQ(findings.front().data.at("rate"), 0.04);
  EXPECT_EQ(findings.front().places[1].note, "adds 0.04 volt/second to it on average");
}

TEST_F(DoctorTest, LeavesWhatSomethingLowers) {
  EXPECT_THAT(examine({.equations = "dv/dt = -v/(10*ms) : volt\nI : volt"}), IsEmpty())
      << "a counter that no equation reads";
  EXPECT_THAT(examine({.equations = "dv/dt = (I - v)/(10*ms) : volt\ndI/dt = -I/(5*ms) : volt"}),
              IsEmpty());
  EXPECT_THAT(examine({.regularly = "I = 0.9*I"}), IsEmpty());
  EXPECT_THAT(examine({.on_post = "I -= w"}), IsEmpty());
  EXPECT_THAT(examine({.equations = "v : volt", .on_pre = "v += w"}), IsEmpty())
      << "an integrator whose reset clears it";
  EXPECT_THAT(codes(examine({.reset = "v = 0*mV; I = 0*mV"})), ElementsAre("RV101 hint I"));
}

TEST_F(DoctorTest, FindsAssignmentsThatLatch) {
  const auto findings = examine({.on_pre = "I = w"});
  ASSERT_THAT(codes(findings), ElementsAre("RV102 warning I"));
  EXPECT_EQ(
      render(findings.front()),
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

TEST_F(DoctorTest, LeavesAssignmentsThatAreMeant) {
  EXPECT_THAT(examine({.on_pre = "I = w", .on_post = "I = 0*mV"}), IsEmpty()) << "set and reset";
  EXPECT_THAT(examine({.on_pre = "I = w"}, true), IsEmpty()) << "one synapse for each neuron";
  EXPECT_THAT(examine({.on_pre = "x = I_post", .synapses = "w : volt\nx : volt"}), IsEmpty())
      << "of the synapse itself";
  EXPECT_THAT(examine({.equations = "dv/dt = (I - v)/(10*ms) : volt\ndI/dt = -I/(5*ms) : volt",
                       .on_pre = "I = w"}),
              IsEmpty())
      << "a trace";
  EXPECT_THAT(
      examine({.equations = "dv/dt = -v/(10*ms) : volt\nlast : second", .on_pre = "last = t"}),
      IsEmpty());
  EXPECT_THAT(examine({.on_pre = "I = clip(I + w, 0*mV, 5*mV)"}), IsEmpty())
      << "made of the old value";
}

TEST_F(DoctorTest, FindsDifferencesOfPotentialsAtArrival) {
  const std::string decaying = "dv/dt = (I - v)/(10*ms) : volt\ndI/dt = -I/(5*ms) : volt";
  const auto findings = examine({.equations = decaying,
                                 .on_pre = "I_post += current",
                                 .synapses = "w : 1\ncurrent = w*(v_pre - v_post) : volt"});
  ASSERT_THAT(codes(findings), ElementsAre("RV104 warning I"));
  EXPECT_EQ(findings.front().object, "S");
  EXPECT_EQ(findings.front().message,
            "the value that `v_pre` happens to have when a spike arrives decides what the spike "
            "does");
  ASSERT_EQ(findings.front().places.size(), 2U);
  EXPECT_EQ(findings.front().places[0].note, "contains v_pre");
  EXPECT_EQ(findings.front().places[1].note, "runs once for each spike");
  EXPECT_THAT(codes(examine({.equations = decaying, .on_pre = "I += w*v_pre/mV"})),
              ElementsAre("RV104 warning I"));
  EXPECT_THAT(examine({.equations = decaying, .on_pre = "I += w*(v_post - 70*mV)/mV"}), IsEmpty());
  EXPECT_THAT(examine({.equations = decaying,
                       .on_pre = "I += w",
                       .synapses = "w : volt\nI_gap = w*(v_pre - v_post)/mV : volt"}),
              IsEmpty());
}

TEST_F(DoctorTest, IsMutedByCodeAndObject) {
  NeuronGroup cells{
      3, with_current, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01 * mV};
  const model::NetworkDescription network{{&cells, &input}};
  EXPECT_THAT(doctor::examine(network, {.ignored = {{"RV101", {"cells"}}}}), IsEmpty());
  EXPECT_THAT(doctor::examine(network, {.ignored = {{"RV101", {"I"}}}}), IsEmpty());
  EXPECT_THAT(doctor::examine(network, {.ignored = {{"RV101", {}}}}), IsEmpty());
  EXPECT_EQ(doctor::examine(network, {.ignored = {{"RV101", {"others"}}, {"RV102", {}}}}).size(),
            1U);
  EXPECT_EQ(error_text<UsageError>([&] { doctor::examine(network, {.ignored = {{"RV999", {}}}}); }),
            "the doctor has no rule 'RV999'");
}

/// A rule with a bug.
class FailingRule final : public Rule {
 public:
  std::string_view code() const override { return "RV999"; }

  std::vector<Finding> examine(const Facts& /*facts*/) const override {
    throw std::logic_error("a bug");
  }
};

TEST_F(DoctorTest, NamesARuleThatFailsAndAsksTheOthers) {
  NeuronGroup cells{
      3, with_current, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01 * mV};
  std::vector<std::string> failures;
  Surroundings surroundings;
  surroundings.on_failure = [&](const std::string& code, const std::string& error) {
    failures.push_back(code + ": " + error);
  };
  const FailingRule failing;
  std::vector<const Rule*> with_failing{&failing};
  with_failing.insert(with_failing.end(), rules().begin(), rules().end());
  with_failing.push_back(&failing);
  const auto findings = doctor::examine({{&cells, &input}}, surroundings, with_failing);
  EXPECT_THAT(codes(findings), ElementsAre("RV101 warning I"));
  EXPECT_THAT(failures, ElementsAre("RV999: a bug", "RV999: a bug"));
  EXPECT_EQ(codes(doctor::examine({{&cells, &input}}, {}, with_failing)).size(), 1U)
      << "nobody who listens is no reason to fail";
}

}  // namespace
}  // namespace ranvier::doctor::examine_test
