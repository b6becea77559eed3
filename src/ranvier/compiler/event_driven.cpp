#include "event_driven.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/compiler/plan_state_update.hpp>
#include <ranvier/integration/linear_system.hpp>
#include <ranvier/integration/state_updater.hpp>
#include <ranvier/integration/step_statements.hpp>
#include <ranvier/symbolic/simplify.hpp>

namespace ranvier::compiler {

namespace {

using integration::DifferentialSystem;
using integration::LinearSystem;
using symbolic::Expression;
using symbolic::FunctionId;

Expression call(FunctionId function, std::vector<Expression> arguments) {
  return Expression::call(function, std::move(arguments));
}

Expression interval() {
  return Expression::symbol("t") - Expression::symbol("lastupdate");
}

/// The new value of a variable that depends on no other: what the method `exact` has for it.
Expression uncoupled_value(const DifferentialSystem& system, std::size_t k) {
  auto alone = system;
  alone.variables = {system.variables[k]};
  alone.derivatives = {system.derivatives[k]};
  const auto rule = integration::find_state_updater("exact").derive(alone);
  return symbolic::substitute(rule.statements.statements.front().value, {{"dt", interval()}});
}

/// (exp(a T) - exp(b T)) / ((a - b) T), finite for equal and for very different a and b.
Expression mean_decay(const Expression& a, const Expression& b) {
  const auto first = a * interval();
  const auto second = b * interval();
  const auto is_first = call(FunctionId::greater, {first, second});
  const auto slower = call(FunctionId::select, {is_first, first, second});
  const auto distance = call(FunctionId::abs, {first - second});
  return call(FunctionId::exp, {slower}) * call(FunctionId::exprel, {-distance});
}

bool is_zero(const Expression& expression) {
  return expression.is_number(0);
}

/// The variables that `row` depends on, apart from itself.
std::vector<std::size_t> influences_on(const LinearSystem& system, std::size_t row) {
  std::vector<std::size_t> influences;
  for (std::size_t column = 0; column < system.size(); ++column) {
    if (column != row && system.has_coupling(row, column)) {
      influences.push_back(column);
    }
  }
  return influences;
}

Diagnostic too_coupled(const DifferentialSystem& system, std::size_t row) {
  Diagnostic diagnostic;
  diagnostic.code = "unsupported-equations";
  diagnostic.message = fmt::format(
      "'{}' cannot be event-driven: it is coupled to more than one variable both ways or through a "
      "chain, or to one that grows without decay",
      system.variables[row]);
  diagnostic.where = system.where;
  diagnostic.source = system.source;
  if (const auto span = system.derivatives[row].span(); span.end <= system.source.size()) {
    diagnostic.labels = {{span, ""}};
  }
  return diagnostic;
}

/// The new value of the first of two variables that depend on each other and on no other.
///
/// With m the mean of the matrix's diagonal and D = ((a - d)/2)^2 + b c, (A - m I)^2 = D I, so
///   exp(A T) = exp(m T) (cosh(z) I + T sinh(z)/z (A - m I)),   z = sqrt(D) T,
/// with cos and sin of sqrt(-D) T where D < 0.
Expression paired_value(const DifferentialSystem& system, const LinearSystem& linear,
                        std::size_t row, std::size_t partner) {
  const auto& a = linear.matrix[row][row];
  const auto& b = linear.matrix[row][partner];
  const auto& c = linear.matrix[partner][row];
  const auto& d = linear.matrix[partner][partner];
  const auto half = Expression::real(0.5);
  const auto mean = half * (a + d) * interval();
  const auto half_difference = half * (a - d);
  const auto discriminant = half_difference * half_difference + b * c;
  const auto z = call(FunctionId::sqrt, {call(FunctionId::abs, {discriminant})}) * interval();
  const auto zero = Expression::real(0);
  const auto oscillates =
      call(FunctionId::logical_and,
           {call(FunctionId::greater, {zero, discriminant}), call(FunctionId::greater, {z, zero})});
  const auto decay = call(FunctionId::exp, {mean});
  const auto slower = call(FunctionId::exp, {mean + z});
  const auto doubled = -Expression::real(2) * z;
  const auto even =
      call(FunctionId::select,
           {oscillates, decay * call(FunctionId::cos, {z}),
            half * slower * (Expression::real(1) + call(FunctionId::exp, {doubled}))});
  const auto odd = call(FunctionId::select, {oscillates, decay * call(FunctionId::sin, {z}) / z,
                                             slower * call(FunctionId::exprel, {doubled})}) *
                   interval();
  auto own = Expression::symbol(system.variables[row]);
  auto other = Expression::symbol(system.variables[partner]);
  const auto& own_drive = linear.drive[row];
  const auto& other_drive = linear.drive[partner];
  std::optional<Expression> resting;
  if (!is_zero(own_drive) || !is_zero(other_drive)) {
    const auto determinant = symbolic::simplify(a * d - b * c);
    if (is_zero(determinant)) {
      throw ModelError(too_coupled(system, row));
    }
    resting = (b * other_drive - d * own_drive) / determinant;
    own = own - *resting;
    other = other - (c * own_drive - a * other_drive) / determinant;
  }
  auto value = even * own + odd * (half_difference * own + b * other);
  return symbolic::simplify(resting ? *resting + value : value);
}

/// The new value of a variable that depends on others which depend on none; see the header.
Expression driven_value(const DifferentialSystem& system, const LinearSystem& linear,
                        std::size_t row) {
  auto drive = linear.drive[row];
  const auto& own = linear.matrix[row][row];
  const auto y = Expression::symbol(system.variables[row]);
  auto value = is_zero(own) ? y : y * call(FunctionId::exp, {own * interval()});
  for (const auto other : influences_on(linear, row)) {
    const auto& decay = linear.matrix[other][other];
    const auto& coupling = linear.matrix[row][other];
    auto distance = Expression::symbol(system.variables[other]);
    if (!influences_on(linear, other).empty() ||
        (is_zero(decay) && !is_zero(linear.drive[other]))) {
      throw ModelError(too_coupled(system, row));
    }
    if (!is_zero(linear.drive[other])) {
      const auto resting = -linear.drive[other] / decay;
      distance = distance - resting;
      drive = is_zero(drive) ? coupling * resting : drive + coupling * resting;
    }
    value = value + coupling * distance * interval() * mean_decay(decay, own);
  }
  if (is_zero(drive)) {
    return value;
  }
  return value +
         drive * interval() *
             (is_zero(own) ? Expression::real(1) : call(FunctionId::exprel, {own * interval()}));
}

Expression new_value(const DifferentialSystem& system, const LinearSystem& linear,
                     std::size_t row) {
  const auto influences = influences_on(linear, row);
  if (influences.empty()) {
    return uncoupled_value(system, row);
  }
  if (influences.size() == 1 && influences_on(linear, influences.front()) == std::vector{row}) {
    return paired_value(system, linear, row, influences.front());
  }
  return driven_value(system, linear, row);
}

}  // namespace

std::optional<symbolic::StatementBlock> event_driven_statements(
    const model::Synapses& synapses, const CodeCompiler& code,
    std::vector<Diagnostic>& diagnostics) {
  const auto equations = synapses.event_driven();
  if (equations.empty()) {
    return symbolic::StatementBlock();
  }
  try {
    const auto system = system_of(synapses, equations, code, false);
    integration::find_state_updater("exact").derive(system);  // refuses noise, and what varies
    const auto linear = integration::linear_system_of(system, "exact");
    symbolic::StatementBlock block;
    for (std::size_t row = 0; row < system.variables.size(); ++row) {
      block.statements.push_back(integration::assign(
          integration::new_value_name(system.variables[row]), new_value(system, linear, row)));
    }
    integration::append_stores(system.variables, block);
    return block;
  } catch (const ModelError& error) {
    for (auto diagnostic : error.diagnostics()) {
      diagnostic.help =
          "an event-driven equation is solved exactly from one event to the next, so it is linear; "
          "mark it (clock-driven), with another method such as 'euler'";
      diagnostics.push_back(std::move(diagnostic));
    }
    return std::nullopt;
  }
}

symbolic::StatementBlock event_driven_end() {
  return {{{"lastupdate", {}, Expression::symbol("t"), {}, {}}}, {}};
}

}  // namespace ranvier::compiler
