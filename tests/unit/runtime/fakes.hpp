/// Operations and kernels made of plain functions, so that the time loop is tested without a back
/// end.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/operation.hpp>
#include <ranvier/runtime/program.hpp>
#include <ranvier/state/recording.hpp>

namespace ranvier::runtime {

/// A kernel that does what a function does.
class FakeKernel final : public backend::CompiledKernel {
 public:
  using Body = std::function<void(kernel::KernelArguments&)>;

  explicit FakeKernel(Body body) : body_(std::move(body)) {}

  void run(kernel::KernelArguments& arguments) const override { body_(arguments); }

 private:
  Body body_;
};

inline std::shared_ptr<const backend::CompiledKernel> fake_kernel(FakeKernel::Body body) {
  return std::make_shared<FakeKernel>(std::move(body));
}

/// An operation that does what functions do.
class FakeOperation final : public Operation {
 public:
  using Body = std::function<void(const StepContext&)>;

  explicit FakeOperation(Body body, Body begin = {}, std::function<void()> end = {})
      : body_(std::move(body)), begin_(std::move(begin)), end_(std::move(end)) {}

  void begin_run(const StepContext& context) override {
    if (begin_) {
      begin_(context);
    }
  }

  void run(const StepContext& context) override { body_(context); }

  void end_run() override {
    if (end_) {
      end_();
    }
  }

 private:
  Body body_;
  Body begin_;
  std::function<void()> end_;
};

inline ScheduledOperation scheduled(std::string name, std::string when, int order,
                                    state::Clock& clock, FakeOperation::Body body,
                                    FakeOperation::Body begin = {},
                                    std::function<void()> end = {}) {
  return {std::move(name), std::move(when), order, &clock,
          std::make_unique<FakeOperation>(std::move(body), std::move(begin), std::move(end))};
}

/// A program of the operations given.
template <typename... Operations>
Program program_of(Operations... operations) {
  std::vector<ScheduledOperation> all;
  (all.push_back(std::move(operations)), ...);
  return {std::move(all), Schedule()};
}

inline void set_events(EventBuffer& buffer, const std::vector<std::int32_t>& events) {
  std::copy(events.begin(), events.end(), buffer.data());
  buffer.set_count(static_cast<std::int64_t>(events.size()));
}

/// All rows of a recording, one after the other.
template <typename T>
std::vector<T> values_of(const state::Recording& recording) {
  std::vector<T> values(static_cast<std::size_t>(recording.rows() * recording.row_length()));
  recording.copy_to(values.data());
  return values;
}

}  // namespace ranvier::runtime
