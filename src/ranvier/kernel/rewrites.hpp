/// The closed list of rewrites that may change a last bit; each can be switched off, all are seen in the kernel text.
#pragma once

#include <ranvier/symbolic/statement.hpp>
#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

struct Rewrites {
  bool exprel = true;       ///< x/(exp(x) - 1) and its relatives -> 1/exprel(x): the finite value at 0 (D26)
  bool reciprocal = true;   ///< varying / invariant -> varying * (1 / invariant), 1 / invariant computed once per call
  bool exponential_families = true;  ///< exp(a x + b), exp(c x + d) with exact integer ratio c/a -> powers of one exp
};

/// On trees, before a kernel is built.
symbolic::Expression rewrite_exprel(const symbolic::Expression& expression);

/// On kernels: returns the rewritten kernel (verified).
Kernel rewrite(const Kernel& kernel, const Rewrites& rewrites);

}  // namespace ranvier::kernel
