#include "code_object.hpp"

#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

kernel::KernelArguments KernelArrays::arguments(const StepContext& context) const {
  kernel::KernelArguments arguments;
  arguments.pointers = pointers.data();
  arguments.end = size;
  arguments.sources = sources;
  arguments.targets = targets;
  arguments.listed = listed;
  arguments.random_key = random_key;
  arguments.step = context.step;
  return arguments;
}

ElementsCode::ElementsCode(std::shared_ptr<const backend::CompiledKernel> kernel,
                           KernelArrays arrays, EventBuffer* emitted)
    : kernel_(std::move(kernel)), arrays_(std::move(arrays)), emitted_(emitted) {
  RANVIER_CHECK(kernel_ != nullptr);
}

void ElementsCode::run(const StepContext& context) {
  kernel::KernelArguments arguments = arrays_.arguments(context);
  if (emitted_ != nullptr) {
    arguments.emitted = emitted_->data();
  }
  kernel_->run(arguments);
  if (emitted_ != nullptr) {
    emitted_->set_count(arguments.emitted_count);
  }
}

void ElementsCode::end_run() {
  if (emitted_ != nullptr) {
    emitted_->clear();
  }
}

ListedSynapsesCode::ListedSynapsesCode(std::shared_ptr<const backend::CompiledKernel> kernel,
                                       KernelArrays arrays, std::vector<std::int32_t> order)
    : kernel_(std::move(kernel)), arrays_(std::move(arrays)), order_(std::move(order)) {
  RANVIER_CHECK(kernel_ != nullptr);
}

void ListedSynapsesCode::run(const StepContext& context) {
  if (order_.empty()) {
    return;
  }
  kernel::KernelArguments arguments = arrays_.arguments(context);
  const kernel::SynapseSegment all{0, static_cast<std::int32_t>(order_.size()), 0};
  arguments.segments = &all;
  arguments.segment_count = 1;
  arguments.listed = order_.data();
  kernel_->run(arguments);
}

EventsCode::EventsCode(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
                       const EventBuffer& events)
    : kernel_(std::move(kernel)), arrays_(std::move(arrays)), events_(&events) {
  RANVIER_CHECK(kernel_ != nullptr);
}

void EventsCode::run(const StepContext& context) {
  const auto events = events_->events();
  if (events.empty()) {
    return;
  }
  kernel::KernelArguments arguments = arrays_.arguments(context);
  arguments.events = events.data();
  arguments.event_count = static_cast<std::int64_t>(events.size());
  kernel_->run(arguments);
}

MembersCode::MembersCode(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
                         std::vector<std::int32_t> elements)
    : kernel_(std::move(kernel)), arrays_(std::move(arrays)), elements_(std::move(elements)) {
  RANVIER_CHECK(kernel_ != nullptr);
}

void MembersCode::run(const StepContext& context) {
  kernel::KernelArguments arguments = arrays_.arguments(context);
  arguments.events = elements_.data();
  arguments.event_count = static_cast<std::int64_t>(elements_.size());
  kernel_->run(arguments);
}

}  // namespace ranvier::runtime
