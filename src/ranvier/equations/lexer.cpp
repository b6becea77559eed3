#include "lexer.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ranvier::equations {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_continuation_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Longest first; also signs of other languages, so that each can be answered with the right word.
constexpr std::string_view signs[] = {
    "**=", "//=", "<<=", ">>=", "**", "//", "<=", ">=", "==", "!=", "<>", "+=",
    "-=",  "*=",  "/=",  "%=",  "&=", "|=", "^=", "<<", ">>", "&&", "||", "+",
    "-",   "*",   "/",   "%",   "<",  ">",  "=",  "(",  ")",  "[",  "]",  "{",
    "}",   ",",   ":",   ";",   ".",  "&",  "|",  "^",  "~",  "@",  "!",
};

/// Characters that look like one of the language's.
struct Lookalike {
  std::string_view character;
  std::string_view name;
  std::string_view replacement;
};

constexpr Lookalike lookalikes[] = {
    {"\u2212", "a minus sign of typography", "-"},
    {"\u2013", "a dash", "-"},
    {"\u2014", "a dash", "-"},
    {"\u00d7", "a multiplication sign", "*"},
    {"\u00b7", "a multiplication dot", "*"},
    {"\u22c5", "a multiplication dot", "*"},
    {"\u00f7", "a division sign", "/"},
    {"\u2264", "a comparison sign", "<="},
    {"\u2265", "a comparison sign", ">="},
    {"\u2260", "a comparison sign", "!="},
    {"\u00b2", "a raised digit", "**2"},
    {"\u00b3", "a raised digit", "**3"},
    {"\u00a0", "a no-break space", " "},
    {"\u00b5", "the micro sign", "u"},
    {"\u03bc", "the letter mu", "u"},
    {"\u03a9", "the letter omega", "ohm"},
    {"\u2126", "the ohm sign", "ohm"},
    {"\u221e", "the infinity sign", "inf"},
};

class Lexer {
 public:
  explicit Lexer(Reporter& reporter) : reporter_(reporter), text_(reporter.source) {}

  std::vector<Token> run() {
    while (position_ < text_.size()) {
      read_one();
    }
    return std::move(tokens_);
  }

 private:
  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  void add(TokenKind kind, std::size_t begin) {
    tokens_.push_back({kind, text_.substr(begin, position_ - begin), {begin, position_}});
  }

  void read_one() {
    const char c = text_[position_];
    const auto begin = position_;
    if (c == '\n') {
      ++position_;
      add(TokenKind::line_break, begin);
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
      ++position_;
    } else if (c == '#') {
      position_ = std::min(text_.find('\n', position_), text_.size());
    } else if (c == '\\' &&
               (at(position_ + 1) == '\n' || text_.substr(position_ + 1, 2) == "\r\n")) {
      position_ = text_.find('\n', position_) + 1;
    } else if (is_letter(c)) {
      read_word();
      add(TokenKind::name, begin);
    } else if (is_digit(c) || (c == '.' && is_digit(at(position_ + 1)))) {
      read_number();
    } else {
      read_sign();
    }
  }

  void read_word() {
    while (is_letter(at(position_)) || is_digit(at(position_))) {
      ++position_;
    }
  }

  void read_digits() {
    while (is_digit(at(position_))) {
      ++position_;
    }
  }

  void read_number() {
    const auto begin = position_;
    auto kind = TokenKind::integer;
    read_digits();
    if (at(position_) == '.') {
      kind = TokenKind::real;
      ++position_;
      read_digits();
    }
    const auto exponent = position_;
    if (at(position_) == 'e' || at(position_) == 'E') {
      ++position_;
      if (at(position_) == '+' || at(position_) == '-') {
        ++position_;
      }
      if (is_digit(at(position_))) {
        kind = TokenKind::real;
        read_digits();
      } else {
        position_ = exponent;
      }
    }
    const auto number = text_.substr(begin, position_ - begin);
    if (is_letter(at(position_))) {
      const auto word_begin = position_;
      read_word();
      report_word_after_number(begin, number, text_.substr(word_begin, position_ - word_begin));
    } else if (kind == TokenKind::integer && number.size() > 1 && number[0] == '0' &&
               number.find_first_not_of('0') != std::string_view::npos) {
      reporter_.report("syntax", fmt::format("the integer '{}' begins with 0", number),
                       {begin, position_},
                       fmt::format("write {}", number.substr(number.find_first_not_of('0'))));
    } else {
      add(kind, begin);
      return;
    }
    add(TokenKind::invalid, begin);
  }

  void report_word_after_number(std::size_t begin, std::string_view number, std::string_view word) {
    const SourceSpan span{begin, position_};
    const auto text = text_.substr(begin, position_ - begin);
    if (word[0] == '_') {
      reporter_.report("unsupported-syntax", fmt::format("digits of '{}' are grouped", text), span,
                       "write the number without '_'");
    } else if (number == "0" &&
               std::string_view("xXoObB").find(word[0]) != std::string_view::npos) {
      reporter_.report("unsupported-syntax", fmt::format("'{}' is not a decimal number", text),
                       span, "write the number in decimal digits");
    } else if (word == "j" || word == "J") {
      reporter_.report("unsupported-syntax", fmt::format("'{}' is a complex number", text), span,
                       "only real numbers are known here");
    } else {
      reporter_.report("syntax", fmt::format("'{}' is neither a number nor a name", text), span,
                       fmt::format("for a product write '{}*{}'", number, word));
    }
  }

  void read_sign() {
    const auto begin = position_;
    const auto rest = text_.substr(position_);
    const auto* sign =
        std::find_if(std::begin(signs), std::end(signs),
                     [rest](std::string_view candidate) { return rest.starts_with(candidate); });
    if (sign != std::end(signs)) {
      position_ += sign->size();
      add(TokenKind::sign, begin);
      return;
    }
    if (text_[position_] == '"' || text_[position_] == '\'') {
      read_quoted();
    } else {
      read_foreign();
    }
    add(TokenKind::invalid, begin);
  }

  void read_quoted() {
    const auto begin = position_;
    const auto quote = text_[position_];
    const auto line_end = std::min(text_.find('\n', position_), text_.size());
    const auto close = text_.find(quote, position_ + 1);
    position_ = close < line_end ? close + 1 : line_end;
    reporter_.report("unsupported-syntax", "quoted text is not a value", {begin, position_},
                     "write names and numbers without quotes");
  }

  /// A character outside the language, together with the letters that touch it.
  void read_foreign() {
    const auto begin = position_;
    const auto rest = text_.substr(position_);
    for (const auto& [character, name, replacement] : lookalikes) {
      if (rest.starts_with(character)) {
        position_ += character.size();
        reporter_.report("syntax", fmt::format("'{}' is {}", character, name), {begin, position_},
                         replacement == " " ? "write an ordinary space"
                                            : fmt::format("write '{}'", replacement));
        return;
      }
    }
    do {
      ++position_;
    } while (is_continuation_byte(at(position_)));
    const auto character = text_.substr(begin, position_ - begin);
    const bool is_printable =
        static_cast<unsigned char>(character[0]) >= 0x20 && character[0] != '\x7f';
    const bool is_utf8 = static_cast<unsigned char>(character[0]) < 0x80 || character.size() > 1;
    reporter_.report(
        "syntax",
        is_printable && is_utf8
            ? fmt::format("the character '{}' has no meaning here", character)
            : fmt::format("the byte {:#04x} has no meaning here",
                          static_cast<unsigned>(static_cast<unsigned char>(character[0]))),
        {begin, position_}, "names consist of the letters a to z and A to Z, digits and '_'");
  }

  Reporter& reporter_;
  std::string_view text_;
  std::size_t position_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(Reporter& reporter) {
  return Lexer(reporter).run();
}

bool is_keyword(std::string_view word) {
  static constexpr auto keywords = std::to_array<std::string_view>(
      {"False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
       "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
       "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
       "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"});
  return std::ranges::find(keywords, word) != keywords.end();
}

}  // namespace ranvier::equations
