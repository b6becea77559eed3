#include "parser.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include <ranvier/equations/expression_parser.hpp>
#include <ranvier/equations/lexer.hpp>
#include <ranvier/equations/text_limit.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations {

using symbolic::FunctionId;
using symbolic::Statement;
using symbolic::StatementBlock;

namespace {

struct Assignment {
  std::string_view sign;
  std::optional<FunctionId> operation;
};

constexpr Assignment assignments[] = {
    {"=", std::nullopt},          {"+=", FunctionId::add},    {"-=", FunctionId::subtract},
    {"*=", FunctionId::multiply}, {"/=", FunctionId::divide}, {"%=", FunctionId::modulo},
};

/// Assignments of Python that the language does not have.
constexpr std::string_view refused_assignments[] = {"**=", "//=", "<<=", ">>=", "&=", "|=", "^="};

/// The tokens of each statement: they end at `;` and at line breaks outside brackets.
std::vector<std::span<const Token>> split_statements(const std::vector<Token>& tokens) {
  std::vector<std::span<const Token>> statements;
  int depth = 0;
  auto begin = tokens.begin();
  const auto finish = [&](auto end) {
    if (begin != end) {
      statements.emplace_back(begin, end);
    }
  };
  for (auto token = tokens.begin(); token != tokens.end(); ++token) {
    depth += token->opens_bracket() ? 1 : 0;
    depth -= token->closes_bracket() && depth > 0 ? 1 : 0;
    if (token->is(";") || (token->kind == TokenKind::line_break && depth == 0)) {
      finish(token);
      begin = token + 1;
      depth = 0;
    }
  }
  finish(tokens.end());
  return statements;
}

/// Reports why these tokens, which do not begin with `name op`, are no statement.
void report_no_statement(std::span<const Token> tokens, Reporter& reporter) {
  const SourceSpan span{tokens.front().span.begin, tokens.back().span.end};
  const std::string help =
      "a statement has the form 'variable = expression' or 'variable += expression'";
  if (std::ranges::any_of(tokens,
                          [](const Token& token) { return token.kind == TokenKind::invalid; })) {
    return;
  }
  const auto& first = tokens.front();
  if (is_keyword(first.text)) {
    const bool is_value = first.is("True") || first.is("False") || first.is("None");
    reporter.report("unsupported-syntax",
                    is_value ? fmt::format("nothing can be assigned to '{}'", first.text)
                             : fmt::format("'{}' is not part of the language", first.text),
                    first.span,
                    is_value ? "" : help + "; choose between values with 'a if condition else b'");
    return;
  }
  if (first.kind == TokenKind::name && tokens.size() > 1) {
    const auto& second = tokens[1];
    if (std::ranges::find(refused_assignments, second.text) != std::end(refused_assignments)) {
      const auto operation = second.text.substr(0, second.text.size() - 1);
      reporter.report("unsupported-syntax",
                      fmt::format("'{}' is not part of the language", second.text), second.span,
                      fmt::format("write '{0} = {0} {1} ...'", first.text, operation));
      return;
    }
    if (second.is("==")) {
      reporter.report("syntax", "'==' compares, it does not assign", second.span, "write '='");
      return;
    }
    if (second.is(",")) {
      reporter.report("unsupported-syntax", "only one variable can be assigned at a time", span,
                      "write one statement for each variable");
      return;
    }
    if (second.is("[") || second.is(".")) {
      reporter.report("unsupported-syntax",
                      second.is("[") ? "indexing is not part of the language"
                                     : "attributes are not part of the language",
                      second.span,
                      "assign to the variable itself: the statement runs for each element");
      return;
    }
  }
  reporter.report("syntax", "this is not a statement", span, help);
}

std::optional<Statement> parse_statement(std::span<const Token> tokens, Reporter& reporter) {
  const auto& target = tokens.front();
  const auto* assignment = std::end(assignments);
  if (target.kind == TokenKind::name && !is_keyword(target.text) && tokens.size() > 1) {
    assignment = std::ranges::find_if(assignments, [&tokens](const Assignment& candidate) {
      return tokens[1].is(candidate.sign);
    });
  }
  if (assignment == std::end(assignments)) {
    report_no_statement(tokens, reporter);
    return std::nullopt;
  }
  const auto value = parse_expression_tokens(tokens.subspan(2), tokens[1].span, reporter);
  if (!value) {
    return std::nullopt;
  }
  return Statement{std::string(target.text),
                   assignment->operation,
                   *value,
                   target.span,
                   {target.span.begin, tokens.back().span.end}};
}

}  // namespace

symbolic::Expression parse_expression(const std::string& text, const std::string& where) {
  check_text_size(text, where);
  std::vector<Diagnostic> diagnostics;
  Reporter reporter{text, where, diagnostics};
  const auto tokens = tokenize(reporter);
  const auto expression = parse_expression_tokens(tokens, {0, text.size()}, reporter);
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  return *expression;
}

StatementBlock parse_statements(const std::string& text, const std::string& where) {
  check_text_size(text, where);
  std::vector<Diagnostic> diagnostics;
  Reporter reporter{text, where, diagnostics};
  const auto tokens = tokenize(reporter);
  StatementBlock block{{}, text};
  for (const auto statement_tokens : split_statements(tokens)) {
    if (auto statement = parse_statement(statement_tokens, reporter)) {
      block.statements.push_back(std::move(*statement));
    }
  }
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  return block;
}

}  // namespace ranvier::equations
