/// Cures for parameters that synapses write and nothing lowers: an equation that makes them decay,
/// or synapses that act on the potential itself.
#pragma once

#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/doctor/finding.hpp>

namespace ranvier::doctor {

/// The parameter as a variable that decays.
struct Decay {
  std::string line;         ///< dI/dt = -I/tau_I : amp   with   tau_I = 5*ms
  std::vector<Edit> edits;  ///< empty if the user has to decide
};

/// @pre  DependencyGraph::equation_of(variable) is that of a parameter
Decay decay_of(const Variable& variable, const Facts& facts);

/// The other cure as text, for the code or input that writes: `on_pre='v += w'`; and where to read
/// about both.
std::string delta_synapse(const Variable& variable, const Write& write, const Facts& facts);

}  // namespace ranvier::doctor
