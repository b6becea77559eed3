#include "synapse_lanes.hpp"

#include <algorithm>

#include <ranvier/backend/llvm/emission_order.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::backend {

using kernel::Instruction;
using kernel::Opcode;

SynapseLanes divide_into_lanes(const kernel::Kernel& kernel) {
  RANVIER_CHECK(kernel::is_over_synapses(kernel.space));
  const auto is_of_others = [&](const Instruction& instruction) {
    return kernel.bindings[static_cast<std::size_t>(instruction.binding)].access !=
           kernel::Access::element;
  };
  const bool stores_to_others = std::ranges::any_of(kernel.instructions, [&](const auto& one) {
    return one.opcode == Opcode::store && is_of_others(one);
  });
  SynapseLanes lanes{.is_sequential = std::vector<bool>(kernel.instructions.size(), false)};
  for (auto id = static_cast<std::size_t>(kernel.invariant_count); id < kernel.instructions.size();
       ++id) {
    const auto& instruction = kernel.instructions[id];
    const auto is_sequential = [&](kernel::ValueId argument) {
      return argument != kernel::no_value &&
             lanes.is_sequential[static_cast<std::size_t>(argument)];
    };
    // Bindings of the source and of the target may be the same memory, so one store is enough to
    // make all such loads wait for it.
    const bool touches_others =
        (instruction.opcode == Opcode::load || instruction.opcode == Opcode::store) &&
        stores_to_others && is_of_others(instruction);
    lanes.is_sequential[id] = touches_others || is_sequential(instruction.mask) ||
                              std::ranges::any_of(instruction.arguments, is_sequential);
    lanes.is_worthwhile = lanes.is_worthwhile || (!lanes.is_sequential[id] && is_long(instruction));
  }
  return lanes;
}

}  // namespace ranvier::backend
