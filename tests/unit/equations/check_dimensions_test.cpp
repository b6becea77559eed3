#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations::check_dimensions_test {
namespace {

using units::dimensionless;
using units::volt_dimension;

NameInfo variable(const units::Dimension& dimension, ValueType type = ValueType::real) {
  return {NameInfo::Kind::variable, dimension, type};
}

const NameTable names{
    {"v", variable(volt_dimension)},
    {"w", variable(volt_dimension)},
    {"I", variable(units::ampere_dimension)},
    {"tau", variable(units::second_dimension)},
    {"x", variable(dimensionless)},
    {"n", variable(dimensionless, ValueType::integer)},
    {"b", variable(dimensionless, ValueType::boolean)},
    {"k", {NameInfo::Kind::external, dimensionless, ValueType::real, true, true, 3.0}}};

struct Result {
  std::optional<ExpressionInfo> info;
  std::string code;
};

Result check(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  auto info = check_expression(parse_expression(text, "test"), names, text, "test", diagnostics);
  return {info, diagnostics.empty() ? "" : diagnostics.front().code};
}

struct DimensionCase {
  std::string text;
  units::Dimension dimension;
  ValueType type;
};

class KnownDimension : public testing::TestWithParam<DimensionCase> {};

TEST_P(KnownDimension, AndTypeAreFound) {
  const auto [info, code] = check(GetParam().text);
  ASSERT_EQ(code, "");
  ASSERT_TRUE(info);
  EXPECT_EQ(name_of(info->dimension), name_of(GetParam().dimension));
  EXPECT_EQ(info->type, GetParam().type);
}

constexpr auto real = ValueType::real;
constexpr auto integer = ValueType::integer;
constexpr auto boolean = ValueType::boolean;

INSTANTIATE_TEST_SUITE_P(
    Expressions, KnownDimension,
    testing::Values(
        DimensionCase{"v + w", volt_dimension, real},
        DimensionCase{"v - 10*mV", volt_dimension, real},
        DimensionCase{"v + 0", volt_dimension, real},
        DimensionCase{"v - inf", volt_dimension, real},
        DimensionCase{"-inf + v", volt_dimension, real},
        DimensionCase{"v > 0", dimensionless, boolean},
        DimensionCase{"v*I", volt_dimension* units::ampere_dimension, real},
        DimensionCase{"v/tau", volt_dimension / units::second_dimension, real},
        DimensionCase{"v**2", volt_dimension.power(2), real},
        DimensionCase{"v**(1/2)", volt_dimension.power(0.5), real},
        DimensionCase{"v**-1", volt_dimension.power(-1), real},
        DimensionCase{"v**k", volt_dimension.power(3), real},
        DimensionCase{"x**x", dimensionless, real},
        DimensionCase{"sqrt(v)", volt_dimension.power(0.5), real},
        DimensionCase{"abs(v)", volt_dimension, real},
        DimensionCase{"floor(v)", volt_dimension, real},
        DimensionCase{"sign(v)", dimensionless, integer},
        DimensionCase{"v % w", volt_dimension, real},
        DimensionCase{"exp(v/w)", dimensionless, real},
        DimensionCase{"clip(v, 0*mV, w)", volt_dimension, real},
        DimensionCase{"timestep(tau, tau)", dimensionless, integer},
        DimensionCase{"int(v > w)", dimensionless, integer},
        DimensionCase{"n + 1", dimensionless, integer}, DimensionCase{"n/2", dimensionless, real},
        DimensionCase{"n//2", dimensionless, integer},
        DimensionCase{"n**2", dimensionless, integer}, DimensionCase{"n**-1", dimensionless, real},
        DimensionCase{"b + b", dimensionless, integer}, DimensionCase{"v*b", volt_dimension, real},
        DimensionCase{"v*(x > 1)", volt_dimension, real},
        DimensionCase{"b and v > w or not b", dimensionless, boolean},
        DimensionCase{"v if b else w", volt_dimension, real},
        DimensionCase{"v if b else 0", volt_dimension, real},
        DimensionCase{"n if b else 2", dimensionless, integer},
        DimensionCase{"rand()", dimensionless, real},
        DimensionCase{"poisson(x)", dimensionless, real}, DimensionCase{"e", dimensionless, real}));

TEST(CheckExpression, RefusesWhatDoesNotFit) {
  for (const auto* text :
       {"v + I", "v + 1", "v > 1", "v == b", "v % x", "x**v", "exp(v)", "int(v)", "clip(v, 0, w)",
        "clip(v, -inf, inf)", "timestep(x, x)", "0*v + I", "v if b else I", "poisson(tau)"}) {
    EXPECT_EQ(check(text).code, "dimension-mismatch") << text;
  }
  EXPECT_EQ(check("v**x").code, "variable-exponent");
  EXPECT_EQ(check("v//w").code, "floor-division");
  EXPECT_EQ(check("x and b").code, "type-mismatch");
  EXPECT_EQ(check("-b").code, "type-mismatch");
  EXPECT_EQ(check("v if x else w").code, "type-mismatch");
  EXPECT_EQ(check("v + unknown").code, "unknown-name");
}

TEST(CheckExpression, ReportsEachErrorOnce) {
  std::vector<Diagnostic> diagnostics;
  const std::string text = "exp(v + I)*(v - tau) + missing";
  check_expression(parse_expression(text, "test"), names, text, "test", diagnostics);
  EXPECT_EQ(diagnostics.size(), 3U) << render(diagnostics);
}

TEST(CheckStatements, ReturnsTheLocalsWithDimensionAndType) {
  std::vector<Diagnostic> diagnostics;
  const auto block =
      parse_statements("a = v*2; c = a > w; m = n + 1; v += a; ms = 3; v *= ms", "reset");
  const auto locals = check_statements(block, names, "reset", diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(locals.size(), 4U);
  EXPECT_EQ(locals.at("a").dimension, volt_dimension);
  EXPECT_EQ(locals.at("c").type, boolean);
  EXPECT_EQ(locals.at("m").type, integer);
  EXPECT_EQ(locals.at("ms").dimension, dimensionless) << "a local hides the unit of its name";
}

TEST(CheckStatements, ALocalMayHideAConstantFromOutside) {
  std::vector<Diagnostic> diagnostics;
  const auto locals =
      check_statements(parse_statements("k = v; v += k", "reset"), names, "reset", diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(locals.at("k").dimension, volt_dimension);
}

TEST(CheckEquations, NoiseHasTheDimensionOfOneOverTheRootOfSecond) {
  std::vector<Diagnostic> diagnostics;
  const Equations equations("dv/dt = -v/tau + w*xi*tau**-0.5 + w*xi_b*tau**-0.5 : volt");
  check_equations(equations, names, "test", diagnostics);
  EXPECT_EQ(render(diagnostics), "");
}

TEST(CheckEquations, IntegersAndBooleansTakeAnyNumberWithoutUnit) {
  std::vector<Diagnostic> diagnostics;
  const Equations equations("m = 1.5*x : integer\nc = 3 : boolean\ny = v > w : 1");
  check_equations(equations, names, "test", diagnostics);
  EXPECT_EQ(render(diagnostics), "");
}

TEST(CheckCondition, AcceptsBooleansOnly) {
  const auto code = [](const std::string& text) -> std::string {
    std::vector<Diagnostic> diagnostics;
    check_condition(parse_expression(text, "test"), names, text, "test", diagnostics);
    return diagnostics.empty() ? "" : diagnostics.front().code;
  };
  EXPECT_EQ(code("v > w and b"), "");
  EXPECT_EQ(code("b"), "");
  EXPECT_EQ(code("v"), "not-boolean");
  EXPECT_EQ(code("n"), "not-boolean");
  EXPECT_EQ(code("v > I"), "dimension-mismatch");
}

}  // namespace
}  // namespace ranvier::equations::check_dimensions_test
