/// How long a step may be before an explicit method makes a decaying solution grow.
#pragma once

#include <complex>
#include <optional>
#include <vector>

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// Eigenvalues of a real matrix, row by row; none if it has entries that are not finite.
std::vector<std::complex<double>> eigenvalues_of(const std::vector<std::vector<double>>& matrix);

/// The largest step [s] with which x' = eigenvalue x does not grow although it should decay.
/// Nothing for methods that follow a linear decay whatever the step (exact, exponential_euler), for
/// schemes of the user's own, and for eigenvalues [1/s] whose real part is not negative.
/// @see Hairer & Wanner (1996), Solving Ordinary Differential Equations II, section IV.2,
/// doi:10.1007/978-3-642-05221-7
std::optional<double> largest_stable_step(const StateUpdater& method,
                                          std::complex<double> eigenvalue);

}  // namespace ranvier::integration
