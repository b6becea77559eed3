#include "expression_parser.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/equations/syntax_hints.hpp>
#include <ranvier/equations/token_reader.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using symbolic::FunctionId;

namespace {

/// How tightly the operators bind, loosest first.
enum Strength : int { disjunction = 1, conjunction, negation, comparison, sum, product, prefix };

struct InfixOperator {
  std::string_view sign;
  Strength strength;
  FunctionId function;
};

/// Powers are not among them: they bind to the right and tighter than the sign on their left.
constexpr InfixOperator infix_operators[] = {
    {"or", disjunction, FunctionId::logical_or},
    {"and", conjunction, FunctionId::logical_and},
    {"<", comparison, FunctionId::less},
    {"<=", comparison, FunctionId::less_equal},
    {">", comparison, FunctionId::greater},
    {">=", comparison, FunctionId::greater_equal},
    {"==", comparison, FunctionId::equal},
    {"!=", comparison, FunctionId::not_equal},
    {"+", sum, FunctionId::add},
    {"-", sum, FunctionId::subtract},
    {"*", product, FunctionId::multiply},
    {"/", product, FunctionId::divide},
    {"//", product, FunctionId::floor_divide},
    {"%", product, FunctionId::modulo},
};

SourceSpan join(SourceSpan first, SourceSpan last) {
  return {first.begin, last.end};
}

/// The same expression with another span: brackets belong to what they enclose.
Expression with_span(const Expression& expression, SourceSpan span) {
  switch (expression.kind()) {
    case Expression::Kind::symbol:
      return Expression::symbol(expression.name(), span);
    case Expression::Kind::call:
      return Expression::call(expression.function(), expression.arguments(), span);
    case Expression::Kind::number:
      break;
  }
  switch (expression.number_type()) {
    case symbolic::ValueType::boolean:
      return Expression::boolean(expression.number() != 0, span);
    case symbolic::ValueType::integer:
      return Expression::integer(expression.integer_value(), span);
    case symbolic::ValueType::real:
      break;
  }
  return Expression::real(expression.number(), span);
}

class ExpressionParser : private TokenReader {
 public:
  using TokenReader::TokenReader;

  std::optional<Expression> parse() {
    if (peek() == nullptr) {
      fail("syntax", "the expression is missing", here(), "");
      return std::nullopt;
    }
    const auto expression = parse_conditional();
    if (!has_failed() && peek() != nullptr) {
      fail_at_leftover();
    }
    return has_problem() ? std::nullopt : std::optional(expression);
  }

 private:
  /// Counts the nesting of one level of the descent.
  class Nesting {
   public:
    explicit Nesting(ExpressionParser& parser) : parser_(parser) {
      if (++parser_.depth_ > max_depth) {
        parser_.fail("text-limit",
                     fmt::format("the expression is nested deeper than {} levels", max_depth),
                     parser_.here(), "split it into several subexpressions");
      }
    }

    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

    ~Nesting() { --parser_.depth_; }

   private:
    ExpressionParser& parser_;
  };

  Expression count(Expression node) {
    if (++nodes_ > max_nodes) {
      fail("text-limit",
           fmt::format("the expression has more than {} operators and operands", max_nodes),
           node.span(), "split it into several subexpressions");
    }
    return node;
  }

  Expression make_call(FunctionId function, std::vector<Expression> arguments, SourceSpan span) {
    return count(Expression::call(function, std::move(arguments), span));
  }

  /// What an expression is called that could not be read; it is never seen outside.
  static Expression placeholder() { return Expression::real(0); }

  Expression parse_conditional() {
    const Nesting nesting(*this);
    if (has_failed()) {
      return placeholder();
    }
    auto value = parse_infix(disjunction);
    if (!next_is("if")) {
      return value;
    }
    const auto if_span = here();
    advance();
    const auto condition = parse_infix(disjunction);
    if (has_failed()) {
      return placeholder();
    }
    if (!accept("else")) {
      fail("syntax", "'if' without 'else'", if_span,
           "a conditional expression has the form 'a if condition else b'");
      return placeholder();
    }
    const auto otherwise = parse_conditional();
    return make_call(FunctionId::select, {condition, value, otherwise},
                     join(value.span(), otherwise.span()));
  }

  const InfixOperator* next_infix_operator() const {
    const auto* found = std::ranges::find_if(
        infix_operators,
        [this](const InfixOperator& candidate) { return next_is(candidate.sign); });
    return found == std::end(infix_operators) ? nullptr : found;
  }

  Expression parse_infix(int weakest) {
    auto left = parse_negation(weakest);
    bool left_is_comparison = false;
    while (const auto* infix = next_infix_operator()) {
      if (infix->strength < weakest) {
        break;
      }
      const auto sign_span = here();
      advance();
      const auto right = parse_infix(infix->strength + 1);
      if (has_failed()) {
        return placeholder();
      }
      if (infix->strength == comparison && left_is_comparison) {
        fail_chained(left, right, sign_span);
        return placeholder();
      }
      left_is_comparison = infix->strength == comparison;
      left = make_call(infix->function, {left, right}, join(left.span(), right.span()));
    }
    return left;
  }

  /// `left` is a comparison, and another comparison follows it.
  void fail_chained(const Expression& left, const Expression& right, SourceSpan sign) {
    const auto& middle = left.arguments()[1];
    fail("unsupported-syntax", "comparisons cannot be chained", join(left.span(), right.span()),
         fmt::format("write '{} and {} {} {}'", text_of(left.span()), text_of(middle.span()),
                     text_of(sign), text_of(right.span())));
  }

  Expression parse_negation(int weakest) {
    if (!next_is("not")) {
      return parse_prefix();
    }
    const Nesting nesting(*this);
    if (has_failed()) {
      return placeholder();
    }
    const auto not_span = here();
    if (weakest > negation) {
      fail("syntax", "'not' needs brackets here", not_span, "write '(not ...)'");
      return placeholder();
    }
    advance();
    const auto operand = parse_infix(negation);
    return make_call(FunctionId::logical_not, {operand}, join(not_span, operand.span()));
  }

  Expression parse_prefix() {
    if (!next_is("-") && !next_is("+")) {
      return parse_power();
    }
    const Nesting nesting(*this);
    if (has_failed()) {
      return placeholder();
    }
    const auto sign = *peek();
    advance();
    const auto operand = parse_prefix();
    const auto span = join(sign.span, operand.span());
    return sign.text == "-" ? make_call(FunctionId::negate, {operand}, span)
                            : with_span(operand, span);
  }

  Expression parse_power() {
    auto base = parse_primary();
    if (!next_is("**")) {
      return base;
    }
    const Nesting nesting(*this);
    if (has_failed()) {
      return placeholder();
    }
    advance();
    const auto exponent = parse_prefix();
    return make_call(FunctionId::power, {base, exponent}, join(base.span(), exponent.span()));
  }

  Expression parse_primary() {
    const auto* token = peek();
    if (token == nullptr || has_failed()) {
      fail_at_operand();
      return placeholder();
    }
    if (token->is_number()) {
      advance();
      return refuse_postfix(count(number(*token)));
    }
    if (token->is("(")) {
      return refuse_postfix(parse_bracket());
    }
    if (token->is("True") || token->is("False")) {
      advance();
      return refuse_postfix(count(Expression::boolean(token->text == "True", token->span)));
    }
    if (token->kind == TokenKind::name && !is_keyword(token->text)) {
      advance();
      return refuse_postfix(next_is("(") ? parse_call(*token) : parse_symbol(*token));
    }
    fail_at_operand();
    return placeholder();
  }

  static Expression number(const Token& token) {
    const auto* begin = token.text.data();
    const auto* end = begin + token.text.size();
    if (token.kind == TokenKind::integer) {
      std::int64_t value = 0;
      if (std::from_chars(begin, end, value).ec == std::errc{}) {
        return Expression::integer(value, token.span);
      }
    }
    // An integer beyond 64 bits is a real number; beyond the range of double it is the constant
    // inf.
    const auto value = std::strtod(std::string(token.text).c_str(), nullptr);
    return std::isinf(value) ? Expression::symbol("inf", token.span)
                             : Expression::real(value, token.span);
  }

  /// Brackets, indices and attributes after a complete operand.
  Expression refuse_postfix(Expression operand) {
    const auto* token = peek();
    if (token == nullptr || has_failed()) {
      return operand;
    }
    if (token->is("[")) {
      fail("unsupported-syntax", "indexing is not part of the language", token->span,
           "a variable always means the value of the element itself, v_pre and v_post those at the "
           "ends of a synapse");
    } else if (token->is(".")) {
      fail("unsupported-syntax", "attributes are not part of the language", token->span,
           "give the value a name of its own outside and use that");
    }
    return operand;
  }

  Expression parse_bracket() {
    const auto open = here();
    open_bracket();
    if (next_is(")")) {
      fail("syntax", "the brackets are empty", join(open, here()), "");
      return placeholder();
    }
    const auto inner = parse_conditional();
    if (next_is(",")) {
      fail("unsupported-syntax", "tuples are not part of the language", here(), "");
    }
    const auto close = close_bracket();
    return has_failed() ? placeholder() : with_span(inner, join(open, close));
  }

  Expression parse_symbol(const Token& name) {
    if (const auto function = symbolic::find_function(name.text)) {
      report("function-without-call", fmt::format("'{}' is a function", name.text), name.span,
             fmt::format("call it: '{}({})'", name.text,
                         symbolic::info_of(*function).arity == 0 ? "" : "..."));
      return placeholder();
    }
    return count(Expression::symbol(std::string(name.text), name.span));
  }

  Expression parse_call(const Token& name) {
    open_bracket();
    std::vector<Expression> arguments;
    while (!has_failed() && !next_is(")")) {
      refuse_argument_forms();
      arguments.push_back(parse_conditional());
      if (!accept(",")) {
        break;
      }
    }
    const auto close = close_bracket();
    if (has_failed()) {
      return placeholder();
    }
    const auto span = join(name.span, close);
    const auto function = symbolic::find_function(name.text);
    if (!function) {  // what the name means is found out when the code is used
      arguments.insert(arguments.begin(), Expression::symbol(std::string(name.text), name.span));
      return make_call(FunctionId::external, std::move(arguments), span);
    }
    const auto arity = static_cast<std::size_t>(symbolic::info_of(*function).arity);
    if (arguments.size() != arity) {
      report("wrong-argument-count",
             fmt::format("'{}' takes {} argument{}, not {}", name.text, arity,
                         arity == 1 ? "" : "s", arguments.size()),
             span, "");
      return placeholder();
    }
    return make_call(*function, std::move(arguments), span);
  }

  void refuse_argument_forms() {
    const auto* token = peek();
    if (token == nullptr) {
      return;
    }
    if (token->is("*") || token->is("**")) {
      fail("unsupported-syntax", "arguments cannot be unpacked", token->span,
           "write out the arguments");
    } else if (token->kind == TokenKind::name && peek_second() != nullptr &&
               peek_second()->is("=")) {
      fail("unsupported-syntax", "arguments cannot be named",
           join(token->span, peek_second()->span), "give the arguments in their order");
    }
  }

  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<Expression> parse_expression_tokens(std::span<const Token> tokens, SourceSpan place,
                                                  Reporter& reporter) {
  return ExpressionParser(tokens, place, reporter).parse();
}

}  // namespace ranvier::equations
