/// What must hold for a set of equations as a whole: unique names, noise in its place, no cycle.
#pragma once

#include <string>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/support/diagnostic.hpp>

namespace ranvier::equations {

/// Subexpressions so that each stands after those it uses; or, if there is a cycle, the names along
/// it, the first repeated at the end.
struct DependencyOrder {
  std::vector<const Equation*> sorted;
  std::vector<std::string> cycle;
};

DependencyOrder order_by_dependency(const std::vector<const Equation*>& subexpressions);

/// Reports "duplicate-variable", "misplaced-noise", "repeated-noise", "cyclic-subexpressions".
void check_equation_set(const std::vector<Equation>& equations, const std::string& where,
                        std::vector<Diagnostic>& diagnostics);

}  // namespace ranvier::equations
