/// IR of the functions that expressions are made of: one operation of a kernel on vectors of any
/// width.
#pragma once

#include <string_view>
#include <vector>

#include <llvm/IR/IRBuilder.h>

#include <ranvier/backend/llvm/vector_value.hpp>
#include <ranvier/kernel/kernel.hpp>

namespace ranvier::backend {

/// A value of a kernel: double, i64 or i1 in each lane.
struct TypedValue {
  kernel::ValueType type = kernel::ValueType::real;
  llvm::Value* value = nullptr;
};

/// Emits what symbolic::apply computes, with the same bits (NaN payloads aside).
class FunctionEmitter {
 public:
  explicit FunctionEmitter(llvm::IRBuilderBase& builder) : builder_(builder) {}

  /// `function` of arguments that already have the types and the width that kernel.hpp asks for.
  /// @throws InternalError for a function that is no `compute`.
  llvm::Value* emit(symbolic::FunctionId function, const std::vector<TypedValue>& arguments);

  /// Calls one of the runtime symbols lane by lane. Arguments that are scalars go to every lane.
  llvm::Value* call_lanes(std::string_view symbol, llvm::Type* result,
                          const std::vector<llvm::Value*>& arguments, int width);

 private:
  llvm::Value* emit_real(symbolic::FunctionId function, const std::vector<TypedValue>& arguments);
  llvm::Value* emit_integer(symbolic::FunctionId function,
                            const std::vector<TypedValue>& arguments);
  llvm::Value* emit_comparison(symbolic::FunctionId function,
                               const std::vector<TypedValue>& arguments);
  llvm::Value* emit_conversion(symbolic::FunctionId function, const TypedValue& argument);
  llvm::Value* emit_sign(const TypedValue& argument);
  /// `own`, the value of sin, cos or tan; where an angle is too large for it, what the library
  /// says.
  llvm::Value* emit_angle_function(symbolic::FunctionId function, VectorReal angle, VectorReal own);
  /// base ** exponent for the constant exponents that need no call, else null.
  llvm::Value* inline_power(VectorReal base, VectorReal exponent);

  struct IntegerDivision {
    VectorBits floor;
    VectorBits modulo;
  };

  IntegerDivision divide_integers(VectorBits dividend, VectorBits divisor);

  VectorReal real(llvm::Value* value) { return {&builder_, value}; }

  VectorBits bits(llvm::Value* value) { return {&builder_, value}; }

  llvm::IRBuilderBase& builder_;
};

}  // namespace ranvier::backend
