#include <gtest/gtest.h>

#include <ranvier/symbolic/change.hpp>

namespace ranvier::symbolic::change_test {
namespace {

const auto x = Expression::symbol("x");
const auto w = Expression::symbol("w");
const auto one = Expression::integer(1);
const auto two = Expression::integer(2);

/// How the change of `x op= value` is printed: "+ operand", "* operand", "= operand".
std::string change(std::optional<FunctionId> operation, const Expression& value) {
  const auto found = change_of({.target = "x", .operation = operation, .value = value});
  const auto* kind = found.kind == Change::Kind::sum       ? "+ "
                     : found.kind == Change::Kind::product ? "* "
                                                           : "= ";
  return kind + print(found.operand);
}

TEST(Change, OfStatementsWithAnOperation) {
  EXPECT_EQ(change(FunctionId::add, w), "+ w");
  EXPECT_EQ(change(FunctionId::subtract, w), "+ -w");
  EXPECT_EQ(change(FunctionId::multiply, w), "* w");
  EXPECT_EQ(change(FunctionId::divide, w), "* 1/w");
  EXPECT_EQ(change(FunctionId::modulo, w), "= x % w");
  EXPECT_EQ(change(FunctionId::add, w * x), "= x + w*x");
}

TEST(Change, OfAssignmentsFromTheOldValue) {
  EXPECT_EQ(change({}, x + w), "+ w");
  EXPECT_EQ(change({}, w + x), "+ w");
  EXPECT_EQ(change({}, w * x), "* w");
  EXPECT_EQ(change({}, x / two), "* 1/2");
  EXPECT_EQ(change({}, two * (x + one)), "= 2*(x + 1)");
  EXPECT_EQ(change({}, Expression::call(FunctionId::exp, {x})), "= exp(x)");
  EXPECT_EQ(change({}, w), "= w");
}

}  // namespace
}  // namespace ranvier::symbolic::change_test
