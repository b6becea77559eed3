#include <memory>

#include <ranvier/compiler/planner.hpp>
#include <ranvier/model/network_operation.hpp>

namespace ranvier::compiler {

namespace {

class CallOperation final : public runtime::Operation {
 public:
  CallOperation(const model::NetworkOperation& operation, std::int64_t& calls)
      : operation_(&operation), calls_(&calls) {}

  void run(const runtime::StepContext& context) override {
    ++*calls_;
    operation_->call(context.t);
  }

 private:
  const model::NetworkOperation* operation_;
  std::int64_t* calls_;
};

}  // namespace

void plan(model::NetworkOperation& operation, Planner& planner) {
  if (!operation.has_function()) {
    return;
  }
  auto& planned =
      planner.add(operation.name(), operation.when(), operation.order(), operation.clock(), {}, {},
                  [&operation, &calls = planner.outside_calls()](const auto&) {
                    return std::make_unique<CallOperation>(operation, calls);
                  });
  planned.may_touch_everything = true;
}

}  // namespace ranvier::compiler
