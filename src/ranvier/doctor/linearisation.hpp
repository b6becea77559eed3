/// The differential equations of a group near a state, as numbers: how fast they relax there.
#pragma once

#include <complex>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/integration/state_updater.hpp>

namespace ranvier::doctor {

/// Values of the differential variables of one cell [SI units].
using CellState = std::map<std::string, double>;

/// The right sides of a group's equations for one cell, or one synapse; noise is left out.
class CellDynamics {
 public:
  /// @param group  neurons, or synapses with clock-driven equations
  /// @param element  whose present values count; its place in the storage of the group
  explicit CellDynamics(const Facts& facts, const model::Group& group, std::int64_t element = 0);

  /// Puts values of names in the place of the present ones, where `values` has them: parameters and
  /// constants, as they were in another moment.
  void know(const std::map<std::string, double>& values);

  /// Whether every name in the equations has a value.
  bool is_known() const { return is_known_; }

  const std::vector<std::string>& variables() const { return system_.variables; }

  const integration::DifferentialSystem& system() const { return system_; }

  /// The state in which the cell is now.
  CellState present_state() const;

  /// dx/dt of a variable. @pre is_known()
  double derivative(const std::string& variable, const CellState& state) const;

  /// The value at which a variable would rest if all others stood still, if its equation is linear
  /// in it and pulls it there. @pre is_known()
  std::optional<double> steady_value(const std::string& variable, const CellState& state) const;

  /// -d(dx/dt)/dx [1/s] of a variable. @pre is_known()
  double decay_rate(const std::string& variable, const CellState& state) const;

  /// Eigenvalues [1/s] of the Jacobian, by central differences. @pre is_known()
  std::vector<std::complex<double>> eigenvalues(const CellState& state) const;

 private:
  /// Puts the known values into the expressions.
  void put_in_known();
  /// The state with the values of subexpressions that are constant over dt.
  CellState with_held(CellState state) const;
  std::size_t place_of(const std::string& variable) const;

  std::optional<double> present_value(const std::string& name) const;
  /// A typical size of a variable: of its range, or of its value in the state.
  double scale_of(const std::string& variable, const CellState& state) const;

  const model::Group* group_;
  std::int64_t element_;
  integration::DifferentialSystem system_;
  std::map<std::string, double> known_;
  /// Simplified, known values put in: expressions of the variables and of what is held in a step.
  std::vector<symbolic::Expression> derivatives_;
  std::vector<std::pair<std::string, symbolic::Expression>> held_;  ///< after what they use
  std::vector<std::set<std::string>> names_;                        ///< in each derivative
  std::map<std::string, double> widths_;  ///< of the ranges of variables that have bounds
  bool is_known_ = true;
};

/// Elements of a group whose equations may be the fastest: places in the storage of the group, the
/// first one always among them.
struct ExtremeElements {
  std::vector<std::int64_t> of_parameters;  ///< that hold the extremes of a parameter
  std::vector<std::int64_t> of_states;      ///< of a present value of a differential variable
};

ExtremeElements extreme_elements(const model::Group& group,
                                 const integration::DifferentialSystem& system);

}  // namespace ranvier::doctor
