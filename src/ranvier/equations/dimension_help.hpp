/// Guesses what a term with the wrong unit should have been.
#pragma once

#include <optional>
#include <string>

#include <ranvier/equations/expression_checker.hpp>

namespace ranvier::equations {

/// A dimension in a sentence: "volt", or "a number without unit".
std::string describe(const units::Dimension& dimension);

/// Why `operation` cannot join quantities of these dimensions: "cannot add volt and ampere".
std::string refusal(FunctionId operation, const units::Dimension& first,
                    const units::Dimension& second);

/// The help for a term of a sum whose dimension should be `wanted`.
/// @param other  a term that has the wanted dimension.
/// @param expectation  what the whole sum should be, or null.
std::string help_for_term(const CheckedExpression& term, const CheckedExpression& other,
                          const units::Dimension& wanted, const Expectation* expectation,
                          const NameTable& names, const std::string& source);

/// The help for a value of dimension `found` that is to be put into a variable of the expected one.
std::string help_for_value(const symbolic::Expression& value, const units::Dimension& found,
                           const Expectation& expectation, const NameTable& names,
                           const std::string& source);

/// The help for the right side of an equation, of dimension `found` that should have the expected
/// one.
std::string help_for_right_side(const symbolic::Expression& right_side,
                                const units::Dimension& found, const Expectation& expectation,
                                const NameTable& names, const std::string& source);

}  // namespace ranvier::equations
