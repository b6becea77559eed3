/// What network operations assign while a network runs.
#pragma once

#include <vector>

#include <ranvier/model/network_operation.hpp>
#include <ranvier/network/apply_pending.hpp>

namespace ranvier::network {

/// As long as it lives, what a network operation assigns is applied after each of its calls; a
/// connect is refused. Objects and context must outlive it.
class OperationAssignments {
 public:
  OperationAssignments(const std::vector<model::NetworkObject*>& objects,
                       const StatementContext& context);
  OperationAssignments(const OperationAssignments&) = delete;
  OperationAssignments& operator=(const OperationAssignments&) = delete;
  ~OperationAssignments();

 private:
  std::vector<model::NetworkOperation*> operations_;
};

}  // namespace ranvier::network
