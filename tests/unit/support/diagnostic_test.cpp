#include <string>

#include <gtest/gtest.h>

#include <ranvier/support/diagnostic.hpp>

namespace ranvier::diagnostic_test {
namespace {

Diagnostic::Label label(const std::string& source, const std::string& term, std::string text) {
  const auto begin = source.rfind(term);
  return {{begin, begin + term.size()}, std::move(text)};
}

TEST(Diagnostic, ShowsBothTermsOfABadSum) {
  Diagnostic diagnostic;
  diagnostic.code = "dimension-mismatch";
  diagnostic.message = "cannot add volt/second and ampere";
  diagnostic.where = "NeuronGroup 'exc'";
  diagnostic.source = "tau : second\ndv/dt = (El - v)/tau + I : volt\n";
  diagnostic.labels = {label(diagnostic.source, "(El - v)/tau", "volt/second"),
                       label(diagnostic.source, "I", "ampere")};
  diagnostic.help = "'I' is declared as ampere; did you mean R*I/tau?";
  EXPECT_EQ(render(diagnostic), R"(error[dimension-mismatch]: cannot add volt/second and ampere
  in NeuronGroup 'exc', line 2
    dv/dt = (El - v)/tau + I : volt
            ^^^^^^^^^^^^ volt/second
                           ^ ampere
  help: 'I' is declared as ampere; did you mean R*I/tau?
)");
}

TEST(Diagnostic, RepeatsTheSourceLineForALabelOnAnotherLine) {
  Diagnostic diagnostic{
      "duplicate-variable", "'v' is defined twice", "Equations", "v : 1\nw : 1\nv : 1", {}, ""};
  diagnostic.labels = {{{0, 1}, "defined here"}, {{12, 13}, "defined again"}};
  EXPECT_EQ(render(diagnostic), R"(error[duplicate-variable]: 'v' is defined twice
  in Equations, line 1
    v : 1
    ^ defined here
    v : 1
    ^ defined again
)");
}

TEST(Diagnostic, CountsCharactersNotBytesAndShowsTabsAsOneColumn) {
  Diagnostic diagnostic{"syntax", "wrong", "Equations", "\tµ + τ", {}, ""};
  diagnostic.labels = {label(diagnostic.source, "τ", "here")};
  EXPECT_EQ(render(diagnostic),
            "error[syntax]: wrong\n  in Equations, line 1\n     µ + τ\n         ^ here\n");
}

TEST(Diagnostic, MarksAnEmptySpanAndTheFirstLineOfALongOne) {
  Diagnostic diagnostic{"syntax", "wrong", "Equations", "a +\nb", {}, ""};
  diagnostic.labels = {{{3, 3}, "end"}, {{0, 5}, "all"}};
  EXPECT_EQ(render(diagnostic),
            "error[syntax]: wrong\n  in Equations, line 1\n    a +\n       ^ end\n    ^^^ all\n");
}

TEST(Diagnostic, WithoutLabelsNamesThePlaceOnly) {
  const Diagnostic diagnostic{"text-limit", "too long", "Equations", "", {}, "split it"};
  EXPECT_EQ(render(diagnostic), "error[text-limit]: too long\n  in Equations\n  help: split it\n");
}

TEST(Diagnostic, SeveralAreSeparatedByEmptyLines) {
  const Diagnostic diagnostic{"a", "b", "", "", {}, ""};
  EXPECT_EQ(render(std::vector{diagnostic, diagnostic}), "error[a]: b\n\nerror[a]: b\n");
}

TEST(NearestName, FindsASlipOfThePenAndNothingElse) {
  EXPECT_EQ(nearest_name("tua_m", {"v", "tau_m", "tau_n"}), "tau_m");
  EXPECT_EQ(nearest_name("EL", {"El", "v"}), "El");
  EXPECT_EQ(nearest_name("conductance", {"v", "w"}), "");
}

}  // namespace
}  // namespace ranvier::diagnostic_test
