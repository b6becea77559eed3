/// Which linear systems the automatic choice integrates exactly: those that Brian 2 can solve with
/// computer algebra.
#pragma once

#include <ranvier/integration/linear_system.hpp>

namespace ranvier::integration {

/// Whether Brian 2 (observed with 2.9.0) solves the system symbolically. It does not where
///   - the matrix is singular, as with a constant drift;
///   - a coefficient or drive contains a comparison or a logical operator;
///   - three or more variables form a cycle;
///   - two variables form a cycle and the solution contains the imaginary unit: the discriminant of
///   their 2x2 block is
///     negative whatever the parameters are, or may be, and all coefficients are known to be real.
///     (With a division by a parameter they are not known to be, and then an undecided discriminant
///     gives an accepted root.) A negative discriminant is accepted if all coefficients are known
///     to be real and frequency and coupling have a rational ratio.
/// The decision is made by evaluating determinant and discriminants at fixed sample values of the
/// parameters.
bool is_solved_symbolically(const LinearSystem& system);

}  // namespace ranvier::integration
