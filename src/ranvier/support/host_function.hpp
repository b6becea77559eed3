/// Functions outside of compiled code: what a kernel hands over, and what it gets back.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include <ranvier/support/element_type.hpp>

namespace ranvier {

/// One argument of a call: float64, int64 or boolean (one byte) values, one for each element of the
/// call, or a single one that counts for all.
struct HostArgument {
  ElementType type = ElementType::float64;
  const void* data = nullptr;
  bool is_single = false;
};

/// One call over many elements.
struct HostCall {
  std::span<const HostArgument> arguments;
  std::int64_t count = 0;  ///< elements
  ElementType result_type = ElementType::float64;
  void* result = nullptr;   ///< room for `count` values, all to be written
  std::string_view kernel;  ///< whose code calls, for messages
};

/// Must neither keep what the call points to nor depend on how elements are put together to calls.
using HostFunction = std::function<void(const HostCall& call)>;

}  // namespace ranvier
