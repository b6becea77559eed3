/// Several operations that run as one.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <ranvier/runtime/operation.hpp>

namespace ranvier::runtime {

/// Runs its parts in order; nothing else comes between them.
class Sequence final : public Operation {
 public:
  explicit Sequence(std::vector<std::unique_ptr<Operation>> parts) : parts_(std::move(parts)) {}

  void begin_run(const StepContext& context) override {
    for (const auto& part : parts_) {
      part->begin_run(context);
    }
  }

  void run(const StepContext& context) override {
    for (const auto& part : parts_) {
      part->run(context);
    }
  }

  void end_run() override {
    for (const auto& part : parts_) {
      part->end_run();
    }
  }

 private:
  std::vector<std::unique_ptr<Operation>> parts_;
};

}  // namespace ranvier::runtime
