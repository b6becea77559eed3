#include "memory.hpp"

#include <fstream>
#include <string>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::state {

namespace {

// Reading /proc/meminfo takes some 20 microseconds, far less than filling that much memory.
constexpr double smallest_checked_request = 1 << 20;

std::string format_bytes(double bytes) {
  if (bytes >= 1e12) {
    return fmt::format("{:.1f} TB", bytes / 1e12);
  }
  if (bytes >= 1e9) {
    return fmt::format("{:.1f} GB", bytes / 1e9);
  }
  return fmt::format("{:.1f} MB", bytes / 1e6);
}

}  // namespace

std::int64_t available_memory() {
  std::ifstream file("/proc/meminfo");
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("MemAvailable:")) {
      return std::stoll(line.substr(line.find(':') + 1)) * 1024;
    }
  }
  return -1;
}

void require_memory(std::int64_t count, std::int64_t value_size, const std::string& purpose) {
  // In double, because the product may exceed 64 bits.
  const double bytes = static_cast<double>(count) * static_cast<double>(value_size);
  if (bytes < smallest_checked_request) {
    return;
  }
  const std::int64_t available = available_memory();
  if (available >= 0 && bytes > static_cast<double>(available)) {
    throw ResourceError(ResourceError::Kind::memory,
                        fmt::format("cannot allocate {} for {}: {} are free", format_bytes(bytes),
                                    purpose, format_bytes(static_cast<double>(available))));
  }
}

}  // namespace ranvier::state
