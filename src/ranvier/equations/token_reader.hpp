/// A position in the tokens of one expression, and the words for what is wrong at that position.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ranvier/equations/lexer.hpp>
#include <ranvier/equations/reporter.hpp>

namespace ranvier::equations {

/// After the first error of structure it stands at the end and reports nothing more; after an error
/// that leaves the structure clear (an unknown function) reading goes on.
class TokenReader {
 public:
  /// Line breaks among the tokens count as blanks.
  /// @param place  where the expression should stand, to be marked if there is none.
  TokenReader(std::span<const Token> tokens, SourceSpan place, Reporter& reporter);

  /// The token at the position, or null at the end; the one after it.
  const Token* peek() const;
  const Token* peek_second() const;
  bool next_is(std::string_view text) const;

  void advance() { ++position_; }

  /// Advances if the next token is `text`.
  bool accept(std::string_view text);
  /// The span of the next token, of the last one at the end.
  SourceSpan here() const;
  std::string text_of(SourceSpan span) const;

  void open_bracket();
  /// Expects `)`; returns its span.
  SourceSpan close_bracket();

  bool has_failed() const { return failed_; }

  bool has_problem() const { return failed_ || has_problem_; }

  /// Reports an error and goes on.
  void report(std::string code, std::string message, SourceSpan span, std::string help);
  /// Reports an error after which nothing that follows can be understood.
  void fail(std::string code, std::string message, SourceSpan span, std::string help);
  /// The next token cannot follow a complete operand.
  void fail_at_leftover();
  /// The next token, or the end, stands where an operand should.
  void fail_at_operand();

 private:
  void stop();
  void fail_unclosed();
  bool is_on_later_line_than_bracket(const Token& token) const;

  std::vector<Token> tokens_;
  SourceSpan place_;
  Reporter& reporter_;
  std::size_t position_ = 0;
  std::vector<SourceSpan> open_brackets_;
  bool failed_ = false;
  bool has_problem_ = false;
};

}  // namespace ranvier::equations
