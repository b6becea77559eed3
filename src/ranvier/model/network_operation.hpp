/// NetworkOperation: a function of the host program that is called in every step of a clock, and
/// what a host program makes of it.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include <ranvier/model/network_object.hpp>

namespace ranvier::model {

struct NetworkOperationOptions {
  ClockOptions clock;
  std::string when = "start";
  int order = 0;
  std::string name;
  /// What the host program calls it: a class of its own, say.
  std::string class_name = "NetworkOperation";
};

/// Calls a function in every step. The function may read and assign variables of groups, and stop
/// the network; what it throws ends the run.
class NetworkOperation final : public NetworkObject {
 public:
  /// Is given the time of the step [s].
  using Function = std::function<void(double t)>;

  /// Without a function it takes part in runs and does nothing.
  explicit NetworkOperation(Function function, const NetworkOperationOptions& options = {})
      : NetworkObject(options.name, options.clock, options.when, options.order),
        function_(std::move(function)),
        class_name_(options.class_name) {}

  std::string class_name() const override { return class_name_; }

  const Function& function() const { return function_; }

 private:
  Function function_;
  std::string class_name_;
};

}  // namespace ranvier::model
