/// From LLVM IR to machine code: target machine, pass pipeline, object file or assembly text.
#pragma once

#include <memory>
#include <string>

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/Module.h>

#include <ranvier/backend/llvm/target.hpp>

namespace llvm {
class TargetMachine;
}

namespace ranvier::backend {

/// Makes LLVM's X86 back end ready; costs nothing after the first call in the process.
void initialize_llvm();

/// Turns modules into code for one target. Not to be shared between threads.
class Optimizer {
 public:
  explicit Optimizer(const TargetDescription& target);
  ~Optimizer();

  /// Gives a module the target's triple and data layout: to be called before anything is emitted
  /// into it.
  void prepare(llvm::Module& module) const;

  /// Checks the module and runs the passes on it.
  /// @throws std::runtime_error if the module is malformed.
  void optimize(llvm::Module& module);

  llvm::SmallVector<char, 0> emit_object(llvm::Module& module);
  std::string emit_assembly(llvm::Module& module);

 private:
  std::unique_ptr<llvm::TargetMachine> machine_;
};

}  // namespace ranvier::backend
