/// Simulates one neuron by evaluating the statements of a step rule: no kernel, no back end.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/integration/matrix_exponential.hpp>
#include <ranvier/integration/noise.hpp>
#include <ranvier/integration/state_updater.hpp>
#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::reference {

using Values = std::map<std::string, double>;

/// The differential equations of a model text, subexpressions put in, `(unless refractory)` as a
/// factor.
inline integration::DifferentialSystem system_of(const std::string& text) {
  using symbolic::Expression;
  const equations::Equations model(text);
  integration::DifferentialSystem system;
  for (const auto* equation : model.differential()) {
    auto derivative = model.expand(equation->right_side());
    if (equation->has_flag("unless refractory")) {
      derivative =
          Expression::call(symbolic::FunctionId::multiply,
                           {derivative, Expression::call(symbolic::FunctionId::to_integer,
                                                         {Expression::symbol("not_refractory")})},
                           derivative.span());
    }
    system.variables.push_back(equation->name);
    system.derivatives.push_back(derivative);
  }
  system.is_constant_over_step = [variables = system.variables](const std::string& name) {
    return name != "t" && std::find(variables.begin(), variables.end(), name) == variables.end();
  };
  system.source = text;
  system.where = "NeuronGroup 'neurons'";
  return system;
}

/// The state of one neuron and the rule that advances it.
class StepSimulation {
 public:
  /// @param values  initial state and parameters [SI]; `not_refractory` 1 or 0, if it occurs.
  StepSimulation(integration::StepRule rule, Values values, double dt)
      : rule_(std::move(rule)), values_(std::move(values)), dt_(dt) {
    values_["dt"] = dt;
    values_["t"] = 0;
    for (const auto& propagator : rule_.propagators) compute(propagator);
  }

  /// One step; `increments` are those of the noise terms ("xi": dW) in this step.
  void step(const Values& increments = {}) {
    for (const auto& [noise, increment] : increments) {
      values_[integration::increment_name(noise)] = increment;
    }
    for (const auto& statement : rule_.statements.statements) {
      if (!is_stateful(statement.value)) values_[statement.target] = evaluate(statement.value);
    }
    values_["t"] = static_cast<double>(++step_) * dt_;
  }

  void run(int steps) {
    for (int step = 0; step < steps; ++step) this->step();
  }

  double operator[](const std::string& name) const { return values_.at(name); }

 private:
  double evaluate(const symbolic::Expression& expression) const {
    const auto lookup = [this](const std::string& name) {
      return symbolic::Value::of(values_.at(name));
    };
    return symbolic::evaluate(expression, lookup).as_real();
  }

  void compute(const integration::Propagator& propagator) {
    const auto n = propagator.variables.size();
    std::vector<double> matrix;
    for (const auto& row : propagator.matrix) {
      for (const auto& entry : row) matrix.push_back(evaluate(entry));
    }
    std::vector<double> p(n * n);
    std::vector<double> q(n * n);
    integration::compute_propagator(matrix, static_cast<int>(n), dt_, p, q);
    for (std::size_t k = 0; k < n * n; ++k) {
      const auto& state_name = propagator.state_names[k / n][k % n];
      const auto& input_name = propagator.input_names[k / n][k % n];
      if (!state_name.empty()) values_[state_name] = p[k];
      if (!input_name.empty()) values_[input_name] = q[k];
    }
  }

  integration::StepRule rule_;
  Values values_;
  double dt_ = 0;
  int step_ = 0;
};

/// `steps` steps of length `dt` with the method of this name.
inline StepSimulation simulate(const std::string& method, const std::string& model, Values values,
                               double dt, int steps) {
  const auto rule = integration::find_state_updater(method).derive(system_of(model));
  StepSimulation simulation(rule, std::move(values), dt);
  simulation.run(steps);
  return simulation;
}

}  // namespace ranvier::reference
