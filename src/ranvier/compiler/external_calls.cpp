#include "external_calls.hpp"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::compiler {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;

std::string table_name(const std::string& name) {
  return "_table_" + name;
}

/// Cells of a TimedArray: the length of a part of an interval [s], the number of parts, last row
/// and last column, number of columns.
std::string cell_name(const std::string& name, const char* what) {
  return fmt::format("_{}_{}", what, name);
}

std::optional<double> step_of(const Scope& scope) {
  const auto found = scope.variables.find("dt");
  return found == scope.variables.end()
             ? std::nullopt
             : std::optional(*static_cast<const double*>(found->second.pointer));
}

void warn_about_grid(const model::Table& table, double step, const LogSink& log) {
  const auto ratio = table.dt / step;
  if (log && ratio > 1 && std::floor(ratio) != ratio) {
    log({LogLevel::warning, "input.timedarray.",
         fmt::format("The TimedArray '{}' has samples every {:g} s, which is no multiple of the "
                     "time step of {:g} s of the object that uses it: a sample may come up to one "
                     "step late",
                     table.name, table.dt, step),
         true});
  }
}

void add_table(Scope& scope, const std::string& name, const model::Table& table, CellStore& cells,
               const LogSink& log) {
  const auto step = step_of(scope);
  if (!step) {
    throw UsageError(
        fmt::format("{} has no time step, so it can't use the TimedArray '{}'", scope.where, name));
  }
  warn_about_grid(table, *step, log);
  BoundVariable values;
  values.binding.binding = {table_name(name), ElementType::float64, kernel::Access::table};
  values.binding.is_read_only = true;
  values.pointer = const_cast<double*>(table.values.data());  // read-only by the line above
  values.info.is_shared = true;
  scope.variables.insert_or_assign(table_name(name), values);
  const auto parts = table.upsampling(*step);
  scope.add_cell(cell_name(name, "part"), cells.add(table.dt / parts), units::second_dimension);
  scope.add_cell(cell_name(name, "parts"), cells.add(parts), units::dimensionless);
  scope.add_cell(cell_name(name, "last_row"), cells.add(table.rows - 1));
  if (table.columns > 0) {
    scope.add_cell(cell_name(name, "columns"), cells.add(table.columns));
    scope.add_cell(cell_name(name, "last_column"), cells.add(table.columns - 1));
  }
}

/// The number of values that `column` may have, if it is an index or a number and never negative.
std::optional<std::int64_t> bound_of(const Expression& column, const Scope& scope) {
  if (column.is_number()) {
    return column.number() >= 0 ? std::optional(column.integer_value() + 1) : std::nullopt;
  }
  const auto size = [&scope](const char* name) -> std::optional<std::int64_t> {
    const auto found = scope.variables.find(name);
    return found == scope.variables.end()
               ? std::nullopt
               : std::optional(*static_cast<const std::int64_t*>(found->second.pointer));
  };
  if (column.is_symbol("i")) {
    return size(scope.variables.contains("N_pre") ? "N_pre" : "N");
  }
  return column.is_symbol("j") ? size("N_post") : std::nullopt;
}

bool is_column_in_range(const Expression& column, const model::Table& table, const Scope& scope) {
  const auto bound = bound_of(column, scope);
  return bound && *bound <= table.columns;
}

Expression clipped(const Expression& value, const std::string& last) {
  return Expression::call(FunctionId::clip,
                          {value, Expression::integer(0), Expression::symbol(last)});
}

Expression lower_table(const std::string& name, const std::vector<Expression>& arguments,
                       const model::Table& table, const Scope& scope) {
  const auto parts = Expression::symbol(cell_name(name, "parts"));
  const auto part = Expression::symbol(cell_name(name, "part"));
  const auto row =
      clipped(Expression::call(FunctionId::to_integer,
                               {(arguments[1] / part + Expression::real(0.5)) / parts}),
              cell_name(name, "last_row"));
  auto index = row;
  if (table.columns > 0) {
    // Within the table for elements that do not count, too.
    index = row * Expression::symbol(cell_name(name, "columns")) +
            clipped(arguments[2], cell_name(name, "last_column"));
  }
  const auto value =
      Expression::call(FunctionId::table_value, {Expression::symbol(table_name(name)), index});
  const auto step = step_of(scope);
  const bool is_held = arguments[1].is_symbol("t") && step && table.is_constant_over(*step);
  return is_held ? Expression::call(FunctionId::held, {value}) : value;
}

/// Reads a table and checks the column of each element.
HostFunction checked_look_up(model::FunctionPointer function, double step,
                             const std::string& where) {
  return [function, step, where](const HostCall& call) {
    const auto& table = *function->table();
    const auto* times = static_cast<const double*>(call.arguments[0].data);
    const auto* columns = static_cast<const std::int64_t*>(call.arguments[1].data);
    auto* result = static_cast<double*>(call.result);
    for (std::int64_t k = 0; k < call.count; ++k) {
      const auto column = columns[call.arguments[1].is_single ? 0 : k];
      if (column < 0 || column >= table.columns) {
        throw UsageError(
            UsageError::Kind::index,
            fmt::format("{}: the TimedArray '{}' has {} columns, there is no column {}", where,
                        table.name, table.columns, column));
      }
      const auto row = table.row_at(times[call.arguments[0].is_single ? 0 : k], step);
      result[k] = table.values[static_cast<std::size_t>(row * table.columns + column)];
    }
  };
}

Expression lower_call(const Expression& call, std::vector<Expression> arguments,
                      const Scope& scope) {
  const auto& name = arguments[0].name();
  const auto found = scope.functions.find(name);
  if (found == scope.functions.end()) {
    return call;  // in a text that this code does not use
  }
  const auto& function = *found->second;
  if (const auto* table = function.table();
      table != nullptr &&
      (table->columns == 0 || is_column_in_range(arguments[2], *table, scope))) {
    return lower_table(name, arguments, *table, scope);
  }
  if (function.binomial() != nullptr) {
    return Expression::call(
        FunctionId::binomial,
        {Expression::symbol(cell_name(name, "n")), Expression::symbol(cell_name(name, "p"))},
        call.span());
  }
  const auto id = function.signature.is_stateless ? FunctionId::host : FunctionId::host_stateful;
  auto lowered = Expression::call(id, std::move(arguments), call.span());
  const auto step = step_of(scope);
  const bool is_held = function.table() != nullptr && lowered.arguments()[1].is_symbol("t") &&
                       step && function.table()->is_constant_over(*step);
  return is_held ? Expression::call(FunctionId::held, {lowered}) : lowered;
}

}  // namespace

void add_function(Scope& scope, const std::string& name, model::FunctionPointer function,
                  CellStore& cells, const LogSink& log) {
  cells.keep(function);
  if (const auto* table = function->table()) {
    add_table(scope, name, *table, cells, log);
  } else if (const auto* binomial = function->binomial()) {
    scope.add_cell(cell_name(name, "n"), cells.add(static_cast<double>(binomial->n)),
                   units::dimensionless);
    scope.add_cell(cell_name(name, "p"), cells.add(binomial->p), units::dimensionless);
  }
  scope.functions.insert_or_assign(name, std::move(function));
}

Expression lower_external_calls(const Expression& expression, const Scope& scope) {
  if (!expression.is_call()) {
    return expression;
  }
  std::vector<Expression> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(lower_external_calls(argument, scope));
  }
  if (expression.is_call(FunctionId::external)) {
    return lower_call(expression, std::move(arguments), scope);
  }
  return arguments == expression.arguments()
             ? expression
             : Expression::call(expression.function(), std::move(arguments), expression.span());
}

std::map<std::string, kernel::HostBinding> hosts_of(const Scope& scope) {
  std::map<std::string, kernel::HostBinding> hosts;
  for (const auto& [name, function] : scope.functions) {
    kernel::HostBinding binding;
    for (const auto& argument : function->signature.arguments) {
      binding.arguments.push_back(argument.type);
    }
    binding.result = function->signature.result_type;
    if (const auto* host = function->host()) {
      binding.host = {name, std::shared_ptr<const HostFunction>(function, host)};
    } else if (function->table() != nullptr) {
      binding.arguments[0] = symbolic::ValueType::real;
      binding.host = {name, std::make_shared<HostFunction>(checked_look_up(
                                function, step_of(scope).value_or(0), scope.where))};
    } else {
      continue;
    }
    hosts.emplace(name, std::move(binding));
  }
  return hosts;
}

}  // namespace ranvier::compiler
