/// The order of operations inside a step: (slot, order, name).
#pragma once

#include <string>
#include <vector>

namespace ranvier::runtime {

/// Slot names in order; each slot S has also before_S and after_S (semantics B2.1).
class Schedule {
 public:
  /// start, groups, thresholds, synapses, resets, end
  Schedule();
  /// @throws UsageError  for names that begin with before_ or after_, and for repeated names.
  explicit Schedule(std::vector<std::string> slots);

  const std::vector<std::string>& slots() const { return slots_; }

  /// Position of `slot`, of "before_" and "after_" forms too.
  /// @throws UsageError (key)  for an unknown slot, naming the known ones and the nearest.
  int rank(const std::string& slot, const std::string& object) const;

 private:
  std::vector<std::string> slots_;
};

}  // namespace ranvier::runtime
