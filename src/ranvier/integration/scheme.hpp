/// Explicit Runge-Kutta schemes as data.
#pragma once

#include <string_view>
#include <vector>

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// An explicit scheme for x' = f(x, t), a Butcher tableau:
///   k_s = dt * f(x + sum_r stages[s].weights[r] * k_r, t + stages[s].node * dt)   for r < s
///   x(t + dt) = x + (sum_s weights[s] * k_s) / divisor
struct Scheme {
  struct Stage {
    double node = 0;
    std::vector<double> weights;  ///< of the stages before; missing ones are 0
  };

  std::string_view name;
  int order = 1;
  std::vector<Stage> stages;
  std::vector<double> weights;  ///< one per stage
  double divisor = 1;
};

/// rk2: the midpoint rule, order 2.
/// @see Butcher (2016), Numerical Methods for Ordinary Differential Equations, section 232,
/// doi:10.1002/9781119121534
const Scheme& midpoint_scheme();

/// rk4: the classical four stages, order 4.
/// @see Kutta (1901), Z. Math. Phys. 46:435-453
const Scheme& classical_scheme();

/// One step of `scheme`: all variables share the stages; the values of stage s are
/// `_k<s>_<variable>`.
class ExplicitStateUpdater final : public StateUpdater {
 public:
  explicit ExplicitStateUpdater(const Scheme& scheme) : scheme_(scheme) {}

  std::string_view name() const override { return scheme_.name; }

  int order() const override { return scheme_.order; }

  StepRule derive(const DifferentialSystem& system) const override;
  /// Any equations without noise will do.
  bool is_automatic_choice_for(const DifferentialSystem& system) const override;

 private:
  const Scheme& scheme_;
};

}  // namespace ranvier::integration
