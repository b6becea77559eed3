#include <limits>

#include <gtest/gtest.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/quantity.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::units::quantity_test {
namespace {

TEST(Quantity, CalculatesWithItsDimension) {
  const auto current = -65 * mV / (100 * Mohm);
  EXPECT_EQ(current.dimension(), ampere_dimension);
  EXPECT_DOUBLE_EQ(current.value(), -65e-3 / 100e6);
  EXPECT_EQ((second * hertz).dimension(), dimensionless);
  EXPECT_EQ((1 * volt + 500 * mV).value(), 1.5);
  EXPECT_EQ((1 * volt - 500 * mV).value(), 0.5);
}

TEST(Quantity, RefusesSumsOfDifferentDimensions) {
  try {
    1 * volt + 2 * nA;
    FAIL() << "volt and ampere were added";
  } catch (const DimensionMismatchError& error) {
    EXPECT_STREQ(error.what(), "cannot add 1 V and 2 nA: the units are volt and ampere");
  }
  try {
    1 * volt - 3;
    FAIL() << "a number was subtracted from a voltage";
  } catch (const DimensionMismatchError& error) {
    EXPECT_STREQ(error.what(), "cannot subtract 3 from 1 V: the units are 1 and volt");
  }
}

TEST(QuantityText, TakesTheBestPrefix) {
  EXPECT_EQ(to_string(-65 * mV), "-65 mV");
  EXPECT_EQ(to_string(0.1 * ms), "100 us");
  EXPECT_EQ(to_string(250 * Mohm), "250 Mohm");
  EXPECT_EQ(to_string(0 * volt), "0 V");
  EXPECT_EQ(to_string(5.5 * nA), "5.5 nA");
  EXPECT_EQ(to_string(3 * mV / ms), "3 volt/second");
  EXPECT_EQ(to_string(0.25), "0.25");
  EXPECT_EQ(to_string(std::numeric_limits<double>::infinity() * second), "inf s");
}

}  // namespace
}  // namespace ranvier::units::quantity_test
