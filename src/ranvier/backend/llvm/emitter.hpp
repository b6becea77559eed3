/// Kernel to LLVM IR: explicit vectors, one pass over the elements, no remainder loop.
#pragma once

#include <memory>

#include <llvm/IR/Module.h>

#include <ranvier/backend/llvm/target.hpp>
#include <ranvier/kernel/kernel.hpp>

namespace ranvier::backend {

/// Emits the function `kernel_symbol` (a KernelFunction) for a verified kernel into an empty module
/// that has its data layout.
///
/// Elements run `target.width` at a time; kernels over other spaces one at a time.
/// The last vector may reach into the padding: it is computed and stored whole, but never emitted.
void emit_kernel(const kernel::Kernel& kernel, const TargetDescription& target,
                 llvm::Module& module);

}  // namespace ranvier::backend
