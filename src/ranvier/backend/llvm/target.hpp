/// What the LLVM back end compiles for: processor, instruction sets, vector width.
#pragma once

#include <string>

#include <ranvier/backend/backend.hpp>

namespace ranvier::backend {

/// A target with every choice made.
struct TargetDescription {
  Target target = Target::generic;  ///< never `native`
  std::string processor;            ///< LLVM's name, decides instruction costs
  std::string features;             ///< LLVM's list, such as "+avx2,+fma"
  int width = 1;                    ///< elements per vector
};

/// Makes every choice that `options` leaves open; does not ask whether this processor can run the
/// result.
/// @throws UsageError if the width is none of 0, 1, 2, 4, 8.
TargetDescription describe(const LlvmOptions& options);

std::string_view name_of(Target target);

}  // namespace ranvier::backend
