#include "token_reader.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <ranvier/equations/syntax_hints.hpp>

namespace ranvier::equations {

TokenReader::TokenReader(std::span<const Token> tokens, SourceSpan place, Reporter& reporter)
    : place_(place), reporter_(reporter) {
  std::ranges::copy_if(tokens, std::back_inserter(tokens_),
                       [](const Token& token) { return token.kind != TokenKind::line_break; });
}

const Token* TokenReader::peek() const {
  return position_ < tokens_.size() ? &tokens_[position_] : nullptr;
}

const Token* TokenReader::peek_second() const {
  return position_ + 1 < tokens_.size() ? &tokens_[position_ + 1] : nullptr;
}

bool TokenReader::next_is(std::string_view text) const {
  return peek() != nullptr && peek()->is(text);
}

bool TokenReader::accept(std::string_view text) {
  const bool found = next_is(text);
  position_ += found ? 1 : 0;
  return found;
}

SourceSpan TokenReader::here() const {
  if (const auto* token = peek()) {
    return token->span;
  }
  return tokens_.empty() ? place_ : tokens_.back().span;
}

std::string TokenReader::text_of(SourceSpan span) const {
  return reporter_.source.substr(span.begin, span.end - span.begin);
}

void TokenReader::open_bracket() {
  open_brackets_.push_back(here());
  advance();
}

SourceSpan TokenReader::close_bracket() {
  const auto close = here();
  if (!failed_ && !accept(")")) {
    if (peek() == nullptr) {
      fail_unclosed();
    } else {
      fail_at_leftover();
    }
  }
  open_brackets_.pop_back();
  return close;
}

void TokenReader::report(std::string code, std::string message, SourceSpan span, std::string help) {
  if (!failed_) {
    reporter_.report(std::move(code), std::move(message), span, std::move(help));
  }
  has_problem_ = true;
}

void TokenReader::fail(std::string code, std::string message, SourceSpan span, std::string help) {
  report(std::move(code), std::move(message), span, std::move(help));
  stop();
}

void TokenReader::stop() {
  failed_ = true;
  position_ = tokens_.size();
}

void TokenReader::fail_at_leftover() {
  const auto& token = *peek();
  if (token.kind == TokenKind::invalid) {
    return stop();
  }
  if (is_on_later_line_than_bracket(token)) {
    return fail_unclosed();
  }
  if (const auto hint = hint_for_infix(token.text); !hint.message.empty()) {
    return fail(hint.code, hint.message, token.span, hint.help);
  }
  if (token.closes_bracket()) {
    return fail("syntax", fmt::format("'{}' closes no bracket", token.text), token.span, "");
  }
  if (token.is_number() || token.kind == TokenKind::name || token.opens_bracket()) {
    return fail("syntax", fmt::format("an operator is missing before '{}'", token.text), token.span,
                fmt::format("for a product write '{}*{}'", text_of(tokens_[position_ - 1].span),
                            token.opens_bracket() ? "(...)" : token.text));
  }
  fail("syntax", fmt::format("'{}' does not fit here", token.text), token.span, "");
}

void TokenReader::fail_at_operand() {
  const auto* token = peek();
  if (token != nullptr && token->kind == TokenKind::invalid) {
    return stop();
  }
  if (!open_brackets_.empty() && (token == nullptr || is_on_later_line_than_bracket(*token))) {
    return fail_unclosed();
  }
  if (token == nullptr) {
    const auto& last = tokens_.back();
    return fail("syntax", fmt::format("nothing follows '{}'", last.text), last.span, "");
  }
  if (const auto hint = hint_for_operand(token->text); !hint.message.empty()) {
    return fail(hint.code, hint.message, token->span, hint.help);
  }
  fail("syntax",
       fmt::format("'{}' stands where a number, a name or a bracket is expected", token->text),
       token->span, "");
}

bool TokenReader::is_on_later_line_than_bracket(const Token& token) const {
  if (open_brackets_.empty()) {
    return false;
  }
  const auto begin = open_brackets_.back().begin;
  return reporter_.source.find('\n', begin) < token.span.begin;
}

void TokenReader::fail_unclosed() {
  fail("syntax", "'(' is never closed", open_brackets_.back(), "add the missing ')'");
}

}  // namespace ranvier::equations
