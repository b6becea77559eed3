/// Machine code in this process: links objects against the closed table of runtime symbols and
/// keeps them alive.
#pragma once

#include <memory>

#include <llvm/ADT/SmallVector.h>

#include <ranvier/kernel/kernel_abi.hpp>

namespace ranvier::backend {

/// Name of the one function that an object defines.
inline constexpr const char* kernel_symbol = "ranvier_kernel";

/// The JIT. Objects may be added, and code dropped, from several threads at once.
class OrcJit {
 public:
  /// Linked code: callable as long as `lifetime` is held, also after the JIT itself is gone.
  struct Code {
    kernel::KernelFunction function = nullptr;
    std::shared_ptr<const void> lifetime;
  };

  OrcJit();

  /// Links an object that defines `kernel_symbol`.
  /// @throws std::runtime_error with LLVM's words if that fails, for example because the object
  /// calls a function that
  ///         runtime_symbols does not list.
  Code add(const llvm::SmallVectorImpl<char>& object);

 private:
  class Session;
  std::shared_ptr<Session> session_;
};

}  // namespace ranvier::backend
