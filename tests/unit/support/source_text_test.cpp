#include <gtest/gtest.h>

#include <ranvier/support/source_text.hpp>

namespace ranvier::source_text_test {
namespace {

TEST(LineAt, GivesTheLineThatHoldsAPosition) {
  const auto line = line_at("ab\ncd\n", 4);
  EXPECT_EQ(line.number, 2U);
  EXPECT_EQ(line.begin, 3U);
  EXPECT_EQ(line.end, 5U);
}

TEST(LineAt, CountsALineBreakToTheLineItEnds) {
  EXPECT_EQ(line_at("ab\ncd", 2).number, 1U);
}

TEST(LineAt, PutsAPositionPastTheEndIntoTheLastLine) {
  const auto line = line_at("ab\ncd", 99);
  EXPECT_EQ(line.number, 2U);
  EXPECT_EQ(line.end, 5U);
}

TEST(DisplayWidth, CountsCharactersOfUtf8) {
  EXPECT_EQ(display_width("v"), 1U);
  EXPECT_EQ(display_width("µτ"), 2U);
  EXPECT_EQ(display_width(""), 0U);
}

}  // namespace
}  // namespace ranvier::source_text_test
