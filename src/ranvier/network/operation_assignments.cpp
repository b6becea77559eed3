#include "operation_assignments.hpp"

#include <variant>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

void apply_assignments(model::Group& group, const StatementContext& context) {
  for (const auto& statement : group.take_pending()) {
    const auto* assignment = std::get_if<model::Assignment>(&statement);
    if (assignment == nullptr) {
      throw UsageError(
          UsageError::Kind::runtime,
          fmt::format(
              "connect of {} is not possible while the network runs; do it between two runs",
              group.description()));
    }
    apply(group.whole(), *assignment, context);
  }
}

}  // namespace

OperationAssignments::OperationAssignments(const std::vector<model::NetworkObject*>& objects,
                                           const StatementContext& context) {
  for (auto* object : objects) {
    if (auto* operation = dynamic_cast<model::NetworkOperation*>(object)) {
      operations_.push_back(operation);
      operation->set_after_call([&objects, &context] {
        for (auto* other : objects) {
          if (auto* group = dynamic_cast<model::Group*>(other); group != nullptr) {
            apply_assignments(*group, context);
          }
        }
      });
    }
  }
}

OperationAssignments::~OperationAssignments() {
  for (auto* operation : operations_) {
    operation->set_after_call({});
  }
}

}  // namespace ranvier::network
