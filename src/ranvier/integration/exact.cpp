#include "exact.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <ranvier/integration/automatic_choice.hpp>
#include <ranvier/integration/linear_system.hpp>
#include <ranvier/integration/step_statements.hpp>
#include <ranvier/integration/unsupported_equations.hpp>
#include <ranvier/symbolic/quotient.hpp>
#include <ranvier/symbolic/simplify.hpp>

namespace ranvier::integration {

namespace {

using symbolic::FunctionId;

constexpr const char* not_refractory = "not_refractory";

/// A factor `int(not_refractory)` is dropped for neurons that are not refractory.
Expression without_factor(const Expression& expression) {
  static const auto factor =
      Expression::call(FunctionId::to_integer, {Expression::symbol(not_refractory)});
  if (!expression.is_call()) return expression;
  auto arguments = expression.arguments();
  for (auto& argument : arguments) argument = without_factor(argument);
  if (expression.is_call(FunctionId::multiply)) {
    if (arguments[0] == factor) return arguments[1];
    if (arguments[1] == factor) return arguments[0];
  }
  return Expression::call(expression.function(), std::move(arguments), expression.span());
}

/// The system as it is for neurons that are (not) refractory.
DifferentialSystem with_refractoriness(const DifferentialSystem& system, bool is_refractory) {
  auto result = system;
  for (auto& derivative : result.derivatives) {
    if (!is_refractory) derivative = without_factor(derivative);
    derivative = symbolic::simplify(
        substitute(derivative, {{not_refractory, Expression::boolean(!is_refractory)}}));
  }
  return result;
}

bool depends_on_refractoriness(const DifferentialSystem& system) {
  return std::any_of(
      system.derivatives.begin(), system.derivatives.end(),
      [](const Expression& derivative) { return symbols_of(derivative).contains(not_refractory); });
}

/// sum + factor * value, a sign before the value taken to the front.
Expression plus_product(const Expression& sum, const Expression& factor, const Expression& value) {
  if (value.is_call(FunctionId::negate)) return sum - factor * value.arguments()[0];
  return sum + factor * value;
}

/// x(t + dt) of a variable that depends on no other.
Expression scalar_value(const Expression& x, const Expression& a, const Expression& b) {
  const auto dt = Expression::symbol("dt");
  const bool has_drive = !b.is_number(0);
  if (a.is_number(0)) return has_drive ? x + symbolic::cancelled_product(dt, b) : x;
  const auto rate = symbolic::cancelled_product(dt, a);
  auto decayed = x * Expression::call(FunctionId::exp, {rate});
  if (!has_drive) return decayed;
  return decayed + dt * Expression::call(FunctionId::exprel, {rate}) * b;
}

/// The statements and the propagator of variables that couple to each other.
class CoupledBlock {
 public:
  CoupledBlock(const LinearSystem& system, std::vector<std::size_t> members, std::string suffix)
      : system_(system),
        members_(std::move(members)),
        suffix_(std::move(suffix)),
        depends_(dependencies_of(system)) {
    const std::vector<std::string> no_names(members_.size());
    for (const auto row : members_) {
      propagator_.variables.push_back(system.variables[row]);
      propagator_.state_names.push_back(no_names);
      propagator_.input_names.push_back(no_names);
      std::vector<Expression> entries;
      entries.reserve(members_.size());
      for (const auto column : members_) entries.push_back(system.matrix[row][column]);
      propagator_.matrix.push_back(std::move(entries));
    }
  }

  /// x(t + dt) of the member at `position` with these drives; notes the coefficients it uses.
  Expression value_of(std::size_t position, const std::vector<Expression>& drives) {
    const auto row = members_[position];
    const auto& equation = system_.matrix[row];
    if (std::all_of(equation.begin(), equation.end(),
                    [](const Expression& entry) { return entry.is_number(0); })) {
      return scalar_value(Expression::symbol(system_.variables[row]), equation[row], drives[row]);
    }
    auto sum = coefficient("_P_", propagator_.state_names, position, position) *
               Expression::symbol(propagator_.variables[position]);
    for (std::size_t other = 0; other < members_.size(); ++other) {
      if (other == position || !depends_[row][members_[other]]) continue;
      sum = sum + coefficient("_P_", propagator_.state_names, position, other) *
                      Expression::symbol(propagator_.variables[other]);
    }
    for (std::size_t other = 0; other < members_.size(); ++other) {
      const auto& drive = drives[members_[other]];
      if (!depends_[row][members_[other]] || drive.is_number(0)) continue;
      sum = plus_product(sum, coefficient("_Q_", propagator_.input_names, position, other), drive);
    }
    return sum;
  }

  /// Whether row `position` of P is the same as that of another block of the same members.
  bool has_same_row(const CoupledBlock& other, std::size_t position) const {
    const auto row = members_[position];
    if (depends_[row] != other.depends_[row]) return false;
    return std::all_of(members_.begin(), members_.end(), [&](std::size_t influence) {
      return !depends_[row][influence] ||
             system_.matrix[influence] == other.system_.matrix[influence];
    });
  }

  /// With the names of the coefficients that were used.
  const Propagator& propagator() const { return propagator_; }

  bool is_used() const {
    const auto has_name = [](const std::vector<std::string>& names) {
      return std::any_of(names.begin(), names.end(),
                         [](const std::string& name) { return !name.empty(); });
    };
    const auto& rows = propagator_.state_names;
    return std::any_of(rows.begin(), rows.end(), has_name);
  }

 private:
  Expression coefficient(const char* prefix, std::vector<std::vector<std::string>>& names,
                         std::size_t row, std::size_t column) const {
    auto& name = names[row][column];
    name = prefix + propagator_.variables[row] + "_" + propagator_.variables[column] + suffix_;
    return Expression::symbol(name);
  }

  const LinearSystem& system_;
  std::vector<std::size_t> members_;
  std::string suffix_;
  std::vector<std::vector<bool>> depends_;
  Propagator propagator_;
};

/// The equations of one step: as they are for neurons that are not refractory, and for those that
/// are if that differs.
struct Variants {
  LinearSystem active;
  std::optional<LinearSystem> refractory;
};

Variants variants_of(const DifferentialSystem& system, std::string_view method) {
  if (!depends_on_refractoriness(system)) return {linear_system_of(system, method), std::nullopt};
  return {linear_system_of(with_refractoriness(system, false), method),
          linear_system_of(with_refractoriness(system, true), method)};
}

/// Blocks that stay apart in both variants.
std::vector<std::vector<std::size_t>> blocks_of(const Variants& variants) {
  if (!variants.refractory) return independent_blocks(variants.active);
  auto either = variants.active;
  for (std::size_t row = 0; row < either.size(); ++row) {
    for (std::size_t column = 0; column < either.size(); ++column) {
      if (!either.has_coupling(row, column)) {
        either.matrix[row][column] = variants.refractory->matrix[row][column];
      }
    }
  }
  return independent_blocks(either);
}

Expression choose_by_refractoriness(const Expression& active, const Expression& refractory) {
  if (active == refractory) return active;
  return Expression::call(FunctionId::select,
                          {Expression::symbol(not_refractory), active, refractory});
}

Expression scalar_block_value(const Variants& variants, std::size_t k) {
  const auto value_in = [k](const LinearSystem& system) {
    return scalar_value(Expression::symbol(system.variables[k]), system.matrix[k][k],
                        system.drive[k]);
  };
  auto active = value_in(variants.active);
  if (!variants.refractory) return active;
  return choose_by_refractoriness(active, value_in(*variants.refractory));
}

/// New values of the members of a block of several variables; appends the propagators they use.
std::vector<Expression> coupled_block_values(const Variants& variants,
                                             const std::vector<std::size_t>& members,
                                             std::vector<Propagator>& propagators) {
  CoupledBlock active(variants.active, members, "");
  const auto* refractory_system = variants.refractory ? &*variants.refractory : nullptr;
  std::optional<CoupledBlock> refractory;
  if (refractory_system != nullptr) refractory.emplace(*refractory_system, members, "_refractory");
  std::vector<Expression> values;
  values.reserve(members.size());
  for (std::size_t position = 0; position < members.size(); ++position) {
    auto value = active.value_of(position, variants.active.drive);
    if (refractory) {
      auto& block = refractory->has_same_row(active, position) ? active : *refractory;
      value = choose_by_refractoriness(value, block.value_of(position, refractory_system->drive));
    }
    values.push_back(std::move(value));
  }
  if (active.is_used()) propagators.push_back(active.propagator());
  if (refractory && refractory->is_used()) propagators.push_back(refractory->propagator());
  return values;
}

}  // namespace

StepRule ExactStateUpdater::derive(const DifferentialSystem& system) const {
  refuse_noise(system, name());
  const auto variants = variants_of(system, name());
  StepRule rule;
  std::map<std::string, Expression> values;
  for (const auto& block : blocks_of(variants)) {
    if (block.size() == 1) {
      values.emplace(system.variables[block[0]], scalar_block_value(variants, block[0]));
      continue;
    }
    const auto block_values = coupled_block_values(variants, block, rule.propagators);
    for (std::size_t position = 0; position < block.size(); ++position) {
      values.emplace(system.variables[block[position]], block_values[position]);
    }
  }
  for (const auto& variable : system.variables) {
    rule.statements.statements.push_back(assign(new_value_name(variable), values.at(variable)));
  }
  append_stores(system.variables, rule.statements);
  return rule;
}

bool ExactStateUpdater::is_automatic_choice_for(const DifferentialSystem& system) const {
  try {
    refuse_noise(system, name());
    return is_solved_symbolically(linear_system_of(system, name()));
  } catch (const UnsupportedEquations&) {
    return false;
  }
}

namespace {

/// The first symbol in `expression` that is a variable of the system other than `own`.
std::optional<Expression> find_other_variable(const Expression& expression, const std::string& own,
                                              const DifferentialSystem& system) {
  if (expression.is_symbol()) {
    const bool is_other =
        expression.name() != own &&
        std::ranges::find(system.variables, expression.name()) != system.variables.end();
    return is_other ? std::optional(expression) : std::nullopt;
  }
  if (!expression.is_call()) return std::nullopt;
  for (const auto& argument : expression.arguments()) {
    if (auto other = find_other_variable(argument, own, system)) return other;
  }
  return std::nullopt;
}

/// The first equation that contains the variable of another one, and that variable.
std::optional<std::pair<std::size_t, Expression>> find_coupling(const DifferentialSystem& system) {
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    if (const auto other =
            find_other_variable(system.derivatives[k], system.variables[k], system)) {
      return std::pair(k, *other);
    }
  }
  return std::nullopt;
}

}  // namespace

StepRule IndependentStateUpdater::derive(const DifferentialSystem& system) const {
  if (const auto coupling = find_coupling(system)) {
    throw not_independent(system, name(), coupling->first, coupling->second);
  }
  return exact_.derive(system);
}

bool IndependentStateUpdater::is_automatic_choice_for(const DifferentialSystem& system) const {
  return !find_coupling(system) && exact_.is_automatic_choice_for(system);
}

}  // namespace ranvier::integration
