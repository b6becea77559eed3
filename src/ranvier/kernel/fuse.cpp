#include "fuse.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <ranvier/kernel/hoist.hpp>
#include <ranvier/kernel/instruction_list.hpp>

namespace ranvier::kernel {
namespace {

bool has(const Kernel& kernel, Opcode opcode) {
  return std::any_of(kernel.instructions.begin(), kernel.instructions.end(),
                     [&](const Instruction& instruction) { return instruction.opcode == opcode; });
}

/// Whether a value that goes through memory comes back with the same bits.
bool keeps_all_bits(ElementType type) {
  return type == ElementType::float64 || type == ElementType::int64 || type == ElementType::boolean;
}

const Binding* find_binding(const Kernel& kernel, const std::string& name) {
  const auto place = std::find_if(kernel.bindings.begin(), kernel.bindings.end(),
                                  [&](const Binding& binding) { return binding.name == name; });
  return place == kernel.bindings.end() ? nullptr : &*place;
}

/// Whether handing on what `first` stores without memory gives `second` what it would have loaded.
bool can_hand_on(const Kernel& first, const Kernel& second) {
  for (const Binding& binding : second.bindings) {
    const Binding* other = find_binding(first, binding.name);
    if (other != nullptr && !(*other == binding)) {
      return false;  // one array seen in two ways
    }
  }
  const std::vector<BindingId> read = read_bindings(second);
  for (const BindingId id : written_bindings(first)) {
    const Binding& binding = first.bindings[id];
    const bool is_read = std::any_of(read.begin(), read.end(), [&](BindingId other) {
      return second.bindings[other] == binding;
    });
    if (is_read && !keeps_all_bits(binding.type)) {
      return false;
    }
  }
  return true;
}

void append(InstructionList& list, const Kernel& kernel) {
  std::vector<ValueId> new_value(kernel.instructions.size(), no_value);
  for (std::size_t k = 0; k < kernel.instructions.size(); ++k) {
    Instruction instruction = kernel.instructions[k];
    for (ValueId& argument : instruction.arguments) {
      argument = new_value[argument];
    }
    if (instruction.mask != no_value) {
      instruction.mask = new_value[instruction.mask];
    }
    new_value[k] = list.copy(instruction, kernel);
  }
}

}  // namespace

std::optional<Kernel> fuse(const Kernel& first, const Kernel& second) {
  const bool is_possible =
      first.hosts.empty() && second.hosts.empty() && first.space == IndexSpace::elements &&
      second.space == IndexSpace::elements &&
      !(has(first, Opcode::emit) && has(second, Opcode::emit)) &&
      !(has(first, Opcode::random) && has(second, Opcode::random)) && can_hand_on(first, second);
  if (!is_possible) {
    return std::nullopt;
  }
  InstructionList list;
  append(list, first);
  append(list, second);
  return hoist(list.finish(first.name + "+" + second.name, first.space));
}

}  // namespace ranvier::kernel
