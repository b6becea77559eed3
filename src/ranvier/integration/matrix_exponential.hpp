/// The propagator of a linear system over one step; the only file of the library that includes
/// Eigen is its source.
#pragma once

#include <span>

namespace ranvier::integration {

/// For x' = A x + b with n variables: P = expm(A dt), Q = integral of expm(A s) ds over [0, dt], so
/// that x(t + dt) = P x + Q b for any A, singular ones included. Matrices are row-major, (n, n).
/// @see Rotter & Diesmann (1999), Biol. Cybern. 81:381-402, doi:10.1007/s004220050570;
///      Van Loan (1978), IEEE Trans. Autom. Control 23:395-404, doi:10.1109/TAC.1978.1101743
void compute_propagator(std::span<const double> matrix, int n, double dt,
                        std::span<double> state_propagator, std::span<double> input_propagator);

}  // namespace ranvier::integration
