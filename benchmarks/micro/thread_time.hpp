/// Time that this thread has spent on the processor: what neighbours take is not counted.
#pragma once

#include <ctime>

namespace ranvier::benchmarks {

/// [s]
inline double thread_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace ranvier::benchmarks
