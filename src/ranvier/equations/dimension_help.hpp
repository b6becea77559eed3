/// Guesses what a term with the wrong unit should have been.
#pragma once

#include <optional>
#include <string>

#include <ranvier/equations/expression_checker.hpp>

namespace ranvier::equations {

/// A dimension in a sentence: "volt", or "a number without unit".
std::string describe(const units::Dimension& dimension);

/// The help for a term of a sum whose dimension should be `wanted`.
/// @param other  a term that has the wanted dimension.
/// @param expectation  what the whole sum should be, or null.
std::string help_for_term(const CheckedExpression& term, const CheckedExpression& other,
                          const units::Dimension& wanted, const Expectation* expectation, const NameTable& names,
                          const std::string& source);

/// The help for a right side of dimension `found` that should have the expected one.
std::string help_for_right_side(const symbolic::Expression& right_side, const units::Dimension& found,
                                const Expectation& expectation, const NameTable& names, const std::string& source);

}  // namespace ranvier::equations
