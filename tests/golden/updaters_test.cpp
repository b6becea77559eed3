// A model, as a user writes it, and the statements of one step that an integrator makes of it.

#include <string>

#include <gtest/gtest.h>

#include "reference/step_simulation.hpp"
#include "support/golden.hpp"

namespace ranvier::tests::updaters_test {
namespace {

class UpdaterText : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(UpdaterText, IsAsExpected) {
  const GoldenFile golden = read_golden(GetParam());
  const auto& updater = integration::find_state_updater(golden.settings.at("method"));
  const std::string text = print(updater.derive(reference::system_of(golden.input)));
  update_golden(golden, text);
  EXPECT_EQ(text, golden.expected);
}

INSTANTIATE_TEST_SUITE_P(Updaters, UpdaterText, ::testing::ValuesIn(golden_files("updaters")),
                         [](const auto& info) { return golden_test_name(info.param); });

}  // namespace
}  // namespace ranvier::tests::updaters_test
