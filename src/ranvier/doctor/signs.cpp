#include "signs.hpp"

#include <fmt/format.h>

namespace ranvier::doctor {

namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t");
  const auto end = text.find_last_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, end + 1 - begin);
}

}  // namespace

std::string with_difference_turned(const std::string& term, const std::string& variable) {
  for (auto open = term.find('('); open != std::string::npos; open = term.find('(', open + 1)) {
    const auto close = term.find(')', open);
    if (close == std::string::npos) {
      break;
    }
    const auto inside = term.substr(open + 1, close - open - 1);
    const auto minus = inside.find('-', 1);
    if (minus == std::string::npos || inside.find_first_of("+*/(", 1) != std::string::npos) {
      continue;
    }
    const auto left = trimmed(inside.substr(0, minus));
    const auto right = trimmed(inside.substr(minus + 1));
    if (left == variable || right == variable) {
      return fmt::format("{}({} - {}){}", term.substr(0, open), right, left,
                         term.substr(close + 1));
    }
  }
  return term;
}

std::optional<SourceSpan> minus_before(const std::string& name, const equations::Equation& equation,
                                       const equations::Equations& equations) {
  std::optional<SourceSpan> found;
  const auto visit = [&](const auto& self, const symbolic::Expression& expression) -> void {
    if (!expression.is_call()) {
      return;
    }
    const auto& arguments = expression.arguments();
    if (expression.is_call(symbolic::FunctionId::subtract) && arguments[1].is_symbol()) {
      const auto& subtracted = arguments[1].name();
      const auto* inner = equations.find(subtracted);
      const auto holds_name = subtracted == name ||
                              (inner != nullptr && inner->is_plain_subexpression() &&
                               symbolic::symbols_of(equations.expand(arguments[1])).contains(name));
      const auto minus = equation.source.find('-', arguments[0].span().end);
      if (holds_name && minus < arguments[1].span().begin) {
        found = SourceSpan{minus, minus + 1};
      }
    }
    for (const auto& argument : arguments) {
      self(self, argument);
    }
  };
  visit(visit, equation.right_side());
  return found;
}

}  // namespace ranvier::doctor
