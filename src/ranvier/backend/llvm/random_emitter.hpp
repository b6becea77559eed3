/// IR of random draws: Philox inline, rejection samplers by call.
#pragma once

#include <cstdint>
#include <vector>

#include <llvm/IR/IRBuilder.h>

#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::backend {

/// One `random` instruction of a kernel.
struct DrawEmission {
  symbolic::FunctionId function = symbolic::FunctionId::rand;
  llvm::Value* key = nullptr;   ///< i64
  llvm::Value* step = nullptr;  ///< i64
  std::int32_t draw = 0;
  std::vector<llvm::Value*>
      arguments;                       ///< element numbers, then the parameters of the distribution
  llvm::Value* valid_lanes = nullptr;  ///< lanes in the padding may hold any parameter
};

llvm::Value* emit_random(llvm::IRBuilderBase& builder, const DrawEmission& draw);

}  // namespace ranvier::backend
