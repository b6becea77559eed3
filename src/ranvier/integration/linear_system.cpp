#include "linear_system.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include <ranvier/integration/unsupported_equations.hpp>

namespace ranvier::integration {

namespace {

/// The first symbol or call in `expression` that may change during a step.
std::optional<Expression> find_changing(const Expression& expression,
                                        const DifferentialSystem& system) {
  if (expression.is_symbol()) {
    const auto& name = expression.name();
    const bool is_variable =
        std::find(system.variables.begin(), system.variables.end(), name) != system.variables.end();
    if (is_variable || system.is_constant_over_step(name)) return std::nullopt;
    return expression;
  }
  if (!expression.is_call()) return std::nullopt;
  if (expression.is_call(symbolic::FunctionId::held)) return std::nullopt;
  if (!symbolic::info_of(expression.function()).is_stateless) return expression;
  for (const auto& argument : expression.arguments()) {
    if (auto changing = find_changing(argument, system)) return changing;
  }
  return std::nullopt;
}

using Relation = std::vector<std::vector<bool>>;

/// Transitive closure of a reflexive relation.
void close(Relation& relation) {
  for (std::size_t middle = 0; middle < relation.size(); ++middle) {
    for (auto& row : relation) {
      if (!row[middle]) continue;
      for (std::size_t column = 0; column < row.size(); ++column) {
        if (relation[middle][column]) row[column] = true;
      }
    }
  }
}

Relation direct_dependencies(const LinearSystem& system) {
  Relation relation(system.size(), std::vector<bool>(system.size()));
  for (std::size_t row = 0; row < system.size(); ++row) {
    for (std::size_t column = 0; column < system.size(); ++column) {
      relation[row][column] = row == column || system.has_coupling(row, column);
    }
  }
  return relation;
}

/// Classes of indices for which `are_together` (an equivalence) holds, in the order of their first
/// members.
std::vector<std::vector<std::size_t>> classes(
    std::size_t size, const std::function<bool(std::size_t, std::size_t)>& are_together) {
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t k = 0; k < size; ++k) {
    const auto found = std::find_if(result.begin(), result.end(), [&](const auto& members) {
      return are_together(members.front(), k);
    });
    if (found == result.end()) {
      result.push_back({k});
    } else {
      found->push_back(k);
    }
  }
  return result;
}

}  // namespace

LinearSystem linear_system_of(const DifferentialSystem& system, std::string_view method) {
  LinearSystem linear{system.variables, {}, {}};
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    auto result = symbolic::linear_form(system.derivatives[k], system.variables);
    if (const auto* problem = std::get_if<symbolic::NotLinear>(&result)) {
      throw not_linear(system, method, k, *problem);
    }
    if (const auto changing = find_changing(system.derivatives[k], system)) {
      throw not_constant(system, method, k, *changing);
    }
    auto& form = std::get<symbolic::LinearForm>(result);
    linear.matrix.push_back(std::move(form.coefficients));
    linear.drive.push_back(std::move(form.constant));
  }
  return linear;
}

Relation dependencies_of(const LinearSystem& system) {
  auto relation = direct_dependencies(system);
  close(relation);
  return relation;
}

std::vector<std::vector<std::size_t>> independent_blocks(const LinearSystem& system) {
  auto relation = direct_dependencies(system);
  for (std::size_t row = 0; row < system.size(); ++row) {
    for (std::size_t column = 0; column < row; ++column) {
      const bool is_coupled = relation[row][column] || relation[column][row];
      relation[row][column] = is_coupled;
      relation[column][row] = is_coupled;
    }
  }
  close(relation);
  return classes(system.size(), [&](std::size_t a, std::size_t b) { return relation[a][b]; });
}

std::vector<std::vector<std::size_t>> cycles_of(const LinearSystem& system) {
  const auto relation = dependencies_of(system);
  return classes(system.size(),
                 [&](std::size_t a, std::size_t b) { return relation[a][b] && relation[b][a]; });
}

}  // namespace ranvier::integration
