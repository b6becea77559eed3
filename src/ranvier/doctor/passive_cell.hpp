/// Cells that relax passively to a rest below their threshold, and what an input does to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/doctor/terms.hpp>

namespace ranvier::doctor {

/// dv/dt = rate*(rest - v) + inflows, and a threshold `v > value` above the rest.
struct PassiveCell {
  Variable potential;
  double rate = 0;      ///< [1/s]
  double rest = 0;      ///< [V]
  double distance = 0;  ///< from rest to threshold [V]
  std::vector<Term> inflows;
};

/// Nothing for cells whose leak, rest or threshold is not known, which rest above their threshold,
/// which other currents drive that depend on their potential (channels with gates, exponential or
/// quadratic spikes), or whose potential is no voltage.
std::optional<PassiveCell> passive_cell_of(const Facts& facts, const model::NeuronGroup& group);

/// By how much [V] the potential moves at most if an amount is added to a variable of the cell.
/// Nothing for variables whose way to the potential is not known: a factor of one inflow, which
/// stays as it is or decays with one rate, is.
std::optional<double> effect_on(const Facts& facts, const PassiveCell& cell,
                                const Variable& variable, double amount);

}  // namespace ranvier::doctor
