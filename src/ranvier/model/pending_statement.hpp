/// Statements that act at once, as they were written: the model records them,
/// `network::apply_pending` runs them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <ranvier/model/external_value.hpp>
#include <ranvier/model/members.hpp>
#include <ranvier/model/selection.hpp>
#include <ranvier/units/dimension.hpp>

namespace ranvier::model {

/// Numbers in SI with their dimension: one for all elements, or one for each.
struct Values {
  std::vector<double> numbers;
  units::Dimension dimension;
  /// An un-united zero or infinity fits every dimension (semantics A1.7).
  bool fits_every_dimension = false;
};

/// `group.variable[selection] = value`, the value being an expression or numbers.
struct Assignment {
  std::string variable;
  std::variant<std::string, Values> value;
  Selection selection;
  Namespace names;
  /// The part of the group that is meant; nullptr for all of it.
  std::shared_ptr<const Members> members = nullptr;
  bool is_in_si =
      false;  ///< the expression gives a bare number in SI units, whatever its dimension
};

/// How synapses are to be made (semantics B16). Exactly one of: index arrays; a generator for one
/// end; a rule for all pairs.
struct ConnectRule {
  std::string condition;                       ///< "" = every pair
  std::variant<double, std::string> p = 1.0;   ///< probability of each pair
  std::vector<std::int64_t> sources, targets;  ///< index arrays
  bool by_arrays = false;
  std::string target_generator;  ///< `j='...'`: targets of each source (equations::Generator)
  std::string source_generator;  ///< `i='...'`: sources of each target
  std::variant<std::int64_t, std::string> n = 1;  ///< synapses of each accepted pair
  bool skip_if_invalid =
      false;  ///< generators: leave out what is out of range, instead of an error
  Namespace names;
};

using PendingStatement = std::variant<Assignment, ConnectRule>;

}  // namespace ranvier::model
