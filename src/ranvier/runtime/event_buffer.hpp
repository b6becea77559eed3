/// The elements of a group for which an event (a spike) happened in the present step.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ranvier::runtime {

/// Element numbers in ascending order; room for all elements and 16 more, so that kernels may write whole vectors.
class EventBuffer {
 public:
  explicit EventBuffer(std::int64_t n_elements) : elements_(static_cast<std::size_t>(n_elements + 16)) {}

  std::span<const std::int32_t> events() const { return {elements_.data(), static_cast<std::size_t>(count_)}; }
  std::int32_t* data() { return elements_.data(); }
  void set_count(std::int64_t count) { count_ = count; }
  void clear() { count_ = 0; }

 private:
  std::vector<std::int32_t> elements_;
  std::int64_t count_ = 0;
};

}  // namespace ranvier::runtime
