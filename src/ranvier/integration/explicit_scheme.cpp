#include "explicit_scheme.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include <ranvier/integration/step_statements.hpp>
#include <ranvier/integration/unsupported_equations.hpp>

namespace ranvier::integration {

namespace {

using symbolic::FunctionId;

Expression zero() {
  return Expression::integer(0);
}

// Arithmetic that leaves out what is exactly zero: the terms of noise that an equation does not
// have.

Expression add(const Expression& a, const Expression& b) {
  return a.is_number(0) ? b : b.is_number(0) ? a : a + b;
}

Expression subtract(const Expression& a, const Expression& b) {
  return b.is_number(0) ? a : a.is_number(0) ? -b : a - b;
}

Expression multiply(const Expression& a, const Expression& b) {
  return a.is_number(0) || b.is_number(0) ? zero() : a * b;
}

Expression divide(const Expression& a, const Expression& b) {
  return a.is_number(0) ? zero() : a / b;
}

Expression rebuild(FunctionId function, const std::vector<Expression>& arguments) {
  switch (function) {
    case FunctionId::add:
      return add(arguments[0], arguments[1]);
    case FunctionId::subtract:
      return subtract(arguments[0], arguments[1]);
    case FunctionId::multiply:
      return multiply(arguments[0], arguments[1]);
    case FunctionId::divide:
      return divide(arguments[0], arguments[1]);
    case FunctionId::negate:
      return arguments[0].is_number(0) ? zero() : -arguments[0];
    default:
      return Expression::call(function, arguments);
  }
}

/// A value of the scheme with and without noise: `drift + noise`, where every term of `noise` has a
/// factor `dW` or `g`.
struct Parts {
  Expression drift = zero();
  Expression noise = zero();
};

/// Writes the statements of one step for one system.
class SchemeWriter {
 public:
  SchemeWriter(const SchemeStateUpdater::Program& program, const DifferentialSystem& system,
               const StochasticSystem& noise, std::string_view method)
      : program_(program), system_(system), noise_(noise), method_(method) {
    for (const auto& evaluation : program.evaluations) {
      evaluations_.emplace(evaluation.name, &evaluation);
    }
  }

  StepRule write() {
    draw_increments();
    for (std::size_t k = 0; k + 1 < program_.statements.size(); ++k) {
      write_intermediate(program_.statements[k]);
    }
    write_result(program_.statements.back().value);
    append_stores(system_.variables, rule_.statements);
    return std::move(rule_);
  }

 private:
  void assign_to(const std::string& target, const Expression& value) {
    rule_.statements.statements.push_back(assign(target, value));
  }

  void draw_increments() {
    const auto numbers = draw_numbers(noise_.noises);
    const auto root = Expression::call(FunctionId::sqrt, {Expression::symbol("dt")});
    for (std::size_t k = 0; k < noise_.noises.size(); ++k) {
      const auto name = increment_name(noise_.noises[k]);
      assign_to(name, root * Expression::call(FunctionId::randn, {}));
      rule_.draws.emplace(name, numbers[k]);
    }
  }

  /// Whether a value differs between the noise terms.
  bool is_noisy(const Expression& value) const {
    return std::ranges::any_of(symbolic::symbols_of(value), [this](const std::string& name) {
      const auto evaluation = evaluations_.find(name);
      if (evaluation == evaluations_.end()) return name == "dW" || noisy_.contains(name);
      return evaluation->second->is_noise || is_noisy(evaluation->second->x);
    });
  }

  std::string stage_name(const std::string& name, std::size_t variable,
                         std::optional<std::size_t> noise) const {
    const auto shared = fmt::format("_{}_{}", name, system_.variables[variable]);
    return noise && noisy_.contains(name) ? fmt::format("{}_{}", shared, noise_.noises[*noise])
                                          : shared;
  }

  void write_intermediate(const symbolic::Statement& statement) {
    const bool noisy = is_noisy(statement.value);
    stages_.insert(statement.target);
    if (noisy) noisy_.emplace(statement.target, split(statement.value));
    for (std::size_t variable = 0; variable < system_.variables.size(); ++variable) {
      if (!noisy || !noise_.has_noise()) {
        const auto& value = noisy ? noisy_.at(statement.target).drift : statement.value;
        assign_to(stage_name(statement.target, variable, {}), instantiate(value, variable, {}));
        continue;
      }
      for (std::size_t k = 0; k < noise_.noises.size(); ++k) {
        assign_to(stage_name(statement.target, variable, k),
                  instantiate(statement.value, variable, k));
      }
    }
  }

  void write_result(const Expression& value) {
    const auto parts = split(value);
    for (std::size_t variable = 0; variable < system_.variables.size(); ++variable) {
      auto result = instantiate(parts.drift, variable, {});
      for (std::size_t k = 0; k < noise_.noises.size(); ++k) {
        if (!noise_.factors[variable][k].is_number(0)) {
          result = add(result, instantiate(parts.noise, variable, k));
        }
      }
      assign_to(new_value_name(system_.variables[variable]), result);
    }
  }

  /// Separates the terms of a value that come once from those that come once for each noise.
  Parts split(const Expression& value) const {
    if (!is_noisy(value)) return {value, zero()};
    if (!value.is_call()) {
      const auto stage = value.is_symbol() ? noisy_.find(value.name()) : noisy_.end();
      if (stage == noisy_.end()) return {zero(), value};
      return {stage->second.drift, subtract(value, stage->second.drift)};
    }
    const auto& arguments = value.arguments();
    const auto first = split(arguments[0]);
    switch (value.function()) {
      case FunctionId::negate:
        return {rebuild(FunctionId::negate, {first.drift}),
                rebuild(FunctionId::negate, {first.noise})};
      case FunctionId::add:
      case FunctionId::subtract: {
        const auto second = split(arguments[1]);
        return {rebuild(value.function(), {first.drift, second.drift}),
                rebuild(value.function(), {first.noise, second.noise})};
      }
      case FunctionId::multiply: {
        const auto second = split(arguments[1]);
        return {multiply(first.drift, second.drift),
                add(multiply(first.noise, arguments[1]), multiply(first.drift, second.noise))};
      }
      case FunctionId::divide:
        if (!is_noisy(arguments[1])) {
          return {divide(first.drift, arguments[1]), divide(first.noise, arguments[1])};
        }
        break;
      case FunctionId::power:
        if (first.drift.is_number(0) && !is_noisy(arguments[1])) return {zero(), value};
        break;
      default:
        break;
    }
    throw noise_not_separable(system_, method_);
  }

  /// A value of the scheme for one variable and (where it holds noise) one noise term.
  Expression instantiate(const Expression& value, std::size_t variable,
                         std::optional<std::size_t> noise) const {
    if (value.is_number()) return value;
    if (value.is_symbol()) return symbol(value.name(), variable, noise);
    std::vector<Expression> arguments;
    for (const auto& argument : value.arguments()) {
      arguments.push_back(instantiate(argument, variable, noise));
    }
    return rebuild(value.function(), arguments);
  }

  Expression symbol(const std::string& name, std::size_t variable,
                    std::optional<std::size_t> noise) const {
    if (name == "x") return Expression::symbol(system_.variables[variable]);
    if (name == "dW") {
      return noise ? Expression::symbol(increment_name(noise_.noises[*noise])) : zero();
    }
    if (const auto found = evaluations_.find(name); found != evaluations_.end()) {
      return evaluate(*found->second, variable, noise);
    }
    return Expression::symbol(stages_.contains(name) ? stage_name(name, variable, noise) : name);
  }

  /// f or g of one variable at the arguments of the call.
  Expression evaluate(const SchemeStateUpdater::Evaluation& call, std::size_t variable,
                      std::optional<std::size_t> noise) const {
    if (call.is_noise && !noise) return zero();
    const auto& function =
        call.is_noise ? noise_.factors[variable][*noise] : noise_.drift[variable];
    std::map<std::string, Expression> arguments;
    if (!call.x.is_symbol("x")) {
      for (std::size_t k = 0; k < system_.variables.size(); ++k) {
        arguments.emplace(system_.variables[k], instantiate(call.x, k, noise));
      }
    }
    if (!call.t.is_symbol("t")) arguments.emplace("t", instantiate(call.t, variable, noise));
    return substitute(function, arguments);
  }

  const SchemeStateUpdater::Program& program_;
  const DifferentialSystem& system_;
  const StochasticSystem& noise_;
  std::string_view method_;
  std::map<std::string, const SchemeStateUpdater::Evaluation*> evaluations_;
  std::set<std::string> stages_;
  std::map<std::string, Parts> noisy_;  ///< intermediate results with noise
  StepRule rule_;
};

void check_noise(const ExplicitScheme& scheme, const StochasticSystem& noise,
                 const DifferentialSystem& system) {
  if (!noise.has_noise()) return;
  if (scheme.noise == NoiseKind::none) refuse_noise(system, scheme.name);
  if (scheme.noise == NoiseKind::additive) {
    if (const auto changing = find_changing_factor(noise, system)) {
      throw multiplicative_noise(system, scheme.name, changing->equation, changing->term);
    }
  }
  if (!scheme.needs_diagonal_noise) return;
  std::vector<std::size_t> users(noise.noises.size());
  for (std::size_t variable = 0; variable < noise.factors.size(); ++variable) {
    std::size_t own = 0;
    for (std::size_t k = 0; k < noise.noises.size(); ++k) {
      if (noise.factors[variable][k].is_number(0)) continue;
      if (++own > 1 || ++users[k] > 1) {
        throw not_diagonal(system, scheme.name, variable, noise.noises[k]);
      }
    }
  }
}

}  // namespace

const ExplicitScheme& euler_scheme() {
  static const ExplicitScheme scheme{.name = "euler",
                                     .description = "x_new = x + dt*f(x, t) + g(x, t)*dW",
                                     .order = 1,
                                     .noise = NoiseKind::additive};
  return scheme;
}

const ExplicitScheme& heun_scheme() {
  static const ExplicitScheme scheme{.name = "heun",
                                     .description =
                                         "s = x + g(x, t)*dW\n"
                                         "x_new = x + dt*f(x, t) + dW*(g(x, t) + g(s, t + dt))/2",
                                     .order = 1,
                                     .noise = NoiseKind::multiplicative};
  return scheme;
}

const ExplicitScheme& milstein_scheme() {
  static const ExplicitScheme scheme{
      .name = "milstein",
      .description =
          "s = x + dt*f(x, t) + sqrt(dt)*g(x, t)\n"
          "x_new = x + dt*f(x, t) + g(x, t)*dW + (g(s, t) - g(x, t))*dW**2/(2*sqrt(dt))",
      .order = 1,
      .noise = NoiseKind::multiplicative,
      .needs_diagonal_noise = true};
  return scheme;
}

SchemeStateUpdater::SchemeStateUpdater(ExplicitScheme scheme)
    : scheme_(std::move(scheme)), program_(parse_scheme(scheme_.description)) {}

StepRule SchemeStateUpdater::derive(const DifferentialSystem& system) const {
  const auto noise = stochastic_system_of(system, name());
  check_noise(scheme_, noise, system);
  return SchemeWriter(program_, system, noise, name()).write();
}

bool SchemeStateUpdater::is_automatic_choice_for(const DifferentialSystem& system) const {
  try {
    check_noise(scheme_, stochastic_system_of(system, name()), system);
  } catch (const UnsupportedEquations&) {
    return false;
  }
  return true;
}

}  // namespace ranvier::integration
