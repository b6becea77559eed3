#include "memory_emitter.hpp"

#include <algorithm>

#include <llvm/IR/Intrinsics.h>

#include <ranvier/backend/llvm/vector_value.hpp>
#include <ranvier/kernel/kernel_abi.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::backend {

namespace {

using kernel::Access;
using kernel::ElementType;
using kernel::KernelArguments;
using kernel::SynapseSegment;

llvm::Type* memory_type(llvm::IRBuilderBase& builder, ElementType type) {
  switch (type) {
    case ElementType::float64:
      return builder.getDoubleTy();
    case ElementType::float32:
      return builder.getFloatTy();
    case ElementType::int32:
      return builder.getInt32Ty();
    case ElementType::int64:
      return builder.getInt64Ty();
    case ElementType::boolean:
      break;
  }
  return builder.getInt8Ty();
}

}  // namespace

MemoryEmitter::MemoryEmitter(llvm::IRBuilderBase& builder, llvm::Value* arguments,
                             const kernel::Kernel& kernel)
    : builder_(builder), space_(kernel.space), pointer_to_arguments_(arguments) {
  auto* integer = builder.getInt64Ty();
  auto* pointer = builder.getPtrTy();
  values_ = {.begin = field(offsetof(KernelArguments, begin), integer),
             .end = field(offsetof(KernelArguments, end), integer),
             .events = field(offsetof(KernelArguments, events), pointer),
             .event_count = field(offsetof(KernelArguments, event_count), integer),
             .segments = field(offsetof(KernelArguments, segments), pointer),
             .segment_count = field(offsetof(KernelArguments, segment_count), integer),
             .listed = field(offsetof(KernelArguments, listed), pointer),
             .sources = field(offsetof(KernelArguments, sources), pointer),
             .targets = field(offsetof(KernelArguments, targets), pointer),
             .emitted = field(offsetof(KernelArguments, emitted), pointer),
             .random_key = field(offsetof(KernelArguments, random_key), integer),
             .step = field(offsetof(KernelArguments, step), integer)};
  auto* pointers = field(offsetof(KernelArguments, pointers), pointer);
  for (const auto& binding : kernel.bindings) {
    auto* place = builder.CreateConstInBoundsGEP1_64(pointer, pointers, columns_.size());
    columns_.push_back({binding, memory_type(builder, binding.type),
                        builder.CreateAlignedLoad(pointer, place, llvm::Align(8), binding.name)});
  }
}

llvm::Value* MemoryEmitter::field(std::size_t offset, llvm::Type* type) {
  auto* place =
      builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), pointer_to_arguments_, offset);
  return builder_.CreateAlignedLoad(type, place, llvm::Align(8));
}

llvm::Value* MemoryEmitter::event(llvm::Value* number) {
  return load_index(values_.events, number);
}

SegmentPosition MemoryEmitter::segment(llvm::Value* number) {
  auto* bytes = builder_.getInt8Ty();
  auto* offset = builder_.CreateMul(number, builder_.getInt64(sizeof(SynapseSegment)));
  auto* segment = builder_.CreateInBoundsGEP(bytes, values_.segments, offset);
  const auto load = [&](std::size_t field, llvm::Type* type) {
    auto* place = builder_.CreateConstInBoundsGEP1_64(bytes, segment, field);
    return builder_.CreateSExt(builder_.CreateLoad(type, place), builder_.getInt64Ty());
  };
  auto* neuron = load(offsetof(SynapseSegment, source), builder_.getInt32Ty());
  auto* length = load(offsetof(SynapseSegment, length), builder_.getInt32Ty());
  auto* begin = load(offsetof(SynapseSegment, begin), builder_.getInt64Ty());
  return {.neuron = neuron, .begin = begin, .end = builder_.CreateAdd(begin, length)};
}

ElementPosition MemoryEmitter::listed(llvm::Value* place, const SegmentPosition& segment,
                                      int width) {
  ElementPosition position{.width = width};
  if (width == 1) {
    prefetch_listed_after(place, segment);
    position.first = load_index(values_.listed, place);
    return position;
  }
  position.numbers = llvm::PoisonValue::get(vector_type(builder_.getInt64Ty(), width));
  for (int lane = 0; lane < width; ++lane) {
    auto* lane_place =
        builder_.CreateAdd(place, builder_.getInt64(static_cast<std::uint64_t>(lane)));
    prefetch_listed_after(lane_place, segment);
    position.numbers =
        insert_lane(builder_, position.numbers, load_index(values_.listed, lane_place), lane);
  }
  return position;
}

llvm::Value* MemoryEmitter::load_index(llvm::Value* indices, llvm::Value* position) {
  auto* place = builder_.CreateInBoundsGEP(builder_.getInt32Ty(), indices, position);
  return builder_.CreateSExt(builder_.CreateLoad(builder_.getInt32Ty(), place),
                             builder_.getInt64Ty());
}

llvm::Value* MemoryEmitter::element_numbers(const ElementPosition& element) {
  if (element.numbers) return element.numbers;
  if (element.width == 1) return element.first;
  std::vector<llvm::Constant*> offsets;
  for (int lane = 0; lane < element.width; ++lane) {
    offsets.push_back(builder_.getInt64(static_cast<std::uint64_t>(lane)));
  }
  return builder_.CreateAdd(broadcast(builder_, element.first, element.width),
                            llvm::ConstantVector::get(offsets));
}

llvm::Value* MemoryEmitter::valid_lanes(const ElementPosition& element) {
  if (!element.end) {
    return llvm::ConstantInt::getTrue(vector_type(builder_.getInt1Ty(), element.width));
  }
  return builder_.CreateICmpSLT(element_numbers(element),
                                broadcast(builder_, element.end, element.width));
}

llvm::Value* MemoryEmitter::load_cell(kernel::BindingId binding) {
  const auto& column = columns_[static_cast<std::size_t>(binding)];
  return from_memory(builder_.CreateAlignedLoad(column.type, column.pointer, alignment(column, 1)),
                     column.binding.type);
}

llvm::Value* MemoryEmitter::load(kernel::BindingId binding, const ElementPosition& element) {
  const auto& column = columns_[static_cast<std::size_t>(binding)];
  llvm::Value* loaded = nullptr;
  switch (column.binding.access) {
    case Access::cell:
      return broadcast(builder_, load_cell(binding), element.width);
    case Access::source:
      loaded = element.source ? load_neuron(column, element.source, element.width)
                              : gather(column, values_.sources, element);
      break;
    case Access::target:
      loaded = element.target ? load_neuron(column, element.target, element.width)
                              : gather(column, values_.targets, element);
      break;
    case Access::element:
      loaded = element.numbers ? load_lanes(column, element.numbers)
                               : builder_.CreateAlignedLoad(vector_type(column.type, element.width),
                                                            address(column, element),
                                                            alignment(column, element.width));
      break;
    case Access::table:
      RANVIER_CHECK(!"a table is read at an index");
      break;
  }
  return from_memory(loaded, column.binding.type);
}

llvm::Value* MemoryEmitter::look_up(kernel::BindingId binding, llvm::Value* indices) {
  const auto& column = columns_[static_cast<std::size_t>(binding)];
  return from_memory(load_lanes(column, indices), column.binding.type);
}

llvm::Value* MemoryEmitter::load_lanes(const Column& column, llvm::Value* numbers) {
  const int width = width_of(numbers);
  llvm::Value* vector = llvm::PoisonValue::get(vector_type(column.type, width));
  for (int lane = 0; lane < width; ++lane) {
    auto* place = builder_.CreateInBoundsGEP(column.type, column.pointer,
                                             extract_lane(builder_, numbers, lane));
    auto* value = builder_.CreateAlignedLoad(column.type, place, alignment(column, 1));
    vector = insert_lane(builder_, vector, value, lane);
  }
  return vector;
}

llvm::Value* MemoryEmitter::load_neuron(const Column& column, llvm::Value* neuron, int width) {
  auto* place = builder_.CreateInBoundsGEP(column.type, column.pointer, neuron);
  return broadcast(builder_, builder_.CreateAlignedLoad(column.type, place, alignment(column, 1)),
                   width);
}

llvm::Value* MemoryEmitter::gather(const Column& column, llvm::Value* indices,
                                   const ElementPosition& element) {
  llvm::Value* vector = llvm::PoisonValue::get(vector_type(column.type, element.width));
  for (int lane = 0; lane < element.width; ++lane) {
    llvm::Value* number =
        element.numbers ? extract_lane(builder_, element.numbers, lane)
                        : builder_.CreateAdd(element.first,
                                             builder_.getInt64(static_cast<std::uint64_t>(lane)));
    if (element.end) {
      // An index in the padding may be anything, so lanes there read the last element's.
      auto* last = builder_.CreateSub(element.end, builder_.getInt64(1));
      number = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, number, last);
    }
    auto* place =
        builder_.CreateInBoundsGEP(column.type, column.pointer, load_index(indices, number));
    auto* value = builder_.CreateAlignedLoad(column.type, place, alignment(column, 1));
    vector = insert_lane(builder_, vector, value, lane);
  }
  return vector;
}

llvm::Value* MemoryEmitter::address(const Column& column, const ElementPosition& element) {
  auto* position = element.first;
  switch (column.binding.access) {
    case Access::cell:
      return column.pointer;
    case Access::element:
      break;
    case Access::source:
      position = element.source ? element.source : load_index(values_.sources, element.first);
      break;
    case Access::target:
      position = element.target ? element.target : load_index(values_.targets, element.first);
      break;
    case Access::table:
      RANVIER_CHECK(!"a table is read at an index");
      break;
  }
  return builder_.CreateInBoundsGEP(column.type, column.pointer, position);
}

llvm::Align MemoryEmitter::alignment(const Column& column, int width) const {
  // A segment of synapses starts anywhere.
  const auto lanes = kernel::is_over_synapses(space_) ? 1 : static_cast<std::size_t>(width);
  const auto bytes = kernel::size_of(column.binding.type) * lanes;
  return llvm::Align(std::min<std::size_t>(bytes, 64));
}

void MemoryEmitter::store(kernel::BindingId binding, llvm::Value* value,
                          const ElementPosition& element, llvm::Value* mask) {
  const auto& column = columns_[static_cast<std::size_t>(binding)];
  RANVIER_CHECK(element.width == 1 || column.binding.access == Access::element);
  auto* stored = to_memory(value, column.binding.type);
  if (element.numbers) {
    store_lanes(column, stored, element.numbers, mask);
    return;
  }
  auto* place = address(column, element);
  const auto align = alignment(column, element.width);
  if (mask) {
    auto* old = builder_.CreateAlignedLoad(stored->getType(), place, align);
    stored = builder_.CreateSelect(mask, stored, old);
  }
  builder_.CreateAlignedStore(stored, place, align);
}

void MemoryEmitter::store_lanes(const Column& column, llvm::Value* stored, llvm::Value* numbers,
                                llvm::Value* mask) {
  if (mask) stored = builder_.CreateSelect(mask, stored, load_lanes(column, numbers));
  for (int lane = 0; lane < width_of(numbers); ++lane) {
    auto* place = builder_.CreateInBoundsGEP(column.type, column.pointer,
                                             extract_lane(builder_, numbers, lane));
    builder_.CreateAlignedStore(extract_lane(builder_, stored, lane), place, alignment(column, 1));
  }
}

llvm::Value* MemoryEmitter::from_memory(llvm::Value* value, ElementType type) {
  const int width = width_of(value);
  switch (type) {
    case ElementType::float32:
      return builder_.CreateFPExt(value, vector_type(builder_.getDoubleTy(), width));
    case ElementType::int32:
      return builder_.CreateSExt(value, vector_type(builder_.getInt64Ty(), width));
    case ElementType::boolean:
      return builder_.CreateICmpNE(value, llvm::Constant::getNullValue(value->getType()));
    default:
      return value;
  }
}

llvm::Value* MemoryEmitter::to_memory(llvm::Value* value, ElementType type) {
  const int width = width_of(value);
  switch (type) {
    case ElementType::float32:
      return builder_.CreateFPTrunc(value, vector_type(builder_.getFloatTy(), width));
    case ElementType::int32:
      return builder_.CreateTrunc(value, vector_type(builder_.getInt32Ty(), width));
    case ElementType::boolean:
      return builder_.CreateZExt(value, vector_type(builder_.getInt8Ty(), width));
    default:
      return value;
  }
}

void MemoryEmitter::append_emitted(llvm::Value* mask, const ElementPosition& element) {
  auto& context = builder_.getContext();
  auto* function = builder_.GetInsertBlock()->getParent();
  auto* some = llvm::BasicBlock::Create(context, "emit", function);
  auto* next = llvm::BasicBlock::Create(context, "emit_next", function);
  auto* done = llvm::BasicBlock::Create(context, "emitted", function);
  auto* integer = builder_.getInt64Ty();

  auto* lane_bits =
      builder_.CreateBitCast(mask, builder_.getIntNTy(static_cast<unsigned>(element.width)));
  builder_.CreateCondBr(builder_.CreateIsNull(lane_bits), done, some);

  builder_.SetInsertPoint(some);
  llvm::Value* bits = builder_.CreateZExt(lane_bits, integer);
  if (element.end) {
    // Fewer than `width` elements left: keep only their bits.
    auto* left = builder_.CreateSub(element.end, element.first);
    auto* shift = builder_.CreateBinaryIntrinsic(
        llvm::Intrinsic::smin, left, builder_.getInt64(static_cast<std::uint64_t>(element.width)));
    auto* valid =
        builder_.CreateNot(builder_.CreateShl(builder_.getInt64(~std::uint64_t{0}), shift));
    bits = builder_.CreateAnd(bits, valid);
  }
  auto* count_place = builder_.CreateConstInBoundsGEP1_64(
      builder_.getInt8Ty(), pointer_to_arguments_, offsetof(KernelArguments, emitted_count));
  auto* start = builder_.CreateAlignedLoad(integer, count_place, llvm::Align(8));
  builder_.CreateCondBr(builder_.CreateIsNull(bits), done, next);

  // Invariant: `rest` holds the lanes not yet written, `count` how many numbers the list has.
  builder_.SetInsertPoint(next);
  auto* rest = builder_.CreatePHI(integer, 2);
  auto* count = builder_.CreatePHI(integer, 2);
  rest->addIncoming(bits, some);
  count->addIncoming(start, some);
  auto* lane =
      builder_.CreateIntrinsic(llvm::Intrinsic::cttz, {integer}, {rest, builder_.getTrue()});
  auto* number =
      builder_.CreateTrunc(builder_.CreateAdd(element.first, lane), builder_.getInt32Ty());
  builder_.CreateStore(number,
                       builder_.CreateInBoundsGEP(builder_.getInt32Ty(), values_.emitted, count));
  auto* more = builder_.CreateAnd(rest, builder_.CreateSub(rest, builder_.getInt64(1)));
  auto* counted = builder_.CreateAdd(count, builder_.getInt64(1));
  rest->addIncoming(more, next);
  count->addIncoming(counted, next);
  builder_.CreateAlignedStore(counted, count_place, llvm::Align(8));
  builder_.CreateCondBr(builder_.CreateIsNull(more), done, next);

  builder_.SetInsertPoint(done);
}

}  // namespace ranvier::backend
