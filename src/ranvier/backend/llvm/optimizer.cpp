#include "optimizer.hpp"

#include <mutex>
#include <stdexcept>

#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>

namespace ranvier::backend {

namespace {

constexpr const char* triple = "x86_64-unknown-linux-gnu";

/// The whole O2 pipeline takes as long as making the code and gives no faster code for explicit
/// vectors.
constexpr const char* pipeline = "function(early-cse<memssa>,loop-mssa(licm))";

std::unique_ptr<llvm::TargetMachine> make_machine(const TargetDescription& target) {
  initialize_llvm();
  std::string problem;
  const auto* found = llvm::TargetRegistry::lookupTarget(triple, problem);
  if (!found)
    throw std::runtime_error("LLVM has no target " + std::string(triple) + ": " + problem);
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  // LLJIT's default, the large code model, builds every constant from immediates and spills it.
  return std::unique_ptr<llvm::TargetMachine>(
      found->createTargetMachine(triple, target.processor, "", options, llvm::Reloc::PIC_,
                                 llvm::CodeModel::Small, llvm::CodeGenOptLevel::Default, true));
}

template <typename Stream>
void emit(llvm::TargetMachine& machine, llvm::Module& module, Stream& stream,
          llvm::CodeGenFileType type) {
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, type)) {
    throw std::runtime_error("LLVM cannot write this kind of file");
  }
  passes.run(module);
}

}  // namespace

void initialize_llvm() {
  static std::once_flag done;
  std::call_once(done, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
  });
}

Optimizer::Optimizer(const TargetDescription& target) : machine_(make_machine(target)) {}

Optimizer::~Optimizer() = default;

void Optimizer::prepare(llvm::Module& module) const {
  module.setTargetTriple(triple);
  module.setDataLayout(machine_->createDataLayout());
}

void Optimizer::optimize(llvm::Module& module) {
  std::string problem;
  llvm::raw_string_ostream problem_stream(problem);
  if (llvm::verifyModule(module, &problem_stream)) {
    throw std::runtime_error("malformed LLVM IR: " + problem_stream.str());
  }
  llvm::PassBuilder builder(machine_.get());
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  llvm::ModulePassManager passes;
  if (auto error = builder.parsePassPipeline(passes, pipeline)) {
    throw std::runtime_error("LLVM does not know its passes: " + llvm::toString(std::move(error)));
  }
  passes.run(module, modules);
}

llvm::SmallVector<char, 0> Optimizer::emit_object(llvm::Module& module) {
  llvm::SmallVector<char, 0> object;
  llvm::raw_svector_ostream stream(object);
  emit(*machine_, module, stream, llvm::CodeGenFileType::ObjectFile);
  return object;
}

std::string Optimizer::emit_assembly(llvm::Module& module) {
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream stream(text);
  emit(*machine_, module, stream, llvm::CodeGenFileType::AssemblyFile);
  return std::string(text);
}

}  // namespace ranvier::backend
