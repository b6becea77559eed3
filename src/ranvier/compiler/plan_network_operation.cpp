#include <memory>

#include <ranvier/compiler/planner.hpp>
#include <ranvier/model/network_operation.hpp>

namespace ranvier::compiler {

namespace {

class CallOperation final : public runtime::Operation {
 public:
  explicit CallOperation(const model::NetworkOperation& operation) : operation_(&operation) {}

  void run(const runtime::StepContext& context) override { operation_->call(context.t); }

 private:
  const model::NetworkOperation* operation_;
};

}  // namespace

void plan(model::NetworkOperation& operation, Planner& planner) {
  if (!operation.has_function()) {
    return;
  }
  auto& planned = planner.add(
      operation.name(), operation.when(), operation.order(), operation.clock(), {}, {},
      [&operation](const auto& /*written*/) { return std::make_unique<CallOperation>(operation); });
  planned.may_touch_everything = true;
}

}  // namespace ranvier::compiler
