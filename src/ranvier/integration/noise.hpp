/// White noise in differential equations: what multiplies each noise term, and of which kind that
/// is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// A system x_v' = drift[v] + sum_k factors[v][k] * noises[k], where the noises are the symbols
/// `xi` and `xi_<name>`, independent Gaussian white noise of unit second^(-1/2).
struct StochasticSystem {
  std::vector<std::string> noises;  ///< sorted by name
  std::vector<Expression> drift;
  /// One row per variable; a factor that is exactly zero is the number 0.
  std::vector<std::vector<Expression>> factors;

  bool has_noise() const { return !noises.empty(); }
};

/// Splits the derivatives of a system into drift and noise. Without noise the drift is what was
/// written.
/// @param method  name of the method, for the message
/// @throws UnsupportedEquations  if a derivative is not linear in its noise terms.
StochasticSystem stochastic_system_of(const DifferentialSystem& system, std::string_view method);

/// How noise enters (semantics B6.3): additive if no factor depends on a differential variable or
/// on anything else that changes during a step, else multiplicative.
enum class NoiseKind : std::uint8_t { none, additive, multiplicative };

/// Why noise is not additive: the changing term in a factor, and the equation.
struct ChangingFactor {
  std::size_t equation = 0;
  Expression term;
};

/// The first changing term in a factor of noise, or nothing if all noise is additive.
std::optional<ChangingFactor> find_changing_factor(const StochasticSystem& noise,
                                                   const DifferentialSystem& system);

/// The kind of noise of a system. @throws UnsupportedEquations  if it is not linear in its noise.
NoiseKind noise_kind(const DifferentialSystem& system);

/// The noise terms in an expression, sorted.
std::vector<std::string> noises_in(const Expression& expression);

/// The normal number of a step for the noise `xi_a`, times sqrt(dt): `_dW_xi_a`.
std::string increment_name(const std::string& noise);

/// Number of the draw for the increment of each noise, in the order of `noises`: it follows from
/// the name, so that one noise has the same values whatever other noise the equations have
/// (design 3.6). Numbers are above those of `rand()` and the like, and differ from each other.
std::vector<std::int32_t> draw_numbers(const std::vector<std::string>& noises);

}  // namespace ranvier::integration
