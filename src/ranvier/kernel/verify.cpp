#include <algorithm>

#include <fmt/format.h>

#include <ranvier/kernel/kernel.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::kernel {
namespace {

/// Walks a kernel once and throws at the first instruction that breaks a rule.
class Verification {
 public:
  explicit Verification(const Kernel& kernel)
      : kernel_(kernel), written_(kernel.bindings.size()), stored_(kernel.bindings.size()) {
    for (const Instruction& instruction : kernel.instructions) {
      if (instruction.opcode == Opcode::store && is_binding(instruction.binding)) {
        written_[instruction.binding] = true;
      }
    }
  }

  void run() {
    const auto count = static_cast<std::int32_t>(kernel_.instructions.size());
    require(0 <= kernel_.invariant_count && kernel_.invariant_count <= count,
            "the invariant part ends within the instructions");
    for (position_ = 0; position_ < count; ++position_) {
      check_arguments();
      check_instruction();
      if (position_ < kernel_.invariant_count) {
        check_invariant();
      }
    }
  }

 private:
  const Instruction& current() const { return kernel_.instructions[position_]; }

  const Instruction& argument(std::size_t k) const {
    return kernel_.instructions[current().arguments[k]];
  }

  bool is_binding(BindingId id) const {
    return 0 <= id && static_cast<std::size_t>(id) < kernel_.bindings.size();
  }

  const Binding& binding() const { return kernel_.bindings[current().binding]; }

  void require(bool condition, std::string_view rule) const {
    if (!condition) {
      throw InternalError(fmt::format("kernel '{}', instruction {}: violated rule: {}",
                                      kernel_.name, position_, rule));
    }
  }

  void require_value(ValueId id) const {
    require(0 <= id && id < position_, "an argument is an earlier instruction");
    const Opcode opcode = kernel_.instructions[id].opcode;
    require(opcode != Opcode::store && opcode != Opcode::emit, "an argument has a value");
  }

  void check_arguments() const {
    for (const ValueId id : current().arguments) {
      require_value(id);
    }
    if (current().mask != no_value) {
      require(current().opcode == Opcode::store, "only a store has a mask");
      require_value(current().mask);
      require(kernel_.instructions[current().mask].type == ValueType::boolean, "a mask is boolean");
    }
  }

  void check_instruction() {
    const std::size_t count = current().arguments.size();
    switch (current().opcode) {
      case Opcode::constant:
        require(count == 0, "a constant has no arguments");
        break;
      case Opcode::load:
        require(is_binding(current().binding), "a load names its binding");
        if (binding().access == Access::table) {
          require(count == 1 && argument(0).type == ValueType::integer,
                  "a load from a table has an integer index");
        } else {
          require(count == 0, "a load has no arguments");
        }
        require(current().type == value_type(binding().type), "a load has its binding's type");
        require(!stored_[current().binding], "no load follows a store of the same binding");
        break;
      case Opcode::index:
        require(count == 0 && current().type == ValueType::integer, "the index is an integer");
        break;
      case Opcode::compute:
        check_compute();
        break;
      case Opcode::random:
        check_random();
        break;
      case Opcode::store:
        check_store();
        break;
      case Opcode::emit:
        require(count == 1 && argument(0).type == ValueType::boolean &&
                    current().type == ValueType::boolean,
                "an emit has one boolean argument");
        require(kernel_.space == IndexSpace::elements, "only a kernel over elements emits");
        break;
      case Opcode::host:
        require(0 <= current().integer &&
                    static_cast<std::size_t>(current().integer) < kernel_.hosts.size(),
                "a call names its host");
        break;
    }
  }

  void check_store() {
    require(current().arguments.size() == 1 && is_binding(current().binding),
            "a store has one value and one binding");
    require(argument(0).type == value_type(binding().type) && current().type == argument(0).type,
            "a stored value has its binding's type");
    require(!stored_[current().binding], "a binding is stored once");
    require(binding().access != Access::table, "a table is not stored to");
    if (kernel_.space == IndexSpace::elements || kernel_.space == IndexSpace::events) {
      require(binding().access == Access::element,
              "elements are independent: each stores to its own place");
    }
    stored_[current().binding] = true;
  }

  void check_random() const {
    const FunctionId function = current().function;
    require(function == FunctionId::rand || function == FunctionId::randn ||
                function == FunctionId::poisson || function == FunctionId::binomial,
            "a random draw has a distribution");
    const auto arity = static_cast<std::size_t>(symbolic::info_of(function).arity);
    require(current().arguments.size() == arity + 1, "a random draw has its parameters");
    require(argument(0).type == ValueType::integer, "a random draw has an element number");
    for (std::size_t k = 1; k <= arity; ++k) {
      require(argument(k).type == ValueType::real, "the parameters of a distribution are real");
    }
    require(current().type == ValueType::real, "a random draw is real");
    require(0 <= current().draw && current().draw < maximum_draws,
            "the number of a draw fits its counter");
  }

  bool arguments_are(ValueType type, std::size_t from = 0) const {
    for (std::size_t k = from; k < current().arguments.size(); ++k) {
      if (argument(k).type != type) {
        return false;
      }
    }
    return true;
  }

  void check_compute() const {
    const FunctionId function = current().function;
    const symbolic::FunctionInfo& info = symbolic::info_of(function);
    require(info.is_stateless, "a stateful function is drawn, not computed");
    require(current().arguments.size() == static_cast<std::size_t>(info.arity),
            "a function has its number of arguments");
    require(types_fit(function), "arguments and result have the types that the function wants");
  }

  bool types_fit(FunctionId function) const {
    const ValueType result = current().type;
    const ValueType first = argument(0).type;
    const bool same = arguments_are(first);
    switch (function) {
      case FunctionId::add:
      case FunctionId::subtract:
      case FunctionId::multiply:
      case FunctionId::floor_divide:
      case FunctionId::modulo:
      case FunctionId::negate:
      case FunctionId::abs:
      case FunctionId::clip:
        return same && result == first && first != ValueType::boolean;
      case FunctionId::power:
        return same && result == first &&
               (first == ValueType::real ||
                (first == ValueType::integer && argument(1).opcode == Opcode::constant &&
                 argument(1).integer >= 0));
      case FunctionId::less:
      case FunctionId::less_equal:
      case FunctionId::greater:
      case FunctionId::greater_equal:
      case FunctionId::equal:
      case FunctionId::not_equal:
        return same && result == ValueType::boolean;
      case FunctionId::logical_and:
      case FunctionId::logical_or:
      case FunctionId::logical_not:
        return arguments_are(ValueType::boolean) && result == ValueType::boolean;
      case FunctionId::select:
        return first == ValueType::boolean && arguments_are(result, 1);
      case FunctionId::sign:
        return first != ValueType::boolean && result == ValueType::integer;
      case FunctionId::timestep:
        return arguments_are(ValueType::real) && result == ValueType::integer;
      case FunctionId::to_real:
        return first != ValueType::real && result == ValueType::real;
      case FunctionId::to_integer:
        return first != ValueType::integer && result == ValueType::integer;
      case FunctionId::to_boolean:
        return first != ValueType::boolean && result == ValueType::boolean;
      default:
        return arguments_are(ValueType::real) && result == ValueType::real;
    }
  }

  void check_invariant() const {
    require(current().opcode == Opcode::constant || current().opcode == Opcode::load ||
                current().opcode == Opcode::compute,
            "the invariant part has constants, loads and computes");
    if (current().opcode == Opcode::load) {
      require((binding().access == Access::cell && !written_[current().binding]) ||
                  binding().access == Access::table,
              "the invariant part loads cells that the kernel does not store, and tables");
    }
  }

  const Kernel& kernel_;
  std::vector<bool> written_;
  std::vector<bool> stored_;
  std::int32_t position_ = 0;
};

}  // namespace

void verify(const Kernel& kernel) {
  Verification(kernel).run();
}

}  // namespace ranvier::kernel
