#include "plan_state_update.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <ranvier/compiler/derive_step.hpp>
#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/integration/matrix_exponential.hpp>
#include <ranvier/integration/state_updater.hpp>
#include <ranvier/runtime/propagator_update.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::compiler {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;
using symbolic::Statement;
using symbolic::StatementBlock;

/// `timestep(t - lastspike, dt) >= timestep(period, dt)`: the neuron is released (B4.2); or, if
/// times are compared, `t - lastspike > period` (B4.8).
Expression is_released_after(const Expression& period, bool compares_times) {
  const auto elapsed = Expression::symbol("t") - Expression::symbol("lastspike");
  if (compares_times) {
    return Expression::call(FunctionId::greater, {elapsed, period});
  }
  const auto since = Expression::call(FunctionId::timestep, {elapsed, Expression::symbol("dt")});
  return Expression::call(
      FunctionId::greater_equal,
      {since, Expression::call(FunctionId::timestep, {period, Expression::symbol("dt")})});
}

/// The statement that updates not_refractory at the beginning of a step, or nothing after a
/// problem.
std::optional<StatementBlock> refractory_statement(model::NeuronGroup& group, CodeCompiler& code,
                                                   Planner& planner) {
  const auto assign = [](const Expression& value) {
    return StatementBlock{{Statement{"not_refractory", {}, value, {}, {}}}, {}};
  };
  if (const auto* period = std::get_if<units::Quantity>(&group.refractory())) {
    code.scope().add_cell("_refractory", planner.cells().add(period->value()),
                          units::second_dimension);
    return assign(is_released_after(Expression::symbol("_refractory"), group.compares_times()));
  }
  const auto& [expression, source] = *group.refractory_expression();
  const auto before = planner.diagnostics().size();
  code.resolve(expression, source, "refractory");
  if (planner.diagnostics().size() != before) {
    return std::nullopt;
  }
  const auto where = fmt::format("refractory of {}", group.description());
  const auto info = equations::check_expression(expression, code.scope().names(), source, where,
                                                planner.diagnostics());
  if (!info) {
    return std::nullopt;
  }
  const auto bound = code.bind_checked(expression);
  if (info->type == symbolic::ValueType::boolean) {
    return assign(Expression::call(FunctionId::logical_or,
                                   {Expression::symbol("not_refractory"),
                                    Expression::call(FunctionId::logical_not, {bound})}));
  }
  if (info->dimension == units::second_dimension) {
    return assign(is_released_after(bound, group.compares_times()));
  }
  planner.diagnostics().push_back(
      {"refractory-type",
       "refractory is neither a time nor a condition",
       where,
       source,
       {{expression.span(), units::name_of(info->dimension)}},
       "give a time such as 5*ms, or a condition that is true while the neuron is refractory"});
  return std::nullopt;
}

std::string entry_name(const integration::Propagator& propagator, std::size_t row,
                       std::size_t column) {
  return fmt::format("_A_{}_{}", propagator.variables[row], propagator.variables[column]);
}

/// Adds a coefficient to the scope: a column if it differs between neurons, else a column of one.
double* add_coefficient(const std::string& name, bool is_shared, CodeCompiler& code,
                        Planner& planner) {
  auto& column = planner.add_column(ElementType::float64, is_shared ? 1 : code.scope().size);
  BoundVariable bound;
  bound.binding.binding = {name, ElementType::float64,
                           is_shared ? kernel::Access::cell : kernel::Access::element};
  bound.pointer = column.data();
  bound.info.is_shared = is_shared;
  code.scope().variables.insert_or_assign(name, bound);
  return column.values<double>().data();
}

/// Plans the operation that keeps the coefficients of one block of coupled linear equations up to
/// date.
void plan_propagator(const integration::Propagator& propagator, std::size_t number,
                     const model::Group& group, CodeCompiler& code, Planner& planner) {
  const auto n = propagator.variables.size();
  bool is_shared = true;
  for (const auto& row : propagator.matrix) {
    for (const auto& entry : row) {
      for (const auto& name : symbolic::symbols_of(entry)) {
        const auto variable = code.scope().variables.find(name);
        is_shared = is_shared && variable != code.scope().variables.end() &&
                    variable->second.info.is_shared;
      }
    }
  }
  runtime::PropagatorUpdate::Columns columns;
  columns.n = static_cast<int>(n);
  columns.size = is_shared ? 1 : code.scope().size;
  auto matrix_code = planner.compiler(code.scope());
  StatementBlock block;
  for (std::size_t row = 0; row < n; ++row) {
    for (std::size_t column = 0; column < n; ++column) {
      const auto name = entry_name(propagator, row, column);
      columns.matrix.push_back(add_coefficient(name, is_shared, matrix_code, planner));
      block.statements.push_back({name, {}, propagator.matrix[row][column], {}, {}});
      const auto add = [&](const std::string& coefficient) {
        return coefficient.empty() ? nullptr
                                   : add_coefficient(coefficient, is_shared, code, planner);
      };
      columns.state.push_back(add(propagator.state_names[row][column]));
      columns.input.push_back(add(propagator.input_names[row][column]));
    }
  }
  const auto name = fmt::format("{}_propagator_{}", group.name(), number);
  auto builder = matrix_code.builder(
      name, is_shared ? kernel::IndexSpace::once : kernel::IndexSpace::elements);
  builder.append(block);
  auto finished = matrix_code.finish(std::move(builder));
  auto compiled = planner.backend().compile(finished.kernel);
  auto writes = finished.writes;
  for (const auto* list : {&columns.state, &columns.input}) {
    for (const auto* column : *list) {
      if (column != nullptr) {
        writes.insert(column);
      }
    }
  }
  const auto reads = finished.reads;
  auto* step = &group.clock()->cells();
  planner.add(name, "groups", group.order(), group.clock(), reads, writes,
              [compiled, arrays = finished.arrays, columns, reads,
               step](const std::set<const void*>& written) {
                const auto changes = [&written, step](const void* address) {
                  return written.contains(address) || address == &step->t || address == &step->step;
                };
                return std::make_unique<runtime::PropagatorUpdate>(
                    std::make_unique<runtime::ElementsCode>(compiled, arrays, nullptr), columns,
                    integration::compute_propagator, std::ranges::any_of(reads, changes));
              });
}

/// Derives the step of `system` and plans it, after the statement for refractoriness if there is
/// one.
void plan_step(const model::Group& group, const integration::DifferentialSystem& system,
               const std::optional<StatementBlock>& refractory, CodeCompiler& code,
               Planner& planner) {
  integration::StepRule rule;
  if (!system.variables.empty()) {
    auto derived = derive_step(group, system, code, planner);
    if (!derived) {
      return;
    }
    rule = std::move(*derived);
  }
  if (!refractory && rule.statements.statements.empty()) {
    return;
  }
  for (std::size_t k = 0; k < rule.propagators.size(); ++k) {
    plan_propagator(rule.propagators[k], k, group, code, planner);
  }
  for (const auto& variable : system.variables) {
    code.scope().variables.at(variable).binding.flushes_denormals = true;
  }
  const auto name = group.name() + "_stateupdater";
  code.scope().draws = rule.draws;
  auto builder = code.builder(name, kernel::IndexSpace::elements);
  if (refractory) {
    builder.append(*refractory);
  }
  builder.append(rule.statements);
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(group, "stateupdater");
  planner.add_elements_code(name, "groups", group.order(), group.clock(), std::move(finished));
}

}  // namespace

bool check_equations_of(const model::Group& group, CodeCompiler& code, Planner& planner) {
  const auto before = planner.diagnostics().size();
  add_noise(code.scope(), group.equations());
  for (const auto& equation : group.equations().all()) {
    if (equation.expression) {
      code.resolve(equation.right_side(), equation.source, "");
    }
  }
  if (planner.diagnostics().size() == before) {
    equations::check_equations(group.equations(), code.scope().names(), group.description(),
                               planner.diagnostics());
  }
  return planner.diagnostics().size() == before;
}

integration::DifferentialSystem system_of(const model::Group& group,
                                          const std::vector<const equations::Equation*>& equations,
                                          const CodeCompiler& code, bool is_refractory) {
  integration::DifferentialSystem system;
  system.where = group.description();
  std::set<std::string> variables;
  for (const auto* equation : equations) {
    auto derivative = code.bind_checked(group.equations().expand(equation->right_side()));
    if (equation->has_flag("unless refractory") && is_refractory) {
      derivative =
          Expression::call(FunctionId::to_integer, {Expression::symbol("not_refractory")}) *
          derivative;
    }
    system.variables.push_back(equation->name);
    system.derivatives.push_back(derivative);
    system.source = equation->source;
    variables.insert(equation->name);
  }
  system.is_constant_over_step = [variables](const std::string& name) {
    return name != "t" && name != "t_in_timesteps" && !variables.contains(name);
  };
  return system;
}

void plan_state_update(model::NeuronGroup& group, Planner& planner) {
  if (!group.equations().differential().empty()) {
    require_dt(group, *group.clock(), "its differential equations need");
  }
  if (group.has_refractoriness()) {
    require_dt(group, *group.clock(), "its refractory period needs");
  }
  auto code = planner.compiler(scope_of_group(group, planner.cells(), WriteGuards::ignored));
  if (!check_equations_of(group, code, planner)) {
    return;
  }
  std::optional<StatementBlock> refractory;
  if (group.has_refractoriness()) {
    refractory = refractory_statement(group, code, planner);
    if (!refractory) {
      return;
    }
  }
  const auto system =
      system_of(group, group.equations().differential(), code, group.has_refractoriness());
  plan_step(group, system, refractory, code, planner);
}

void plan_state_update(model::Synapses& synapses, Planner& planner) {
  auto code = planner.compiler(scope_of_synapses(synapses, planner.cells(), WriteGuards::ignored));
  if (synapses.clock_driven().empty() || !check_equations_of(synapses, code, planner)) {
    return;
  }
  require_dt(synapses, *synapses.clock(), "its differential equations need");
  const auto system = system_of(synapses, synapses.clock_driven(), code, false);
  plan_step(synapses, system, std::nullopt, code, planner);
}

}  // namespace ranvier::compiler
