/// Synaptic currents that pathways write, rewritten as conductances that they open.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/doctor/finding.hpp>

namespace ranvier::doctor {

/// A variable of the target that pathways add `w*(E - v)` to, or `w*(v_pre - v)`, and that decays.
/// In its place a conductance `g` decays, and the variable becomes the current through it.
struct ConductanceForm {
  std::string current;               ///< "I_ampa"
  std::string conductance;           ///< "g_ampa"
  std::string reversal;              ///< name, or text; "" if nobody knows it
  bool is_reversal_unused = false;   ///< it is defined in the script, and nothing uses it
  std::string new_constant;          ///< the line that defines it, if nothing does
  std::string potential;             ///< of the target: "v"
  bool lowers_potential = false;     ///< what is positive in the current lowers the potential
  bool is_difference_added = false;  ///< the pathways add `w*(... - v)`, not `w*(v - ...)`
  std::vector<std::string> lines;    ///< of the target's equations, as they should be
  std::vector<std::string> codes;    ///< of the pathways: "g_ampa += w"
  std::vector<Edit> edits;           ///< empty if the user has to decide
};

/// @param variable  of a target, written by pathways
/// @return nothing if the variable is not one of these
std::optional<ConductanceForm> conductance_form(const Variable& variable, const Facts& facts);

/// Whether a name speaks of a transmitter or its receptor: "I_gaba", "NMDA_synapses".
bool names_transmitter(const std::string& name);

}  // namespace ranvier::doctor
