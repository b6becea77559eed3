#include "equation_lines.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include <ranvier/equations/expression_parser.hpp>
#include <ranvier/equations/identifiers.hpp>
#include <ranvier/equations/lexer.hpp>
#include <ranvier/units/parse_unit.hpp>

namespace ranvier::equations {

namespace {

constexpr std::string_view forms =
    "an equation has the form 'dx/dt = expression : unit', 'x = expression : unit' or 'x : unit'";

/// The left side of a line: how many tokens it has, and what it defines.
struct LeftSide {
  std::size_t length = 0;
  std::string name;
  bool is_derivative = false;
};

ValueType value_type(units::ParsedUnit::Kind kind) {
  switch (kind) {
    case units::ParsedUnit::Kind::boolean:
      return ValueType::boolean;
    case units::ParsedUnit::Kind::integer:
      return ValueType::integer;
    case units::ParsedUnit::Kind::real:
      break;
  }
  return ValueType::real;
}

bool ends_operand(const Token& token) {
  return token.is_number() || token.closes_bracket() ||
         (token.kind == TokenKind::name &&
          (!is_keyword(token.text) || token.is("True") || token.is("False")));
}

std::string join_words(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  while (words.ends_with(' ')) {
    words.pop_back();
  }
  return words;
}

/// Works line by line: a line runs until the colon, however many line breaks stand before it, then
/// follow its unit and its flags. After an error it goes on with what looks like the beginning of
/// the next line.
class EquationParser {
 public:
  explicit EquationParser(Reporter& reporter) : reporter_(reporter), tokens_(tokenize(reporter)) {}

  std::vector<Equation> run() {
    for (skip_breaks(); position_ < tokens_.size(); skip_breaks()) {
      parse_line();
    }
    return std::move(equations_);
  }

 private:
  std::size_t after_breaks(std::size_t index) const {
    while (index < tokens_.size() && tokens_[index].kind == TokenKind::line_break) {
      ++index;
    }
    return index;
  }

  void skip_breaks() { position_ = after_breaks(position_); }

  void skip_to_break() {
    while (position_ < tokens_.size() && tokens_[position_].kind != TokenKind::line_break) {
      ++position_;
    }
  }

  bool is_at(std::size_t index, std::string_view text) const {
    return index < tokens_.size() && tokens_[index].is(text);
  }

  bool is_name_at(std::size_t index) const {
    return index < tokens_.size() && tokens_[index].kind == TokenKind::name;
  }

  SourceSpan span_of(std::size_t begin, std::size_t end) const {
    return {tokens_[begin].span.begin, tokens_[end - 1].span.end};
  }

  std::string text_of(SourceSpan span) const {
    return reporter_.source.substr(span.begin, span.end - span.begin);
  }

  bool has_invalid(std::size_t begin, std::size_t end) const {
    return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Token& token) { return token.kind == TokenKind::invalid; });
  }

  /// The left side that begins at `index`; its length is 0 if none does.
  LeftSide left_side_at(std::size_t index) const {
    if (!is_name_at(index)) {
      return {};
    }
    const auto first = tokens_[index].text;
    if (first.size() > 1 && first[0] == 'd' && is_at(index + 1, "/") && is_at(index + 2, "dt")) {
      return {3, std::string(first.substr(1)), true};
    }
    if (first == "d" && is_name_at(index + 1) && is_at(index + 2, "/") && is_at(index + 3, "dt")) {
      return {4, std::string(tokens_[index + 1].text), true};
    }
    return {1, std::string(first), false};
  }

  bool line_begins_at(std::size_t index) const {
    const auto left = left_side_at(index);
    return left.length > 0 &&
           (is_at(index + left.length, "=") || (!left.is_derivative && is_at(index + 1, ":")));
  }

  /// The index of the colon that ends the expression beginning at `begin`, or of the next line's
  /// beginning (or the end of the text) if the colon is missing.
  std::size_t find_colon(std::size_t begin) const {
    for (auto index = begin; index < tokens_.size(); ++index) {
      if (tokens_[index].is(":")) {
        return index;
      }
      if (tokens_[index].kind == TokenKind::line_break && index > begin &&
          ends_operand(tokens_[index - 1])) {
        if (const auto next = after_breaks(index); line_begins_at(next)) {
          return next;
        }
      }
    }
    return tokens_.size();
  }

  /// Where, in an expression up to `end` that no colon follows, a name stands after a complete
  /// operand, as a unit does whose colon was forgotten; `end` if nowhere.
  std::size_t find_unit_without_colon(std::size_t begin, std::size_t end) const {
    int depth = 0;
    for (auto index = begin; index < end; ++index) {
      depth += tokens_[index].opens_bracket() ? 1 : 0;
      depth -= tokens_[index].closes_bracket() ? 1 : 0;
      if (depth == 0 && index > begin && ends_operand(tokens_[index - 1]) && is_name_at(index) &&
          !is_keyword(tokens_[index].text)) {
        return index;
      }
    }
    return end;
  }

  /// A line without a unit column is no equation, whatever else is wrong in it.
  void call_no_equation(std::size_t first_problem) {
    for (auto index = first_problem; index < reporter_.diagnostics.size(); ++index) {
      if (auto& code = reporter_.diagnostics[index].code; code == "syntax") {
        code = "equation-syntax";
      }
    }
  }

  void parse_line() {
    const auto begin = position_;
    const auto left = left_side_at(begin);
    const auto after_left = after_breaks(begin + left.length);
    const bool has_equals = left.length > 0 && is_at(after_left, "=");
    const bool has_colon = left.length > 0 && !left.is_derivative && is_at(after_left, ":");
    if (!has_equals && !has_colon) {
      return refuse_line(left);
    }
    const auto expression_begin = has_equals ? after_left + 1 : after_left;
    const auto colon = has_colon ? after_left : find_colon(expression_begin);
    const bool has_unit_column = is_at(colon, ":");
    const auto expression_end =
        has_unit_column ? colon : find_unit_without_colon(expression_begin, colon);
    Equation equation;
    equation.name = left.name;
    equation.name_span = span_of(begin, begin + left.length);
    equation.source = reporter_.source;
    const auto problems = reporter_.diagnostics.size();
    if (has_equals) {
      equation.kind = left.is_derivative ? EquationKind::differential : EquationKind::subexpression;
      const std::span<const Token> expression_tokens(tokens_.data() + expression_begin,
                                                     expression_end - expression_begin);
      equation.expression =
          parse_expression_tokens(expression_tokens, tokens_[after_left].span, reporter_);
    }
    position_ = colon;
    if (has_unit_column) {
      ++position_;
      parse_unit_column(equation);
    } else if (reporter_.diagnostics.size() > problems) {
      call_no_equation(problems);
    } else if (expression_end < colon) {
      report_missing_colon(expression_end, colon);
    } else {
      report_missing_unit(equation.name_span, left);
    }
    check_line(equation);
    if (reporter_.diagnostics.size() == problems && !has_invalid(begin, position_)) {
      auto last = position_;
      while (tokens_[last - 1].kind == TokenKind::line_break) {
        --last;
      }
      equation.span = span_of(begin, last);
      equations_.push_back(std::move(equation));
    }
  }

  void check_line(const Equation& equation) {
    check_defined_name(equation.name, equation.name_span, reporter_);
    if (equation.kind == EquationKind::differential && equation.type != ValueType::real) {
      reporter_.report("differential-type", "a differential equation defines a real number",
                       equation.unit_span, "give its unit, '1' if it has none");
    }
  }

  /// Reports what is neither of the three forms, and skips it.
  void refuse_line(const LeftSide& left) {
    const auto begin = position_;
    if (left.is_derivative) {
      reporter_.report("equation-syntax", fmt::format("'=' is missing after 'd{}/dt'", left.name),
                       span_of(begin, begin + left.length), std::string(forms));
      position_ = find_colon(begin + left.length);
      return skip_to_break();
    }
    skip_to_break();
    if (has_invalid(begin, position_)) {
      return;
    }
    if (left.length > 0 && position_ == begin + 1) {
      return report_missing_unit(span_of(begin, position_), left);
    }
    if (left.length > 0 && is_unit_without_colon(begin + 1, position_)) {
      return report_missing_colon(begin + 1, position_);
    }
    if (left.length > 0 && left.name.size() > 1 && left.name[0] == 'd' && is_at(begin + 1, "/")) {
      if (left.name[1] >= '2' && left.name[1] <= '9') {
        return reporter_.report(
            "equation-syntax", "an equation gives a first derivative, not one of higher order",
            span_of(begin, std::min(begin + 3, position_)),
            "give the first derivative a name: 'dx/dt = y : unit' and 'dy/dt = ... : unit'");
      }
      return reporter_.report("equation-syntax",
                              fmt::format("Expected 'dt' after '{}/'", left.name),
                              span_of(begin, std::min(begin + 3, position_)), std::string(forms));
    }
    reporter_.report("equation-syntax", "this is not an equation", span_of(begin, position_),
                     std::string(forms));
  }

  /// Whether these tokens, which stand after a name, are a unit (and perhaps flags).
  bool is_unit_without_colon(std::size_t begin, std::size_t end) const {
    if (!is_name_at(begin) || is_keyword(tokens_[begin].text)) {
      return false;
    }
    units::UnitProblem problem;
    const auto unit_end = std::min(find_unit_end(begin), end);
    return end == begin + 1 || units::parse_unit(text_of(span_of(begin, unit_end)), problem);
  }

  /// The tokens from `begin` to `end` look like a unit.
  void report_missing_colon(std::size_t begin, std::size_t end) {
    while (tokens_[end - 1].kind == TokenKind::line_break) {
      --end;
    }
    const auto span = span_of(begin, end);
    reporter_.report("equation-syntax", "expected ':' before unit declaration", span,
                     fmt::format("write ': {}'; if it belongs to the expression, write an operator "
                                 "such as '*' before it, and the unit at the end of the line",
                                 text_of(span)));
  }

  void report_missing_unit(SourceSpan span, const LeftSide& left) {
    reporter_.report(
        "equation-syntax",
        fmt::format("expected ':' before unit declaration: '{}' has no unit", left.name), span,
        fmt::format(
            "write it at the end of the line after a colon, for example ': volt', or ': 1' if {} "
            "has none{}",
            left.name,
            left.is_derivative ? " (the unit of the variable, not of its derivative)" : ""));
  }

  void parse_unit_column(Equation& equation) {
    auto begin = after_breaks(position_);
    if (begin >= tokens_.size() || (begin > position_ && line_begins_at(begin))) {
      reporter_.report("equation-syntax", fmt::format("the unit of '{}' is missing", equation.name),
                       tokens_[position_ - 1].span,
                       "write it after the colon, '1' if there is none");
      return;
    }
    const auto end = find_unit_end(begin);
    position_ = end;
    if (end == begin) {
      reporter_.report("equation-syntax", fmt::format("the unit of '{}' is missing", equation.name),
                       tokens_[begin - 1].span, "write it before the flags, '1' if there is none");
    } else if (!has_invalid(begin, end)) {
      equation.unit_span = span_of(begin, end);
      read_unit(equation);
    }
    if (const auto next = after_breaks(position_); is_at(next, "(")) {
      position_ = next;
      parse_flags(equation);
    }
  }

  /// The unit ends with the line or before a bracket that follows an operand: that one holds the
  /// flags.
  std::size_t find_unit_end(std::size_t begin) const {
    int depth = 0;
    auto index = begin;
    for (; index < tokens_.size() && tokens_[index].kind != TokenKind::line_break; ++index) {
      if (tokens_[index].is("(")) {
        if (depth == 0 &&
            (index == begin ? is_flag_bracket(index) : ends_operand(tokens_[index - 1]))) {
          break;
        }
        ++depth;
      }
      depth -= tokens_[index].is(")") ? 1 : 0;
    }
    return index;
  }

  /// Whether the bracket that stands in the place of the unit holds words that only flags have.
  bool is_flag_bracket(std::size_t index) const {
    units::UnitProblem problem;
    return is_name_at(index + 1) && !units::parse_unit(tokens_[index + 1].text, problem);
  }

  void read_unit(Equation& equation) {
    units::UnitProblem problem;
    const auto begin = equation.unit_span.begin;
    if (const auto unit = units::parse_unit(text_of(equation.unit_span), problem)) {
      equation.dimension = unit->dimension;
      equation.type = value_type(unit->kind);
      return;
    }
    reporter_.report(problem.code, problem.message,
                     SourceSpan{begin + problem.begin, begin + problem.end}, problem.help);
  }

  void parse_flags(Equation& equation) {
    const auto open = position_;
    auto flag_begin = open + 1;
    for (auto index = open + 1;
         index < tokens_.size() && !tokens_[index].is("(") && !tokens_[index].is(":"); ++index) {
      if (!tokens_[index].is(",") && !tokens_[index].is(")")) {
        continue;
      }
      if (index == flag_begin) {
        reporter_.report("equation-syntax", "a flag is missing", tokens_[index].span,
                         "flags stand in brackets after the unit, separated by commas");
      } else {
        equation.flags.insert(join_words(text_of(span_of(flag_begin, index))));
      }
      flag_begin = index + 1;
      if (tokens_[index].is(")")) {
        position_ = index + 1;
        return refuse_rest();
      }
    }
    reporter_.report("equation-syntax", "the bracket of the flags is never closed",
                     tokens_[open].span, "add the missing ')'");
    skip_to_break();
  }

  /// After the flags only another equation may follow on the same line.
  void refuse_rest() {
    if (position_ == tokens_.size() || tokens_[position_].kind == TokenKind::line_break ||
        line_begins_at(position_)) {
      return;
    }
    const auto begin = position_;
    skip_to_break();
    if (!has_invalid(begin, position_)) {
      reporter_.report("equation-syntax", "nothing can follow the flags", span_of(begin, position_),
                       std::string(forms));
    }
  }

  Reporter& reporter_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
  std::vector<Equation> equations_;
};

}  // namespace

std::vector<Equation> parse_equation_lines(Reporter& reporter) {
  return EquationParser(reporter).run();
}

}  // namespace ranvier::equations
