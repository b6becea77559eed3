/// The closed list of rewrites that may change a last bit; each can be switched off, all are seen
/// in the kernel text.
#pragma once

#include <ranvier/kernel/kernel.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::kernel {

struct Rewrites {
  /// x/(exp(x) - 1) and its relatives -> 1/exprel(x): the finite value at 0 (D26)
  bool exprel = true;
  /// varying / invariant -> varying * (1 / invariant), 1 / invariant computed once per call
  bool reciprocal = true;
  /// exp(a x + b), exp(c x + d) with exact integer ratio c/a -> powers of one exp
  bool exponential_families = true;
};

/// Rule `exprel`, on trees, before a kernel is built.
///
/// Let f(A) stand for exp(A) - 1, expm1(A), 1 - exp(A) and their negatives. In a product of powers,
///   N / f(A) -> (N/A) / exprel(A),    f(A) / N -> (A/N) exprel(A),
/// where N and A have a factor in common and, of A's other factors, only numbers and names are left
/// in N/A. Two sums are the same factor if one is a number times the other, to four roundings:
/// 0.1*v + 3.5 and (v + 35)/10, v - E and E - v.
symbolic::Expression rewrite_exprel(const symbolic::Expression& expression);

/// Rules `reciprocal` and `exponential_families`, on kernels; the result is hoisted and verified.
///
/// An exponential becomes a power of another, times a constant, if the arguments are a x + b and
/// k (a x + b) + e of the same value x with numbers a, b, e, k a whole number of 1..8 exactly, and
/// |e| <= 50. With that bound the two overflow and vanish at arguments that differ by 50 at most.
Kernel rewrite(const Kernel& kernel, const Rewrites& rewrites);

}  // namespace ranvier::kernel
