// Any text at all ends in equations or in a ModelError, at once: 10^4 random texts, the same in
// each run.
#include <array>
#include <ctime>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations::garbage_test {
namespace {

constexpr int text_count = 10000;

/// Words of the language with a few that are not in it, so that texts are wrong in interesting
/// ways.
std::string random_text(std::mt19937& random) {
  static constexpr auto pieces = std::to_array<const char*>({"dv/dt",
                                                             "v",
                                                             "x",
                                                             "tau",
                                                             "=",
                                                             "=",
                                                             ":",
                                                             ":",
                                                             "volt",
                                                             "1",
                                                             "second",
                                                             "mV",
                                                             "(",
                                                             ")",
                                                             "(",
                                                             ")",
                                                             "+",
                                                             "-",
                                                             "*",
                                                             "/",
                                                             "**",
                                                             "//",
                                                             "%",
                                                             "<",
                                                             "==",
                                                             " and ",
                                                             " not ",
                                                             " or ",
                                                             " if ",
                                                             " else ",
                                                             "\n",
                                                             "\n",
                                                             ";",
                                                             ",",
                                                             "3",
                                                             "2.5",
                                                             "1e-3",
                                                             "exp(",
                                                             "clip(",
                                                             "rand()",
                                                             "(unless refractory)",
                                                             "(shared)",
                                                             "#",
                                                             "[",
                                                             "]",
                                                             "{",
                                                             ".",
                                                             "'",
                                                             "\"",
                                                             "\\",
                                                             "\\\n",
                                                             "\t",
                                                             "τ",
                                                             "\x80",
                                                             "\xff",
                                                             "1e999",
                                                             "0x",
                                                             "xi",
                                                             "True",
                                                             "lambda",
                                                             "+=",
                                                             "$",
                                                             "^",
                                                             "&&",
                                                             "inf",
                                                             "boolean",
                                                             " "});
  std::string text;
  const auto length = random() % 40;
  for (std::uint_fast32_t k = 0; k < length; ++k) {
    text += random() % 16 == 0 ? std::string(1, static_cast<char>(random() % 256))
                               : pieces[random() % pieces.size()];
  }
  return text;
}

void read_every_way(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  try {
    const Equations equations(text);
    check_equations(equations, {}, "test", diagnostics);
    EXPECT_EQ(print(Equations(print(equations))), print(equations)) << text;
  } catch (const ModelError& error) {
    EXPECT_FALSE(error.diagnostics().empty());
  }
  try {
    const auto expression = parse_expression(text, "test");
    check_expression(expression, {}, text, "test", diagnostics);
    EXPECT_EQ(parse_expression(print(expression), "test"), expression) << text;
  } catch (const ModelError& error) {
    EXPECT_FALSE(error.diagnostics().empty());
  }
  try {
    check_statements(parse_statements(text, "test"), {}, "test", diagnostics);
  } catch (const ModelError& error) {
    EXPECT_FALSE(error.diagnostics().empty());
  }
  render(diagnostics);
}

TEST(Garbage, EndsInEquationsOrInAModelError) {
  std::mt19937 random(20260101);
  for (int k = 0; k < text_count; ++k) {
    const auto text = random_text(random);
    EXPECT_NO_THROW(read_every_way(text)) << text;
  }
}

TEST(Garbage, OfTheLargestSizeIsReadWithinSeconds) {
  for (const std::string piece :
       {"$", "(", "a b ", "x : foo\n", "x\n", "a + ", "'", "1_0 ", "f(", "x = (", "\n:", ","}) {
    std::string text;
    while (text.size() + piece.size() <= max_text_bytes) {
      text += piece;
    }
    const std::clock_t begin = std::clock();  // processor time: other programs do not count
    read_every_way(text);
    EXPECT_LT(std::clock() - begin, 5 * CLOCKS_PER_SEC) << piece;
  }
}

}  // namespace
}  // namespace ranvier::equations::garbage_test
