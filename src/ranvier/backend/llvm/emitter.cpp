#include "emitter.hpp"

#include <functional>

#include <llvm/IR/IRBuilder.h>

#include <ranvier/backend/llvm/emission_order.hpp>
#include <ranvier/backend/llvm/function_emitter.hpp>
#include <ranvier/backend/llvm/memory_emitter.hpp>
#include <ranvier/backend/llvm/orc_jit.hpp>
#include <ranvier/backend/llvm/random_emitter.hpp>
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
        width_(kernel.space == IndexSpace::elements ? target.width : 1),
        builder_(module.getContext()),
        function_(make_function(target, module)),
        order_(emission_order(kernel)),
        values_(kernel.instructions.size()) {}

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
                emit_loop(segment.begin, segment.end, 1,
                          [&](llvm::Value* place) { emit_element(synapse_at(place, segment)); });
              });
  }

  /// The synapse at a place of a segment.
  ElementPosition synapse_at(llvm::Value* place, const SegmentPosition& segment) {
    switch (kernel_.space) {
      case IndexSpace::listed_synapses:
        return {.first = memory_->listed(place, segment)};
      case IndexSpace::target_synapses:
        return {.first = memory_->listed(place, segment), .target = segment.neuron};
      default:
        return {.first = place, .source = segment.neuron};
    }
  }

  /// What depends on no element is computed once, as scalars, and then spread over the lanes.
  void emit_invariants() {
    const auto count = static_cast<std::size_t>(kernel_.invariant_count);
    for (std::size_t id = 0; id < count; ++id) {
      const auto& instruction = kernel_.instructions[id];
      const bool is_cell = instruction.opcode == Opcode::load && instruction.arguments.empty();
      values_[id] = is_cell ? memory_->load_cell(instruction.binding) : emit_value(instruction, 1);
    }
    for (std::size_t id = 0; id < count; ++id) {
      values_[id] = broadcast(builder_, values_[id], width_);
    }
  }

  void emit_element(const ElementPosition& element) {
    element_ = &element;
    llvm::Value* emitted = nullptr;
    for (const auto value : order_) {
      const auto id = static_cast<std::size_t>(value);
      const auto& instruction = kernel_.instructions[id];
      switch (instruction.opcode) {
        case Opcode::store:
          memory_->store(
              instruction.binding, value_of(instruction.arguments[0]), element,
              instruction.mask == kernel::no_value ? nullptr : value_of(instruction.mask));
          break;
        case Opcode::emit:
          RANVIER_CHECK(!emitted);
          emitted = value_of(instruction.arguments[0]);
          break;
        default:
          values_[id] = emit_value(instruction, width_);
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
                   : memory_->look_up(instruction.binding, value_of(instruction.arguments[0]));
      case Opcode::index:
        return memory_->element_numbers(*element_);
      case Opcode::compute:
        return FunctionEmitter(builder_).emit(instruction.function, typed_arguments(instruction));
      case Opcode::random:
        return emit_random(instruction);
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

  llvm::Value* emit_random(const Instruction& instruction) {
    DrawEmission draw{.function = instruction.function,
                      .key = memory_->arguments().random_key,
                      .step = memory_->arguments().step,
                      .draw = instruction.draw,
                      .arguments = {},
                      .valid_lanes = memory_->valid_lanes(*element_)};
    for (const auto argument : instruction.arguments) draw.arguments.push_back(value_of(argument));
    return backend::emit_random(builder_, draw);
  }

  std::vector<TypedValue> typed_arguments(const Instruction& instruction) {
    std::vector<TypedValue> arguments;
    for (const auto id : instruction.arguments) {
      arguments.push_back({kernel_.instructions[static_cast<std::size_t>(id)].type, value_of(id)});
    }
    return arguments;
  }

  llvm::Value* value_of(kernel::ValueId id) { return values_[static_cast<std::size_t>(id)]; }

  const kernel::Kernel& kernel_;
  int width_;
  llvm::IRBuilder<> builder_;
  llvm::Function* function_;
  std::vector<kernel::ValueId> order_;
  std::vector<llvm::Value*> values_;
  MemoryEmitter* memory_ = nullptr;
  const ElementPosition* element_ = nullptr;
};

}  // namespace

void emit_kernel(const kernel::Kernel& kernel, const TargetDescription& target,
                 llvm::Module& module) {
  Emitter(kernel, target, module).emit();
}

}  // namespace ranvier::backend
