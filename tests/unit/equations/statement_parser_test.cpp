#include <string>

#include <gtest/gtest.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations::statement_parser_test {
namespace {

std::string canonical(const std::string& text) {
  return print(parse_statements(text, "reset"));
}

TEST(StatementParser, SeparatesByLinesAndSemicolons) {
  EXPECT_EQ(canonical("v = El; w += b\n\n  # rest\n x -= 1 ;; y *= 2; z /= 3; p %= 4 # end"),
            "v = El\nw += b\nx -= 1\ny *= 2\nz /= 3\np %= 4\n");
  EXPECT_EQ(canonical(""), "");
  EXPECT_EQ(canonical(" \n # nothing\n"), "");
}

TEST(StatementParser, GoesOnOverLinesInsideBrackets) {
  EXPECT_EQ(canonical("v = (a +\n b)\nw = c"), "v = a + b\nw = c\n");
  EXPECT_EQ(canonical("v = a + \\\n b"), "v = a + b\n");
}

TEST(StatementParser, KeepsSpansAndSource) {
  const auto block = parse_statements("v = 1\nw_post += a*2", "on_pre");
  EXPECT_EQ(block.source, "v = 1\nw_post += a*2");
  ASSERT_EQ(block.statements.size(), 2U);
  EXPECT_EQ(block.statements[1].target, "w_post");
  EXPECT_EQ(block.statements[1].operation, symbolic::FunctionId::add);
  EXPECT_EQ(block.statements[1].target_span, (SourceSpan{6, 12}));
  EXPECT_EQ(block.statements[1].span, (SourceSpan{6, 19}));
  EXPECT_EQ(block.statements[1].value.span(), (SourceSpan{16, 19}));
}

TEST(StatementParser, ReportsEveryWrongStatement) {
  try {
    parse_statements("v **= 2; w //= 2\nv == w\nx =\na, b = 1, 2\nif v: w = 1\n3 = v\nv", "reset");
    FAIL() << "wrong statements were accepted";
  } catch (const ModelError& error) {
    EXPECT_EQ(error.diagnostics().size(), 8U);
  }
}

}  // namespace
}  // namespace ranvier::equations::statement_parser_test
