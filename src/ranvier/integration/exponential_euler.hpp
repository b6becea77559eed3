/// Exponential Euler: each equation solved exactly over one step with the other variables frozen.
#pragma once

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// For x' = a x + b, where a and b may depend on the other variables and on t:
///   x(t + dt) = (x + b/a) exp(a dt) - b/a;   x + dt b if a is zero;   x exp(a dt) if b is zero.
/// What is zero is decided on the equation as written, not by value; factors common to a and b are
/// cancelled in b/a, so `int(not_refractory)` may be zero.
/// @see MacGregor (1987), Neural and Brain Modeling, Academic Press
class ExponentialEulerStateUpdater final : public StateUpdater {
 public:
  std::string_view name() const override { return "exponential_euler"; }

  int order() const override { return 1; }

  StepRule derive(const DifferentialSystem& system) const override;
  /// Whether every equation is linear in its own variable.
  bool is_automatic_choice_for(const DifferentialSystem& system) const override;
};

}  // namespace ranvier::integration
