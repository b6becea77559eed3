// Canonical texts of models: what the parser understood, with units, flags and the fewest brackets.
#include <filesystem>

#include <gtest/gtest.h>
#include <support/golden.hpp>

#include <ranvier/equations/equations.hpp>

namespace ranvier::equations::equations_test {
namespace {

class CanonicalText : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(CanonicalText, IsAsInTheGoldenFile) {
  const auto golden = tests::read_golden(GetParam());
  const Equations equations(golden.input);
  equations.check_flags(
      golden.settings.at("form") == "synapses" ? Context::synapses : Context::neuron_group, "test");
  const auto actual = print(equations);
  tests::update_golden(golden, actual);
  EXPECT_EQ(actual, golden.expected);
  EXPECT_EQ(print(Equations(actual)), actual);
}

INSTANTIATE_TEST_SUITE_P(Golden, CanonicalText, testing::ValuesIn(tests::golden_files("equations")),
                         [](const auto& test) { return tests::golden_test_name(test.param); });

}  // namespace
}  // namespace ranvier::equations::equations_test
