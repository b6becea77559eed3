/// Signs in the text of equations, and how to turn them round.
#pragma once

#include <optional>
#include <string>

#include <ranvier/equations/equations.hpp>

namespace ranvier::doctor {

/// A term with its difference with the variable turned round: "gL*(EL - v)" for "gL*(v - EL)". The
/// same text if none stands in it in brackets of its own.
std::string with_difference_turned(const std::string& term, const std::string& variable);

/// The minus sign before a name, or before the subexpression that holds it, in an equation.
std::optional<SourceSpan> minus_before(const std::string& name, const equations::Equation& equation,
                                       const equations::Equations& equations);

}  // namespace ranvier::doctor
