/// Simplification that never changes a bit of the result, nor hides a NaN.
#pragma once

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic {

/// Folds calls whose arguments are all numbers (in IEEE double, so `9**9**9**9` is inf at once),
/// `x*1`, `1*x`, `x/1`, `x**1`, `--x`, `x - 0.0`, and the like where the result is the same bit for
/// bit for every x, NaN and -0.0 included. `0*x`, `x+0`, `x-x` stay (they are not exact for NaN,
/// inf or -0.0).
Expression simplify(const Expression& expression);

}  // namespace ranvier::symbolic
