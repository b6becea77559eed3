#include <limits>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic::expression_test {
namespace {

const auto x = Expression::symbol("x");
const auto y = Expression::symbol("y");

TEST(Expression, KnowsItsKindAndItsParts) {
  const auto sum = x + Expression::integer(2);
  ASSERT_TRUE(sum.is_call(FunctionId::add));
  EXPECT_TRUE(sum.arguments()[0].is_symbol("x"));
  EXPECT_TRUE(sum.arguments()[1].is_number(2));
  EXPECT_EQ(sum.arguments()[1].number_type(), ValueType::integer);
  EXPECT_EQ(sum.arguments()[1].integer_value(), 2);
}

TEST(Expression, IsEqualWhereverItWasWritten) {
  EXPECT_EQ(Expression::symbol("x", {3, 4}), x);
  EXPECT_EQ(Expression::symbol("x", {3, 4}).hash(), x.hash());
  EXPECT_EQ(Expression::symbol("x", {3, 4}).span(), (SourceSpan{3, 4}));
}

TEST(Expression, TellsNumbersApartBitByBitAndByType) {
  EXPECT_NE(Expression::real(0.0), Expression::real(-0.0));
  EXPECT_NE(Expression::real(1), Expression::integer(1));
  EXPECT_NE(Expression::integer(1), Expression::boolean(true));
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Expression::real(nan), Expression::real(nan));
}

TEST(Expression, TellsTheOrderOfArgumentsApart) {
  EXPECT_NE(x - y, y - x);
  EXPECT_EQ(x - y, x - y);
}

TEST(Expression, RefusesAWrongNumberOfArguments) {
  EXPECT_THROW(Expression::call(FunctionId::exp, {x, y}), InternalError);
}

TEST(Expression, CountsNodesAndDepth) {
  const auto tree = (x + y) * x;
  EXPECT_EQ(tree.node_count(), 5U);
  EXPECT_EQ(tree.depth(), 3U);
}

TEST(Expression, CountsSharedNodesEachTimeWithoutOverflow) {
  auto doubled = x;
  for (int level = 0; level < 80; ++level) doubled = doubled + doubled;
  EXPECT_EQ(doubled.node_count(), std::size_t{1} << 31);
  EXPECT_EQ(doubled.depth(), 81U);
}

TEST(Expression, ListsItsSymbols) {
  EXPECT_EQ(symbols_of(x * y + x), (std::set<std::string>{"x", "y"}));
  EXPECT_TRUE(symbols_of(Expression::real(1)).empty());
}

TEST(Expression, IsStatefulIfARandomNumberOccurs) {
  EXPECT_TRUE(is_stateful(x + Expression::call(FunctionId::rand, {})));
  EXPECT_FALSE(is_stateful(Expression::call(FunctionId::exp, {x})));
}

TEST(Expression, SubstitutesAllSymbolsAtOnce) {
  EXPECT_EQ(substitute(x - y, {{"x", y}, {"y", x}}), y - x);
}

TEST(Expression, KeepsTheSpansOfWhatIsPutIn) {
  const auto replaced = substitute(x + y, {{"y", Expression::symbol("z", {10, 11})}});
  EXPECT_EQ(replaced.arguments()[1].span(), (SourceSpan{10, 11}));
}

}  // namespace
}  // namespace ranvier::symbolic::expression_test
