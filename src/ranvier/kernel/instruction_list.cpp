#include "instruction_list.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::kernel {
namespace {

symbolic::Value value_of(const Instruction& constant) {
  return {constant.type, constant.real, constant.integer};
}

/// Functions of two arguments that may be exchanged without changing a bit.
bool is_commutative(FunctionId function) {
  switch (function) {
    case FunctionId::add:
    case FunctionId::multiply:
    case FunctionId::equal:
    case FunctionId::not_equal:
    case FunctionId::logical_and:
    case FunctionId::logical_or:
      return true;
    default:
      return false;
  }
}

}  // namespace

ValueId InstructionList::add(Instruction instruction) {
  std::vector<ValueId> arguments = instruction.arguments;
  if (instruction.opcode == Opcode::compute && is_commutative(instruction.function)) {
    std::sort(arguments.begin(), arguments.end());
  }
  Key key{instruction.opcode,   instruction.type,    instruction.function,
          std::move(arguments), instruction.binding, std::bit_cast<std::uint64_t>(instruction.real),
          instruction.integer,  instruction.draw};
  const auto [place, is_new] =
      values_.try_emplace(std::move(key), static_cast<ValueId>(instructions_.size()));
  if (is_new) {
    instructions_.push_back(std::move(instruction));
  }
  return place->second;
}

ValueId InstructionList::constant(double value) {
  return add({.opcode = Opcode::constant, .type = ValueType::real, .real = value});
}

ValueId InstructionList::constant(std::int64_t value) {
  return add({.opcode = Opcode::constant, .type = ValueType::integer, .integer = value});
}

ValueId InstructionList::constant(bool value) {
  return add({.opcode = Opcode::constant, .type = ValueType::boolean, .integer = value ? 1 : 0});
}

BindingId InstructionList::binding_id(const Binding& binding) {
  const auto place = std::find(bindings_.begin(), bindings_.end(), binding);
  if (place == bindings_.end()) {
    bindings_.push_back(binding);
    return static_cast<BindingId>(bindings_.size()) - 1;
  }
  return static_cast<BindingId>(place - bindings_.begin());
}

ValueId InstructionList::load(const Binding& binding) {
  return add(
      {.opcode = Opcode::load, .type = value_type(binding.type), .binding = binding_id(binding)});
}

ValueId InstructionList::look_up(const Binding& table, ValueId index) {
  return add({.opcode = Opcode::load,
              .type = value_type(table.type),
              .arguments = {index},
              .binding = binding_id(table)});
}

ValueId InstructionList::host(const Host& host, ValueType type, std::vector<ValueId> arguments,
                              std::int32_t draw) {
  auto place = std::find(hosts_.begin(), hosts_.end(), host);
  if (place == hosts_.end()) {
    place = hosts_.insert(place, host);
  }
  return add({.opcode = Opcode::host,
              .type = type,
              .arguments = std::move(arguments),
              .integer = place - hosts_.begin(),
              .draw = draw});
}

ValueId InstructionList::index() {
  return add({.opcode = Opcode::index, .type = ValueType::integer});
}

ValueId InstructionList::compute(FunctionId function, ValueType type,
                                 std::vector<ValueId> arguments) {
  if (std::all_of(arguments.begin(), arguments.end(),
                  [&](ValueId id) { return is_constant(id); })) {
    std::vector<symbolic::Value> values;
    values.reserve(arguments.size());
    for (const ValueId id : arguments) {
      values.push_back(value_of(instructions_[id]));
    }
    const symbolic::Value result = symbolic::apply(function, values);
    RANVIER_CHECK(result.type == type);
    return add(
        {.opcode = Opcode::constant, .type = type, .real = result.real, .integer = result.integer});
  }
  return add({.opcode = Opcode::compute,
              .type = type,
              .function = function,
              .arguments = std::move(arguments)});
}

ValueId InstructionList::random(FunctionId function, std::vector<ValueId> arguments,
                                std::int32_t draw) {
  return add({.opcode = Opcode::random,
              .type = ValueType::real,
              .function = function,
              .arguments = std::move(arguments),
              .draw = draw});
}

void InstructionList::emit(ValueId condition) {
  instructions_.push_back(
      {.opcode = Opcode::emit, .type = ValueType::boolean, .arguments = {condition}});
}

ValueId InstructionList::convert(ValueId value, ValueType type) {
  const Instruction& instruction = instructions_[value];
  if (instruction.type == type) {
    return value;
  }
  // A truth value is 0 or 1 in every type: no detour over an integer.
  if (instruction.opcode == Opcode::compute && instruction.function == FunctionId::to_integer &&
      instructions_[instruction.arguments[0]].type == ValueType::boolean) {
    return convert(instruction.arguments[0], type);
  }
  switch (type) {
    case ValueType::real:
      return compute(FunctionId::to_real, type, {value});
    case ValueType::integer:
      return compute(FunctionId::to_integer, type, {value});
    case ValueType::boolean:
      return compute(FunctionId::to_boolean, type, {value});
  }
  RANVIER_CHECK(false);
}

ValueId InstructionList::select(ValueId mask, ValueId if_true, ValueId if_false) {
  if (if_true == if_false) {
    return if_true;
  }
  if (is_constant(mask)) {
    return instructions_[mask].integer != 0 ? if_true : if_false;
  }
  return compute(FunctionId::select, instructions_[if_true].type, {mask, if_true, if_false});
}

InstructionList::Pending* InstructionList::pending_of(BindingId binding) {
  for (Pending& pending : pending_) {
    if (pending.binding == binding) {
      return &pending;
    }
  }
  return nullptr;
}

ValueId InstructionList::current(const Binding& binding) {
  const Pending* pending = pending_of(binding_id(binding));
  return pending != nullptr ? pending->value : load(binding);
}

void InstructionList::store(const Binding& binding, ValueId value, ValueId mask) {
  if (mask != no_value && is_constant(mask)) {
    if (instructions_[mask].integer == 0) {
      return;
    }
    mask = no_value;
  }
  const BindingId id = binding_id(binding);
  const ValueId everywhere = mask == no_value ? value : select(mask, value, current(binding));
  Pending* pending = pending_of(id);
  if (pending == nullptr) {
    pending_.push_back({id, everywhere, value, mask});
  } else {
    const bool same_mask = mask != no_value && mask == pending->mask;
    pending->value = everywhere;
    pending->masked = same_mask ? value : everywhere;
    pending->mask = same_mask ? mask : no_value;
  }
}

ValueId InstructionList::copy(const Instruction& instruction, const Kernel& from) {
  switch (instruction.opcode) {
    case Opcode::load: {
      const Binding& binding = from.bindings[instruction.binding];
      return binding.access == Access::table ? look_up(binding, instruction.arguments[0])
                                             : current(binding);
    }
    case Opcode::host:
      return host(from.hosts[static_cast<std::size_t>(instruction.integer)], instruction.type,
                  instruction.arguments, instruction.draw);
    case Opcode::compute:
      return compute(instruction.function, instruction.type, instruction.arguments);
    case Opcode::store:
      store(from.bindings[instruction.binding], instruction.arguments[0], instruction.mask);
      return no_value;
    case Opcode::emit:
      emit(instruction.arguments[0]);
      return no_value;
    case Opcode::constant:
    case Opcode::index:
    case Opcode::random:
      return add(instruction);
  }
  RANVIER_CHECK(false);
}

Kernel InstructionList::finish(std::string name, IndexSpace space) const {
  std::vector<Instruction> all = instructions_;
  for (const Pending& pending : pending_) {
    all.push_back({.opcode = Opcode::store,
                   .type = instructions_[pending.masked].type,
                   .arguments = {pending.masked},
                   .binding = pending.binding,
                   .mask = pending.mask});
  }
  std::vector<bool> is_needed(all.size());
  for (std::size_t k = all.size(); k-- > 0;) {
    const Instruction& instruction = all[k];
    if (instruction.opcode == Opcode::store || instruction.opcode == Opcode::emit) {
      is_needed[k] = true;
    }
    if (is_needed[k]) {
      for (const ValueId argument : instruction.arguments) {
        is_needed[argument] = true;
      }
      if (instruction.mask != no_value) {
        is_needed[instruction.mask] = true;
      }
    }
  }
  Kernel kernel{.name = std::move(name), .space = space};
  std::vector<ValueId> new_value(all.size(), no_value);
  std::vector<BindingId> new_binding(bindings_.size(), -1);
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (!is_needed[k]) {
      continue;
    }
    Instruction instruction = std::move(all[k]);
    for (ValueId& argument : instruction.arguments) {
      argument = new_value[argument];
    }
    if (instruction.mask != no_value) {
      instruction.mask = new_value[instruction.mask];
    }
    if (instruction.binding >= 0) {
      BindingId& binding = new_binding[instruction.binding];
      if (binding < 0) {
        binding = static_cast<BindingId>(kernel.bindings.size());
        kernel.bindings.push_back(bindings_[instruction.binding]);
      }
      instruction.binding = binding;
    }
    new_value[k] = static_cast<ValueId>(kernel.instructions.size());
    kernel.instructions.push_back(std::move(instruction));
  }
  // Hosts of calls that nobody needs go.
  std::vector<std::int64_t> new_host(hosts_.size(), -1);
  for (Instruction& instruction : kernel.instructions) {
    if (instruction.opcode == Opcode::host) {
      auto& number = new_host[static_cast<std::size_t>(instruction.integer)];
      if (number < 0) {
        number = static_cast<std::int64_t>(kernel.hosts.size());
        kernel.hosts.push_back(hosts_[static_cast<std::size_t>(instruction.integer)]);
      }
      instruction.integer = number;
    }
  }
  verify(kernel);
  return kernel;
}

}  // namespace ranvier::kernel
