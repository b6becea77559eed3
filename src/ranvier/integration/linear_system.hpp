/// Linear systems x' = A x + b with coefficients that keep their values during a step, and how
/// their variables couple.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

/// Row k is the equation of variables[k]. An entry that is exactly zero is the number 0.
struct LinearSystem {
  std::vector<std::string> variables;
  std::vector<std::vector<Expression>> matrix;
  std::vector<Expression> drive;

  std::size_t size() const { return variables.size(); }

  bool has_coupling(std::size_t row, std::size_t column) const {
    return !matrix[row][column].is_number(0);
  }
};

/// @throws UnsupportedEquations  if an equation is not linear, or a coefficient or drive depends on
/// `t`, on anything
///   else that changes during a step, or on a random function.
LinearSystem linear_system_of(const DifferentialSystem& system, std::string_view method);

/// What each variable depends on, directly or through others, itself included:
/// depends[row][column].
std::vector<std::vector<bool>> dependencies_of(const LinearSystem& system);

/// Groups of variables that influence each other in some way (weakly connected components), each in
/// ascending order.
std::vector<std::vector<std::size_t>> independent_blocks(const LinearSystem& system);

/// Groups of variables of which each depends on each (strongly connected components), each in
/// ascending order.
std::vector<std::vector<std::size_t>> cycles_of(const LinearSystem& system);

}  // namespace ranvier::integration
