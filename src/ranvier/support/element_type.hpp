/// How a value is stored in memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ranvier {

enum class ElementType : std::uint8_t { float64, float32, int32, int64, boolean };

/// Bytes of one element.
constexpr std::size_t size_of(ElementType type) {
  switch (type) {
    case ElementType::float64:
    case ElementType::int64:
      return 8;
    case ElementType::float32:
    case ElementType::int32:
      return 4;
    case ElementType::boolean:
      return 1;
  }
  return 0;
}

}  // namespace ranvier
