#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/interval.hpp>

namespace ranvier::symbolic::interval_test {
namespace {

using ranvier::testing::integer;
using ranvier::testing::name;

constexpr double infinity = std::numeric_limits<double>::infinity();

const Expression x = name("x");
const Expression y = name("y");

Expression call(FunctionId function, std::vector<Expression> arguments) {
  return Expression::call(function, std::move(arguments));
}

Expression nth_power(const Expression& base, int exponent) {
  return call(FunctionId::power, {base, integer(exponent)});
}

Interval bounds(const Expression& expression, const Interval& of_x, const Interval& of_y = {0, 0}) {
  return bounds_of(expression,
                   [&](const std::string& symbol) { return symbol == "x" ? of_x : of_y; });
}

TEST(IntervalArithmetic, GivesTightBoundsWhereEachSymbolOccursOnce) {
  EXPECT_EQ(bounds(x + y, {1, 2}, {-3, 5}), (Interval{-2, 7}));
  EXPECT_EQ(bounds(x - y, {1, 2}, {-3, 5}), (Interval{-4, 5}));
  EXPECT_EQ(bounds(x * y, {-1, 2}, {-3, 5}), (Interval{-6, 10}));
  EXPECT_EQ(bounds(x / y, {1, 2}, {2, 4}), (Interval{0.25, 1}));
  EXPECT_EQ(bounds(-x, {1, 2}), (Interval{-2, -1}));
  EXPECT_EQ(bounds(nth_power(x, 2), {-3, 2}), (Interval{0, 9}));
  EXPECT_EQ(bounds(nth_power(x, 3), {-3, 2}), (Interval{-27, 8}));
  EXPECT_EQ(bounds(call(FunctionId::abs, {x}), {-3, 2}), (Interval{0, 3}));
  EXPECT_EQ(bounds(call(FunctionId::exp, {x}), {-infinity, 0}), (Interval{0, 1}));
  EXPECT_EQ(bounds(call(FunctionId::clip, {x, integer(0), integer(1)}), {-3, 0.5}),
            (Interval{0, 0.5}));
  EXPECT_EQ(bounds(call(FunctionId::exprel, {x}), {0, 0}), (Interval{1, 1}));
  EXPECT_EQ(bounds(call(FunctionId::rand, {}), {0, 0}), (Interval{0, 1}));
}

TEST(IntervalArithmetic, KnowsNothingOfDivisionsByZeroAndOfOtherFunctions) {
  EXPECT_EQ(bounds(integer(1) / x, {-1, 1}), Interval::whole());
  EXPECT_EQ(bounds(integer(1) / x, {0, 2}), (Interval{0.5, infinity}));
  EXPECT_EQ(bounds(call(FunctionId::log, {x}), {-1, 1}), Interval::whole());
  EXPECT_EQ(bounds(call(FunctionId::modulo, {x, y}), {0, 1}, {1, 2}), Interval::whole());
  EXPECT_EQ(bounds(integer(0) * x, {-infinity, infinity}), (Interval{0, 0}));
}

TEST(IntervalArithmetic, HoldsTheValuesOfExpressions) {
  using enum FunctionId;
  const std::vector<Expression> expressions{
      x * y - x / (y * y + integer(1)),
      call(exp, {x - y}) * call(tanh, {x}) + nth_power(call(abs, {y}), 3),
      call(sqrt, {call(abs, {x})}) - nth_power(y, 2),
      call(exprel, {x * y}) + call(expm1, {y}) - call(sin, {x}),
      call(clip, {x + y, integer(-1), nth_power(x, 2)}),
      call(greater, {x, y}) * x + call(floor, {y}) - call(ceil, {x}),
      call(sign, {x}) * call(log1p, {call(abs, {y})}) + call(arctan, {x}),
      call(select, {call(greater, {x, y}), x, integer(2) * y})};
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform(-2, 3);
  for (const auto& expression : expressions) {
    for (int trial = 0; trial < 500; ++trial) {
      const auto a = uniform(random);
      const auto b = uniform(random);
      const auto c = uniform(random);
      const auto d = uniform(random);
      const auto found =
          bounds(expression, {std::min(a, b), std::max(a, b)}, {std::min(c, d), std::max(c, d)});
      const auto value = evaluate(expression, [&](const std::string& symbol) {
                           return Value::of(symbol == "x" ? a : c);
                         }).as_real();
      ASSERT_LE(found.low, value + 1e-12 * std::abs(value)) << print(expression);
      ASSERT_GE(found.high, value - 1e-12 * std::abs(value)) << print(expression);
    }
  }
}

}  // namespace
}  // namespace ranvier::symbolic::interval_test
