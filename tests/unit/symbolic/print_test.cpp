#include <limits>

#include <gtest/gtest.h>

#include <ranvier/symbolic/expression.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::symbolic::print_test {
namespace {

const auto a = Expression::symbol("a");
const auto b = Expression::symbol("b");
const auto c = Expression::symbol("c");

Expression call(FunctionId function, std::vector<Expression> arguments) {
  return Expression::call(function, std::move(arguments));
}

TEST(Print, WritesRealNumbersWithTheFewestDigitsThatGiveTheSameDouble) {
  EXPECT_EQ(print(Expression::real(0.1)), "0.1");
  EXPECT_EQ(print(Expression::real(1)), "1.0");
  EXPECT_EQ(print(Expression::real(1e30)), "1e+30");
  EXPECT_EQ(print(Expression::real(0.1 + 0.2)), "0.30000000000000004");
  EXPECT_EQ(print(Expression::real(-2.5e-9)), "-2.5e-09");
  EXPECT_EQ(print(Expression::real(std::numeric_limits<double>::infinity())), "inf");
}

TEST(Print, WritesIntegersAndBooleansAsPythonDoes) {
  EXPECT_EQ(print(Expression::integer(42)), "42");
  EXPECT_EQ(print(Expression::boolean(true)), "True");
}

TEST(Print, KeepsOnlyTheBracketsThatTheTreeNeeds) {
  EXPECT_EQ(print(a + b * c), "a + b*c");
  EXPECT_EQ(print((a + b) * c), "(a + b)*c");
  EXPECT_EQ(print(a - b - c), "a - b - c");
  EXPECT_EQ(print(a - (b - c)), "a - (b - c)");
  EXPECT_EQ(print(a + (b + c)), "a + (b + c)");
  EXPECT_EQ(print(a / (b * c)), "a/(b*c)");
  EXPECT_EQ(print(a / b * c), "a/b*c");
}

TEST(Print, GroupsPowersToTheRightAndSignsLooserThanPowers) {
  const auto power = [](const Expression& base, const Expression& exponent) {
    return call(FunctionId::power, {base, exponent});
  };
  EXPECT_EQ(print(power(a, power(b, c))), "a**b**c");
  EXPECT_EQ(print(power(power(a, b), c)), "(a**b)**c");
  EXPECT_EQ(print(-power(a, b)), "-a**b");
  EXPECT_EQ(print(power(-a, b)), "(-a)**b");
  EXPECT_EQ(print(power(a, -b)), "a**-b");
  EXPECT_EQ(print(power(Expression::real(-2), b)), "(-2.0)**b");
  EXPECT_EQ(print(-(a * b)), "-(a*b)");
  EXPECT_EQ(print(-a * b), "-a*b");
}

TEST(Print, DoesNotChainComparisons) {
  const auto less = call(FunctionId::less, {a, b});
  EXPECT_EQ(print(less), "a < b");
  EXPECT_EQ(print(call(FunctionId::less, {less, c})), "(a < b) < c");
  EXPECT_EQ(print(call(FunctionId::less, {a, less})), "a < (a < b)");
}

TEST(Print, WritesLogicWithPythonsPrecedence) {
  const auto either = call(FunctionId::logical_or, {a, b});
  const auto both = call(FunctionId::logical_and, {a, b});
  EXPECT_EQ(print(call(FunctionId::logical_and, {either, c})), "(a or b) and c");
  EXPECT_EQ(print(call(FunctionId::logical_or, {both, c})), "a and b or c");
  EXPECT_EQ(print(call(FunctionId::logical_not, {both})), "not (a and b)");
  EXPECT_EQ(print(call(FunctionId::logical_not, {call(FunctionId::less, {a, b})})), "not a < b");
}

TEST(Print, WritesSelectAsAConditionalExpression) {
  const auto chosen = call(FunctionId::select, {a, b, c});
  EXPECT_EQ(print(chosen), "b if a else c");
  EXPECT_EQ(print(chosen + a), "(b if a else c) + a");
  EXPECT_EQ(print(call(FunctionId::select, {a, chosen, c})), "(b if a else c) if a else c");
  EXPECT_EQ(print(call(FunctionId::select, {a, b, chosen})), "b if a else b if a else c");
}

TEST(Print, WritesFunctionsWithTheirNames) {
  EXPECT_EQ(print(call(FunctionId::clip, {a, b, c})), "clip(a, b, c)");
  EXPECT_EQ(print(call(FunctionId::to_integer, {a})), "int(a)");
  EXPECT_EQ(print(call(FunctionId::rand, {})), "rand()");
}

TEST(Print, WritesOneStatementPerLine) {
  const StatementBlock block{{{"v", std::nullopt, a + b}, {"w", FunctionId::add, c}}, ""};
  EXPECT_EQ(print(block), "v = a + b\nw += c\n");
}

}  // namespace
}  // namespace ranvier::symbolic::print_test
