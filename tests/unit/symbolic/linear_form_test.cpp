#include <gtest/gtest.h>

#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::symbolic::linear_form_test {
namespace {

const auto x = Expression::symbol("x");
const auto y = Expression::symbol("y");
const auto a = Expression::symbol("a");
const auto b = Expression::symbol("b");
const auto tau = Expression::symbol("tau");

Expression number(double value) {
  return Expression::real(value);
}

Expression select(const Expression& condition, const Expression& yes, const Expression& no) {
  return Expression::call(FunctionId::select, {condition, yes, no});
}

Expression exponential(const Expression& argument) {
  return Expression::call(FunctionId::exp, {argument});
}

/// "constant | coefficient of each variable", or "not linear in <variable>: <term>".
std::string describe(const Expression& expression, const std::vector<std::string>& variables) {
  const auto result = linear_form(expression, variables);
  if (const auto* problem = std::get_if<NotLinear>(&result)) {
    return "not linear in " + problem->variable + ": " + print(problem->term);
  }
  const auto& form = std::get<LinearForm>(result);
  auto text = print(form.constant);
  for (const auto& coefficient : form.coefficients) text += " | " + print(coefficient);
  return text;
}

TEST(LinearForm, TakesALeakApart) {
  EXPECT_EQ(describe((a - x) / tau, {"x"}), "a/tau | -(1/tau)");
}

TEST(LinearForm, TakesGatingKineticsApart) {
  const auto alpha = exponential(a);
  const auto beta = exponential(b);
  EXPECT_EQ(describe(number(5) * (alpha * (number(1) - x) - beta * x), {"x"}),
            "5.0*exp(a) | -(5.0*(exp(a) + exp(b)))");
}

TEST(LinearForm, TakesSystemsApart) {
  EXPECT_EQ(describe((y - x) / tau, {"x", "y"}), "0.0 | -(1/tau) | 1/tau");
  EXPECT_EQ(describe(-(x + y) * a, {"x", "y"}), "0.0 | -a | -a");
}

TEST(LinearForm, KeepsWhatIsFreeOfTheVariablesAsWritten) {
  const auto drive = (a + b) * (a - b);
  EXPECT_EQ(describe(drive - x, {"x"}), print(drive) + " | -1");
}

TEST(LinearForm, GivesTheNumberZeroForTermsThatCancel) {
  EXPECT_EQ(describe(a * x - a * x + b, {"x"}), "b | 0.0");
  EXPECT_EQ(describe(x - x + b, {"x"}), "b | 0.0");
  EXPECT_EQ(describe(number(0) * x + b, {"x"}), "b | 0.0");
  EXPECT_EQ(describe((a - a) * x, {"y"}), print((a - a) * x) + " | 0.0");
}

TEST(LinearForm, AcceptsAVariableThatCancelsInAProductOrDivisor) {
  EXPECT_EQ(describe((x - x + a) * x, {"x"}), "0.0 | a");
  EXPECT_EQ(describe(x / (tau + number(0) * x), {"x"}), "0.0 | 1/tau");
}

TEST(LinearForm, AcceptsThePowerOne) {
  EXPECT_EQ(describe(-Expression::call(FunctionId::power, {x, Expression::integer(1)}), {"x"}),
            "0.0 | -1");
}

TEST(LinearForm, GoesThroughSelectionsByAConstantCondition) {
  const auto condition = Expression::call(FunctionId::greater, {a, b});
  EXPECT_EQ(describe(select(condition, x / tau, a), {"x"}),
            "0.0 if a > b else a | 1/tau if a > b else 0.0");
  EXPECT_EQ(describe(select(condition, x + a, x + b), {"x"}), "a if a > b else b | 1");
}

TEST(LinearForm, RefusesSelectionsByTheVariable) {
  const auto chosen = select(Expression::call(FunctionId::greater, {x, b}), a, b);
  EXPECT_EQ(describe(chosen - x, {"x"}), "not linear in x: x > b");
}

TEST(LinearForm, ShowsTheSmallestTermThatIsNotLinear) {
  EXPECT_EQ(describe((a - x) / tau + a * (x * x), {"x"}), "not linear in x: x*x");
  EXPECT_EQ(describe((a - x) * exponential(x / b), {"x"}), "not linear in x: exp(x/b)");
  EXPECT_EQ(describe(a / x, {"x"}), "not linear in x: a/x");
  EXPECT_EQ(describe(x + a * y * x, {"x", "y"}), "not linear in y: a*y*x");
}

TEST(LinearForm, TreatsOtherVariablesAsFrozen) {
  EXPECT_EQ(describe(x * y - y, {"x"}), "-y | y");
}

TEST(LinearForm, KeepsTheSpanOfTheOffendingTerm) {
  const auto term = Expression::call(FunctionId::exp, {x}, {7, 13});
  const auto result = linear_form(a + term, {"x"});
  ASSERT_TRUE(std::holds_alternative<NotLinear>(result));
  EXPECT_EQ(std::get<NotLinear>(result).term.span(), (SourceSpan{7, 13}));
}

}  // namespace
}  // namespace ranvier::symbolic::linear_form_test
