/// A compiled network: operations in the order in which a step runs them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <ranvier/runtime/operation.hpp>
#include <ranvier/runtime/schedule.hpp>
#include <ranvier/state/clock.hpp>

namespace ranvier::runtime {

struct ScheduledOperation {
  std::string name;  ///< for example "neurongroup_stateupdater"
  std::string when;
  int order = 0;
  state::Clock* clock = nullptr;
  std::unique_ptr<Operation> operation;
};

/// Operations sorted by (slot, order, name), for all clocks together (B1.7, B2.2).
class Program {
 public:
  Program(std::vector<ScheduledOperation> operations, const Schedule& schedule);

  std::vector<ScheduledOperation>& operations() { return operations_; }

  const std::vector<ScheduledOperation>& operations() const { return operations_; }

  /// The clocks that occur, each once, in order of first use.
  const std::vector<state::Clock*>& clocks() const { return clocks_; }

 private:
  std::vector<ScheduledOperation> operations_;
  std::vector<state::Clock*> clocks_;
};

}  // namespace ranvier::runtime
