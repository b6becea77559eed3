#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations::expression_parser_test {
namespace {

using symbolic::Expression;
using symbolic::FunctionId;

Expression parse(const std::string& text) {
  return parse_expression(text, "test");
}

Expression symbol(const std::string& name) {
  return Expression::symbol(name);
}

Expression call(FunctionId function, std::vector<Expression> arguments) {
  return Expression::call(function, std::move(arguments));
}

std::string code_of(const std::string& text) {
  try {
    parse(text);
  } catch (const ModelError& error) {
    return error.code();
  }
  return "";
}

TEST(ExpressionParser, BindsOperatorsAsPython) {
  EXPECT_EQ(parse("a + b*c"), symbol("a") + symbol("b") * symbol("c"));
  EXPECT_EQ(parse("a - b - c"), (symbol("a") - symbol("b")) - symbol("c"));
  EXPECT_EQ(parse("a / b * c"), (symbol("a") / symbol("b")) * symbol("c"));
  EXPECT_EQ(parse("(a + b)*c"), (symbol("a") + symbol("b")) * symbol("c"));
  EXPECT_EQ(parse("a % b // c"),
            call(FunctionId::floor_divide,
                 {call(FunctionId::modulo, {symbol("a"), symbol("b")}), symbol("c")}));
  EXPECT_EQ(parse("-a + b"), -symbol("a") + symbol("b"));
  EXPECT_EQ(parse("-a*b"), (-symbol("a")) * symbol("b"));
  EXPECT_EQ(parse("a - -b"), symbol("a") - (-symbol("b")));
  EXPECT_EQ(parse("+a"), symbol("a"));
}

TEST(ExpressionParser, PowersBindToTheRightAndTighterThanASignBefore) {
  const auto power = [](const Expression& base, const Expression& exponent) {
    return call(FunctionId::power, {base, exponent});
  };
  EXPECT_EQ(parse("a**b**c"), power(symbol("a"), power(symbol("b"), symbol("c"))));
  EXPECT_EQ(parse("-a**b"), -power(symbol("a"), symbol("b")));
  EXPECT_EQ(parse("a**-b**c"), power(symbol("a"), -power(symbol("b"), symbol("c"))));
  EXPECT_EQ(parse("2**-1"), power(Expression::integer(2), -Expression::integer(1)));
  EXPECT_EQ(parse("a*b**c"), symbol("a") * power(symbol("b"), symbol("c")));
}

TEST(ExpressionParser, LogicBindsLooserThanComparison) {
  const auto less = call(FunctionId::less, {symbol("a"), symbol("b")});
  EXPECT_EQ(
      parse("a < b and not c or d"),
      call(FunctionId::logical_or,
           {call(FunctionId::logical_and, {less, call(FunctionId::logical_not, {symbol("c")})}),
            symbol("d")}));
  EXPECT_EQ(parse("not a < b"), call(FunctionId::logical_not, {less}));
  EXPECT_EQ(parse("not not a"),
            call(FunctionId::logical_not, {call(FunctionId::logical_not, {symbol("a")})}));
  EXPECT_EQ(parse("(a < b) == c"), call(FunctionId::equal, {less, symbol("c")}));
}

TEST(ExpressionParser, ConditionalExpressionsBindLoosestAndToTheRight) {
  EXPECT_EQ(parse("a if c else b"),
            call(FunctionId::select, {symbol("c"), symbol("a"), symbol("b")}));
  EXPECT_EQ(parse("a if c else b if d else e"),
            call(FunctionId::select,
                 {symbol("c"), symbol("a"),
                  call(FunctionId::select, {symbol("d"), symbol("b"), symbol("e")})}));
}

TEST(ExpressionParser, ReadsNumbersWithTheirTypes) {
  EXPECT_EQ(parse("3"), Expression::integer(3));
  EXPECT_EQ(parse("0"), Expression::integer(0));
  EXPECT_EQ(parse("1."), Expression::real(1));
  EXPECT_EQ(parse(".5"), Expression::real(0.5));
  EXPECT_EQ(parse("1e-3"), Expression::real(1e-3));
  EXPECT_EQ(parse("2.5E+2"), Expression::real(250));
  EXPECT_EQ(parse("True"), Expression::boolean(true));
  EXPECT_EQ(parse("9223372036854775807"),
            Expression::integer(std::numeric_limits<std::int64_t>::max()));
  EXPECT_EQ(parse("9223372036854775808"), Expression::real(9223372036854775808.0))
      << "beyond 64 bits";
  EXPECT_EQ(parse("1e999"), symbol("inf"));
}

TEST(ExpressionParser, ReadsCallsWithPositionalArguments) {
  EXPECT_EQ(parse("clip(v, 0, 1)"),
            call(FunctionId::clip, {symbol("v"), Expression::integer(0), Expression::integer(1)}));
  EXPECT_EQ(parse("rand()"), call(FunctionId::rand, {}));
  EXPECT_EQ(parse("int(v > w)"),
            call(FunctionId::to_integer, {call(FunctionId::greater, {symbol("v"), symbol("w")})}));
  EXPECT_EQ(parse("exp(v,)"), call(FunctionId::exp, {symbol("v")}));
}

TEST(ExpressionParser, SpansCoverTheTextWithItsBrackets) {
  const auto sum = parse("(El - v)/tau + exp(x)");
  EXPECT_EQ(sum.span(), (SourceSpan{0, 21}));
  EXPECT_EQ(sum.arguments()[0].span(), (SourceSpan{0, 12}));
  EXPECT_EQ(sum.arguments()[0].arguments()[0].span(), (SourceSpan{0, 8}));
  EXPECT_EQ(sum.arguments()[1].span(), (SourceSpan{15, 21}));
}

TEST(ExpressionParser, LineBreaksAndCommentsAreBlanks) {
  EXPECT_EQ(parse("\n  a # first\n + b\n"), symbol("a") + symbol("b"));
}

TEST(ExpressionParser, RefusesWhatIsNotInTheLanguage) {
  for (const auto* text :
       {"a[0]",   "a.b",   "(a, b)",   "0 < a < 1", "a & b",  "a | b", "a ^ b", "~a",
        "a << 2", "a @ b", "exp(x=1)", "exp(*a)",   "lambda", "None",  "'a'",   "a is b",
        "a in b", "1_000", "0x10",     "1j",        "a && b", "[1]",   "{1}"}) {
    EXPECT_EQ(code_of(text), "unsupported-syntax") << text;
  }
}

TEST(ExpressionParser, RefusesWhatCannotBeRead) {
  for (const auto* text :
       {"",  "a +",        "(a", "a)",     "a b", "2(3)",   "10mV", "a = b", "()", "007",
        "$", "a == not b", "if", "a if b", "* a", "f(a b)", "f(",   "a,",    "τ",  "a − b"}) {
    EXPECT_EQ(code_of(text), "syntax") << text;
  }
}

TEST(ExpressionParser, ReportsEveryErrorThatLeavesTheStructureClear) {
  try {
    parse("exp + log(1, 2)");
    FAIL() << "two errors were accepted";
  } catch (const ModelError& error) {
    ASSERT_EQ(error.diagnostics().size(), 2U);
    EXPECT_EQ(error.diagnostics()[0].code, "function-without-call");
    EXPECT_EQ(error.diagnostics()[1].code, "wrong-argument-count");
  }
}

TEST(ExpressionParser, KeepsCallsOfFunctionsThatTheLanguageDoesNotKnow) {
  const auto call = parse("stimulus(t, i + 1)*2");
  EXPECT_EQ(print(call), "stimulus(t, i + 1)*2");
  EXPECT_TRUE(call.arguments()[0].is_call(FunctionId::external));
  EXPECT_EQ(print(parse("f()")), "f()");
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t k = 0; k < count; ++k) {
    all += text;
  }
  return all;
}

TEST(ExpressionParser, KeepsItsLimits) {
  EXPECT_EQ(code_of(repeated("(", 200) + "a" + repeated(")", 200)), "");
  EXPECT_EQ(code_of(repeated("(", 300) + "a" + repeated(")", 300)), "text-limit");
  EXPECT_EQ(code_of(repeated("-", 60000) + "a"), "text-limit");
  EXPECT_EQ(code_of(repeated("not ", 16000) + "a"), "text-limit");
  EXPECT_EQ(code_of(repeated("a**", 20000) + "a"), "text-limit");
  EXPECT_EQ(code_of(repeated("a + ", 2000) + "a"), "");
  EXPECT_EQ(code_of(repeated("a + ", 2048) + "a"), "text-limit");
  EXPECT_EQ(code_of(repeated(" ", max_text_bytes) + "a"), "text-limit");
}

TEST(ExpressionParser, FoldsATowerOfPowersToInfinityAtOnce) {
  EXPECT_EQ(bind_default_constants(parse("9**9**9**9"), {}),
            Expression::real(std::numeric_limits<double>::infinity()));
}

}  // namespace
}  // namespace ranvier::equations::expression_parser_test
