#include "hoist.hpp"

#include <algorithm>

namespace ranvier::kernel {
namespace {

void renumber(Instruction& instruction, const std::vector<ValueId>& new_value) {
  for (ValueId& argument : instruction.arguments) {
    argument = new_value[argument];
  }
  if (instruction.mask != no_value) {
    instruction.mask = new_value[instruction.mask];
  }
}

}  // namespace

std::vector<bool> find_invariant_values(const Kernel& kernel) {
  std::vector<bool> is_written(kernel.bindings.size());
  for (const BindingId id : written_bindings(kernel)) {
    is_written[id] = true;
  }
  std::vector<bool> is_invariant(kernel.instructions.size());
  for (std::size_t k = 0; k < kernel.instructions.size(); ++k) {
    const Instruction& instruction = kernel.instructions[k];
    switch (instruction.opcode) {
      case Opcode::constant:
        is_invariant[k] = true;
        break;
      case Opcode::load:
        is_invariant[k] = kernel.bindings[instruction.binding].access == Access::table
                              ? is_invariant[instruction.arguments[0]]
                              : kernel.bindings[instruction.binding].access == Access::cell &&
                                    !is_written[instruction.binding];
        break;
      case Opcode::compute:
        is_invariant[k] = std::all_of(instruction.arguments.begin(), instruction.arguments.end(),
                                      [&](ValueId argument) { return is_invariant[argument]; });
        break;
      default:
        break;
    }
  }
  return is_invariant;
}

Kernel hoist(const Kernel& kernel) {
  if (kernel.space == IndexSpace::once) {
    return kernel;
  }
  const std::vector<bool> is_invariant = find_invariant_values(kernel);
  Kernel result{.name = kernel.name,
                .space = kernel.space,
                .bindings = kernel.bindings,
                .hosts = kernel.hosts};
  std::vector<ValueId> new_value(kernel.instructions.size(), no_value);
  for (const bool invariant : {true, false}) {
    for (std::size_t k = 0; k < kernel.instructions.size(); ++k) {
      if (is_invariant[k] == invariant) {
        new_value[k] = static_cast<ValueId>(result.instructions.size());
        result.instructions.push_back(kernel.instructions[k]);
        renumber(result.instructions.back(), new_value);
      }
    }
    if (invariant) {
      result.invariant_count = static_cast<std::int32_t>(result.instructions.size());
    }
  }
  verify(result);
  return result;
}

}  // namespace ranvier::kernel
