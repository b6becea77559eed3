#include "syntax_hints.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include <ranvier/equations/lexer.hpp>
#include <ranvier/support/diagnostic.hpp>
#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::equations {

namespace {

struct Hint {
  std::string_view text;
  std::string_view code;
  std::string_view message;
  std::string_view help;
};

constexpr Hint infix_hints[] = {
    {"=", "syntax", "'=' does not compare", "write '==' to compare"},
    {"&&", "unsupported-syntax", "'&&' is not an operator here", "write 'and'"},
    {"||", "unsupported-syntax", "'||' is not an operator here", "write 'or'"},
    {"&", "unsupported-syntax", "operators on bits are not part of the language",
     "for 'both are true' write 'and'"},
    {"|", "unsupported-syntax", "operators on bits are not part of the language",
     "for 'one is true' write 'or'"},
    {"^", "unsupported-syntax", "operators on bits are not part of the language",
     "write powers with '**'"},
    {"<<", "unsupported-syntax", "operators on bits are not part of the language",
     "multiply by a power of 2"},
    {">>", "unsupported-syntax", "operators on bits are not part of the language",
     "divide by a power of 2"},
    {"@", "unsupported-syntax", "matrix products are not part of the language",
     "sums over connections are written as Synapses with a (summed) variable"},
    {"<>", "unsupported-syntax", "'<>' is not an operator here", "write '!='"},
    {"is", "unsupported-syntax", "'is' is not part of the language", "write '==' to compare"},
    {"in", "unsupported-syntax", "'in' is not part of the language",
     "compare with each value, joined by 'or'"},
    {"not", "unsupported-syntax", "'not in' is not part of the language",
     "compare with each value by '!=', joined by 'and'"},
    {"for", "unsupported-syntax", "comprehensions are not part of the language",
     "sums over connections are written as Synapses with a (summed) variable"},
    {":", "unsupported-syntax", "':' does not fit in an expression", ""},
};

constexpr Hint operand_hints[] = {
    {"[", "unsupported-syntax", "lists are not part of the language",
     "a variable holds one number per element"},
    {"{", "unsupported-syntax", "'{' is not part of the language", "write brackets as '(' and ')'"},
    {"~", "unsupported-syntax", "operators on bits are not part of the language",
     "for 'is false' write 'not'"},
    {"!", "unsupported-syntax", "'!' is not an operator here", "write 'not'"},
    {"None", "unsupported-syntax", "'None' is not a value here", "every variable holds a number"},
    {"lambda", "unsupported-syntax", "functions cannot be defined here",
     "write the expression in place"},
    {"not", "syntax", "'not' needs brackets here", "write '(not ...)'"},
    {"if", "syntax", "'if' stands where a value is expected",
     "a conditional expression has the form 'a if condition else b'"},
};

/// Functions of other languages, and how this one says the same.
constexpr std::pair<std::string_view, std::string_view> other_names[] = {
    {"ln", "the natural logarithm is called 'log'"},
    {"log2", "write 'log(x)/log(2)'"},
    {"pow", "write 'x**y'"},
    {"power", "write 'x**y'"},
    {"fabs", "the absolute value is called 'abs'"},
    {"asin", "it is called 'arcsin' here"},
    {"acos", "it is called 'arccos' here"},
    {"atan", "it is called 'arctan' here"},
    {"max", "write 'a if a > b else b', or clip(x, low, high)"},
    {"maximum", "write 'a if a > b else b', or clip(x, low, high)"},
    {"min", "write 'a if a < b else b', or clip(x, low, high)"},
    {"minimum", "write 'a if a < b else b', or clip(x, low, high)"},
    {"where", "write 'a if condition else b'"},
    {"heaviside", "write 'int(x >= 0)'"},
    {"float", "numbers need no conversion: arithmetic with a real number is real"},
    {"bool", "write 'x != 0'"},
    {"random", "a uniform random number is called 'rand()'"},
    {"uniform", "write 'low + (high - low)*rand()'"},
    {"normal", "write 'mean + deviation*randn()'"},
    {"square", "write 'x**2'"},
    {"xi", "the noise 'xi' is not called: write it without brackets"},
};

SyntaxHint find_hint(const Hint* begin, const Hint* end, std::string_view text) {
  const auto* found =
      std::find_if(begin, end, [text](const Hint& hint) { return hint.text == text; });
  if (found == end) {
    return {};
  }
  return {std::string(found->code), std::string(found->message), std::string(found->help)};
}

}  // namespace

SyntaxHint hint_for_infix(std::string_view text) {
  return find_hint(std::begin(infix_hints), std::end(infix_hints), text);
}

SyntaxHint hint_for_operand(std::string_view text) {
  auto hint = find_hint(std::begin(operand_hints), std::end(operand_hints), text);
  if (hint.message.empty() && is_keyword(text)) {
    hint = {"syntax", fmt::format("'{}' is a keyword and cannot stand here", text),
            "choose another name"};
  }
  return hint;
}

std::string hint_for_unknown_function(const std::string& name) {
  const auto* found =
      std::ranges::find_if(other_names, [&name](const auto& other) { return other.first == name; });
  if (found != std::end(other_names)) {
    return std::string(found->second);
  }
  std::vector<std::string> names;
  for (std::size_t index = 0; index < symbolic::function_count; ++index) {
    const auto& function = symbolic::info_of(static_cast<symbolic::FunctionId>(index));
    if (function.is_public && !function.is_operator) {
      names.emplace_back(function.name);
    }
  }
  if (const auto nearest = nearest_name(name, names); !nearest.empty()) {
    return fmt::format("did you mean '{}'?", nearest);
  }
  return fmt::format(
      "the functions are {}; another one is a TimedArray, a Function, or a Python function that "
      "says its units with @check_units, defined in the script before the run",
      fmt::join(names, ", "));
}

}  // namespace ranvier::equations
