/// Kernels that call functions outside of compiled code: cut at the calls, run stage by stage. The
/// same for every back end.
#pragma once

#include <memory>

#include <ranvier/backend/backend.hpp>

namespace ranvier::backend {

/// @pre the kernel has hosts. @param backend  compiles the stages.
std::shared_ptr<const CompiledKernel> compile_in_stages(const kernel::Kernel& kernel,
                                                        Backend& backend);

}  // namespace ranvier::backend
