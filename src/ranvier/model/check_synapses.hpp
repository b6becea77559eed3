/// Checks of the equations of synapses that need no values: how differential equations and summed
/// variables go together with each other and with the groups at both ends.
#pragma once

#include <string>

#include <ranvier/model/group.hpp>
#include <ranvier/model/synaptic_pathway.hpp>

namespace ranvier::model {

/// A summed variable `name_post` or `name_pre`: the end it is for, and the name there.
struct SummedTarget {
  SynapseEnd end = SynapseEnd::target;
  std::string variable;
};

/// @throws UsageError  if the name of the summed variable has neither suffix.
SummedTarget summed_target(const equations::Equation& equation, const std::string& where);

/// @throws UsageError, DimensionMismatchError  for a summed variable without a parameter of its
///   unit in the group that it is for, or two for one (semantics B15.4).
/// @throws ModelError  "event-driven-dependency": event-driven and clock-driven equations depend on
///   each other, or a summed variable on an event-driven one (semantics B14.3).
///   "shared-subexpression": a shared one uses variables of single neurons.
void check_synaptic_equations(const equations::Equations& equations, const Group& source,
                              const Group& target, const std::string& where);

}  // namespace ranvier::model
