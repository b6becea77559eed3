/// The type rules of the language: which types a function wants, and the conversions to them.
#pragma once

#include <vector>

#include <ranvier/kernel/instruction_list.hpp>

namespace ranvier::kernel {

/// Applies a stateless function to arguments of any types: converts them to what the function wants
/// (semantics B10, B11) and expands powers of constant exponent.
ValueId typed_compute(InstructionList& list, FunctionId function, std::vector<ValueId> arguments);

}  // namespace ranvier::kernel
