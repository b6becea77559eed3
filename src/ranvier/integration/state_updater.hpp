/// State updaters: differential equations to the statements of one step.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::integration {

using symbolic::Expression;

/// x_k' = derivatives[k], sorted by variable name. Plain subexpressions are put in; `(unless
/// refractory)` stands as a factor `int(not_refractory)`. The symbols `t` and `dt` are time and
/// step.
struct DifferentialSystem {
  std::vector<std::string> variables;
  std::vector<Expression> derivatives;
  /// Whether a symbol keeps its value during one step: everything but the variables and `t`.
  std::function<bool(const std::string&)> is_constant_over_step;
  std::string source;  ///< the equations as written, for diagnostics (spans of the derivatives
                       ///< point into it)
  std::string where;   ///< "NeuronGroup 'exc'"
};

/// The equations as they are written, subexpressions put in, without group and refractoriness.
DifferentialSystem differential_system(const equations::Equations& equations, std::string where);

/// Coefficients that are computed from a matrix outside of the kernel, once per distinct parameter
/// set:
///   [P Q; 0 1] = expm([A 1; 0 0] dt),   x(t + dt) = P x + Q b.
struct Propagator {
  std::vector<std::string> variables;
  std::vector<std::vector<Expression>> matrix;  ///< A
  std::vector<std::vector<std::string>>
      state_names;  ///< name of P[i][j] in the statements, "" where never used
  std::vector<std::vector<std::string>> input_names;  ///< name of Q[i][j], "" where never used
};

/// The update of one step: all new values are computed from the old state, then stored (B6).
struct StepRule {
  symbolic::StatementBlock statements;
  std::vector<Propagator> propagators;
  /// Number of the draw in the statement that assigns a name, where it is not the next free one:
  /// those of noise follow from its name.
  std::map<std::string, std::int32_t> draws;
};

/// The statements, then each propagator with its matrix and the names of its coefficients ("-"
/// where unused).
std::string print(const StepRule& rule);

/// The equations are not of the kind the method needs. Carries one diagnostic that shows the
/// offending term.
class UnsupportedEquations : public ModelError {
 public:
  using ModelError::ModelError;
};

class StateUpdater {
 public:
  virtual ~StateUpdater() = default;
  virtual std::string_view name() const = 0;
  /// Order of convergence; 0 for exact.
  virtual int order() const = 0;

  /// Names of options that the user may give; none of them changes a result.
  virtual std::vector<std::string> options() const { return {}; }

  /// @throws UnsupportedEquations
  virtual StepRule derive(const DifferentialSystem& system) const = 0;
  /// Whether the automatic choice takes this method for the system (B7): for `exact` narrower than
  /// what derive accepts, because Brian 2's exact refuses constant drift and oscillators (D6).
  virtual bool is_automatic_choice_for(const DifferentialSystem& system) const = 0;
};

/// The method called `name` (any case): exact (also linear), exponential_euler, euler, rk2, rk4,
/// heun, milstein, independent.
/// @throws UsageError  for an unknown name, listing the known ones; names of methods that Brian 2
/// has and Ranvier has not yet (gsl...) say so.
const StateUpdater& find_state_updater(const std::string& name);

/// The choice among several methods: the first that accepts the system.
struct MethodChoice {
  const StateUpdater* updater = nullptr;
  bool exact_would_work = false;  ///< for the INFO message (D6)
};

/// The first of exact, euler, heun that accepts (B7).
/// @throws UnsupportedEquations  what stands in the way of the last, if none does.
MethodChoice choose_state_updater(const DifferentialSystem& system);

/// The first of `candidates` that accepts.
/// @throws UnsupportedEquations  what stands in the way of the last, if none does.
/// @pre candidates is not empty.
MethodChoice choose_state_updater(const DifferentialSystem& system,
                                  const std::vector<const StateUpdater*>& candidates);

}  // namespace ranvier::integration
