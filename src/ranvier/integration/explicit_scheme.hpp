/// Explicit schemes written as text: a few statements for `x' = f(x, t) + g(x, t) xi`.
#pragma once

#include <string>
#include <vector>

#include <ranvier/integration/noise.hpp>
#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// A scheme as data. Its text has one statement per line,
///
///     s = x + g(x, t)*dW
///     x_new = x + dt*f(x, t) + dW*(g(x, t) + g(s, t + dt))/2
///
/// where `x` is the variable, `f(x, t)` its drift and `g(x, t)` the factor of its noise at any
/// arguments, `dW` the increment of the noise in the step (normal, variance dt), `t` and `dt` time
/// and step; other names are intermediate results, and the last line says what `x_new` is. `x` in
/// `f` and `g` stands for all variables, so all share the stages. With several noise terms each has
/// its own intermediate results, and what contains noise is summed over them (semantics B6.2).
struct ExplicitScheme {
  std::string name;                   ///< for messages; "" for a scheme without a name
  std::string description;            ///< the text
  int order = 1;                      ///< of convergence without noise
  NoiseKind noise = NoiseKind::none;  ///< the most general noise it integrates
  bool needs_diagonal_noise = false;  ///< each variable has at most one noise term, of its own
};

/// euler: order 1; with additive noise the scheme of Maruyama (1955), strong order 1 for it.
const ExplicitScheme& euler_scheme();

/// heun: for noise in the sense of Stratonovich, strong order 1 if the noise commutes; order 1
/// without noise.
/// @see Kloeden & Platen (1992), Numerical Solution of Stochastic Differential Equations, section
/// 15.5
const ExplicitScheme& heun_scheme();

/// milstein: without derivatives, for diagonal noise in the sense of Stratonovich; strong order 1
/// without drift, 1/2 with it (the support value of Brian 2's formula, kept here, contains the
/// drift).
/// @see Kloeden & Platen (1992), section 11.1
const ExplicitScheme& milstein_scheme();

/// One step of an explicit scheme that is written as text.
class SchemeStateUpdater final : public StateUpdater {
 public:
  /// @throws ModelError  "scheme-syntax" for every mistake in the text.
  explicit SchemeStateUpdater(ExplicitScheme scheme);

  std::string_view name() const override { return scheme_.name; }

  int order() const override { return scheme_.order; }

  StepRule derive(const DifferentialSystem& system) const override;
  bool is_automatic_choice_for(const DifferentialSystem& system) const override;

  /// A call of `f` or `g` in the text: the symbol `name` stands for it in the statements.
  struct Evaluation {
    std::string name;
    bool is_noise = false;  ///< g
    Expression x;
    Expression t;
  };

  /// The text, read.
  struct Program {
    std::vector<symbolic::Statement> statements;
    std::vector<Evaluation> evaluations;
  };

 private:
  ExplicitScheme scheme_;
  Program program_;
};

/// Reads the text of a scheme. @throws ModelError "scheme-syntax"
SchemeStateUpdater::Program parse_scheme(const std::string& description);

}  // namespace ranvier::integration
