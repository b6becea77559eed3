/// How to compute: one interface, an interpreter that defines the meaning and LLVM that is fast.
/// They agree bit for bit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <ranvier/kernel/kernel.hpp>
#include <ranvier/kernel/kernel_abi.hpp>

namespace ranvier::backend {

/// Executable form of a kernel. May be called from several threads at once with different
/// arguments.
class CompiledKernel {
 public:
  virtual ~CompiledKernel() = default;
  virtual void run(kernel::KernelArguments& arguments) const = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::string_view name() const = 0;
  /// Kernels of equal text share their code.
  virtual std::shared_ptr<const CompiledKernel> compile(const kernel::Kernel& kernel) = 0;
};

/// The slow, obvious back end.
std::unique_ptr<Backend> make_interpreter();

/// Instruction sets the LLVM back end may use; `native` is the best that this processor has.
enum class Target : std::uint8_t { native, generic, avx2, avx512 };

struct LlvmOptions {
  Target target = Target::native;
  int width = 0;  ///< elements per vector: 1, 2, 4, 8; 0 = the target's best (avx512: 8, avx2: 4)
};

// The files behind LLVM's wall hide their names; these four are what libranvier.so shows of them.

/// @throws UsageError if this processor lacks the target's instructions.
[[gnu::visibility("default")]] std::unique_ptr<Backend> make_llvm(const LlvmOptions& options = {});

[[gnu::visibility("default")]] bool is_available(Target target);

/// Processor name and the vector instructions in use, for `--version` and benchmarks.
[[gnu::visibility("default")]] std::string describe_target(Target target);

/// Name and version of the compiler inside, "LLVM 19.1.7".
[[gnu::visibility("default")]] std::string describe_compiler();

}  // namespace ranvier::backend
