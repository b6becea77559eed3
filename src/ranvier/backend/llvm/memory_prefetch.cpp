// Asking for memory ahead: segments of synapses lie at random places.

#include <llvm/IR/Intrinsics.h>

#include <ranvier/backend/llvm/memory_emitter.hpp>

namespace ranvier::backend {

using kernel::Access;

void MemoryEmitter::prefetch_listed_after(llvm::Value* place, const SegmentPosition& segment) {
  constexpr std::uint64_t distance = 16;
  auto* last = builder_.CreateSub(segment.end, builder_.getInt64(1));
  auto* later = load_index(
      values_.listed,
      builder_.CreateBinaryIntrinsic(llvm::Intrinsic::smin,
                                     builder_.CreateAdd(place, builder_.getInt64(distance)), last));
  for (const auto& column : columns_) {
    if (column.binding.access == Access::element) {
      prefetch(builder_.CreateGEP(column.type, column.pointer, later));
    }
  }
}

void MemoryEmitter::prefetch_segment_after(llvm::Value* number) {
  constexpr std::uint64_t distance = 6;
  auto* last = builder_.CreateSub(values_.segment_count, builder_.getInt64(1));
  auto* later = builder_.CreateBinaryIntrinsic(
      llvm::Intrinsic::smin, builder_.CreateAdd(number, builder_.getInt64(distance)), last);
  const auto ahead = segment(later);
  if (space_ != kernel::IndexSpace::synapses) {
    prefetch(values_.listed, builder_.getInt32Ty(), ahead);
    return;
  }
  bool has_targets = false;
  for (const auto& column : columns_) {
    if (column.binding.access == Access::element) prefetch(column.pointer, column.type, ahead);
    has_targets = has_targets || column.binding.access == Access::target;
  }
  if (has_targets) prefetch(values_.targets, builder_.getInt32Ty(), ahead);
}

void MemoryEmitter::prefetch(llvm::Value* array, llvm::Type* type, const SegmentPosition& segment) {
  constexpr std::uint64_t lines = 4;
  constexpr std::uint64_t line_bits = 512;
  auto* last = builder_.CreateSub(segment.end, builder_.getInt64(1));
  for (std::uint64_t line = 0; line < lines; ++line) {
    // Not beyond the segment: an element that was asked for already costs nothing.
    const auto offset = line * line_bits / type->getScalarSizeInBits();
    auto* element = builder_.CreateBinaryIntrinsic(
        llvm::Intrinsic::smin, builder_.CreateAdd(segment.begin, builder_.getInt64(offset)), last);
    prefetch(builder_.CreateGEP(type, array, element));
  }
}

void MemoryEmitter::prefetch(llvm::Value* place) {
  builder_.CreateIntrinsic(
      llvm::Intrinsic::prefetch, {builder_.getPtrTy()},
      {place, builder_.getInt32(0), builder_.getInt32(3), builder_.getInt32(1)});
}

}  // namespace ranvier::backend
