/// Differential equations as sums of terms, and those among them that drive a variable towards or
/// away from a value: leak, ionic and synaptic currents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/symbolic/quotient.hpp>

namespace ranvier::doctor {

/// Whether the expression is `a + b` or `a - b`.
bool is_sum(const symbolic::Expression& expression);

/// A term of dx/dt. With a reversal value it is `factors * (reversal - x)`, otherwise `factors`.
struct Term {
  symbolic::Quotient factors;
  std::optional<symbolic::Expression> reversal;
  symbolic::Expression written;  ///< the term as it stands in the text

  /// What stands before (reversal - x), or the term.
  symbolic::Expression coefficient() const { return symbolic::expression_of(factors); }
};

/// The terms of an expression as seen by `variable`. Sums are taken apart, also under a common
/// factor or divisor, and so are plain subexpressions if a difference with the variable stands in
/// them; a difference `reversal - x`, where the reversal is free of x, stays whole.
std::vector<Term> terms_of(const symbolic::Expression& expression, const std::string& variable,
                           const equations::Equations& equations);

}  // namespace ranvier::doctor
