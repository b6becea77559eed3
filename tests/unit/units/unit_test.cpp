#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include <ranvier/units/unit.hpp>

namespace ranvier::units::unit_test {
namespace {

TEST(Units, ShortNamesAreTheOnesOfTheField) {
  EXPECT_EQ(find_unit("mV")->scale, 1e-3);
  EXPECT_EQ(find_unit("mV")->dimension, volt_dimension);
  EXPECT_EQ(find_unit("ms")->scale, 1e-3);
  EXPECT_EQ(find_unit("nS")->scale, 1e-9);
  EXPECT_EQ(find_unit("pF")->scale, 1e-12);
  EXPECT_EQ(find_unit("mS")->dimension, siemens_dimension);
  EXPECT_EQ(find_unit("kHz")->scale, 1e3);
  EXPECT_EQ(find_unit("Mohm")->scale, 1e6);
}

TEST(Units, SquaresAndCubesTakeThePrefixAlong) {
  EXPECT_EQ(find_unit("cm2")->scale, 1e-4);
  EXPECT_EQ(find_unit("cm2")->dimension, metre_dimension.power(2));
  EXPECT_EQ(find_unit("um3")->scale, 1e-18);
  EXPECT_EQ(find_unit("mmeter3")->scale, 1e-9);
  EXPECT_EQ(find_unit("Gsiemens2")->scale, 1e18);
}

TEST(Units, ConcentrationsAndVolumesAreKeptInMolesAndMetres) {
  EXPECT_EQ(find_unit("molar")->scale, 1e3);
  EXPECT_EQ(find_unit("mM")->scale, 1.0);
  EXPECT_EQ(find_unit("nM")->scale, 1e-6);
  EXPECT_EQ(find_unit("liter")->scale, 1e-3);
  EXPECT_EQ(find_unit("dalitre")->scale, 1e-2);
  EXPECT_EQ(find_unit("kilogram")->scale, 1.0);
  EXPECT_EQ(find_unit("gram")->scale, 1e-3);
}

TEST(Units, BothSpellingsAreTheSameUnit) {
  EXPECT_EQ(find_unit("metre")->dimension, find_unit("meter")->dimension);
  EXPECT_EQ(find_unit("amp")->dimension, find_unit("ampere")->dimension);
}

TEST(Units, NamesThatAreNotInTheTableAreUnknown) {
  for (const auto* name :
       {"", "v", "Volt", "volts", "kkvolt", "volt4", "kelvin4", "mkelvin", "pi"}) {
    EXPECT_FALSE(find_unit(name)) << name;
  }
}

TEST(Units, EveryKnownUnitIsFoundByItsUniqueName) {
  std::set<std::string_view> names;
  for (const auto& unit : known_units()) {
    EXPECT_TRUE(names.insert(unit.name).second) << unit.name;
    EXPECT_EQ(find_unit(unit.name)->scale, unit.scale);
  }
  EXPECT_EQ(names.size(), 1713U);
}

}  // namespace
}  // namespace ranvier::units::unit_test
