/// Tokens to one expression: recursive descent with binding strengths, after Python 3.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <ranvier/equations/lexer.hpp>
#include <ranvier/symbolic/expression.hpp>

namespace ranvier::equations {

/// Reads the expression that all of `tokens` (line breaks count as blanks) together form.
/// @param place  where the expression should stand, to be marked if there is none.
/// @return nothing if something was reported.
std::optional<symbolic::Expression> parse_expression_tokens(std::span<const Token> tokens,
                                                            SourceSpan place, Reporter& reporter);

}  // namespace ranvier::equations
