/// Joins two kernels over the elements of the same group into one pass where the result is provably
/// the same.
#pragma once

#include <optional>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

/// `first` then `second` as one kernel over elements: values that `first` stores reach `second`
/// without memory, common work is shared; the result is hoisted and verified.
///
/// Bindings with the same name must be the same array: the caller names them so. The joined kernel
/// draws with one key: that of the one which draws.
///
/// @return nothing if they can't be joined: not both over elements; both emit; both draw random
///         numbers; one name bound in two ways; `second` reads what `first` stores in a type that
///         loses bits (float32, int32).
std::optional<Kernel> fuse(const Kernel& first, const Kernel& second);

}  // namespace ranvier::kernel
