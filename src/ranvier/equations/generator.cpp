#include "generator.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include <ranvier/equations/expression_parser.hpp>
#include <ranvier/equations/lexer.hpp>
#include <ranvier/equations/text_limit.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations {

using symbolic::Expression;

namespace {

using Tokens = std::span<const Token>;

constexpr const char* form =
    "a generator has the form 'EXPRESSION for NAME in range(...) if CONDITION', with "
    "sample(..., p=...) or sample(..., size=...) in place of range(...)";

SourceSpan span_of(Tokens tokens) {
  return {tokens.front().span.begin, tokens.back().span.end};
}

/// Calls `use(index)` for every token outside of brackets.
template <typename Use>
void for_each_outside_brackets(Tokens tokens, Use use) {
  int depth = 0;
  for (std::size_t k = 0; k < tokens.size(); ++k) {
    depth -= tokens[k].closes_bracket() && depth > 0 ? 1 : 0;
    if (depth == 0) {
      use(k);
    }
    depth += tokens[k].opens_bracket() ? 1 : 0;
  }
}

/// Positions of a word outside of brackets.
std::vector<std::size_t> positions_of(Tokens tokens, std::string_view word) {
  std::vector<std::size_t> positions;
  for_each_outside_brackets(tokens, [&](std::size_t k) {
    if (tokens[k].is(word)) {
      positions.push_back(k);
    }
  });
  return positions;
}

/// Splits "A if B" before the last `if` that no `else` follows: others are conditional expressions.
std::pair<Tokens, std::optional<Tokens>> split_condition(Tokens tokens) {
  const auto ifs = positions_of(tokens, "if");
  const auto elses = positions_of(tokens, "else");
  if (ifs.empty() || (!elses.empty() && elses.back() > ifs.back())) {
    return {tokens, std::nullopt};
  }
  return {tokens.first(ifs.back()), tokens.subspan(ifs.back() + 1)};
}

class GeneratorParser {
 public:
  GeneratorParser(Tokens tokens, Reporter& reporter) : tokens_(tokens), reporter_(reporter) {}

  /// Nothing if something was reported.
  std::optional<Generator> parse() {
    const auto fors = positions_of(tokens_, "for");
    if (fors.size() > 1) {
      fail("a generator has one 'for'", tokens_[fors[1]].span);
      return std::nullopt;
    }
    if (!fors.empty() && fors.front() == 0) {
      fail("an expression must stand before 'for'", tokens_[0].span);
      return std::nullopt;
    }
    const auto element_end = fors.empty() ? tokens_.size() : fors.front();
    auto element = tokens_.first(element_end);
    std::optional<Tokens> condition;
    if (fors.empty()) {
      std::tie(element, condition) = split_condition(element);
    }
    const auto before = reporter_.diagnostics.size();
    Generator generator{expression(element, whole())};
    if (!fors.empty()) {
      auto [iterator, given] = split_condition(tokens_.subspan(element_end + 1));
      condition = given;
      parse_iterator(iterator, tokens_[element_end].span, generator);
    }
    if (condition) {
      generator.condition = expression(*condition, whole());
    }
    return reporter_.diagnostics.size() == before ? std::optional(generator) : std::nullopt;
  }

 private:
  SourceSpan whole() const { return {0, reporter_.source.size()}; }

  void fail(const std::string& message, SourceSpan span) {
    reporter_.report("syntax", message, span, form);
  }

  Expression expression(Tokens tokens, SourceSpan place) {
    return parse_expression_tokens(tokens, place, reporter_).value_or(Expression::integer(0));
  }

  /// `NAME in range(...)` or `NAME in sample(...)`.
  void parse_iterator(Tokens tokens, SourceSpan for_span, Generator& generator) {
    if (tokens.size() < 2 || tokens[0].kind != TokenKind::name || is_keyword(tokens[0].text) ||
        !tokens[1].is("in")) {
      fail("a name and 'in' must follow 'for'", tokens.empty() ? for_span : span_of(tokens));
      return;
    }
    generator.variable = tokens[0].text;
    const auto in_span = tokens[1].span;
    const auto call = tokens.subspan(2);
    if (call.size() < 3 || !(call[0].is("range") || call[0].is("sample")) || !call[1].is("(") ||
        !call.back().is(")") || positions_of(call, ")").size() != 1) {
      fail("range(...) or sample(...) must follow 'in'", call.empty() ? in_span : span_of(call));
      return;
    }
    generator.iterator =
        call[0].is("range") ? Generator::Iterator::range : Generator::Iterator::sample;
    parse_arguments(call.subspan(2, call.size() - 3), span_of(call), generator);
  }

  void parse_arguments(Tokens tokens, SourceSpan call, Generator& generator) {
    std::vector<Expression> positional;
    std::size_t begin = 0;
    auto ends = positions_of(tokens, ",");
    ends.push_back(tokens.size());
    for (const auto end : ends) {
      const auto argument = tokens.subspan(begin, end - begin);
      begin = end + 1;
      if (argument.empty()) {
        fail(tokens.empty() ? "the arguments are missing" : "an argument is missing", call);
        return;
      }
      if (argument.size() > 1 && argument[1].is("=")) {
        parse_named_argument(argument, generator);
      } else {
        positional.push_back(expression(argument, span_of(argument)));
      }
    }
    const auto is_sample = generator.iterator == Generator::Iterator::sample;
    if (positional.empty() || positional.size() > 3) {
      fail(fmt::format("'{}' takes 1 to 3 numbers, not {}", is_sample ? "sample" : "range",
                       positional.size()),
           call);
    } else if (positional.size() == 1) {
      generator.stop = positional[0];
    } else {
      generator.start = positional[0];
      generator.stop = positional[1];
      generator.step = positional.size() == 3 ? positional[2] : Expression::integer(1);
    }
    if (is_sample && generator.probability.has_value() == generator.size.has_value()) {
      fail("'sample' takes either p=... or size=...", call);
    }
  }

  void parse_named_argument(Tokens argument, Generator& generator) {
    const auto value = expression(argument.subspan(2), argument[1].span);
    const auto is_sample = generator.iterator == Generator::Iterator::sample;
    if (is_sample && argument[0].is("p")) {
      generator.probability = value;
    } else if (is_sample && argument[0].is("size")) {
      generator.size = value;
    } else {
      fail(fmt::format("'{}' has no argument '{}'", is_sample ? "sample" : "range",
                       argument[0].text),
           argument[0].span);
    }
  }

  Tokens tokens_;
  Reporter& reporter_;
};

std::vector<Token> tokens_of_line(Reporter& reporter) {
  auto tokens = tokenize(reporter);
  std::erase_if(tokens, [](const Token& token) { return token.kind == TokenKind::line_break; });
  return tokens;
}

}  // namespace

Generator parse_generator(const std::string& text, const std::string& where) {
  check_text_size(text, where);
  std::vector<Diagnostic> diagnostics;
  Reporter reporter{text, where, diagnostics};
  const auto tokens = tokens_of_line(reporter);
  auto generator = GeneratorParser(tokens, reporter).parse();
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  return std::move(*generator);
}

bool has_generator_syntax(const std::string& text) {
  std::vector<Diagnostic> ignored;
  const std::string where;
  Reporter reporter{text, where, ignored};
  const auto tokens = tokenize(reporter);
  return std::ranges::any_of(tokens, [](const Token& token) { return token.is("for"); });
}

}  // namespace ranvier::equations
