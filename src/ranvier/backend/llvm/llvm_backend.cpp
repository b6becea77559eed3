#include <stdexcept>

#include <fmt/format.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>

#include <ranvier/backend/llvm/code_text.hpp>
#include <ranvier/backend/llvm/emitter.hpp>
#include <ranvier/backend/llvm/kernel_cache.hpp>
#include <ranvier/backend/llvm/optimizer.hpp>
#include <ranvier/backend/llvm/orc_jit.hpp>
#include <ranvier/backend/llvm/target.hpp>
#include <ranvier/backend/staged_kernel.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::backend {

namespace {

/// A kernel on its way to machine code; every compilation has its own, so several may go on at
/// once.
class Compilation {
 public:
  Compilation(const kernel::Kernel& kernel, const TargetDescription& target)
      : optimizer_(target), module_(kernel.name, context_) {
    optimizer_.prepare(module_);
    emit_kernel(kernel, target, module_);
    optimizer_.optimize(module_);
  }

  llvm::SmallVector<char, 0> object() { return optimizer_.emit_object(module_); }

  std::string assembly() { return optimizer_.emit_assembly(module_); }

  std::string ir() const {
    std::string text;
    llvm::raw_string_ostream stream(text);
    module_.print(stream, nullptr);
    return text;
  }

 private:
  llvm::LLVMContext context_;
  Optimizer optimizer_;
  llvm::Module module_;
};

class LlvmKernel : public CompiledKernel {
 public:
  explicit LlvmKernel(OrcJit::Code code) : code_(std::move(code)) {}

  void run(kernel::KernelArguments& arguments) const override { code_.function(&arguments); }

 private:
  OrcJit::Code code_;
};

class LlvmBackend : public Backend {
 public:
  explicit LlvmBackend(TargetDescription target)
      : target_(std::move(target)),
        key_prefix_(fmt::format("{} width {}\n", target_.processor, target_.width)) {}

  std::string_view name() const override { return "llvm"; }

  std::shared_ptr<const CompiledKernel> compile(const kernel::Kernel& kernel) override {
    if (!kernel.hosts.empty()) {
      return compile_in_stages(kernel, *this);
    }
    const auto text = kernel::print(kernel);
    return cache_.find_or_compile(key_prefix_ + text, [&] { return compile_now(kernel, text); });
  }

 private:
  KernelCache::Compiled compile_now(const kernel::Kernel& kernel, const std::string& text) {
    kernel::verify(kernel);
    try {
      return std::make_shared<LlvmKernel>(jit_.add(Compilation(kernel, target_).object()));
    } catch (const Error&) {
      throw;
    } catch (const std::runtime_error& problem) {
      throw InternalError(fmt::format("kernel '{}' cannot be compiled for {}: {}\n{}", kernel.name,
                                      target_.processor, problem.what(), text));
    }
  }

  TargetDescription target_;
  std::string key_prefix_;
  OrcJit jit_;
  KernelCache cache_;
};

}  // namespace

std::unique_ptr<Backend> make_llvm(const LlvmOptions& options) {
  auto target = describe(options);
  if (!is_available(target.target)) {
    throw UsageError(
        fmt::format("this processor has no {} instructions; choose the target 'native'",
                    name_of(target.target)));
  }
  initialize_llvm();
  return std::make_unique<LlvmBackend>(std::move(target));
}

std::string print_ir(const kernel::Kernel& kernel, const LlvmOptions& options) {
  return Compilation(kernel, describe(options)).ir();
}

std::string print_assembly(const kernel::Kernel& kernel, const LlvmOptions& options) {
  return Compilation(kernel, describe(options)).assembly();
}

}  // namespace ranvier::backend
