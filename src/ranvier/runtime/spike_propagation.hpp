/// A synaptic pathway at work: spikes of the source into the queue, arriving spikes through the
/// pathway's kernel.
#pragma once

#include <memory>

#include <ranvier/runtime/code_object.hpp>
#include <ranvier/runtime/spike_queue.hpp>

namespace ranvier::runtime {

/// In each step of the source's clock: push the spikes of this step, deliver what arrives in this
/// step, owner by owner (each owner writes only its own targets and synapses), free the slot
/// (B13.3).
class SpikePropagation final : public Operation {
 public:
  /// @param spikes  of the whole source group; `rows` number their sources alike, also for a
  /// subgroup
  /// @param kernel  of space `synapses`; nullptr if the pathway's statements are empty.
  SpikePropagation(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
                   const EventBuffer& spikes, const state::SynapseRows& rows, SpikeQueue& queue);
  void begin_run(const StepContext& context) override;  ///< prepares the queue
  void run(const StepContext& context) override;

 private:
  std::shared_ptr<const backend::CompiledKernel> kernel_;
  KernelArrays arrays_;
  const EventBuffer* spikes_;
  const state::SynapseRows* rows_;
  SpikeQueue* queue_;
};

}  // namespace ranvier::runtime
