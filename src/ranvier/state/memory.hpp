/// Checks before a large piece of memory is asked for, so that the user gets a message and not a
/// killed process.
#pragma once

#include <cstdint>
#include <string>

namespace ranvier::state {

/// Bytes that can be had without swapping (Linux: MemAvailable of /proc/meminfo), or -1 if the
/// system does not say.
std::int64_t available_memory();

/// Checks that `count` values of `value_size` bytes can be had. Small requests pass without a look
/// at the system.
///
/// @param purpose  what the memory is for, for example "1000 values of 'w' of synapses"
/// @throws ResourceError (memory)  "cannot allocate 800.0 GB for <purpose>: 22.1 GB are free"
void require_memory(std::int64_t count, std::int64_t value_size, const std::string& purpose);

}  // namespace ranvier::state
