/// IR of everything that touches memory: the arguments of a call, columns and cells, the list of
/// emitted elements.
#pragma once

#include <cstddef>
#include <vector>

#include <llvm/IR/IRBuilder.h>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::backend {

/// The elements that one pass of the loop works on.
struct ElementPosition {
  int width = 1;
  llvm::Value* first = nullptr;    ///< number of the element in lane 0
  llvm::Value* numbers = nullptr;  ///< number in each lane, if they do not follow on `first`
  llvm::Value* end = nullptr;      ///< one past the last element, if lanes may lie in the padding
  llvm::Value* source = nullptr;   ///< number of the source neuron, where it is known already
  llvm::Value* target = nullptr;   ///< likewise of the target neuron
};

/// A segment of synapses [begin, end) of one neuron.
struct SegmentPosition {
  llvm::Value* neuron = nullptr;
  llvm::Value* begin = nullptr;
  llvm::Value* end = nullptr;
};

/// The fields of KernelArguments, read once at the start of the function.
struct ArgumentValues {
  llvm::Value* begin;
  llvm::Value* end;
  llvm::Value* events;
  llvm::Value* event_count;
  llvm::Value* segments;
  llvm::Value* segment_count;
  llvm::Value* listed;
  llvm::Value* sources;
  llvm::Value* targets;
  llvm::Value* emitted;
  llvm::Value* random_key;
  llvm::Value* step;
};

class MemoryEmitter {
 public:
  /// Reads the arguments and pointers at the place where `builder` stands; that place must dominate
  /// every use.
  MemoryEmitter(llvm::IRBuilderBase& builder, llvm::Value* arguments, const kernel::Kernel& kernel);

  const ArgumentValues& arguments() const { return values_; }

  llvm::Value* event(llvm::Value* number);
  SegmentPosition segment(llvm::Value* number);
  /// The synapses at `width` places of the list; asks for what the segment's next ones need.
  ElementPosition listed(llvm::Value* place, const SegmentPosition& segment, int width);
  /// Asks for the head of a segment a few places behind `number`: rows of synapses lie at random
  /// places of memory.
  void prefetch_segment_after(llvm::Value* number);

  /// Number of the element in each lane.
  llvm::Value* element_numbers(const ElementPosition& element);
  /// The value of a cell as a scalar.
  llvm::Value* load_cell(kernel::BindingId binding);
  llvm::Value* load(kernel::BindingId binding, const ElementPosition& element);
  /// Values of a table at the indices in the lanes.
  llvm::Value* look_up(kernel::BindingId binding, llvm::Value* indices);
  /// Where `mask` (if any) is false, not a bit of the memory changes.
  void store(kernel::BindingId binding, llvm::Value* value, const ElementPosition& element,
             llvm::Value* mask);
  /// Whether the lane holds an element and not padding.
  llvm::Value* valid_lanes(const ElementPosition& element);
  /// Appends the numbers of the elements where `mask` is true. Ends the current block.
  void append_emitted(llvm::Value* mask, const ElementPosition& element);

 private:
  struct Column {
    kernel::Binding binding;
    llvm::Type* type;  ///< of one element in memory
    llvm::Value* pointer;
  };

  void prefetch(llvm::Value* array, llvm::Type* type, const SegmentPosition& segment);
  void prefetch(llvm::Value* place);
  llvm::Value* field(std::size_t offset, llvm::Type* type);
  void prefetch_listed_after(llvm::Value* place, const SegmentPosition& segment);
  llvm::Value* load_index(llvm::Value* indices, llvm::Value* position);
  llvm::Value* gather(const Column& column, llvm::Value* indices, const ElementPosition& element);
  /// Numbers, one a lane -> what the column has there.
  llvm::Value* load_lanes(const Column& column, llvm::Value* numbers);
  void store_lanes(const Column& column, llvm::Value* stored, llvm::Value* numbers,
                   llvm::Value* mask);
  /// The neuron's value in every lane.
  llvm::Value* load_neuron(const Column& column, llvm::Value* neuron, int width);
  /// Address of the vector that starts at `element`; scalars: of the value itself.
  llvm::Value* address(const Column& column, const ElementPosition& element);
  llvm::Align alignment(const Column& column, int width) const;
  llvm::Value* from_memory(llvm::Value* value, kernel::ElementType type);
  llvm::Value* to_memory(llvm::Value* value, kernel::ElementType type);

  llvm::IRBuilderBase& builder_;
  kernel::IndexSpace space_;
  llvm::Value* pointer_to_arguments_;
  ArgumentValues values_;
  std::vector<Column> columns_;
};

}  // namespace ranvier::backend
