/// Text to tokens with spans.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ranvier/equations/reporter.hpp>
#include <ranvier/support/source_text.hpp>

namespace ranvier::equations {

enum class TokenKind : std::uint8_t {
  name,     ///< identifier or keyword
  integer,  ///< digits
  real,     ///< number with point or exponent
  sign,     ///< operator, bracket, comma, colon ...
  line_break,
  invalid,  ///< what has been reported already
};

/// A piece of a text; `text` points into the source.
struct Token {
  TokenKind kind = TokenKind::invalid;
  std::string_view text;
  SourceSpan span;

  bool is(std::string_view other) const {
    return (kind == TokenKind::sign || kind == TokenKind::name) && text == other;
  }

  bool is_number() const { return kind == TokenKind::integer || kind == TokenKind::real; }

  bool opens_bracket() const { return is("(") || is("[") || is("{"); }

  bool closes_bracket() const { return is(")") || is("]") || is("}"); }
};

/// The tokens of a whole text. Blanks, comments ("#" to the end of the line) and a backslash before
/// a line break are left out. Characters and numbers that the language does not have are reported
/// and become `invalid`. The reporter's source must outlive the tokens.
std::vector<Token> tokenize(Reporter& reporter);

/// Whether `word` is a keyword of Python 3, which no variable can be called.
bool is_keyword(std::string_view word);

}  // namespace ranvier::equations
