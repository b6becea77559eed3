/// Number types that emit LLVM IR: what the elementary functions and random numbers see of a vector
/// of any width.
///
/// Width 1 is the scalar type, so one set of operators writes scalar and vector code. The operators
/// satisfy the interface of symbolic/elementary_functions.hpp; none sets a fast-math flag.
#pragma once

#include <cstdint>

#include <llvm/IR/IRBuilder.h>

namespace ranvier::backend {

/// A double per lane.
struct VectorReal {
  llvm::IRBuilderBase* builder;
  llvm::Value* value;
};

/// 64 bits per lane: an integer, or the bits of a double.
struct VectorBits {
  llvm::IRBuilderBase* builder;
  llvm::Value* value;
};

/// A truth value per lane.
struct VectorMask {
  llvm::IRBuilderBase* builder;
  llvm::Value* value;
};

/// `scalar` for width 1, else the vector of `width` of it.
llvm::Type* vector_type(llvm::Type* scalar, int width);

/// Number of lanes of a value.
int width_of(const llvm::Value* value);

/// The scalar `value` in every lane.
llvm::Value* broadcast(llvm::IRBuilderBase& builder, llvm::Value* value, int width);

/// Lane `lane` of `value`; the value itself if it is a scalar.
llvm::Value* extract_lane(llvm::IRBuilderBase& builder, llvm::Value* value, int lane);

/// `vector` with `lane` replaced; the scalar itself if the vector is one.
llvm::Value* insert_lane(llvm::IRBuilderBase& builder, llvm::Value* vector, llvm::Value* scalar,
                         int lane);

VectorReal operator+(VectorReal a, VectorReal b);
VectorReal operator-(VectorReal a, VectorReal b);
VectorReal operator*(VectorReal a, VectorReal b);
VectorReal operator/(VectorReal a, VectorReal b);
VectorReal operator-(VectorReal a);
/// a b + c, rounded once.
VectorReal fused_multiply_add(VectorReal a, VectorReal b, VectorReal c);
VectorReal square_root(VectorReal a);
/// Rounds to a whole number.
VectorReal round_down(VectorReal a);
VectorReal round_up(VectorReal a);
/// Clears the sign bit.
VectorReal magnitude(VectorReal a);

/// Comparisons are false where an argument is NaN.
VectorMask less(VectorReal a, VectorReal b);
VectorMask less_equal(VectorReal a, VectorReal b);
VectorMask equal(VectorReal a, VectorReal b);
VectorMask operator&(VectorMask a, VectorMask b);
VectorMask operator|(VectorMask a, VectorMask b);
VectorMask operator!(VectorMask a);

VectorReal choose(VectorMask condition, VectorReal if_true, VectorReal if_false);
VectorBits choose(VectorMask condition, VectorBits if_true, VectorBits if_false);

VectorBits to_bits(VectorReal a);
VectorReal from_bits(VectorBits a);

/// Integers wrap.
VectorBits operator+(VectorBits a, VectorBits b);
VectorBits operator-(VectorBits a, VectorBits b);
VectorBits operator*(VectorBits a, VectorBits b);
VectorBits operator&(VectorBits a, VectorBits b);
VectorBits operator|(VectorBits a, VectorBits b);
VectorBits operator^(VectorBits a, VectorBits b);
VectorBits shift_left(VectorBits a, int count);
VectorBits shift_right_logical(VectorBits a, int count);
/// Signed comparisons.
VectorMask less(VectorBits a, VectorBits b);
VectorMask less_equal(VectorBits a, VectorBits b);
VectorMask equal(VectorBits a, VectorBits b);

/// Truncates towards zero; NaN and what does not fit give INT64_MIN, as
/// symbolic::Value::as_integer.
VectorBits to_integer(VectorReal a);
VectorReal to_real(VectorBits a);

/// A constant in every lane, of the width of `like`.
VectorReal constant_like(VectorReal like, double constant);
VectorReal constant_like(VectorBits like, double constant);
VectorBits bits_like(VectorReal like, std::uint64_t constant);
VectorBits bits_like(VectorBits like, std::uint64_t constant);

}  // namespace ranvier::backend
