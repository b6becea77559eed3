#include <stdexcept>
#include <string>

#include <gtest/gtest.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

#include <ranvier/backend/llvm/optimizer.hpp>
#include <ranvier/backend/llvm/orc_jit.hpp>

namespace ranvier::backend::llvm_orc_jit_test {
namespace {

/// A kernel function that calls `double callee(double)`.
llvm::SmallVector<char, 0> object_that_calls(const char* callee) {
  llvm::LLVMContext context;
  llvm::Module module("test", context);
  Optimizer optimizer(describe({.target = Target::generic}));
  optimizer.prepare(module);
  llvm::IRBuilder<> builder(context);
  auto* function = llvm::Function::Create(
      llvm::FunctionType::get(builder.getVoidTy(), {builder.getPtrTy()}, false),
      llvm::GlobalValue::ExternalLinkage, kernel_symbol, module);
  builder.SetInsertPoint(llvm::BasicBlock::Create(context, "entry", function));
  auto* real = builder.getDoubleTy();
  const auto called =
      module.getOrInsertFunction(callee, llvm::FunctionType::get(real, {real}, false));
  auto* value = builder.CreateLoad(real, function->getArg(0));
  builder.CreateStore(builder.CreateCall(called, {value}), function->getArg(0));
  builder.CreateRetVoid();
  optimizer.optimize(module);
  return optimizer.emit_object(module);
}

TEST(OrcJit, LinksCallsOfRuntimeSymbols) {
  initialize_llvm();
  OrcJit jit;
  const auto code = jit.add(object_that_calls("ceil"));
  double value = 1.5;
  code.function(reinterpret_cast<kernel::KernelArguments*>(&value));
  EXPECT_EQ(value, 2);
}

TEST(OrcJit, LetsCodeCallNothingElseOfTheProcess) {
  initialize_llvm();
  OrcJit jit;
  try {
    jit.add(object_that_calls("exp"));
    FAIL() << "no error";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("Symbols not found: [ exp ]"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace ranvier::backend::llvm_orc_jit_test
