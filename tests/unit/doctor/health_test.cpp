#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include "support/health_findings.hpp"
#include <ranvier/doctor/term_values.hpp>

namespace ranvier::doctor::health_test {
namespace {

using ranvier::testing::error_text;
using ranvier::testing::findings_of_run;
using ranvier::testing::HealthModel;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(HealthRules, FindingsOfRunsCanBeMuted) {
  HealthModel model{.equations = "dv/dt = v**2/ms : 1", .method = "euler", .values = {{"v", "1"}}};
  EXPECT_THAT(findings_of_run(model), SizeIs(1));
  model.ignored = {{"RV701", {"cells"}}};
  EXPECT_THAT(findings_of_run(model), IsEmpty());
  model.ignored = {{"RV799", {}}};
  EXPECT_EQ(error_text<UsageError>([&] { findings_of_run(model); }),
            "the doctor has no rule 'RV799'");
}

/// Terms of the right side of dv/dt, with their values.
std::vector<std::string> terms(const std::string& equations,
                               const std::map<std::string, double>& values) {
  const equations::Equations parsed(equations);
  const std::map<std::string, model::FunctionPointer> functions;
  const TermEvaluator evaluator(parsed, {&values, &functions});
  std::vector<std::string> found;
  for (const auto& term : evaluator.terms_of(*parsed.find("v")->expression)) {
    found.push_back(symbolic::print(term.expression) + " = " + std::to_string(term.value));
  }
  return found;
}

TEST(Terms, AreThoseThatTheUserWrote) {
  EXPECT_THAT(terms("dv/dt = (g*(E - v) - (a + 2*b) + x)/c : 1\nx = a*b - b*v : 1",
                    {{"g", 2}, {"E", 3}, {"v", 1}, {"a", 5}, {"b", 7}, {"c", 2}}),
              ElementsAre("g*(E - v)/c = 2.000000", "-(a + 2*b)/c = -9.500000", "a*b/c = 17.500000",
                          "-(b*v)/c = -3.500000"));
  EXPECT_THAT(terms("dv/dt = -v/tau + xi*tau**-0.5 : 1", {{"v", 1}, {"tau", 2}}),
              ElementsAre("-v/tau = -0.500000"))
      << "noise has no value";
  EXPECT_THAT(terms("dv/dt = (E - v)/tau : 1", {{"v", 1}, {"tau", 2}, {"E", 5}}),
              ElementsAre("(E - v)/tau = 2.000000"));
}

}  // namespace
}  // namespace ranvier::doctor::health_test
