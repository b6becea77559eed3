#include <gtest/gtest.h>

#include <ranvier/symbolic/quotient.hpp>

namespace ranvier::symbolic::quotient_test {
namespace {

const auto a = Expression::symbol("a");
const auto b = Expression::symbol("b");
const auto c = Expression::symbol("c");

TEST(Quotient, CancelsEqualFactorsAboveAndBelow) {
  EXPECT_EQ(print(cancelled_quotient(a * b / c, -(Expression::integer(1) / c))), "-a*b");
  EXPECT_EQ(print(cancelled_quotient(a * (b + c), a * (a + b))), "(b + c)/(a + b)");
}

TEST(Quotient, CancelsAFactorThatOccursTwiceOnlyOnce) {
  EXPECT_EQ(print(cancelled_quotient(a * a, a * b)), "a/b");
}

TEST(Quotient, MultipliesIntoTheNumerator) {
  EXPECT_EQ(print(cancelled_product(a, -(Expression::integer(1) / b))), "-a/b");
  EXPECT_EQ(print(cancelled_product(a, -(b + c))), "-a*(b + c)");
}

TEST(Quotient, WritesAProductOfNothingAsOne) {
  EXPECT_EQ(print(cancelled_quotient(a, a)), "1.0");
  EXPECT_EQ(print(cancelled_quotient(a, -a)), "-1.0");
  EXPECT_EQ(print(cancelled_quotient(a, a * b)), "1/b");
}

TEST(Quotient, DividesOnceByAProduct) {
  EXPECT_EQ(print(cancelled_quotient(a / b, c)), "a/(b*c)");
}

}  // namespace
}  // namespace ranvier::symbolic::quotient_test
