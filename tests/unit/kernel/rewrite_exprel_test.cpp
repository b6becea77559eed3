#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/kernel/rewrites.hpp>
#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::kernel::rewrite_exprel_test {
namespace {

using namespace ranvier::testing;

Expression exp(const Expression& x) {
  return call(FunctionId::exp, x);
}

Expression expm1(const Expression& x) {
  return call(FunctionId::expm1, x);
}

std::string rewritten(const Expression& expression) {
  return symbolic::print(rewrite_exprel(expression));
}

const Expression v = name("v");
const Expression reversal = name("E_K");
const Expression millivolt = name("mV");
const Expression one = integer(1);

TEST(RewriteExprel, FindsEveryFormOfTheDifference) {
  EXPECT_EQ(rewritten(v / (exp(v) - one)), "1.0/exprel(v)");
  EXPECT_EQ(rewritten(v / (exp(v) - real(1))), "1.0/exprel(v)");
  EXPECT_EQ(rewritten(v / (exp(v) + real(-1))), "1.0/exprel(v)");
  EXPECT_EQ(rewritten(v / (-one + exp(v))), "1.0/exprel(v)");
  EXPECT_EQ(rewritten(v / expm1(v)), "1.0/exprel(v)");
  EXPECT_EQ(rewritten(v / (one - exp(v))), "-1.0/exprel(v)");
  EXPECT_EQ(rewritten(v / (one - exp(-v))), "1.0/exprel(-v)");
  EXPECT_EQ(rewritten(v / -(exp(v) - one)), "-1.0/exprel(v)");
  EXPECT_EQ(rewritten(expm1(v) / v), "exprel(v)");
  EXPECT_EQ(rewritten((exp(v) - one) / (real(2) * v)), "0.5*exprel(v)");
}

TEST(RewriteExprel, KeepsAConstantFactor) {
  EXPECT_EQ(rewritten(real(0.5) * v / (exp(v) - one)), "0.5/exprel(v)");
  EXPECT_EQ(rewritten(v / (exp(real(2) * v) - one)), "0.5/exprel(2.0*v)");
  EXPECT_EQ(rewritten((v - reversal) / (exp((reversal - v) / real(4)) - one)),
            "-4.0/exprel((E_K - v)/4.0)");
  EXPECT_EQ(rewritten(name("A") * (v - reversal) / (exp((v - reversal) / millivolt) - one)),
            "A*mV/exprel((v - E_K)/mV)");
  EXPECT_EQ(rewritten((real(0.1) * v + real(3.5)) / (exp((v + real(35)) / real(10)) - one)),
            "1.0/exprel((v + 35.0)/10.0)");
}

TEST(RewriteExprel, RecognisesTheRatesOfWangAndBuzsaki) {  // doi:10.1523/JNEUROSCI.16-20-06402.1996
  const Expression x = -real(0.1) / millivolt * (v + integer(35) * millivolt);
  EXPECT_EQ(rewritten(x / (exp(x) - one) / name("ms")), "1.0/exprel(-0.1/mV*(v + 35*mV))/ms");
  const Expression n = -real(0.01) / millivolt * (v + integer(34) * millivolt);
  const Expression m = -real(0.1) / millivolt * (v + integer(34) * millivolt);
  EXPECT_EQ(rewritten(n / (exp(m) - one) / name("ms")),
            "0.09999999999999999/exprel(-0.1/mV*(v + 34*mV))/ms");
}

TEST(RewriteExprel, RecognisesTheRatesOfTraubAndMiles) {  // ISBN 9780521364812
  const Expression x = integer(13) * millivolt - v + name("VT");
  const Expression inverse_unit = call(FunctionId::power, millivolt, -one);
  EXPECT_EQ(rewritten(real(0.32) * inverse_unit * x / (exp(x / (integer(4) * millivolt)) - one) /
                      name("ms")),
            "1.28/exprel((13*mV - v + VT)/(4*mV))/ms");
}

TEST(RewriteExprel, FindsTheFactorAnywhereInAChainOfProducts) {
  EXPECT_EQ(rewritten(real(3) * v / ((exp(v) - one) * name("ms"))), "3.0/ms/exprel(v)");
  EXPECT_EQ(rewritten(one / (exp(v) - one) * v), "1.0/exprel(v)");
  EXPECT_EQ(rewritten(one + exp(v / (exp(v) - one))), "1 + exp(1.0/exprel(v))");
}

TEST(RewriteExprel, LeavesEverythingElse) {
  const Expression others[] = {
      v / (exp(v) + one),               // never singular
      v / (exp(v) - integer(2)),        //
      v / (exp(reversal) - one),        // nothing in common
      (v + one) / (exp(v) - one),       //
      v / (exp(v - reversal) - one),    // v is not a factor of the sum
      (v - reversal) / (exp(v) - one),  //
      millivolt * v /
          (exp((v - reversal) / millivolt) - one),  // what is in common is no factor of the sum
      v / exp(v),
      exp(v) - one,
  };
  for (const Expression& expression : others) {
    EXPECT_EQ(rewritten(expression), symbolic::print(expression));
  }
}

TEST(RewriteExprel, HasTheValueOfTheOriginalAndALimitWhereThatHasNone) {
  const Expression original =
      real(0.28) * (v - reversal) / (one - exp((reversal - v) / real(5))) / name("ms");
  const auto value = [](const Expression& expression, double v) {
    const std::map<std::string, double> values = {{"v", v}, {"E_K", -3}, {"ms", 0.5}};
    return symbolic::evaluate(
               expression,
               [&](const std::string& symbol) { return symbolic::Value::of(values.at(symbol)); })
        .real;
  };
  for (const double v : {-100.0, -3.1, 7.0, 300.0}) {
    EXPECT_NEAR(value(rewrite_exprel(original), v) / value(original, v), 1, 1e-13) << v;
  }
  EXPECT_TRUE(std::isnan(value(original, -3)));
  EXPECT_NEAR(value(rewrite_exprel(original), -3), 0.28 * 5 / 0.5, 1e-15);
}

}  // namespace
}  // namespace ranvier::kernel::rewrite_exprel_test
