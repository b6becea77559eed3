// The back end that defines what a kernel means: one element after the other, one instruction after
// the other, every function as symbolic::apply says.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/backend/staged_kernel.hpp>
#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/element_type.hpp>
#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::backend {
namespace {

using kernel::Access;
using kernel::Binding;
using kernel::IndexSpace;
using kernel::Instruction;
using kernel::Kernel;
using kernel::KernelArguments;
using kernel::Opcode;
using kernel::SynapseSegment;
using symbolic::FunctionId;
using symbolic::Value;
using symbolic::ValueType;

Value load(ElementType type, const void* data, std::int64_t position) {
  switch (type) {
    case ElementType::float64:
      return Value::of(static_cast<const double*>(data)[position]);
    case ElementType::float32:
      return Value::of(double{static_cast<const float*>(data)[position]});
    case ElementType::int32:
      return Value::of(std::int64_t{static_cast<const std::int32_t*>(data)[position]});
    case ElementType::int64:
      return Value::of(static_cast<const std::int64_t*>(data)[position]);
    case ElementType::boolean:
      return Value::of(static_cast<const std::uint8_t*>(data)[position] != 0);
  }
  RANVIER_CHECK(false);
}

void store(ElementType type, void* data, std::int64_t position, const Value& value) {
  switch (type) {
    case ElementType::float64:
      static_cast<double*>(data)[position] = value.real;
      break;
    case ElementType::float32:
      static_cast<float*>(data)[position] = static_cast<float>(value.real);
      break;
    case ElementType::int32:
      static_cast<std::int32_t*>(data)[position] = static_cast<std::int32_t>(value.integer);
      break;
    case ElementType::int64:
      static_cast<std::int64_t*>(data)[position] = value.integer;
      break;
    case ElementType::boolean:
      static_cast<std::uint8_t*>(data)[position] = value.integer != 0 ? 1 : 0;
      break;
  }
}

/// Where the kernel stands: the element, and the neurons at both ends if it is a synapse.
struct Place {
  std::int64_t element = 0;
  std::int64_t source = 0;
  std::int64_t target = 0;
};

/// One call of a kernel: the values of its instructions so far, and the arrays it works on.
class Call {
 public:
  Call(const Kernel& kernel, KernelArguments& arguments)
      : kernel_(kernel), arguments_(arguments), values_(kernel.instructions.size()) {}

  void run() {
    run_instructions(0, invariant_end(), {});
    switch (kernel_.space) {
      case IndexSpace::once:
        run_element(0);
        break;
      case IndexSpace::elements:
        for (std::int64_t element = arguments_.begin; element < arguments_.end; ++element) {
          run_element(element);
        }
        break;
      case IndexSpace::events:
        for (std::int64_t k = 0; k < arguments_.event_count; ++k) {
          run_element(arguments_.events[k]);
        }
        break;
      case IndexSpace::synapses:
      case IndexSpace::listed_synapses:
      case IndexSpace::target_synapses:
        for (std::int64_t k = 0; k < arguments_.segment_count; ++k) {
          run_segment(arguments_.segments[k]);
        }
        break;
    }
  }

 private:
  std::size_t invariant_end() const { return static_cast<std::size_t>(kernel_.invariant_count); }

  void run_element(std::int64_t element) {
    Place place{.element = element};
    if (arguments_.sources != nullptr) {
      place.source = arguments_.sources[element];
    }
    if (arguments_.targets != nullptr) {
      place.target = arguments_.targets[element];
    }
    run_instructions(invariant_end(), kernel_.instructions.size(), place);
  }

  void run_segment(const SynapseSegment& segment) {
    for (std::int64_t number = segment.begin; number < segment.begin + segment.length; ++number) {
      const bool is_listed = kernel_.space != IndexSpace::synapses;
      run_synapse(is_listed ? arguments_.listed[number] : number, segment.source);
    }
  }

  void run_synapse(std::int64_t synapse, std::int64_t neuron) {
    Place place{.element = synapse, .source = neuron, .target = neuron};
    if (kernel_.space != IndexSpace::synapses && arguments_.sources != nullptr) {
      place.source = arguments_.sources[synapse];
    }
    if (kernel_.space != IndexSpace::target_synapses && arguments_.targets != nullptr) {
      place.target = arguments_.targets[synapse];
    }
    run_instructions(invariant_end(), kernel_.instructions.size(), place);
  }

  void run_instructions(std::size_t begin, std::size_t end, const Place& place) {
    for (std::size_t id = begin; id < end; ++id) {
      const Instruction& instruction = kernel_.instructions[id];
      switch (instruction.opcode) {
        case Opcode::constant:
          values_[id] = {instruction.type, instruction.real, instruction.integer};
          break;
        case Opcode::load:
          values_[id] =
              load(kernel_.bindings[instruction.binding].type,
                   arguments_.pointers[instruction.binding], position(instruction, place));
          break;
        case Opcode::host:
          RANVIER_CHECK(!"a kernel with hosts is cut at its calls");
          break;
        case Opcode::index:
          values_[id] = Value::of(place.element);
          break;
        case Opcode::compute:
          gather_arguments(instruction);
          values_[id] = symbolic::apply(instruction.function, scratch_);
          break;
        case Opcode::random:
          gather_arguments(instruction);
          values_[id] = Value::of(draw(instruction));
          break;
        case Opcode::store:
          if (instruction.mask == kernel::no_value || values_[instruction.mask].integer != 0) {
            store(kernel_.bindings[instruction.binding].type,
                  arguments_.pointers[instruction.binding], position(instruction, place),
                  values_[instruction.arguments[0]]);
          }
          break;
        case Opcode::emit:
          if (values_[instruction.arguments[0]].integer != 0) {
            arguments_.emitted[arguments_.emitted_count++] =
                static_cast<std::int32_t>(place.element);
          }
          break;
      }
    }
  }

  std::int64_t position(const Instruction& instruction, const Place& place) const {
    switch (kernel_.bindings[instruction.binding].access) {
      case Access::cell:
        return 0;
      case Access::element:
        return place.element;
      case Access::source:
        return place.source;
      case Access::target:
        return place.target;
      case Access::table:
        return values_[instruction.arguments[0]].integer;
    }
    RANVIER_CHECK(false);
  }

  void gather_arguments(const Instruction& instruction) {
    scratch_.clear();
    for (const kernel::ValueId id : instruction.arguments) {
      scratch_.push_back(values_[id]);
    }
  }

  /// @pre scratch_ holds the element's number and the parameters.
  double draw(const Instruction& instruction) const {
    const std::uint64_t key = arguments_.random_key;
    const std::int64_t element = scratch_[0].integer;
    const std::int64_t step = arguments_.step;
    switch (instruction.function) {
      case FunctionId::rand:
        return kernel::draw_uniform(key, element, step, instruction.draw);
      case FunctionId::randn:
        return kernel::draw_normal(key, element, step, instruction.draw);
      case FunctionId::poisson:
        return kernel::draw_poisson(key, element, step, instruction.draw, scratch_[1].real);
      case FunctionId::binomial:
        return kernel::draw_binomial(key, element, step, instruction.draw, scratch_[1].real,
                                     scratch_[2].real);
      default:
        RANVIER_CHECK(false);
    }
  }

  const Kernel& kernel_;
  KernelArguments& arguments_;
  std::vector<Value> values_;
  std::vector<Value> scratch_;
};

class InterpretedKernel : public CompiledKernel {
 public:
  explicit InterpretedKernel(Kernel kernel) : kernel_(std::move(kernel)) {}

  void run(KernelArguments& arguments) const override { Call(kernel_, arguments).run(); }

 private:
  Kernel kernel_;
};

class Interpreter : public Backend {
 public:
  std::string_view name() const override { return "interpreter"; }

  std::shared_ptr<const CompiledKernel> compile(const Kernel& kernel) override {
    kernel::verify(kernel);
    if (!kernel.hosts.empty()) {
      return compile_in_stages(kernel, *this);
    }
    return std::make_shared<InterpretedKernel>(kernel);
  }
};

}  // namespace

std::unique_ptr<Backend> make_interpreter() {
  return std::make_unique<Interpreter>();
}

}  // namespace ranvier::backend
