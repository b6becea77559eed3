#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/equations/equations.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations::equations_test {
namespace {

std::vector<std::string> names(const std::vector<const Equation*>& equations) {
  std::vector<std::string> all;
  for (const auto* equation : equations) {
    all.push_back(equation->name);
  }
  return all;
}

std::string code_of(const std::string& text) {
  try {
    const Equations equations(text);
  } catch (const ModelError& error) {
    return error.code();
  }
  return "";
}

const std::string adapting_neuron = R"(
  dv/dt = (El - v + R*I)/tau : volt (unless refractory)  # membrane
  dw/dt = -w/tau_w : ampere
  I = I_external - w + I_noise : ampere
  I_noise = 0.1*I_external : ampere (constant over dt)
  I_external : ampere
  n : integer (constant)
  active : boolean (constant, shared)
)";

TEST(Equations, HoldTheThreeKindsOfLines) {
  const Equations equations(adapting_neuron);
  EXPECT_EQ(equations.all().size(), 7U);
  EXPECT_EQ(names(equations.differential()), (std::vector<std::string>{"v", "w"}));
  EXPECT_EQ(names(equations.subexpressions()), (std::vector<std::string>{"I_noise", "I"}));
  EXPECT_EQ(names(equations.parameters()), (std::vector<std::string>{"I_external", "n", "active"}));
  const auto* v = equations.find("v");
  EXPECT_EQ(v->kind, EquationKind::differential);
  EXPECT_EQ(v->dimension, units::volt_dimension);
  EXPECT_TRUE(v->has_flag("unless refractory"));
  EXPECT_EQ(equations.find("n")->type, ValueType::integer);
  EXPECT_EQ(equations.find("active")->type, ValueType::boolean);
  EXPECT_EQ(equations.find("active")->flags, (std::set<std::string>{"constant", "shared"}));
  EXPECT_EQ(equations.find("nothing"), nullptr);
  EXPECT_TRUE(equations.find("I")->is_plain_subexpression());
  EXPECT_FALSE(equations.find("I_noise")->is_plain_subexpression());
}

TEST(Equations, SpansPointIntoTheText) {
  const Equations equations(adapting_neuron);
  const auto* v = equations.find("v");
  const auto text = [&](SourceSpan span) {
    return v->source.substr(span.begin, span.end - span.begin);
  };
  EXPECT_EQ(text(v->span), "dv/dt = (El - v + R*I)/tau : volt (unless refractory)");
  EXPECT_EQ(text(v->name_span), "dv/dt");
  EXPECT_EQ(text(v->unit_span), "volt");
  EXPECT_EQ(text(v->expression->span()), "(El - v + R*I)/tau");
}

TEST(Equations, DifferentialEquationsAreSortedByName) {
  const Equations equations("dz/dt = 1/second : 1\nda/dt = 1/second : 1\ndB/dt = 1/second : 1");
  EXPECT_EQ(names(equations.differential()), (std::vector<std::string>{"B", "a", "z"}));
}

TEST(Equations, TextIsReadAsPeopleWriteIt) {
  for (const auto* text :
       {"", "\n", "# only a comment", "x:1(constant)\ny:1", "dx / dt = 1/second : 1",
        "d x/dt = 1/second : 1", "dx/dt =\n 1/second\n : 1", "x = (a +\n b) : 1", "x = a\n + b : 1",
        "x = a # one\n + b : 1", "x :\n 1", "v : volt\n (constant)", "x : 1 (constant) y : 1",
        "g : siemens/(metre**2) (constant)", "x : 1 ( constant , shared )", "dd/dt = 1/second : 1",
        "d : 1", "x = 1 if b else 0 : 1"}) {
    EXPECT_EQ(code_of(text), "") << text;
  }
}

TEST(Equations, LinesWithAWrongFormAreEquationSyntax) {
  for (const auto* text :
       {"x", "x = 1", "dx/dt = 1/second", "dx/dt 1/second : 1", "x :", "x : # 1", "random garbage",
        "x[0] : 1", "f(x) = 3 : 1", "= 3 : 1", ": 1", "x : (constant)", "x : 1 (constant",
        "x : 1 ()", "x : 1 (constant) + 3", "dx/dt : 1", "x y : 1", "dx/dv = 3 : 1"}) {
    EXPECT_EQ(code_of(text), "equation-syntax") << text;
  }
}

TEST(Equations, NamesWithAMeaningAreReserved) {
  for (const auto* name :
       {"t", "dt", "t_in_timesteps", "i", "N", "xi", "xi_a", "refractory", "not_refractory",
        "refractory_until", "pi", "e", "inf", "exp", "rand", "ms", "volt"}) {
    EXPECT_EQ(code_of(std::string(name) + " : 1"), "reserved-name") << name;
  }
  EXPECT_EQ(code_of("_x : 1"), "illegal-name");
  EXPECT_EQ(code_of("lambda : 1"), "illegal-name");
  EXPECT_EQ(code_of("dlambda/dt = 1/second : 1"), "illegal-name");
}

TEST(Equations, OnlyRealNumbersHaveADerivative) {
  EXPECT_EQ(code_of("dn/dt = 1/second : integer"), "differential-type");
  EXPECT_EQ(code_of("dn/dt = 1/second : boolean"), "differential-type");
}

TEST(Equations, NamedNoiseMayStandAnywhere) {
  EXPECT_EQ(code_of("dv/dt = xi_a*s : 1\ndw/dt = (xi_a + xi_b)*s : 1\nx = xi_c : second**-0.5"),
            "");
  EXPECT_EQ(code_of("dv/dt = xi*s : 1"), "");
  EXPECT_EQ(code_of("dv/dt = xi*s : 1\ndw/dt = xi*s : 1"), "repeated-noise");
  EXPECT_EQ(code_of("x = xi : second**-0.5"), "misplaced-noise");
}

TEST(Equations, CyclesAreRefused) {
  EXPECT_EQ(code_of("a = a : 1"), "cyclic-subexpressions");
  EXPECT_EQ(code_of("a = b : 1\nb = c : 1\nc = b : 1"), "cyclic-subexpressions");
  EXPECT_EQ(code_of("a = b + c : 1\nb = c : 1\nc : 1"), "");
}

TEST(Equations, ExternalNamesAreTheUndefinedOnes) {
  const Equations equations("dv/dt = (El - v)/tau + x : volt\nx = 2*mV/ms : volt/second");
  EXPECT_EQ(equations.external_names(), (std::set<std::string>{"El", "mV", "ms", "tau"}));
}

TEST(Equations, ExpandPutsPlainSubexpressionsInAtAnyDepth) {
  const Equations equations("a = 2*b : 1\nb = c + d : 1\nd = 3 : 1 (constant over dt)\nc : 1");
  EXPECT_EQ(print(equations.expand(Expression::symbol("a"))), "2*(c + d)");
}

TEST(Equations, ExpandRefusesWhatGrowsWithoutBound) {
  std::string text = "x0 : 1\n";
  for (int k = 1; k <= 60; ++k) {
    text += "x" + std::to_string(k) + " = x" + std::to_string(k - 1) + "*x" +
            std::to_string(k - 1) + " : 1\n";
  }
  const Equations equations(text);
  try {
    equations.expand(Expression::symbol("x60"));
    FAIL() << "an expression of 2^61 nodes was built";
  } catch (const ModelError& error) {
    EXPECT_EQ(error.code(), "text-limit");
  }
}

TEST(Equations, SumHoldsTheLinesOfBoth) {
  const auto sum = Equations("x : 1") + Equations("y = x : 1");
  EXPECT_EQ(print(sum), "x : 1\ny = x : 1\n");
  try {
    Equations("x : 1") + Equations("x = 3 : 1");
    FAIL() << "x was defined twice";
  } catch (const ModelError& error) {
    EXPECT_EQ(error.code(), "duplicate-variable");
  }
}

TEST(Equations, FlagsAreCheckedAgainstTheObject) {
  const auto code = [](const std::string& text, Context context) -> std::string {
    try {
      Equations(text).check_flags(context, "test");
    } catch (const ModelError& error) {
      return error.code();
    }
    return "";
  };
  EXPECT_EQ(code(adapting_neuron, Context::neuron_group), "");
  EXPECT_EQ(code("dx/dt = -x/tau : 1 (event-driven)\ng_post = x : 1 (summed)", Context::synapses),
            "");
  EXPECT_EQ(code("dx/dt = -x/tau : 1 (event-driven)", Context::neuron_group), "illegal-flag");
  EXPECT_EQ(code("dx/dt = -x/tau : 1 (unless refractory)", Context::synapses), "illegal-flag");
  EXPECT_EQ(code("x : 1 (linked, shared)", Context::neuron_group), "incompatible-flags");
  EXPECT_EQ(code("x = y : 1 (summed, shared)", Context::synapses), "incompatible-flags");
  EXPECT_EQ(code("x = y : 1 (summed, shared target)", Context::synapses), "");
  EXPECT_EQ(code("x_post : 1", Context::synapses), "pre-post-name");
  EXPECT_EQ(code("v : 1\ns = v : 1 (shared)", Context::neuron_group), "shared-subexpression");
  EXPECT_EQ(code("v : 1 (shared)\ns = v : 1 (shared)", Context::neuron_group), "");
}

TEST(Equations, PrintedTextHasTheSameEquations) {
  const Equations equations(adapting_neuron);
  const Equations again(print(equations));
  EXPECT_EQ(print(again), print(equations));
  ASSERT_EQ(again.all().size(), equations.all().size());
  for (std::size_t k = 0; k < again.all().size(); ++k) {
    EXPECT_EQ(again.all()[k].expression, equations.all()[k].expression);
    EXPECT_EQ(again.all()[k].dimension, equations.all()[k].dimension);
    EXPECT_EQ(again.all()[k].flags, equations.all()[k].flags);
    EXPECT_EQ(again.all()[k].type, equations.all()[k].type);
  }
}

TEST(Equations, ShowTheirOwnPlaceAfterTheyWereAdded) {
  const auto sum = Equations("dv/dt = -v/tau : volt") + Equations("\nw = v*v : volt**2");
  const auto* added = sum.find("w");
  const auto span = added->expression->span();
  EXPECT_EQ(added->source.substr(span.begin, span.end - span.begin), "v*v");
  EXPECT_EQ(added->source, sum.find("v")->source);
}

}  // namespace
}  // namespace ranvier::equations::equations_test
