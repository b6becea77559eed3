/// Moves values that depend on no element in front of the loop. Never changes a bit.
#pragma once

#include <vector>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

/// For each instruction, whether its value depends on no element: constants, loads of cells that
/// the kernel does not store, and computes of those.
std::vector<bool> find_invariant_values(const Kernel& kernel);

/// The same kernel with all invariant values in its invariant part (verified). A kernel that runs
/// once has no loop and stays as it is.
Kernel hoist(const Kernel& kernel);

}  // namespace ranvier::kernel
