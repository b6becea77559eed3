/// Moves values that depend on no element in front of the loop. Never changes a bit.
#pragma once

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

Kernel hoist(const Kernel& kernel);

}  // namespace ranvier::kernel
