#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

#include <ranvier/equations/lexer.hpp>
#include <ranvier/equations/token_reader.hpp>
#include <ranvier/integration/explicit_scheme.hpp>

namespace ranvier::integration {

namespace {

using equations::Reporter;
using equations::Token;
using equations::TokenKind;
using symbolic::FunctionId;

constexpr const char* code = "scheme-syntax";
constexpr const char* form =
    "a scheme has lines such as 'k = dt*f(x, t)' and ends with 'x_new = x + k'";

/// Recursive descent over + - * / ** and calls of f, g and sqrt.
class SchemeParser : private equations::TokenReader {
 public:
  SchemeParser(std::span<const Token> tokens, SourceSpan place, Reporter& reporter,
               const std::set<std::string>& known,
               std::vector<SchemeStateUpdater::Evaluation>& evaluations)
      : TokenReader(tokens, place, reporter), known_(known), evaluations_(evaluations) {}

  std::optional<Expression> parse() {
    const auto value = parse_sum();
    if (!has_failed() && peek() != nullptr) fail_at_leftover();
    return has_problem() ? std::nullopt : std::optional(value);
  }

 private:
  Expression parse_sum() {
    auto left = parse_product();
    while (!has_failed() && (next_is("+") || next_is("-"))) {
      const bool adds = next_is("+");
      advance();
      const auto right = parse_product();
      left = adds ? left + right : left - right;
    }
    return left;
  }

  Expression parse_product() {
    auto left = parse_prefix();
    while (!has_failed() && (next_is("*") || next_is("/"))) {
      const bool multiplies = next_is("*");
      advance();
      const auto right = parse_prefix();
      left = multiplies ? left * right : left / right;
    }
    return left;
  }

  Expression parse_prefix() {
    if (++depth_ > maximum_depth) fail(code, "too many brackets", here(), "");
    Expression result = Expression::integer(0);
    if (has_failed()) return result;
    if (accept("-")) {
      result = -parse_prefix();
    } else {
      accept("+");
      result = parse_power();
    }
    --depth_;
    return result;
  }

  Expression parse_power() {
    const auto base = parse_primary();
    if (has_failed() || !accept("**")) return base;
    return Expression::call(FunctionId::power, {base, parse_prefix()});
  }

  Expression parse_primary() {
    const auto* token = peek();
    if (token != nullptr && token->is_number()) {
      const auto number = *token;
      advance();
      return Expression::real(std::stod(std::string(number.text)));
    }
    if (token != nullptr && token->is("(")) {
      open_bracket();
      const auto inner = parse_sum();
      close_bracket();
      return inner;
    }
    if (token != nullptr && token->kind == TokenKind::name) {
      const auto name = *token;
      advance();
      return next_is("(") ? parse_call(name) : parse_symbol(name);
    }
    fail_at_operand();
    return Expression::integer(0);
  }

  Expression parse_symbol(const Token& token) {
    const std::string name(token.text);
    if (!known_.contains(name)) {
      report(code, fmt::format("unknown name '{}' in a scheme", name), token.span,
             "a scheme knows x, t, dt, dW, f(x, t), g(x, t) and the names of the lines before");
    }
    return Expression::symbol(name);
  }

  Expression parse_call(const Token& name) {
    open_bracket();
    std::vector<Expression> arguments{parse_sum()};
    while (!has_failed() && accept(",")) arguments.push_back(parse_sum());
    close_bracket();
    if (has_failed()) return Expression::integer(0);
    if (name.is("sqrt") && arguments.size() == 1) {
      return Expression::call(FunctionId::sqrt, std::move(arguments));
    }
    if ((name.is("f") || name.is("g")) && arguments.size() == 2) {
      const auto symbol = fmt::format("{}#{}", name.text, evaluations_.size());
      evaluations_.push_back({symbol, name.is("g"), arguments[0], arguments[1]});
      return Expression::symbol(symbol);
    }
    report(code, fmt::format("a scheme cannot call '{}' like this", name.text), name.span,
           "it calls f(x, t), g(x, t) and sqrt(...)");
    return Expression::integer(0);
  }

  static constexpr int maximum_depth = 64;
  const std::set<std::string>& known_;
  std::vector<SchemeStateUpdater::Evaluation>& evaluations_;
  int depth_ = 0;
};

/// The tokens of each line that has some.
std::vector<std::span<const Token>> lines_of(const std::vector<Token>& tokens) {
  std::vector<std::span<const Token>> lines;
  std::size_t begin = 0;
  for (std::size_t k = 0; k <= tokens.size(); ++k) {
    if (k == tokens.size() || tokens[k].kind == TokenKind::line_break || tokens[k].is(";")) {
      if (k > begin) lines.push_back(std::span(tokens).subspan(begin, k - begin));
      begin = k + 1;
    }
  }
  return lines;
}

}  // namespace

SchemeStateUpdater::Program parse_scheme(const std::string& description) {
  static const std::string where = "ExplicitStateUpdater";
  std::vector<Diagnostic> diagnostics;
  Reporter reporter{description, where, diagnostics};
  const auto tokens = equations::tokenize(reporter);
  SchemeStateUpdater::Program program;
  std::set<std::string> known{"x", "t", "dt", "dW"};
  for (const auto line : lines_of(tokens)) {
    const auto& target = line.front();
    const SourceSpan span{target.span.begin, line.back().span.end};
    const bool is_assignment = target.kind == TokenKind::name && line.size() > 2 && line[1].is("=");
    if (!is_assignment || known.contains(std::string(target.text)) || target.is("f") ||
        target.is("g")) {
      reporter.report(code, "this is no line of a scheme", span, form);
      continue;
    }
    const auto value =
        SchemeParser(line.subspan(2), span, reporter, known, program.evaluations).parse();
    if (value) {
      program.statements.push_back({std::string(target.text), {}, *value, target.span, span});
    }
    known.insert(std::string(target.text));
  }
  if (diagnostics.empty() &&
      (program.statements.empty() || program.statements.back().target != "x_new")) {
    reporter.report(code, "the scheme does not end with 'x_new = ...'",
                    std::vector<Diagnostic::Label>{}, form);
  }
  if (!diagnostics.empty()) throw ModelError(std::move(diagnostics));
  return program;
}

}  // namespace ranvier::integration
