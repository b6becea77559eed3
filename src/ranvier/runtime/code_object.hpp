/// A compiled kernel bound to arrays, run once per step.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/kernel/kernel_abi.hpp>
#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/operation.hpp>

namespace ranvier::runtime {

/// What the bindings of a kernel are bound to. Owns nothing it points to; all of it must outlive
/// the code object.
struct KernelArrays {
  std::vector<void*> pointers;  ///< one per binding of the kernel
  std::int64_t size = 0;        ///< elements: number of elements
  const std::int32_t* sources = nullptr;
  const std::int32_t* targets = nullptr;
  const std::int32_t* listed = nullptr;  ///< spaces of listed synapses
  std::uint64_t random_key = 0;

  /// The arguments of one call over all elements; what depends on the index space is added by the
  /// caller.
  kernel::KernelArguments arguments(const StepContext& context) const;
};

/// Runs a kernel over all elements of a group, or once (spaces `elements` and `once`).
class ElementsCode final : public Operation {
 public:
  /// @param emitted  receives the elements that the kernel emits; nullptr if it emits none.
  ElementsCode(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
               EventBuffer* emitted);
  void run(const StepContext& context) override;
  void end_run() override;  ///< empties the event buffer (B5.2)

 private:
  std::shared_ptr<const backend::CompiledKernel> kernel_;
  KernelArrays arrays_;
  EventBuffer* emitted_;
};

/// Runs a kernel over all synapses of a list, one after the other (space `listed_synapses`).
class ListedSynapsesCode final : public Operation {
 public:
  /// @param order  the synapses, in the order in which they take their turns
  ListedSynapsesCode(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
                     std::vector<std::int32_t> order);
  void run(const StepContext& context) override;

 private:
  std::shared_ptr<const backend::CompiledKernel> kernel_;
  KernelArrays arrays_;
  std::vector<std::int32_t> order_;
};

/// Runs a kernel for the elements that had an event in this step (space `events`): resets.
class EventsCode final : public Operation {
 public:
  EventsCode(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
             const EventBuffer& events);
  void run(const StepContext& context) override;

 private:
  std::shared_ptr<const backend::CompiledKernel> kernel_;
  KernelArrays arrays_;
  const EventBuffer* events_;
};

/// Runs a kernel for the same elements in every step (space `events`): code of a subgroup.
class MembersCode final : public Operation {
 public:
  /// @param elements  ascending
  MembersCode(std::shared_ptr<const backend::CompiledKernel> kernel, KernelArrays arrays,
              std::vector<std::int32_t> elements);
  void run(const StepContext& context) override;

 private:
  std::shared_ptr<const backend::CompiledKernel> kernel_;
  KernelArrays arrays_;
  std::vector<std::int32_t> elements_;
};

}  // namespace ranvier::runtime
