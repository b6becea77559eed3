#include "vector_value.hpp"

#include <llvm/IR/Constants.h>
#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/Intrinsics.h>

namespace ranvier::backend {

namespace {

VectorReal unary_intrinsic(llvm::Intrinsic::ID intrinsic, VectorReal a) {
  return {a.builder, a.builder->CreateUnaryIntrinsic(intrinsic, a.value)};
}

llvm::Constant* splat_bits(llvm::IRBuilderBase& builder, std::uint64_t constant, int width) {
  return llvm::ConstantInt::get(vector_type(builder.getInt64Ty(), width), constant);
}

llvm::Constant* splat_real(llvm::IRBuilderBase& builder, double constant, int width) {
  return llvm::ConstantFP::get(vector_type(builder.getDoubleTy(), width), constant);
}

}  // namespace

llvm::Type* vector_type(llvm::Type* scalar, int width) {
  return width == 1 ? scalar : llvm::FixedVectorType::get(scalar, static_cast<unsigned>(width));
}

int width_of(const llvm::Value* value) {
  const auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(value->getType());
  return vector ? static_cast<int>(vector->getNumElements()) : 1;
}

llvm::Value* broadcast(llvm::IRBuilderBase& builder, llvm::Value* value, int width) {
  if (width == 1) return value;
  const auto lanes = static_cast<unsigned>(width);
  if (auto* constant = llvm::dyn_cast<llvm::Constant>(value)) {
    return llvm::ConstantVector::getSplat(llvm::ElementCount::getFixed(lanes), constant);
  }
  return builder.CreateVectorSplat(lanes, value);
}

llvm::Value* extract_lane(llvm::IRBuilderBase& builder, llvm::Value* value, int lane) {
  return width_of(value) == 1
             ? value
             : builder.CreateExtractElement(value, static_cast<std::uint64_t>(lane));
}

llvm::Value* insert_lane(llvm::IRBuilderBase& builder, llvm::Value* vector, llvm::Value* scalar,
                         int lane) {
  return width_of(vector) == 1
             ? scalar
             : builder.CreateInsertElement(vector, scalar, static_cast<std::uint64_t>(lane));
}

VectorReal operator+(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFAdd(a.value, b.value)};
}

VectorReal operator-(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFSub(a.value, b.value)};
}

VectorReal operator*(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFMul(a.value, b.value)};
}

VectorReal operator/(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFDiv(a.value, b.value)};
}

VectorReal operator-(VectorReal a) {
  return {a.builder, a.builder->CreateFNeg(a.value)};
}

VectorReal fused_multiply_add(VectorReal a, VectorReal b, VectorReal c) {
  return {a.builder, a.builder->CreateIntrinsic(llvm::Intrinsic::fma, {a.value->getType()},
                                                {a.value, b.value, c.value})};
}

VectorReal square_root(VectorReal a) {
  return unary_intrinsic(llvm::Intrinsic::sqrt, a);
}

VectorReal round_down(VectorReal a) {
  return unary_intrinsic(llvm::Intrinsic::floor, a);
}

VectorReal round_up(VectorReal a) {
  return unary_intrinsic(llvm::Intrinsic::ceil, a);
}

VectorReal magnitude(VectorReal a) {
  return unary_intrinsic(llvm::Intrinsic::fabs, a);
}

VectorMask less(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFCmpOLT(a.value, b.value)};
}

VectorMask less_equal(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFCmpOLE(a.value, b.value)};
}

VectorMask equal(VectorReal a, VectorReal b) {
  return {a.builder, a.builder->CreateFCmpOEQ(a.value, b.value)};
}

VectorMask operator&(VectorMask a, VectorMask b) {
  return {a.builder, a.builder->CreateAnd(a.value, b.value)};
}

VectorMask operator|(VectorMask a, VectorMask b) {
  return {a.builder, a.builder->CreateOr(a.value, b.value)};
}

VectorMask operator!(VectorMask a) {
  return {a.builder, a.builder->CreateNot(a.value)};
}

VectorReal choose(VectorMask condition, VectorReal if_true, VectorReal if_false) {
  auto& builder = *condition.builder;
  return {&builder, builder.CreateSelect(condition.value, if_true.value, if_false.value)};
}

VectorBits choose(VectorMask condition, VectorBits if_true, VectorBits if_false) {
  auto& builder = *condition.builder;
  return {&builder, builder.CreateSelect(condition.value, if_true.value, if_false.value)};
}

VectorBits to_bits(VectorReal a) {
  auto* type = vector_type(a.builder->getInt64Ty(), width_of(a.value));
  return {a.builder, a.builder->CreateBitCast(a.value, type)};
}

VectorReal from_bits(VectorBits a) {
  auto* type = vector_type(a.builder->getDoubleTy(), width_of(a.value));
  return {a.builder, a.builder->CreateBitCast(a.value, type)};
}

VectorBits operator+(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateAdd(a.value, b.value)};
}

VectorBits operator-(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateSub(a.value, b.value)};
}

VectorBits operator*(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateMul(a.value, b.value)};
}

VectorBits operator&(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateAnd(a.value, b.value)};
}

VectorBits operator|(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateOr(a.value, b.value)};
}

VectorBits operator^(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateXor(a.value, b.value)};
}

VectorBits shift_left(VectorBits a, int count) {
  return {a.builder, a.builder->CreateShl(a.value, static_cast<std::uint64_t>(count))};
}

VectorBits shift_right_logical(VectorBits a, int count) {
  return {a.builder, a.builder->CreateLShr(a.value, static_cast<std::uint64_t>(count))};
}

VectorMask less(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateICmpSLT(a.value, b.value)};
}

VectorMask less_equal(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateICmpSLE(a.value, b.value)};
}

VectorMask equal(VectorBits a, VectorBits b) {
  return {a.builder, a.builder->CreateICmpEQ(a.value, b.value)};
}

VectorBits to_integer(VectorReal a) {
  // fptosi of a number that does not fit is poison, which a select does not pass on from the side
  // it does not take.
  const auto fits = less_equal(constant_like(a, -0x1p63), a) & less(a, constant_like(a, 0x1p63));
  auto* type = vector_type(a.builder->getInt64Ty(), width_of(a.value));
  const VectorBits converted{a.builder, a.builder->CreateFPToSI(a.value, type)};
  return choose(fits, converted, bits_like(a, std::uint64_t{1} << 63));
}

VectorReal to_real(VectorBits a) {
  auto* type = vector_type(a.builder->getDoubleTy(), width_of(a.value));
  return {a.builder, a.builder->CreateSIToFP(a.value, type)};
}

VectorReal constant_like(VectorReal like, double constant) {
  return {like.builder, splat_real(*like.builder, constant, width_of(like.value))};
}

VectorReal constant_like(VectorBits like, double constant) {
  return {like.builder, splat_real(*like.builder, constant, width_of(like.value))};
}

VectorBits bits_like(VectorReal like, std::uint64_t constant) {
  return {like.builder, splat_bits(*like.builder, constant, width_of(like.value))};
}

VectorBits bits_like(VectorBits like, std::uint64_t constant) {
  return {like.builder, splat_bits(*like.builder, constant, width_of(like.value))};
}

}  // namespace ranvier::backend
