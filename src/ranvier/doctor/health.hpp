/// What a run showed: values that went wrong, how variables went, how often neurons spiked.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <ranvier/doctor/dependency_graph.hpp>
#include <ranvier/doctor/finding.hpp>
#include <ranvier/model/function.hpp>

namespace ranvier::doctor {

/// Values that a variable has in a sound run; a run tells when one is left.
struct WorkingRange {
  Variable variable;
  double low = -std::numeric_limits<double>::infinity();  ///< in SI units, both included
  double high = std::numeric_limits<double>::infinity();
};

/// A value that went wrong in a run: the first non-finite one of its group, or the first of its
/// variable outside of the working range. Or one that has grown, which need not be wrong: farther
/// from 0 than all of its variable were before, and more than twice as far as when the run began.
struct HealthRecord {
  enum class Kind : std::uint8_t { non_finite, out_of_range, grown };
  Kind kind = Kind::non_finite;
  Variable variable;
  std::int64_t element = 0;  ///< in the user's numbering
  /// Whether the step is known: then it ended at `t`, and `before` and `values` are those before
  /// it. Otherwise it happened after `earliest_t`, and `t` is when it was seen. Of a value that has
  /// grown `before` is the largest absolute value when the run began, and `values` are those at
  /// `t`.
  bool is_exact = false;
  std::int64_t step = 0;  ///< of the clock of the group: the one that changed the value
  double t = 0;           ///< [s]
  double earliest_t = 0;  ///< [s]
  double dt = 0;          ///< [s] of the clock of the group
  double before = 0;
  double after = 0;
  double low = 0, high = 0;    ///< the working range that was left
  bool has_ended_run = false;  ///< the run ended for it
  /// Variables of the same element that were non-finite at the same time.
  std::vector<std::string> together;
  /// Values of names that the equations of the group use, for this element in the last good state,
  /// in SI units: variables, constants, `t`, `dt`, `i`, `N`.
  std::map<std::string, double> values;
  /// Functions that the equations call.
  std::map<std::string, model::FunctionPointer> functions;
};

/// How a variable went, as far as it was looked at: about once in a millisecond or 100 steps.
struct VariableHealth {
  Variable variable;
  double lowest = 0, highest = 0;
  /// Times [s] and means over all elements, evenly spaced but for the last one.
  std::vector<double> times, means;
};

/// What the neurons of a group did in a run.
struct GroupHealth {
  const model::NeuronGroup* group = nullptr;
  std::int64_t spikes = 0;
  /// Values of names, as in a record, for the first element at the end of the run.
  std::map<std::string, double> values;
  std::map<std::string, model::FunctionPointer> functions;
};

/// What a run showed. Refers to the objects of the network.
struct RunHealth {
  double start = 0;                       ///< [s]
  double end = 0;                         ///< [s] where the run ended
  bool was_ended = false;                 ///< because a value became non-finite
  std::vector<HealthRecord> records;      ///< what went wrong
  std::vector<HealthRecord> growths;      ///< what grew, in the order of time
  std::vector<VariableHealth> variables;  ///< of neurons
  std::vector<GroupHealth> groups;        ///< of neurons
  std::vector<Finding> told;              ///< before the run, and of it by rules asked so far

  /// How a variable went; nullptr if it was not looked at.
  const VariableHealth* find(const Variable& variable) const;
  /// What a group did; nullptr if it did not take part.
  const GroupHealth* find(const model::Group& group) const;
  /// Codes of what was told about an object, alone or among others, of those given.
  std::vector<std::string> told_of(const std::string& object,
                                   const std::vector<std::string>& codes) const;
};

}  // namespace ranvier::doctor
