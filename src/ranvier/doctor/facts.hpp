/// What rules ask about a model: who reads and writes what, which values constants have, and
/// between which bounds variables lie.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <ranvier/doctor/dependency_graph.hpp>
#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/model/external_value.hpp>
#include <ranvier/symbolic/interval.hpp>

namespace ranvier::doctor {

class Facts {
 public:
  /// @param network  must outlive the facts
  /// @param names  values of names that the objects do not have; may be empty
  /// @param unused_names  asked once for `unused_constants`; may be empty
  explicit Facts(const model::NetworkDescription& network, model::Namespace names = {},
                 std::function<std::set<std::string>()> unused_names = {});

  const DependencyGraph& graph() const { return graph_; }

  const model::NetworkDescription& network() const { return graph_.network(); }

  /// What a name in the texts of a group stands for if no variable has it: a unit, a default
  /// constant, a value of the group's namespace or of the run. Nothing for functions and for what
  /// nobody knows.
  std::optional<units::Quantity> constant(const model::Group& group, const std::string& name) const;

  /// The value of an expression of a group that is the same for all its elements, as far as that is
  /// known before the run: of constants and of parameters that nothing changes. [SI units]
  std::optional<double> value_of(const model::Group& group,
                                 const symbolic::Expression& expression) const;

  /// The working range of a variable [SI units].
  /// - A variable with reversal values (`g*(E - v)` in its equation) moves between these, the
  /// values
  ///   that its threshold compares it with, its reset and its present values.
  /// - One that no equation can drive out of [0, 1], or below 0, stays there if it is there now:
  ///   gates, conductances, traces.
  /// - A parameter that nothing changes has its present values.
  /// Of everything else nothing is known: `Interval::whole()`.
  symbolic::Interval range_of(const Variable& variable) const;

  /// Bounds of an expression in the texts of a group.
  symbolic::Interval bounds_of(const model::Group& group,
                               const symbolic::Expression& expression) const;

  /// The dimension of an expression in the texts of a group; nothing if a name in it is unknown.
  std::optional<units::Dimension> dimension_of(const model::Group& group,
                                               const symbolic::Expression& expression) const;

  /// What is known of the names that an expression of a group uses; unknown ones are left out.
  equations::NameTable names_in(const model::Group& group,
                                const symbolic::Expression& expression) const;

  /// Constants that the user's script defines beside the model and that nothing in it uses: the
  /// cure of a mistake may be among them.
  const std::map<std::string, units::Quantity>& unused_constants() const;

  /// What the script has under a name, beside all objects; nothing for what is no number.
  std::optional<units::Quantity> outside(const std::string& name) const;

  /// Whether a name has a meaning already, for the model or around it.
  bool is_taken(const std::string& name) const;

  /// `wanted`, or with a number behind it if that is taken.
  std::string free_name(const std::string& wanted) const;

  /// Step of the group's clock [s]; nothing if it has none.
  static std::optional<double> dt(const model::NetworkObject& object);

 private:
  std::optional<model::ExternalValue> external(const model::Group& group,
                                               const std::string& name) const;
  symbolic::Interval find_range(const Variable& variable) const;
  symbolic::Interval range_of_symbol(const model::Group& group, const std::string& name) const;
  std::optional<symbolic::Interval> range_between_reversals(const Variable& variable) const;
  std::optional<symbolic::Interval> invariant_range(const Variable& variable) const;
  bool keeps(const Variable& variable, const symbolic::Interval& range) const;

  DependencyGraph graph_;
  model::Namespace names_;
  std::function<std::set<std::string>()> unused_names_;
  mutable std::optional<std::map<std::string, units::Quantity>> unused_constants_;
  mutable std::map<Variable, symbolic::Interval> ranges_;
  /// Assumptions while the range of a variable is being found.
  mutable std::map<Variable, symbolic::Interval> assumed_;
};

/// The smallest interval with all present values of a variable; nothing if it has none.
std::optional<symbolic::Interval> present_values(const Variable& variable);

}  // namespace ranvier::doctor
