/// NetworkOperation: a function of the host program that is called in every step of a clock.
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
};

/// Calls a function in every step. The function may read and assign variables of groups, and stop
/// the network; what it throws ends the run.
class NetworkOperation final : public NetworkObject {
 public:
  /// Is given the time of the step [s].
  using Function = std::function<void(double t)>;

  explicit NetworkOperation(Function function, const NetworkOperationOptions& options = {})
      : NetworkObject(options.name, options.clock, options.when, options.order),
        function_(std::move(function)) {}

  std::string class_name() const override { return "NetworkOperation"; }

  const Function& function() const { return function_; }

 private:
  Function function_;
};

}  // namespace ranvier::model
