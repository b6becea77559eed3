#include <string>

#include <gtest/gtest.h>

#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::error_test {
namespace {

TEST(ModelError, HasTheCodeOfTheFirstProblemAndTheTextOfAll) {
  const ModelError error({{"first", "one", "", "", {}, ""}, {"second", "two", "", "", {}, ""}});
  EXPECT_EQ(error.code(), "first");
  EXPECT_EQ(error.diagnostics().size(), 2U);
  EXPECT_STREQ(error.what(), "error[first]: one\n\nerror[second]: two\n");
}

TEST(Check, NamesConditionAndPlaceAndAsksForAReport) {
  const int neurons = 1;
  try {
    RANVIER_CHECK(neurons == 2);
    FAIL() << "the condition does not hold";
  } catch (const InternalError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("'neurons == 2' does not hold"), std::string::npos) << text;
    EXPECT_NE(text.find("error_test.cpp:"), std::string::npos) << text;
    EXPECT_NE(text.find("please report it"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace ranvier::error_test
