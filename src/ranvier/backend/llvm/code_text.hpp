/// The code of a kernel as text, for any target, also one that this processor lacks.
#pragma once

#include <string>

#include <ranvier/backend/backend.hpp>

namespace ranvier::backend {

/// LLVM IR after the passes.
std::string print_ir(const kernel::Kernel& kernel, const LlvmOptions& options);

/// Assembly, in the syntax of the GNU assembler.
std::string print_assembly(const kernel::Kernel& kernel, const LlvmOptions& options);

}  // namespace ranvier::backend
