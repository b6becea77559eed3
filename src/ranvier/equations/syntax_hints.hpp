/// Answers to what people write out of the habit of other languages.
#pragma once

#include <string>
#include <string_view>

namespace ranvier::equations {

/// An answer; without message there is none.
struct SyntaxHint {
  std::string code;
  std::string message;
  std::string help;
};

/// For a sign or word that stands after an operand.
SyntaxHint hint_for_infix(std::string_view text);

/// For a sign or word that stands where an operand should.
SyntaxHint hint_for_operand(std::string_view text);

/// Help for a function that does not exist.
std::string hint_for_unknown_function(const std::string& name);

}  // namespace ranvier::equations
