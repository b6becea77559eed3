/// The plain struct that compiled code receives: the same layout for every back end.
#pragma once

#include <cstdint>

namespace ranvier::kernel {

/// A run of synapses [begin, begin + length) of one neuron, in storage order or in that of a list.
struct SynapseSegment {
  std::int32_t source = 0;  ///< the neuron; in space target_synapses it is a target
  std::int32_t length = 0;
  std::int64_t begin = 0;
};

/// What one call of a kernel works on. All arrays belong to the caller.
///
/// Columns are 64-byte aligned and padded to a multiple of 64 bytes *and* of 16 elements, so a
/// vector that starts inside [0, size) may be loaded and stored whole; what padding elements hold
/// is of no importance, but they are never emitted.
struct KernelArguments {
  void* const* pointers = nullptr;       ///< one per binding: column or cell
  std::int64_t begin = 0;                ///< space elements: first element, a multiple of 16
  std::int64_t end = 0;                  ///< space elements: one past the last element (not padded)
  const std::int32_t* events = nullptr;  ///< space events: elements in ascending order
  std::int64_t event_count = 0;
  const SynapseSegment* segments = nullptr;  ///< spaces over synapses
  std::int64_t segment_count = 0;
  const std::int32_t* listed = nullptr;  ///< synapse at each place: listed and target synapses
  const std::int32_t* sources =
      nullptr;  ///< per synapse, for access `source`, in all spaces but `synapses`
  const std::int32_t* targets = nullptr;  ///< per synapse, for access `target`
  std::int32_t* emitted = nullptr;        ///< room for end - begin numbers (+ 16)
  std::int64_t emitted_count = 0;         ///< the kernel appends at emitted[emitted_count++]
  std::uint64_t random_key = 0;           ///< made of seed, epoch and object name
  std::int64_t step = 0;                  ///< step number that counts for random draws
};

using KernelFunction = void (*)(KernelArguments*);

}  // namespace ranvier::kernel
