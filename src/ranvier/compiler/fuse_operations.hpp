/// Joins kernels of one group that stand apart in the schedule into one pass, where nothing between
/// them minds.
#pragma once

#include <vector>

#include <ranvier/compiler/planner.hpp>

namespace ranvier::compiler {

/// @param operations  in the order of the schedule. An operation is joined with a later one over
/// the same elements and clock if
///   one of both can be moved to the other past everything between, because it neither reads what
///   they write nor writes what they read or write. The result computes the same bits.
std::vector<PlannedOperation> fuse_operations(std::vector<PlannedOperation> operations);

}  // namespace ranvier::compiler
