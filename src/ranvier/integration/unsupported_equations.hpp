/// What the updaters say of equations that they cannot integrate, with the offending term marked.
#pragma once

#include <string_view>

#include <ranvier/integration/state_updater.hpp>
#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::integration {

/// The equation of `system.variables[equation]` is not linear because of `problem`.
UnsupportedEquations not_linear(const DifferentialSystem& system, std::string_view method,
                                std::size_t equation, const symbolic::NotLinear& problem);

/// `term` (a symbol or a draw) of that equation does not keep its value during a step.
UnsupportedEquations not_constant(const DifferentialSystem& system, std::string_view method,
                                  std::size_t equation, const Expression& term);

/// A random function would be drawn more than once for one occurrence in that equation.
UnsupportedEquations repeated_draw(const DifferentialSystem& system, std::string_view method,
                                   std::size_t equation, const Expression& draw);

/// @throws UnsupportedEquations  if a noise symbol (`xi`, `xi_name`) occurs: no method here is
/// stochastic.
void refuse_noise(const DifferentialSystem& system, std::string_view method);

}  // namespace ranvier::integration
