#include <limits>

#include <gtest/gtest.h>

#include <ranvier/symbolic/simplify.hpp>

namespace ranvier::symbolic::simplify_test {
namespace {

const auto x = Expression::symbol("x");
const auto y = Expression::symbol("y");

Expression call(FunctionId function, std::vector<Expression> arguments) {
  return Expression::call(function, std::move(arguments));
}

Expression real(double value) {
  return Expression::real(value);
}

Expression integer(std::int64_t value) {
  return Expression::integer(value);
}

Expression power(const Expression& base, const Expression& exponent) {
  return call(FunctionId::power, {base, exponent});
}

std::string simplified(const Expression& expression) {
  return print(simplify(expression));
}

const auto root = call(FunctionId::sqrt, {x});        // surely real
const auto is_less = call(FunctionId::less, {x, y});  // surely boolean

TEST(Simplify, FoldsLiterals) {
  EXPECT_EQ(simplified(real(2) * real(3) + real(0.5)), "6.5");
  EXPECT_EQ(simplified(integer(7) - integer(9)), "-2");
  EXPECT_EQ(simplified(integer(1) / integer(2)), "0.5");
  EXPECT_EQ(simplified(x * (integer(2) * integer(3))), "x*6");
  EXPECT_EQ(simplified(call(FunctionId::less, {integer(1), real(2)})), "True");
  EXPECT_EQ(simplified(real(1) / real(0)), "inf");
}

TEST(Simplify, FoldsATowerOfPowersToInfinityAtOnce) {
  const auto nine = integer(9);
  EXPECT_EQ(simplified(power(nine, power(nine, power(nine, nine)))), "inf");
}

TEST(Simplify, FoldsIntegersInDoubleInsteadOfWrapping) {
  EXPECT_EQ(simplified(power(integer(10), integer(30))), "1e+30");
  const auto million = integer(1000000);
  EXPECT_EQ(simplified(million * million * million * million), "1e+24");
  EXPECT_EQ(simplified(power(integer(2), integer(10))), "1024");
}

TEST(Simplify, FoldsNegativePowersOfIntegersToReals) {  // D10
  EXPECT_EQ(simplified(power(integer(2), -integer(1))), "0.5");
}

TEST(Simplify, KeepsAPowerRealWhoseExponentWasNoLiteral) {
  EXPECT_EQ(simplified(power(x, integer(1) + integer(1))), "x**2.0");
  EXPECT_EQ(simplified(power(x, integer(2))), "x**2");
}

TEST(Simplify, DropsFactorsThatAreOne) {
  EXPECT_EQ(simplified(root * integer(1)), "sqrt(x)");
  EXPECT_EQ(simplified(real(1) * root), "sqrt(x)");
  EXPECT_EQ(simplified(root / integer(1)), "sqrt(x)");
  EXPECT_EQ(simplified(power(root, integer(1))), "sqrt(x)");
  EXPECT_EQ(simplified((x + y) * integer(1)), "x + y");
}

TEST(Simplify, KeepsAFactorOneThatMayChangeTheType) {
  EXPECT_EQ(simplified(x * integer(1)), "x*1");  // x may be boolean
  EXPECT_EQ(simplified((x + y) * real(1)), "(x + y)*1.0");
  EXPECT_EQ(simplified((x + y) / integer(1)), "(x + y)/1");
  EXPECT_EQ(simplified(is_less * integer(1)), "(x < y)*1");
}

TEST(Simplify, DropsOnlyZerosThatChangeNothing) {
  EXPECT_EQ(simplified(root - real(0)), "sqrt(x)");
  EXPECT_EQ(simplified(root + real(-0.0)), "sqrt(x)");
  EXPECT_EQ(simplified(root + real(0)), "sqrt(x) + 0.0");  // differs for -0.0
  EXPECT_EQ(simplified(root - real(-0.0)), "sqrt(x) - -0.0");
  EXPECT_EQ(simplified(root * real(0)), "sqrt(x)*0.0");  // differs for inf and NaN
  EXPECT_EQ(simplified(root - root), "sqrt(x) - sqrt(x)");
}

TEST(Simplify, DropsDoubleSigns) {
  EXPECT_EQ(simplified(-(-root)), "sqrt(x)");
  EXPECT_EQ(simplified(-(-x)), "--x");  // an integer for a boolean x
  const auto negated = call(FunctionId::logical_not, {call(FunctionId::logical_not, {is_less})});
  EXPECT_EQ(simplified(negated), "x < y");
}

TEST(Simplify, DecidesLogicWithLiterals) {
  const auto yes = Expression::boolean(true);
  const auto no = Expression::boolean(false);
  EXPECT_EQ(simplified(call(FunctionId::logical_and, {yes, is_less})), "x < y");
  EXPECT_EQ(simplified(call(FunctionId::logical_and, {is_less, no})), "False");
  EXPECT_EQ(simplified(call(FunctionId::logical_or, {is_less, yes})), "True");
  EXPECT_EQ(simplified(call(FunctionId::logical_or, {no, is_less})), "x < y");
  EXPECT_EQ(simplified(call(FunctionId::logical_and, {yes, x})), "True and x");
}

TEST(Simplify, DecidesSelectionsOfALiteralCondition) {
  const auto yes = Expression::boolean(true);
  EXPECT_EQ(simplified(call(FunctionId::select, {yes, root, y})), "sqrt(x)");
  EXPECT_EQ(simplified(call(FunctionId::select, {yes, integer(1), y})), "1 if True else y");
}

TEST(Simplify, DropsConversionsToTheSameType) {
  EXPECT_EQ(simplified(call(FunctionId::to_real, {root})), "sqrt(x)");
  EXPECT_EQ(simplified(call(FunctionId::to_integer, {call(FunctionId::sign, {x})})), "sign(x)");
  EXPECT_EQ(simplified(call(FunctionId::to_integer, {x})), "int(x)");
}

TEST(Simplify, NeverTouchesRandomDraws) {
  const auto draw = call(FunctionId::rand, {});
  EXPECT_EQ(simplified(draw - draw), "rand() - rand()");
  EXPECT_EQ(simplified(call(FunctionId::poisson, {real(2) + real(1)})), "poisson(3.0)");
}

}  // namespace
}  // namespace ranvier::symbolic::simplify_test
