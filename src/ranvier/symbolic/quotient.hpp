/// Products and quotients of real expressions as lists of factors, so that what stands above and
/// below can be cancelled.
#pragma once

#include <vector>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic {

/// (+-1) * product(numerator) / product(denominator). Factors are neither products, quotients,
/// signs nor literal ones.
struct Quotient {
  bool is_negative = false;
  std::vector<Expression> numerator;
  std::vector<Expression> denominator;
};

/// Takes products, quotients and signs apart, down to the first sum or function.
Quotient factors_of(const Expression& expression);

/// The tree of a quotient: the sign at the first factor, one division at most.
Expression expression_of(const Quotient& quotient);

/// a * b and a / b with equal factors cancelled. As algebra, not as arithmetic: the last bit may
/// differ from that of the plain product, and a factor that is zero at run time
/// (`int(not_refractory)`) may be cancelled.
Expression cancelled_product(const Expression& a, const Expression& b);
Expression cancelled_quotient(const Expression& a, const Expression& b);

}  // namespace ranvier::symbolic
