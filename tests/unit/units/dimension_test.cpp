#include <string>

#include <gtest/gtest.h>

#include <ranvier/units/dimension.hpp>
#include <ranvier/units/parse_unit.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::units::dimension_test {
namespace {

TEST(Dimension, ProductsAddExponents) {
  EXPECT_EQ(volt_dimension / ampere_dimension, ohm_dimension);
  EXPECT_EQ(ohm_dimension * siemens_dimension, dimensionless);
  EXPECT_EQ(siemens_dimension * ohm_dimension * second_dimension, second_dimension);
  EXPECT_EQ(second_dimension.power(0.5).power(2), second_dimension);
}

struct NamedCase {
  Dimension dimension;
  std::string name;
};

class DimensionName : public testing::TestWithParam<NamedCase> {};

TEST_P(DimensionName, IsInTheWordsOfTheField) {
  EXPECT_EQ(name_of(GetParam().dimension), GetParam().name);
}

TEST_P(DimensionName, IsAUnitTextOfTheSameDimension) {
  UnitProblem problem;
  const auto parsed = parse_unit(GetParam().name, problem);
  ASSERT_TRUE(parsed) << problem.message;
  EXPECT_EQ(parsed->dimension, GetParam().dimension);
}

INSTANTIATE_TEST_SUITE_P(
    Names, DimensionName,
    testing::Values(NamedCase{dimensionless, "1"}, NamedCase{volt_dimension, "volt"},
                    NamedCase{ampere_dimension, "ampere"}, NamedCase{hertz_dimension, "hertz"},
                    NamedCase{volt_dimension / second_dimension, "volt/second"},
                    NamedCase{siemens_dimension / metre_dimension.power(2), "siemens/metre**2"},
                    NamedCase{farad_dimension / metre_dimension.power(2), "farad/metre**2"},
                    NamedCase{ampere_dimension / second_dimension, "ampere/second"},
                    NamedCase{ohm_dimension * metre_dimension, "ohm*metre"},
                    NamedCase{mole_dimension / metre_dimension.power(3), "mmolar"},
                    NamedCase{second_dimension.power(-0.5), "1/second**0.5"},
                    NamedCase{volt_dimension / second_dimension.power(0.5), "volt/second**0.5"},
                    NamedCase{volt_dimension.power(2), "volt**2"},
                    NamedCase{volt_dimension.power(-1), "1/volt"},
                    NamedCase{second_dimension.power(-2), "1/second**2"},
                    NamedCase{kilogram_dimension * metre_dimension.power(4) * candela_dimension,
                              "metre**4*kilogram*candle"}));

}  // namespace
}  // namespace ranvier::units::dimension_test
