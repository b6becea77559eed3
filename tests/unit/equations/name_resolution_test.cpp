#include <numbers>

#include <gtest/gtest.h>

#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations::name_resolution_test {
namespace {

using symbolic::Expression;

Expression parse(const std::string& text) {
  return parse_expression(text, "test");
}

const NameTable membrane{{"v", {NameInfo::Kind::variable, units::volt_dimension}}};

TEST(DefaultConstants, AreUnitsAndThreeNumbers) {
  EXPECT_EQ(default_constant("pi")->value(), std::numbers::pi);
  EXPECT_EQ(default_constant("e")->value(), std::numbers::e);
  EXPECT_EQ(default_constant("mV")->value(), 1e-3);
  EXPECT_EQ(default_constant("mV")->dimension(), units::volt_dimension);
  EXPECT_FALSE(default_constant("v"));
}

TEST(BindDefaultConstants, PutsNumbersInAndFoldsThem) {
  EXPECT_EQ(bind_default_constants(parse("v + 10*mV"), membrane),
            Expression::symbol("v") + Expression::real(10 * 1e-3));
  EXPECT_EQ(bind_default_constants(parse("2*pi"), {}), Expression::real(2 * std::numbers::pi));
}

TEST(BindDefaultConstants, LeavesVariablesOfThatName) {
  EXPECT_EQ(bind_default_constants(parse("e"), {{"e", {}}}), Expression::symbol("e"));
}

TEST(ExternalNames, AreNeitherVariablesNorConstantsNorNoise) {
  EXPECT_EQ(external_names(parse("(El - v)/tau + 3*mV + xi + xi_a"), membrane),
            (std::vector<std::string>{"El", "tau"}));
}

TEST(ExternalNames, OfABlockLeaveOutItsLocals) {
  const auto block = parse_statements("a = b*v\nv += a + c\nd = d + 1", "reset");
  EXPECT_EQ(external_names(block, membrane), (std::vector<std::string>{"b", "c", "d"}));
}

TEST(UnknownNames, AreReportedOnceEachWithAllPlaces) {
  std::vector<Diagnostic> diagnostics;
  const std::string text = "V + V*w_unknown";
  report_unknown_names(parse(text), membrane, text, "threshold", diagnostics);
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].code, "unknown-name");
  EXPECT_EQ(diagnostics[0].labels.size(), 2U);
  EXPECT_EQ(diagnostics[0].help, "did you mean 'v'?");
  EXPECT_EQ(diagnostics[1].help,
            "define 'w_unknown' in the script before the run, or add it to the equations");
}

TEST(UnknownNames, SayWhatTheNameIsOutsideIfNoModelCanUseIt) {
  std::vector<Diagnostic> diagnostics;
  const std::string text = "v + I0 + drive(v)";
  report_unknown_names(parse(text), membrane, text, "threshold", diagnostics,
                       {{"I0", {"an array of 3 values, not one value", "use a parameter"}},
                        {"drive", {"a function without units", "declare them"}}});
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].code, "unknown-name");
  EXPECT_EQ(diagnostics[0].message, "'I0' is an array of 3 values, not one value");
  EXPECT_EQ(diagnostics[0].help, "use a parameter");
  EXPECT_EQ(diagnostics[1].code, "unknown-function");
  EXPECT_EQ(diagnostics[1].message, "'drive' is a function without units");
  EXPECT_EQ(diagnostics[1].help, "declare them");
}

}  // namespace
}  // namespace ranvier::equations::name_resolution_test
