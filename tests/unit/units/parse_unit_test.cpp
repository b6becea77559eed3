#include <string>

#include <gtest/gtest.h>

#include <ranvier/units/parse_unit.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::units::parse_unit_test {
namespace {

Dimension dimension_of(const std::string& text) {
  UnitProblem problem;
  const auto unit = parse_unit(text, problem);
  EXPECT_TRUE(unit) << text << ": " << problem.message;
  return unit ? unit->dimension : dimensionless;
}

TEST(ParseUnit, ReadsProductsQuotientsAndPowers) {
  EXPECT_EQ(dimension_of("volt"), volt_dimension);
  EXPECT_EQ(dimension_of(" 1 "), dimensionless);
  EXPECT_EQ(dimension_of("1/second"), hertz_dimension);
  EXPECT_EQ(dimension_of("1.0/second"), hertz_dimension);
  EXPECT_EQ(dimension_of("(1/second)*volt"), volt_dimension / second_dimension);
  EXPECT_EQ(dimension_of("siemens*meter**-2"), siemens_dimension / metre_dimension.power(2));
  EXPECT_EQ(dimension_of("siemens/(meter**2)"), siemens_dimension / metre_dimension.power(2));
  EXPECT_EQ(dimension_of("volt/metre/metre"), volt_dimension / metre_dimension.power(2));
  EXPECT_EQ(dimension_of("volt * second ** 0.5"), volt_dimension * second_dimension.power(0.5));
  EXPECT_EQ(dimension_of("volt*second**-.5"), volt_dimension / second_dimension.power(0.5));
  EXPECT_EQ(dimension_of("volt**(1/2)"), volt_dimension.power(0.5));
  EXPECT_EQ(dimension_of("Hz*volt"), volt_dimension / second_dimension);
}

TEST(ParseUnit, TellsIntegersAndBooleansFromRealNumbers) {
  UnitProblem problem;
  EXPECT_EQ(parse_unit("integer", problem)->kind, ParsedUnit::Kind::integer);
  EXPECT_EQ(parse_unit(" boolean", problem)->kind, ParsedUnit::Kind::boolean);
  EXPECT_EQ(parse_unit("1", problem)->kind, ParsedUnit::Kind::real);
}

TEST(ParseUnit, AcceptsUnitsWithoutScaleOnly) {
  for (const auto* text : {"mmolar", "mM", "kgram", "kliter", "radian", "Hz"}) {
    dimension_of(text);
  }
  UnitProblem problem;
  EXPECT_FALSE(parse_unit("nS/cm2", problem));
  EXPECT_EQ(problem.code, "scaled-unit");
  EXPECT_EQ(problem.begin, 0U);
  EXPECT_EQ(problem.end, 2U);
  EXPECT_EQ(problem.help, "write 'siemens' here; values may still be given in nS");
}

struct RefusedCase {
  std::string text;
  std::string code;
  std::size_t begin;
  std::size_t end;
  std::string message;
  std::string help;
};

class RefusedUnit : public testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedUnit, IsExplained) {
  UnitProblem problem;
  ASSERT_FALSE(parse_unit(GetParam().text, problem));
  EXPECT_EQ(problem.code, GetParam().code);
  EXPECT_EQ(problem.begin, GetParam().begin);
  EXPECT_EQ(problem.end, GetParam().end);
  EXPECT_EQ(problem.message, GetParam().message);
  EXPECT_EQ(problem.help, GetParam().help);
}

const std::string form =
    "a unit is a product of base units and their powers, like siemens/metre**2";

INSTANTIATE_TEST_SUITE_P(
    Units, RefusedUnit,
    testing::Values(
        RefusedCase{"volts", "unknown-unit", 0, 5, "unknown unit 'volts'", "did you mean 'volt'?"},
        RefusedCase{"1/foo", "unknown-unit", 2, 5, "unknown unit 'foo'", ""},
        RefusedCase{"int", "unknown-unit", 0, 3, "unknown unit 'int'",
                    "write 'integer' for a variable that holds integers"},
        RefusedCase{"boolean*volt", "unknown-unit", 0, 7, "unknown unit 'boolean'",
                    "'boolean' stands alone in the unit column"},
        RefusedCase{"molar", "scaled-unit", 0, 5, "'molar' is not a base unit",
                    "write 'mmolar' here; values may still be given in molar"},
        RefusedCase{"bool", "bool-unit", 0, 4, "'bool' is not a unit",
                    "write 'boolean' for a variable that is true or false"},
        RefusedCase{"2*volt", "unit-syntax", 0, 1, "the number '2' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"1.0*volt", "unit-syntax", 0, 3, "the number '1.0' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"1*volt", "unit-syntax", 0, 1, "the number '1' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"volt*1", "unit-syntax", 5, 6, "the number '1' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"volt/1", "unit-syntax", 5, 6, "the number '1' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"1.0", "unit-syntax", 0, 3, "the number '1.0' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"1*1", "unit-syntax", 0, 1, "the number '1' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"(1)", "unit-syntax", 1, 2, "the number '1' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"1**2", "unit-syntax", 0, 1, "the number '1' is not a unit",
                    "the unit column takes no factors: write '1' for a number without unit"},
        RefusedCase{"volt^2", "unit-syntax", 4, 5, "'^' is not an operator",
                    "write powers with '**'"},
        RefusedCase{"volt volt", "unit-syntax", 5, 9, "'volt' does not fit here in a unit", form},
        RefusedCase{"volt**", "unit-syntax", 6, 6, "the unit ends too early", form},
        RefusedCase{"volt+volt", "unit-syntax", 4, 5, "'+' does not fit here in a unit", form},
        RefusedCase{"volt//second", "unit-syntax", 4, 5, "'/' does not fit here in a unit", form},
        RefusedCase{"(volt", "unit-syntax", 5, 5, "the unit ends too early", form},
        RefusedCase{"", "unit-syntax", 0, 0, "the unit is missing",
                    "write the unit after the colon, '1' if there is none"}));

}  // namespace
}  // namespace ranvier::units::parse_unit_test
