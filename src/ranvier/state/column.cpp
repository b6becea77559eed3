#include "column.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <fmt/format.h>

#include <ranvier/state/memory.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state {

namespace {

constexpr std::size_t alignment = 64;
constexpr std::size_t huge_page = std::size_t{2} << 20;

const char* name_of(ElementType type) {
  switch (type) {
    case ElementType::float64:
      return "float64";
    case ElementType::float32:
      return "float32";
    case ElementType::int32:
      return "int32";
    case ElementType::int64:
      return "int64";
    case ElementType::boolean:
      return "boolean";
  }
  return "";
}

/// The least number of elements that is a multiple of 16 elements and of 64 bytes; never 0, so that
/// `data` is valid.
std::int64_t padded(ElementType type, std::int64_t size) {
  const auto block =
      static_cast<std::int64_t>(std::max(std::size_t{16}, alignment / size_of(type)));
  return std::max(block, (size + block - 1) / block * block);
}

/// Element k becomes the old element `order[k]`; elements are `width` bytes.
template <std::size_t width>
void reorder(std::byte* values, std::span<const std::int64_t> order) {
  const std::vector<std::byte> old(values, values + order.size() * width);
  for (std::size_t element = 0; element < order.size(); ++element) {
    RANVIER_ASSERT(order[element] >= 0 && order[element] < static_cast<std::int64_t>(order.size()));
    std::memcpy(values + element * width,
                old.data() + static_cast<std::size_t>(order[element]) * width, width);
  }
}

}  // namespace

void Column::Free::operator()(std::byte* bytes) const {
  std::free(bytes);
}

Column::Bytes Column::allocate(ElementType type, std::int64_t capacity) {
  const std::string purpose = fmt::format("{} values of type {}", capacity, name_of(type));
  require_memory(capacity, static_cast<std::int64_t>(size_of(type)), purpose);
  const std::size_t bytes = static_cast<std::size_t>(capacity) * size_of(type);
  const bool is_large = bytes >= 2 * huge_page;
  const std::size_t aligned_to = is_large ? huge_page : alignment;
  void* memory = std::aligned_alloc(aligned_to, (bytes + aligned_to - 1) / aligned_to * aligned_to);
  if (memory == nullptr) {
    throw ResourceError(ResourceError::Kind::memory,
                        fmt::format("cannot allocate {:.1f} MB for {}: the system refused",
                                    static_cast<double>(bytes) / 1e6, purpose));
  }
#ifdef __linux__
  if (is_large) {
    // Spikes reach synapses and targets all over a large column: fewer, larger pages spare most of
    // the page walks. The advice may be refused; then the pages are small.
    madvise(memory, bytes, MADV_HUGEPAGE);
  }
#endif
  return Bytes(static_cast<std::byte*>(memory));
}

Column::Column(ElementType type, std::int64_t size) : type_(type), size_(size) {
  RANVIER_CHECK(size >= 0);
  capacity_ = padded(type, size);
  bytes_ = allocate(type, capacity_);
  std::memset(bytes_.get(), 0, bytes_of(capacity_));
}

double Column::value_at(std::int64_t element) const {
  RANVIER_CHECK(element >= 0 && element < size_);
  const auto at = static_cast<std::size_t>(element);
  switch (type_) {
    case ElementType::float64:
      return values<double>()[at];
    case ElementType::float32:
      return static_cast<double>(values<float>()[at]);
    case ElementType::int32:
      return values<std::int32_t>()[at];
    case ElementType::int64:
      return static_cast<double>(values<std::int64_t>()[at]);
    case ElementType::boolean:
      return values<std::uint8_t>()[at] != 0 ? 1 : 0;
  }
  return 0;
}

void Column::set_value(std::int64_t element, double value) {
  RANVIER_CHECK(element >= 0 && element < size_);
  const auto at = static_cast<std::size_t>(element);
  switch (type_) {
    case ElementType::float64:
      values<double>()[at] = value;
      break;
    case ElementType::float32:
      values<float>()[at] = static_cast<float>(value);
      break;
    case ElementType::int32:
      values<std::int32_t>()[at] = static_cast<std::int32_t>(value);
      break;
    case ElementType::int64:
      values<std::int64_t>()[at] = static_cast<std::int64_t>(value);
      break;
    case ElementType::boolean:
      values<std::uint8_t>()[at] = value != 0 ? 1 : 0;
      break;
  }
}

void Column::resize(std::int64_t size) {
  RANVIER_CHECK(size >= 0);
  if (size > capacity_) {
    const std::int64_t capacity = padded(type_, std::max(size, capacity_ + capacity_ / 2));
    Bytes bytes = allocate(type_, capacity);
    std::memcpy(bytes.get(), bytes_.get(), bytes_of(size_));
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }
  if (size > size_) {
    std::memset(bytes_.get() + bytes_of(size_), 0, bytes_of(capacity_ - size_));
  }
  size_ = size;
}

void Column::permute(std::span<const std::int64_t> order) {
  RANVIER_CHECK(static_cast<std::int64_t>(order.size()) == size_);
  switch (size_of(type_)) {
    case 8:
      return reorder<8>(bytes_.get(), order);
    case 4:
      return reorder<4>(bytes_.get(), order);
    default:
      return reorder<1>(bytes_.get(), order);
  }
}

}  // namespace ranvier::state
