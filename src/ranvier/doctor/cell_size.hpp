/// Capacitances and leaks that no single cell has: values per area that have lost their area.
#pragma once

#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>

namespace ranvier::doctor {

/// A constant or a parameter of a membrane equation.
struct Oversize {
  std::string name;
  units::Quantity value;      ///< the smallest one of all cells
  bool has_others = false;    ///< whether other cells have more
  bool is_parameter = false;  ///< of the group
  bool is_capacitance = true;
};

/// Capacitances of 1 uF or more, or, if there are none, leaks of more than 10 uS, in `g*(E - v)/C`.
/// What the equation multiplies or divides by something else is a value in other units, and is left
/// alone; so are values per area, and equations of what is no potential.
std::vector<Oversize> oversizes_of(const Facts& facts, const model::NeuronGroup& group);

}  // namespace ranvier::doctor
