/// Linear parts of expressions: `a + b x`, and whole systems `A x + b`.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic {

/// expression == constant + sum_k coefficients[k] * variables[k], where neither constant nor
/// coefficients contain the variables. A coefficient that is exactly zero is the number 0.
struct LinearForm {
  std::vector<Expression> coefficients;
  Expression constant;
};

/// Why an expression is not linear: the smallest term that is not, and the variable.
struct NotLinear {
  Expression term;
  std::string variable;
};

/// Extracts the linear form in `variables`. Products are distributed only as far as needed to
/// collect the variables; subexpressions free of the variables are kept as written.
std::variant<LinearForm, NotLinear> linear_form(const Expression& expression,
                                                const std::vector<std::string>& variables);

}  // namespace ranvier::symbolic
