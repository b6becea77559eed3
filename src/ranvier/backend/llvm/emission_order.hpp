/// The order in which a kernel's instructions are emitted: independent long computations next to
/// each other.
#pragma once

#include <vector>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::backend {

/// Whether the instruction becomes dozens of dependent operations, or a call.
bool is_long(const kernel::Instruction& instruction);

/// The instructions of the body (those that run for every element), rearranged.
///
/// A processor looks a few hundred instructions ahead. If the exponentials of one variable's update
/// stand one behind the other, each waits for the one before; if those that depend on nothing come
/// first, they overlap. So instructions are ordered by the number of elementary functions on the
/// longest way to them, else as they stand. What follows the first store keeps its place: memory is
/// read and written in the kernel's order.
std::vector<kernel::ValueId> emission_order(const kernel::Kernel& kernel);

}  // namespace ranvier::backend
