#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/equations/generator.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/expression.hpp>

namespace ranvier::equations::generator_test {
namespace {

using ranvier::testing::error_text;
using symbolic::print;

Generator parse(const std::string& text) {
  return parse_generator(text, "j of connect");
}

std::string error_of(const std::string& text) {
  return error_text<ModelError>([&] { parse(text); });
}

TEST(Generator, MayBeAnExpressionAlone) {
  const auto generator = parse("(i + 1) % N_post");
  EXPECT_EQ(print(generator.element), "(i + 1) % N_post");
  EXPECT_EQ(generator.iterator, Generator::Iterator::none);
  EXPECT_FALSE(generator.condition);
}

TEST(Generator, MayHaveAConditionWhichIsNoConditionalExpression) {
  const auto filtered = parse("i + 1 if i > 2");
  EXPECT_EQ(print(filtered.element), "i + 1");
  EXPECT_EQ(print(*filtered.condition), "i > 2");
  const auto conditional = parse("i if i > 2 else 0");
  EXPECT_FALSE(conditional.condition);
  const auto both = parse("(i if i > 2 else 0) if i < 5");
  EXPECT_EQ(print(*both.condition), "i < 5");
}

TEST(Generator, HasRangesOfOneToThreeArguments) {
  const auto one = parse("k for k in range(n + 1)");
  EXPECT_EQ(one.variable, "k");
  EXPECT_EQ(print(one.start) + " " + print(one.stop) + " " + print(one.step), "0 n + 1 1");
  const auto two = parse("2*k for k in range(i - 2, clip(i, 0, 3))");
  EXPECT_EQ(print(two.element), "2*k");
  EXPECT_EQ(print(two.start) + " " + print(two.stop) + " " + print(two.step),
            "i - 2 clip(i, 0, 3) 1");
  const auto three = parse("k for k in range(5, 0, -1) if k != i and k > 0");
  EXPECT_EQ(print(three.start) + " " + print(three.stop) + " " + print(three.step), "5 0 -1");
  EXPECT_EQ(print(*three.condition), "k != i and k > 0");
}

TEST(Generator, HasSamplesWithAProbabilityOrASize) {
  const auto some = parse("k for k in sample(N_post, p=0.5*x_pre)");
  EXPECT_EQ(some.iterator, Generator::Iterator::sample);
  EXPECT_EQ(print(*some.probability), "0.5*x_pre");
  EXPECT_FALSE(some.size);
  const auto sized = parse("k for k in sample(0, N_post, 2, size=3)");
  EXPECT_EQ(print(*sized.size), "3");
  EXPECT_EQ(print(sized.step), "2");
}

TEST(Generator, ShowsWhatIsWrongInItsForm) {
  EXPECT_EQ(error_of("k for k in sample(N_post)"),
            R"(error[syntax]: 'sample' takes either p=... or size=...
  in j of connect, line 1
    k for k in sample(N_post)
               ^^^^^^^^^^^^^^
  help: a generator has the form 'EXPRESSION for NAME in range(...) if CONDITION', with sample(..., p=...) or sample(..., size=...) in place of range(...)
)");
  const auto message_of = [&](const std::string& text) {
    const auto error = error_of(text);
    return error.substr(0, error.find('\n'));
  };
  EXPECT_EQ(message_of("k for"), "error[syntax]: a name and 'in' must follow 'for'");
  EXPECT_EQ(message_of("k for k, l in range(3)"),
            "error[syntax]: a name and 'in' must follow 'for'");
  EXPECT_EQ(message_of("k for k in foo(3)"),
            "error[syntax]: range(...) or sample(...) must follow 'in'");
  EXPECT_EQ(message_of("k for k in range()"), "error[syntax]: the arguments are missing");
  EXPECT_EQ(message_of("k for k in range(1, 2, 3, 4)"),
            "error[syntax]: 'range' takes 1 to 3 numbers, not 4");
  EXPECT_EQ(message_of("k for k in range(3, p=0.1)"), "error[syntax]: 'range' has no argument 'p'");
  EXPECT_EQ(message_of("k for k in sample(3, p=1, size=2)"),
            "error[syntax]: 'sample' takes either p=... or size=...");
  EXPECT_EQ(message_of("k for k in range(3) for l in range(3)"),
            "error[syntax]: a generator has one 'for'");
  EXPECT_EQ(message_of(""), "error[syntax]: the expression is missing");
  EXPECT_EQ(message_of("for k in range(3)"),
            "error[syntax]: an expression must stand before 'for'");
}

TEST(Generator, IsToldFromNamesThatContainFor) {
  EXPECT_TRUE(has_generator_syntax("k for k in range(3)"));
  EXPECT_FALSE(has_generator_syntax("force_pre > 1"));
}

}  // namespace
}  // namespace ranvier::equations::generator_test
