#include "spike_propagation.hpp"

#include <utility>

namespace ranvier::runtime {

SpikePropagation::SpikePropagation(std::shared_ptr<const backend::CompiledKernel> kernel,
                                   KernelArrays arrays, const EventBuffer& spikes,
                                   const state::SynapseRows& rows, SpikeQueue& queue)
    : kernel_(std::move(kernel)),
      arrays_(std::move(arrays)),
      spikes_(&spikes),
      rows_(&rows),
      queue_(&queue) {}

void SpikePropagation::begin_run(const StepContext& context) {
  queue_->prepare(*rows_, context.step);
}

void SpikePropagation::run(const StepContext& context) {
  if (kernel_ == nullptr) {
    return;
  }
  queue_->push(*rows_, spikes_->events(), context.step);
  for (int owner = 0; owner < rows_->owners(); ++owner) {
    const auto segments = queue_->arriving(owner, context.step);
    if (segments.empty()) {
      continue;
    }
    kernel::KernelArguments arguments = arrays_.arguments(context);
    arguments.segments = segments.data();
    arguments.segment_count = static_cast<std::int64_t>(segments.size());
    kernel_->run(arguments);
  }
  queue_->clear(context.step);
}

}  // namespace ranvier::runtime
