#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/doctor/examine_rules.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::doctor::examine_test {
namespace {

using ranvier::testing::error_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> found;
  for (const auto& finding : findings) {
    found.push_back(finding.code + " " + to_string(finding.level) + " " + finding.variable);
  }
  return found;
}

constexpr const char* with_current =
    "dv/dt = (I - v)/(10*ms) : volt\n"
    "I : volt";

TEST(Examine, IsMutedByCodeAndObject) {
  NeuronGroup cells{
      3, with_current, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01 * mV};
  const model::NetworkDescription network{{&cells, &input}};
  EXPECT_THAT(doctor::examine(network, {.ignored = {{"RV101", {"cells"}}}}), IsEmpty());
  EXPECT_THAT(doctor::examine(network, {.ignored = {{"RV101", {"I"}}}}), IsEmpty());
  EXPECT_THAT(doctor::examine(network, {.ignored = {{"RV101", {}}}}), IsEmpty());
  EXPECT_EQ(doctor::examine(network, {.ignored = {{"RV101", {"others"}}, {"RV102", {}}}}).size(),
            1U);
  EXPECT_EQ(error_text<UsageError>([&] { doctor::examine(network, {.ignored = {{"RV999", {}}}}); }),
            "the doctor has no rule 'RV999'");
}

/// A rule with a bug.
class FailingRule final : public Rule {
 public:
  std::string_view code() const override { return "RV999"; }

  std::vector<Finding> examine(const Facts& /*facts*/) const override {
    throw std::logic_error("a bug");
  }
};

TEST(Examine, NamesARuleThatFailsAndAsksTheOthers) {
  NeuronGroup cells{
      3, with_current, {.threshold = "v > 1*mV", .reset = "v = 0*mV", .name = "cells"}};
  PoissonInput input{cells, "I", 400, 10 * Hz, 0.01 * mV};
  std::vector<std::string> failures;
  Surroundings surroundings;
  surroundings.on_failure = [&](const std::string& code, const std::string& error) {
    failures.push_back(code + ": " + error);
  };
  const FailingRule failing;
  std::vector<const Rule*> with_failing{&failing};
  with_failing.insert(with_failing.end(), rules().begin(), rules().end());
  with_failing.push_back(&failing);
  const auto findings = doctor::examine({{&cells, &input}}, surroundings, with_failing);
  EXPECT_THAT(codes(findings), ElementsAre("RV101 warning I"));
  EXPECT_THAT(failures, ElementsAre("RV999: a bug", "RV999: a bug"));
  EXPECT_EQ(codes(doctor::examine({{&cells, &input}}, {}, with_failing)).size(), 1U)
      << "nobody who listens is no reason to fail";
}

}  // namespace
}  // namespace ranvier::doctor::examine_test
