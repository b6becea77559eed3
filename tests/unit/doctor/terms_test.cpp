#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/doctor/terms.hpp>

namespace ranvier::doctor::terms_test {
namespace {

using ::testing::ElementsAre;

/// "coefficient * (reversal - v)" or the term alone, for each term of dv/dt.
std::vector<std::string> terms(const std::string& right_side, const std::string& others = "") {
  const equations::Equations equations("dv/dt = " + right_side + " : volt\n" + others);
  std::vector<std::string> found;
  for (const auto& term : terms_of(*equations.find("v")->expression, "v", equations)) {
    const auto coefficient = symbolic::print(term.coefficient());
    found.push_back(term.reversal ? coefficient + " * (" + symbolic::print(*term.reversal) + " - v)"
                                  : coefficient);
  }
  return found;
}

TEST(Terms, AreTakenApartUnderACommonDivisor) {
  EXPECT_THAT(terms("(gL*(EL - v) + I)/C"), ElementsAre("gL/C * (EL - v)", "I/C"));
  EXPECT_THAT(terms("-(gL*(v - EL) - I)/C"), ElementsAre("gL/C * (EL - v)", "I/C"));
}

TEST(Terms, KeepDifferencesInEveryForm) {
  EXPECT_THAT(terms("(v0 - v)/tau"), ElementsAre("1/tau * (v0 - v)"));
  EXPECT_THAT(terms("(-v + v0)/tau"), ElementsAre("1/tau * (v0 - v)"));
  EXPECT_THAT(terms("-(v + v0)/tau"), ElementsAre("1/tau * (-v0 - v)"));
  EXPECT_THAT(terms("(-v - v0)/tau"), ElementsAre("1/tau * (-v0 - v)"));
  EXPECT_THAT(terms("-v/tau"), ElementsAre("1/tau * (0.0 - v)"));
  EXPECT_THAT(terms("(v - v0)/tau"), ElementsAre("-1/tau * (v0 - v)"));
}

TEST(Terms, SeeCurrentsInSubexpressionsAndLeaveRatesAlone) {
  EXPECT_THAT(terms("-(I_syn + gL*(v - EL))/C", "I_syn = g*(v - E) : amp\ng : siemens"),
              ElementsAre("g/C * (E - v)", "gL/C * (EL - v)"));
  EXPECT_THAT(terms("gNa*m**3*(ENa - v)/C", "m = 1/(1 + exp(-v/mV)) : 1"),
              ElementsAre("gNa*m**3/C * (ENa - v)"));
}

}  // namespace
}  // namespace ranvier::doctor::terms_test
