/// NetworkOperation: a function of the host program that is called in every step of a clock, and
/// what a host program makes of it.
#pragma once

#include <concepts>
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

/// Calls a function in every step. The function may read and assign variables of groups, which
/// counts at once, and stop the network; what it throws ends the run.
class NetworkOperation final : public NetworkObject {
 public:
  /// Is given the time of the step [s].
  using Function = std::function<void(double t)>;

  /// Without a function it takes part in runs and does nothing.
  explicit NetworkOperation(Function function, const NetworkOperationOptions& options = {})
      : NetworkObject(options.name, options.clock, options.when, options.order),
        function_(std::move(function)),
        class_name_(options.class_name) {}

  /// Of a function without arguments.
  template <std::invocable Callable>
    requires(!std::invocable<Callable, double>)
  explicit NetworkOperation(Callable callable, const NetworkOperationOptions& options = {})
      : NetworkOperation(Function([callable = std::move(callable)](double /*t*/) { callable(); }),
                         options) {}

  std::string class_name() const override { return class_name_; }

  bool has_function() const { return static_cast<bool>(function_); }

  /// Calls the function, as the step at time `t` [s] does.
  void call(double t) const {
    function_(t);
    if (after_call_) {
      after_call_();
    }
  }

  /// What the network that runs the operation does after each call: it applies the statements that
  /// the function has recorded. May be empty.
  void set_after_call(std::function<void()> action) { after_call_ = std::move(action); }

 private:
  Function function_;
  std::string class_name_;
  std::function<void()> after_call_;
};

/// A NetworkOperation of a function of nothing or of the time [s]:
/// `auto raise = network_operation([&] { cells["drive"] = 1; }, {.clock = {.dt = 1 * ms}});`
template <typename Callable>
NetworkOperation network_operation(Callable callable, const NetworkOperationOptions& options = {}) {
  return NetworkOperation(std::move(callable), options);
}

}  // namespace ranvier::model
