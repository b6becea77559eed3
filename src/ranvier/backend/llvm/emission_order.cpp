#include "emission_order.hpp"

#include <algorithm>
#include <numeric>

namespace ranvier::backend {

using kernel::Instruction;
using kernel::Opcode;
using kernel::ValueId;
using symbolic::FunctionId;

bool is_long(const Instruction& instruction) {
  if (instruction.opcode == Opcode::random) return true;
  if (instruction.opcode != Opcode::compute) return false;
  switch (instruction.function) {
    case FunctionId::sqrt:
    case FunctionId::abs:
    case FunctionId::sign:
    case FunctionId::floor:
    case FunctionId::ceil:
    case FunctionId::clip:
    case FunctionId::to_integer:
    case FunctionId::timestep:
      return false;
    default:
      break;
  }
  const auto& info = symbolic::info_of(instruction.function);
  return info.is_public && !info.is_operator;
}

std::vector<ValueId> emission_order(const kernel::Kernel& kernel) {
  const auto& instructions = kernel.instructions;
  std::vector<int> depths(instructions.size(), 0);
  for (std::size_t id = static_cast<std::size_t>(kernel.invariant_count); id < instructions.size();
       ++id) {
    for (const auto argument : instructions[id].arguments) {
      depths[id] = std::max(depths[id], depths[static_cast<std::size_t>(argument)]);
    }
    if (is_long(instructions[id])) ++depths[id];
  }
  std::vector<ValueId> order(instructions.size() -
                             static_cast<std::size_t>(kernel.invariant_count));
  std::iota(order.begin(), order.end(), kernel.invariant_count);
  const auto first_store = std::find_if(order.begin(), order.end(), [&](ValueId id) {
    const auto opcode = instructions[static_cast<std::size_t>(id)].opcode;
    return opcode == Opcode::store || opcode == Opcode::emit;
  });
  std::stable_sort(order.begin(), first_store, [&](ValueId a, ValueId b) {
    return depths[static_cast<std::size_t>(a)] < depths[static_cast<std::size_t>(b)];
  });
  return order;
}

}  // namespace ranvier::backend
