/// The fixes as changes of the text: what they leave has the finding no more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/doctor/examine.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::edits_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string edited(std::string text, const std::string& object, const Finding& finding) {
  std::vector<Edit> edits;
  std::ranges::copy_if(finding.edits, std::back_inserter(edits), [&](const Edit& edit) {
    return edit.kind == Edit::Kind::text && edit.object == object && edit.source == text;
  });
  std::ranges::sort(edits, std::ranges::greater(),
                    [](const Edit& edit) { return edit.span.begin; });
  for (const auto& edit : edits) {
    text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
  }
  return text;
}

std::vector<std::string> beyond_texts(const Finding& finding) {
  std::vector<std::string> found;
  for (const auto& edit : finding.edits) {
    if (edit.kind != Edit::Kind::text) {
      found.push_back(edit.object + ": " + edit.argument +
                      (edit.kind == Edit::Kind::argument ? "=" : "") + edit.text);
    }
  }
  return found;
}

/// Neurons, and synapses onto them.
struct Model {
  std::string equations = "dv/dt = (I - v)/tau : volt\n  I : volt  # input";
  std::string on_pre = "I += w";
  std::string synapses = "w : volt";
  std::string method = {};
  model::Constants constants = {};  ///< of the neurons
};

const model::Constants script{{"tau", 10 * ms},    {"ms", units::ms},     {"mV", units::mV},
                              {"C", 200 * pF},     {"tau_taken", 5 * ms}, {"E_rest", -70 * mV},
                              {"V_GABA", -85 * mV}};

std::vector<Finding> findings_in(const Model& model, model::Constants outside = script,
                                 const std::set<std::string>& unused = {}) {
  NeuronGroup source{3,
                     "dv/dt = -v/(10*ms) : volt",
                     {.threshold = "v > 10*mV", .reset = "v = 0*mV", .name = "source"}};
  NeuronGroup cells{3,
                    model.equations,
                    {.method = model.method,
                     .threshold = "v > 10*mV",
                     .reset = "v = 0*mV",
                     .constants = model.constants,
                     .name = "cells"}};
  Synapses synapses{source, cells, model.synapses, {.on_pre = model.on_pre, .name = "S"}};
  auto findings = examine(
      {{&source, &cells, &synapses}},
      {.names = model::namespace_of(std::move(outside)), .unused_names = [&] { return unused; }});
  std::erase_if(findings, [](const Finding& finding) { return finding.level == Level::hint; });
  return findings;
}

TEST(Edits, LetAnInputDecay) {
  Model model;
  const auto findings = findings_in(model);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(beyond_texts(findings.front()), ElementsAre("cells: tau_I = 5*ms\n"));
  model.equations = edited(model.equations, "cells", findings.front());
  EXPECT_EQ(model.equations, "dv/dt = (I - v)/tau : volt\n  dI/dt = -I/tau_I : volt  # input");
  auto outside = script;
  outside.emplace("tau_I", 5 * ms);
  EXPECT_THAT(findings_in(model, outside), IsEmpty());
}

TEST(Edits, AddInsteadOfAssigning) {
  Model model{.on_pre = "I_post=w"};
  const auto findings = findings_in(model);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "RV102");
  model.on_pre = edited(model.on_pre, "S", findings.front());
  EXPECT_EQ(model.on_pre, "I_post += w");
  model.equations = edited(model.equations, "cells", findings.front());
  EXPECT_THAT(findings_in(model), IsEmpty());
}

TEST(Edits, TakeNamesThatAreFree) {
  const Model model{.equations = "dv/dt = (taken - v)/tau : volt\ntaken : volt",
                    .on_pre = "taken += w"};
  EXPECT_THAT(beyond_texts(findings_in(model).front()),
              ElementsAre("cells: tau_taken_decay = 5*ms\n"));
}

TEST(Edits, WriteTheTimeIntoTheEquationWhereTheScriptHasNoPlaceForIt) {
  Model model;
  const auto findings = findings_in(model, {{"tau", 10 * ms}});
  EXPECT_THAT(beyond_texts(findings.front()), IsEmpty()) << "the script has no `ms`";
  EXPECT_EQ(edited(model.equations, "cells", findings.front()),
            "dv/dt = (I - v)/tau : volt\n  dI/dt = -I/(5*ms) : volt  # input");
  model.constants = {{"tau", 10 * ms}};
  EXPECT_THAT(beyond_texts(findings_in(model).front()), IsEmpty()) << "a namespace of its own";
}

TEST(Edits, ChangeTheMethodIfItWouldRefuse) {
  EXPECT_THAT(beyond_texts(findings_in({.method = "exact"}).front()),
              ElementsAre("cells: tau_I = 5*ms\n"));
  const Model model{.equations = "dv/dt = (g*(0*mV - v) - v)/tau : volt\ng : 1",
                    .on_pre = "g += w",
                    .synapses = "w : 1",
                    .method = "exact"};
  EXPECT_THAT(beyond_texts(findings_in(model).front()),
              ElementsAre("cells: tau_g = 5*ms\n", "cells: method='exponential_euler'"));
}

TEST(Edits, AreLeftToTheUserWhereAGroupKeepsTheValue) {
  const std::string equations = "dv/dt = (I - v)/tau : volt\nI : volt";
  NeuronGroup fed{3, equations, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "fed"}};
  NeuronGroup other{3, equations, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "other"}};
  PoissonInput input{fed, "I", 10, 10 * Hz, 1 * mV};
  auto findings = examine({{&fed, &other, &input}}, {.names = model::namespace_of(script)});
  std::erase_if(findings, [](const Finding& finding) { return finding.level == Level::hint; });
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().edits, IsEmpty()) << "one text, and `other.I` is a constant current";
  EXPECT_THAT(
      findings_in({.equations = "dv/dt = (I - v)/tau : volt\nI : volt (constant)"}).front().edits,
      IsEmpty());
}

const Model chemical{.equations =
                         "dv/dt = (-(v - E_rest)*10*nS - I_syn)/C : volt\n"
                         "  I_syn = I_gaba : amp\n"
                         "  dI_gaba/dt = -I_gaba/tau : amp  # decays",
                     .on_pre = "I_gaba_post += I",
                     .synapses = "w : siemens\nI = w*(v_pre - v_post) : amp"};

TEST(Edits, TurnADifferenceOfPotentialsIntoAConductance) {
  auto model = chemical;
  const auto findings = findings_in(model, script, {"V_GABA"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(render(findings.front()),
            "RV104 warning  the value that `v_pre` happens to have when a spike arrives decides "
            "what the spike does\n"
            "  Synapses 'S', line 2     I = w*(v_pre - v_post) : amp   # contains v_pre\n"
            "  on_pre of Synapses 'S'   I_gaba_post += I               # runs once for each spike\n"
            "  why:   on_pre runs once for a spike, after the delay: `v_pre` is that after the "
            "reset then; what it adds stays while both potentials go on changing\n"
            "         a chemical synapse opens a conductance, whose current follows the potential "
            "of the target alone\n"
            "         V_GABA = -85 mV is defined and used nowhere: it is the reversal potential "
            "that `I_gaba` lacks\n"
            "  fix:   on_pre='g_gaba_post += w'\n"
            "         I_gaba = g_gaba*(v - V_GABA) : amp\n"
            "         dg_gaba/dt = -g_gaba/tau : siemens\n"
            "  mute:  doctor(ignore={'RV104': ['S']})\n");
  model.equations = edited(model.equations, "cells", findings.front());
  model.on_pre = edited(model.on_pre, "S", findings.front());
  EXPECT_EQ(model.equations,
            "dv/dt = (-(v - E_rest)*10*nS - I_syn)/C : volt\n"
            "  I_syn = I_gaba : amp\n"
            "  I_gaba = g_gaba*(v - V_GABA) : amp\n"
            "  dg_gaba/dt = -g_gaba/tau : siemens  # decays");
  EXPECT_EQ(model.on_pre, "g_gaba_post += w");
  EXPECT_THAT(beyond_texts(findings.front()), IsEmpty());
  EXPECT_THAT(findings_in(model), IsEmpty());
}

TEST(Edits, SayWhatIsLackingForAConductance) {
  const auto findings = findings_in(chemical);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings.front().edits, IsEmpty()) << "the reversal potential is not known";
  EXPECT_EQ(findings.front().fix,
            "on_pre='g_gaba_post += w'\n"
            "I_gaba = g_gaba*(v - E_syn) : amp\n"
            "dg_gaba/dt = -g_gaba/tau : siemens\n"
            "with E_syn, the reversal potential of `I_gaba`");
}

TEST(Edits, DefineTheReversalPotentialOfExcitation) {
  const Model model{.equations =
                        "dv/dt = ((E_rest - v)*10*nS + I_ampa)/C : volt\n"
                        "dI_ampa/dt = -I_ampa/tau : amp",
                    .on_pre = "I_ampa += w*(v_pre - v_post)",
                    .synapses = "w : siemens",
                    .method = "exact"};
  const auto findings = findings_in(model);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(beyond_texts(findings.front()),
              ElementsAre("cells: E_ampa = 0*mV  # reversal potential: choose\n",
                          "cells: method='exponential_euler'"));
  EXPECT_EQ(edited(model.equations, "cells", findings.front()),
            "dv/dt = ((E_rest - v)*10*nS + I_ampa)/C : volt\n"
            "I_ampa = g_ampa*(E_ampa - v) : amp\ndg_ampa/dt = -g_ampa/tau : siemens");
}

TEST(Edits, AreNoneWhereTheAmountIsNoConductanceTimesADifference) {
  auto model = chemical;
  model.on_pre = "I_gaba_post += w*v_pre*v_post/mV";
  EXPECT_THAT(findings_in(model, script, {"V_GABA"}).front().edits, IsEmpty());
}

}  // namespace
}  // namespace ranvier::doctor::edits_test
