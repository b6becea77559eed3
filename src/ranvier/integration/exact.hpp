/// Exact integration of linear equations.
#pragma once

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// For x' = A x + b with A and b constant during the step, A of any kind (singular, oscillating):
///   x(t + dt) = P x + Q b,   P = expm(A dt),   Q = integral of expm(A s) ds over [0, dt].
/// Variables that couple to no other have P = exp(a dt) and Q = dt exprel(a dt), written out in the
/// statements. Coupled ones use coefficients `_P_<row>_<column>` and `_Q_<row>_<column>` of a
/// `Propagator`. Where `int(not_refractory)` occurs, a second set `..._refractory` holds the
/// coefficients of refractory neurons, and the new value is chosen by `not_refractory`; a variable
/// whose derivative is zero while refractory just keeps its value.
/// @see Rotter & Diesmann (1999), Biol. Cybern. 81:381-402, doi:10.1007/s004220050570
class ExactStateUpdater final : public StateUpdater {
 public:
  std::string_view name() const override { return "exact"; }

  int order() const override { return 0; }

  std::vector<std::string> options() const override { return {"simplify"}; }

  StepRule derive(const DifferentialSystem& system) const override;
  bool is_automatic_choice_for(const DifferentialSystem& system) const override;
};

/// `exact` for linear equations of which none contains another's variable.
class IndependentStateUpdater final : public StateUpdater {
 public:
  std::string_view name() const override { return "independent"; }

  int order() const override { return 0; }

  std::vector<std::string> options() const override { return {"simplify"}; }

  StepRule derive(const DifferentialSystem& system) const override;
  bool is_automatic_choice_for(const DifferentialSystem& system) const override;

 private:
  ExactStateUpdater exact_;
};

}  // namespace ranvier::integration
