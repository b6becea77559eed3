/// What the LLVM back end compiles for: processor, instruction sets, vector width.
#pragma once

#include <string>
#include <string_view>

#include <ranvier/backend/backend.hpp>

namespace ranvier::backend {

/// A target with every choice made.
struct TargetDescription {
  Target target = Target::generic;  ///< never `native`
  /// LLVM's name of a generation of processors, not of this one: code then is the same on all
  /// machines that have the instructions, and LLVM takes a third less time than with the tables of
  /// the newest ones.
  std::string processor;
  int width = 1;  ///< elements per vector
};

/// Makes every choice that `options` leaves open; does not ask whether this processor can run the
/// result.
/// @throws UsageError if the width is none of 0, 1, 2, 4, 8.
TargetDescription describe(const LlvmOptions& options);

std::string_view name_of(Target target);

}  // namespace ranvier::backend
