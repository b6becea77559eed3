#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/elementary_functions.hpp>
#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::symbolic {

bool operator==(const Value& a, const Value& b) {
  return a.type == b.type && a.real == b.real && a.integer == b.integer;
}

void PrintTo(const Value& value, std::ostream* out) {
  *out << "type " << static_cast<int>(value.type) << ", " << value.real << ", " << value.integer;
}

}  // namespace ranvier::symbolic

namespace ranvier::symbolic::evaluate_test {
namespace {

Value real(double value) {
  return Value::of(value);
}

Value integer(std::int64_t value) {
  return Value::of(value);
}

Value boolean(bool value) {
  return Value::of(value);
}

Value apply_to(FunctionId function, const std::vector<Value>& arguments) {
  return symbolic::apply(function, arguments);
}

TEST(Value, ConvertsAsTheLanguageDoes) {
  EXPECT_EQ(real(2.9).as_integer(), 2);
  EXPECT_EQ(real(-1.9).as_integer(), -1);
  EXPECT_EQ(real(std::nan("")).as_integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_TRUE(real(0.5).as_boolean());
  EXPECT_FALSE(integer(0).as_boolean());
  EXPECT_EQ(boolean(true).as_real(), 1);
}

TEST(Evaluate, ArithmeticHasTheHighestTypeAtLeastInteger) {
  EXPECT_EQ(apply_to(FunctionId::add, {integer(2), integer(3)}), integer(5));
  EXPECT_EQ(apply_to(FunctionId::add, {integer(2), real(0.5)}), real(2.5));
  EXPECT_EQ(apply_to(FunctionId::add, {boolean(true), boolean(true)}), integer(2));
  EXPECT_EQ(apply_to(FunctionId::negate, {boolean(true)}), integer(-1));
  EXPECT_EQ(apply_to(FunctionId::abs, {integer(-3)}), integer(3));
  EXPECT_EQ(apply_to(FunctionId::clip, {integer(7), integer(0), real(2.5)}), real(2.5));
}

TEST(Evaluate, DivisionIsAlwaysReal) {
  EXPECT_EQ(apply_to(FunctionId::divide, {integer(1), integer(2)}), real(0.5));
  EXPECT_EQ(apply_to(FunctionId::floor_divide, {integer(-1), integer(2)}), integer(-1));
  EXPECT_EQ(apply_to(FunctionId::modulo, {integer(-1), integer(3)}), integer(2));
}

TEST(Evaluate, IntegersWrap) {
  const auto largest = std::numeric_limits<std::int64_t>::max();
  const auto lowest = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(apply_to(FunctionId::add, {integer(largest), integer(1)}), integer(lowest));
  EXPECT_EQ(apply_to(FunctionId::abs, {integer(lowest)}), integer(lowest));
}

TEST(Evaluate, PowersOfIntegersAreRealForNegativeExponents) {
  EXPECT_EQ(apply_to(FunctionId::power, {integer(2), integer(3)}), integer(8));
  EXPECT_EQ(apply_to(FunctionId::power, {integer(2), integer(-1)}), real(0.5));
}

TEST(Evaluate, ComparesIntegersAsIntegersAndMixedAsReals) {
  const std::int64_t large = (std::int64_t{1} << 53) + 1;  // equal to large - 1 in double
  EXPECT_EQ(apply_to(FunctionId::equal, {integer(large), integer(large - 1)}), boolean(false));
  EXPECT_EQ(apply_to(FunctionId::equal, {integer(large), real(0x1p53)}), boolean(true));
  EXPECT_EQ(apply_to(FunctionId::less, {boolean(false), integer(1)}), boolean(true));
  EXPECT_EQ(apply_to(FunctionId::not_equal, {real(std::nan("")), real(std::nan(""))}),
            boolean(true));
}

TEST(Evaluate, LogicTakesAnyNumberForTrueThatIsNotZero) {
  EXPECT_EQ(apply_to(FunctionId::logical_and, {real(0.1), integer(2)}), boolean(true));
  EXPECT_EQ(apply_to(FunctionId::logical_or, {boolean(false), real(0)}), boolean(false));
  EXPECT_EQ(apply_to(FunctionId::logical_not, {boolean(false)}), boolean(true));
}

TEST(Evaluate, SelectHasTheHighestTypeOfItsValues) {
  EXPECT_EQ(apply_to(FunctionId::select, {boolean(true), integer(1), real(2.5)}), real(1));
  EXPECT_EQ(apply_to(FunctionId::select, {boolean(false), integer(1), integer(2)}), integer(2));
}

TEST(Evaluate, SignIntAndTimestepAreIntegers) {
  EXPECT_EQ(apply_to(FunctionId::sign, {real(-0.5)}), integer(-1));
  EXPECT_EQ(apply_to(FunctionId::to_integer, {boolean(true)}), integer(1));
  EXPECT_EQ(apply_to(FunctionId::timestep, {real(0.3), real(0.1)}), integer(3));
}

TEST(Evaluate, FloorAndCeilAreReal) {
  EXPECT_EQ(apply_to(FunctionId::floor, {real(-0.5)}), real(-1));
  EXPECT_EQ(apply_to(FunctionId::ceil, {real(0.5)}), real(1));
}

TEST(Evaluate, UsesOurOwnElementaryFunctions) {
  for (const double x : {-3.7, 1e-9, 0.4, 20.0}) {
    EXPECT_EQ(apply_to(FunctionId::exp, {real(x)}), real(elementary::exp(x)));
    EXPECT_EQ(apply_to(FunctionId::expm1, {real(x)}), real(elementary::expm1(x)));
    EXPECT_EQ(apply_to(FunctionId::exprel, {real(x)}), real(elementary::exprel(x)));
  }
  EXPECT_EQ(apply_to(FunctionId::log, {real(2)}), real(elementary::log(2.0)));
}

TEST(Evaluate, EveryStatelessFunctionHasAMeaningAndTheStatedType) {
  for (std::size_t position = 0; position < function_count; ++position) {
    const auto function = static_cast<FunctionId>(position);
    if (is_named_call(function)) continue;  // they mean something outside of the language
    const auto& info = info_of(function);
    const auto arity = static_cast<std::size_t>(info.arity);
    const std::vector<Value> arguments(arity, real(0.5));
    if (info.is_stateless) {
      EXPECT_EQ(apply_to(function, arguments).type,
                result_type(function, std::vector<ValueType>(arity, ValueType::real)))
          << info.name;
    } else {
      EXPECT_THROW(apply_to(function, arguments), InternalError) << info.name;
    }
  }
}

TEST(Evaluate, WalksATreeWithTheValuesOfItsSymbols) {
  const auto x = Expression::symbol("x");
  const auto tree = Expression::call(FunctionId::exp, {-x}) * Expression::integer(3);
  const auto result = evaluate(tree, [](const std::string&) { return Value::of(2.0); });
  EXPECT_EQ(result, real(elementary::exp(-2.0) * 3));
}

TEST(Evaluate, PowersOfIntegersAreIntegersOnlyForLiteralExponents) {
  const auto n = Expression::symbol("n");
  const auto lookup = [](const std::string&) { return Value::of(std::int64_t{3}); };
  const auto power = [](const Expression& base, const Expression& exponent) {
    return Expression::call(FunctionId::power, {base, exponent});
  };
  EXPECT_EQ(evaluate(power(n, Expression::integer(2)), lookup), integer(9));
  EXPECT_EQ(evaluate(power(n, n), lookup), real(27));
  EXPECT_EQ(evaluate(power(n, -Expression::integer(1)), lookup), real(1.0 / 3));
}

}  // namespace
}  // namespace ranvier::symbolic::evaluate_test
