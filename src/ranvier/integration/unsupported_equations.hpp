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

/// That equation contains the variable `other` of another one.
UnsupportedEquations not_independent(const DifferentialSystem& system, std::string_view method,
                                     std::size_t equation, const Expression& other);

/// A random function would be drawn more than once for one occurrence in that equation.
UnsupportedEquations repeated_draw(const DifferentialSystem& system, std::string_view method,
                                   std::size_t equation, const Expression& draw);

/// The equation of `system.variables[equation]` is not linear in a noise term because of `problem`.
UnsupportedEquations not_linear_in_noise(const DifferentialSystem& system, std::string_view method,
                                         std::size_t equation, const symbolic::NotLinear& problem);

/// The factor of noise in that equation contains `term`, which changes during a step.
UnsupportedEquations multiplicative_noise(const DifferentialSystem& system, std::string_view method,
                                          std::size_t equation, const Expression& term);

/// That equation has a second noise term, or `noise` stands in another equation too.
UnsupportedEquations not_diagonal(const DifferentialSystem& system, std::string_view method,
                                  std::size_t equation, const std::string& noise);

/// The text of an explicit scheme puts noise where no sum of terms can be made of it.
UnsupportedEquations noise_not_separable(const DifferentialSystem& system, std::string_view method);

/// @throws UnsupportedEquations  if a noise symbol (`xi`, `xi_name`) occurs: the method is for
/// equations without noise.
void refuse_noise(const DifferentialSystem& system, std::string_view method);

}  // namespace ranvier::integration
