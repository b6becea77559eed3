/// What a spike adds to a variable of its target, as a factor times a difference of potentials.
#pragma once

#include <optional>
#include <string>

#include <ranvier/doctor/dependency_graph.hpp>

namespace ranvier::doctor {

/// `coefficient * (reversal - v)`, added by a pathway.
struct DrivenAmount {
  symbolic::Expression coefficient;
  symbolic::Expression reversal;
  std::string potential;  ///< name of v in the target
  bool is_negative = false;
};

/// The amount that a pathway adds, if it has this form with a factor that neither neuron's
/// variables stand in.
std::optional<DrivenAmount> driven_amount(const Write& write);

}  // namespace ranvier::doctor
