#include "emitter.hpp"

#include <algorithm>
#include <functional>

#include <llvm/IR/IRBuilder.h>

#include <ranvier/backend/llvm/emission_order.hpp>
#include <ranvier/backend/llvm/function_emitter.hpp>
#include <ranvier/backend/llvm/memory_emitter.hpp>
#include <ranvier/backend/llvm/orc_jit.hpp>
#include <ranvier/backend/llvm/random_emitter.hpp>
#include <ranvier/backend/llvm/synapse_lanes.hpp>
#include <ranvier/backend/llvm/vector_value.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::backend {

namespace {

using kernel::IndexSpace;
using kernel::Instruction;
using kernel::Opcode;

class Emitter {
 public:
  Emitter(const kernel::Kernel& kernel, const TargetDescription& target, llvm::Module& module)
      : kernel_(kernel),
        lanes_(kernel::is_over_synapses(kernel.space) ? divide_into_lanes(kernel) : SynapseLanes{}),
        width_(kernel.space == IndexSpace::elements || lanes_.is_worthwhile ? target.width : 1),
        builder_(module.getContext()),
        function_(make_function(target, module)),
        order_(emission_order(kernel)),
        vectors_(kernel.instructions.size()),
        scalars_(kernel.instructions.size()) {}

  void emit() {
    builder_.SetInsertPoint(llvm::BasicBlock::Create(builder_.getContext(), "entry", function_));
    MemoryEmitter memory(builder_, function_->getArg(0), kernel_);
    memory_ = &memory;
    emit_invariants();
    switch (kernel_.space) {
      case IndexSpace::once:
        emit_once();
        break;
      case IndexSpace::elements:
        emit_elements();
        break;
      case IndexSpace::events:
        emit_events();
        break;
      case IndexSpace::synapses:
      case IndexSpace::listed_synapses:
      case IndexSpace::target_synapses:
        emit_synapses();
        break;
    }
    builder_.CreateRetVoid();
  }

 private:
  using Body = std::function<void(llvm::Value* position)>;

  llvm::Function* make_function(const TargetDescription& target, llvm::Module& module) {
    auto* type = llvm::FunctionType::get(builder_.getVoidTy(), {builder_.getPtrTy()}, false);
    auto* function =
        llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, kernel_symbol, module);
    const auto vector_bits = std::to_string(target.target == Target::avx512 ? 512 : 256);
    function->addFnAttr("target-cpu", target.processor);
    function->addFnAttr("prefer-vector-width", vector_bits);
    function->addFnAttr("min-legal-vector-width", vector_bits);
    function->addFnAttr(llvm::Attribute::NoUnwind);
    // Vectors that are spilled then never cross a cache line.
    function->addFnAttr(
        llvm::Attribute::getWithStackAlignment(module.getContext(), llvm::Align(64)));
    function->addFnAttr("stackrealign");
    function->addParamAttr(0, llvm::Attribute::NoAlias);
    return function;
  }

  /// for (position = begin; position < end; position += step) body
  void emit_loop(llvm::Value* begin, llvm::Value* end, std::int64_t step, const Body& body) {
    auto& context = builder_.getContext();
    auto* before = builder_.GetInsertBlock();
    auto* loop = llvm::BasicBlock::Create(context, "loop", function_);
    auto* after = llvm::BasicBlock::Create(context, "after", function_);
    builder_.CreateCondBr(builder_.CreateICmpSLT(begin, end), loop, after);
    builder_.SetInsertPoint(loop);
    auto* position = builder_.CreatePHI(builder_.getInt64Ty(), 2, "position");
    position->addIncoming(begin, before);
    body(position);
    auto* next =
        builder_.CreateNSWAdd(position, builder_.getInt64(static_cast<std::uint64_t>(step)));
    position->addIncoming(next, builder_.GetInsertBlock());
    builder_.CreateCondBr(builder_.CreateICmpSLT(next, end), loop, after);
    after->moveAfter(builder_.GetInsertBlock());
    builder_.SetInsertPoint(after);
  }

  void emit_once() { emit_element({.first = builder_.getInt64(0)}); }

  void emit_elements() {
    const auto& [begin, end] = std::pair(memory_->arguments().begin, memory_->arguments().end);
    emit_loop(begin, end, width_, [&](llvm::Value* first) {
      emit_element({.width = width_, .first = first, .end = width_ == 1 ? nullptr : end});
    });
  }

  void emit_events() {
    emit_loop(builder_.getInt64(0), memory_->arguments().event_count, 1,
              [&](llvm::Value* number) { emit_element({.first = memory_->event(number)}); });
  }

  void emit_synapses() {
    emit_loop(builder_.getInt64(0), memory_->arguments().segment_count, 1,
              [&](llvm::Value* number) {
                const auto segment = memory_->segment(number);
                memory_->prefetch_segment_after(number);
                auto* begin = segment.begin;
                if (width_ > 1) {
                  begin = last_whole_vector(segment);
                  emit_loop(segment.begin, begin, width_,
                            [&](llvm::Value* place) { emit_synapse_vector(place, segment); });
                }
                emit_loop(begin, segment.end, 1,
                          [&](llvm::Value* place) { emit_element(synapse_at(place, segment)); });
              });
  }

  /// Where the whole vectors of a segment end.
  llvm::Value* last_whole_vector(const SegmentPosition& segment) {
    auto* length = builder_.CreateSub(segment.end, segment.begin);
    auto* mask = builder_.getInt64(~(static_cast<std::uint64_t>(width_) - 1));
    return builder_.CreateAdd(segment.begin, builder_.CreateAnd(length, mask));
  }

  /// The `width` synapses from a place of a segment on.
  ElementPosition synapse_at(llvm::Value* place, const SegmentPosition& segment, int width = 1) {
    switch (kernel_.space) {
      case IndexSpace::listed_synapses:
        return memory_->listed(place, segment, width);
      case IndexSpace::target_synapses: {
        auto position = memory_->listed(place, segment, width);
        position.target = segment.neuron;
        return position;
      }
      default:
        return {.width = width, .first = place, .source = segment.neuron};
    }
  }

  /// A vector of synapses: what concerns them alone at once, the rest one lane after the other.
  void emit_synapse_vector(llvm::Value* place, const SegmentPosition& segment) {
    const auto element = synapse_at(place, segment, width_);
    emit_element(element, [&](std::size_t id) { return !lanes_.is_sequential[id]; });
    const auto is_sequential = [&](std::size_t id) { return bool{lanes_.is_sequential[id]}; };
    if (std::ranges::none_of(order_, is_sequential)) return;
    auto* numbers = memory_->element_numbers(element);
    for (int lane = 0; lane < width_; ++lane) {
      for (const auto value : order_) {
        const auto id = static_cast<std::size_t>(value);
        if (!is_sequential(id) && vectors_[id] != nullptr) {
          scalars_[id] = extract_lane(builder_, vectors_[id], lane);
        }
      }
      emit_element({.first = extract_lane(builder_, numbers, lane),
                    .source = element.source,
                    .target = element.target},
                   is_sequential);
    }
  }

  /// What depends on no element is computed once, as scalars, and then spread over the lanes.
  void emit_invariants() {
    const auto count = static_cast<std::size_t>(kernel_.invariant_count);
    for (std::size_t id = 0; id < count; ++id) {
      const auto& instruction = kernel_.instructions[id];
      const bool is_cell = instruction.opcode == Opcode::load && instruction.arguments.empty();
      scalars_[id] = is_cell ? memory_->load_cell(instruction.binding) : emit_value(instruction, 1);
    }
    for (std::size_t id = 0; id < count; ++id) {
      vectors_[id] = broadcast(builder_, scalars_[id], width_);
    }
  }

  void emit_element(const ElementPosition& element) {
    emit_element(element, [](std::size_t /*id*/) { return true; });
  }

  /// Emits the instructions of the body for which `is_wanted(id)` holds.
  template <typename IsWanted>
  void emit_element(const ElementPosition& element, const IsWanted& is_wanted) {
    element_ = &element;
    const int width = element.width;
    llvm::Value* emitted = nullptr;
    for (const auto value : order_) {
      const auto id = static_cast<std::size_t>(value);
      if (!is_wanted(id)) continue;
      const auto& instruction = kernel_.instructions[id];
      switch (instruction.opcode) {
        case Opcode::store:
          memory_->store(
              instruction.binding, value_of(instruction.arguments[0], width), element,
              instruction.mask == kernel::no_value ? nullptr : value_of(instruction.mask, width));
          break;
        case Opcode::emit:
          RANVIER_CHECK(!emitted);
          emitted = value_of(instruction.arguments[0], width);
          break;
        default:
          values_of(width)[id] = emit_value(instruction, width);
      }
    }
    // At the end, so that the body stays one block, in which LLVM orders instructions freely.
    if (emitted) memory_->append_emitted(emitted, element);
  }

  llvm::Value* emit_value(const Instruction& instruction, int width) {
    switch (instruction.opcode) {
      case Opcode::constant:
        return emit_constant(instruction, width);
      case Opcode::load:
        return instruction.arguments.empty()
                   ? memory_->load(instruction.binding, *element_)
                   : memory_->look_up(instruction.binding,
                                      value_of(instruction.arguments[0], width));
      case Opcode::index:
        return memory_->element_numbers(*element_);
      case Opcode::compute:
        return FunctionEmitter(builder_).emit(instruction.function,
                                              typed_arguments(instruction, width));
      case Opcode::random:
        return emit_random(instruction, width);
      default:
        RANVIER_CHECK(!"an instruction without a value");
        return nullptr;
    }
  }

  llvm::Value* emit_constant(const Instruction& instruction, int width) {
    switch (instruction.type) {
      case kernel::ValueType::real:
        return llvm::ConstantFP::get(vector_type(builder_.getDoubleTy(), width), instruction.real);
      case kernel::ValueType::integer:
        return llvm::ConstantInt::get(vector_type(builder_.getInt64Ty(), width),
                                      static_cast<std::uint64_t>(instruction.integer));
      case kernel::ValueType::boolean:
        break;
    }
    return llvm::ConstantInt::get(vector_type(builder_.getInt1Ty(), width),
                                  instruction.integer != 0 ? 1 : 0);
  }

  llvm::Value* emit_random(const Instruction& instruction, int width) {
    DrawEmission draw{.function = instruction.function,
                      .key = memory_->arguments().random_key,
                      .step = memory_->arguments().step,
                      .draw = instruction.draw,
                      .arguments = {},
                      .valid_lanes = memory_->valid_lanes(*element_)};
    for (const auto argument : instruction.arguments) {
      draw.arguments.push_back(value_of(argument, width));
    }
    return backend::emit_random(builder_, draw);
  }

  std::vector<TypedValue> typed_arguments(const Instruction& instruction, int width) {
    std::vector<TypedValue> arguments;
    for (const auto id : instruction.arguments) {
      arguments.push_back(
          {kernel_.instructions[static_cast<std::size_t>(id)].type, value_of(id, width)});
    }
    return arguments;
  }

  std::vector<llvm::Value*>& values_of(int width) { return width == 1 ? scalars_ : vectors_; }

  llvm::Value* value_of(kernel::ValueId id, int width) {
    return values_of(width)[static_cast<std::size_t>(id)];
  }

  const kernel::Kernel& kernel_;
  SynapseLanes lanes_;
  int width_;
  llvm::IRBuilder<> builder_;
  llvm::Function* function_;
  std::vector<kernel::ValueId> order_;
  std::vector<llvm::Value*> vectors_;  ///< value of each instruction for `width_` elements
  std::vector<llvm::Value*> scalars_;  ///< value of each instruction for one element
  MemoryEmitter* memory_ = nullptr;
  const ElementPosition* element_ = nullptr;
};

}  // namespace

void emit_kernel(const kernel::Kernel& kernel, const TargetDescription& target,
                 llvm::Module& module) {
  Emitter(kernel, target, module).emit();
}

}  // namespace ranvier::backend
