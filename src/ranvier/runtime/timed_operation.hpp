/// An operation that measures the real time that another one takes.
#pragma once

#include <chrono>
#include <memory>
#include <utility>

#include <ranvier/runtime/operation.hpp>

namespace ranvier::runtime {

/// Runs `timed` and adds the real time [s] of its steps to `seconds`, which the owner keeps.
class TimedOperation final : public Operation {
 public:
  TimedOperation(std::unique_ptr<Operation> timed, double& seconds)
      : timed_(std::move(timed)), seconds_(&seconds) {}

  void begin_run(const StepContext& context) override { timed_->begin_run(context); }

  void run(const StepContext& context) override {
    const auto began = std::chrono::steady_clock::now();
    timed_->run(context);
    *seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }

  void end_run() override { timed_->end_run(); }

 private:
  std::unique_ptr<Operation> timed_;
  double* seconds_;
};

}  // namespace ranvier::runtime
