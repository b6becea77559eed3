/// Joins two kernels over the elements of the same group into one pass where the result is provably the same.
#pragma once

#include <optional>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

/// `first` then `second` as one kernel over elements: values that `first` stores reach `second` without memory,
/// common work is shared. Nothing if they can't be joined (other index space, both emit, both draw random numbers
/// with different keys). Bindings with the same name must be the same array: the caller names them so.
std::optional<Kernel> fuse(const Kernel& first, const Kernel& second);

}  // namespace ranvier::kernel
