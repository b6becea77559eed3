/// Memory for a run of any kernel, filled from a seed, and its comparison bit by bit.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <ranvier/backend/backend.hpp>
#include <ranvier/kernel/kernel.hpp>
#include <ranvier/kernel/kernel_abi.hpp>

namespace ranvier::testing {

/// Which numbers real columns hold.
enum class Numbers {
  ordinary,  ///< between -2 and 2
  any,       ///< also zeros of both signs, infinities, NaN, denormals, huge and whole numbers
};

/// Bytes at a multiple of 64, as kernels want them.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::size_t size)
      : size_(size), data_(static_cast<std::byte*>(::operator new(size, std::align_val_t{64}))) {
    std::memset(data_.get(), 0x5a, size);
  }

  std::byte* data() const { return data_.get(); }

  std::size_t size() const { return size_; }

 private:
  struct Delete {
    void operator()(std::byte* data) const { ::operator delete(data, std::align_val_t{64}); }
  };

  std::size_t size_;
  std::unique_ptr<std::byte, Delete> data_;
};

/// Everything that one call of a kernel reads and writes. Equal arguments of the constructor give
/// equal memory.
class KernelData {
 public:
  KernelData(const kernel::Kernel& kernel, std::int64_t size, unsigned seed, Numbers numbers)
      : kernel_(kernel), size_(size), random_(seed), numbers_(numbers) {
    for (const auto& binding : kernel.bindings) {
      columns_.emplace_back(padded(size) * size_of(binding.type));
      pointers_.push_back(columns_.back().data());
      // What padding holds must not matter, so that it holds numbers that a kernel would react to.
      for (std::int64_t element = 0; element < padded_size(); ++element) {
        fill(binding.type, columns_.back().data(), element);
      }
    }
    for (auto* indices : {&sources_, &targets_}) {
      for (std::int64_t element = 0; element < size; ++element) indices->push_back(index());
      // Indices in the padding would lead far out of every column.
      indices->resize(padded(size), 0x40000000);
    }
    for (std::int64_t element = 0; element < size; ++element) {
      if (random_() % 3 == 0) events_.push_back(static_cast<std::int32_t>(element));
    }
    for (std::int64_t begin = 0; begin < size;) {
      const auto length = std::min<std::int64_t>(size - begin, random_() % 21);
      segments_.push_back({index(), static_cast<std::int32_t>(length), begin});
      begin += length + random_() % 3;
    }
    std::shuffle(segments_.begin(), segments_.end(), random_);
    listed_.resize(static_cast<std::size_t>(size));
    std::iota(listed_.begin(), listed_.end(), 0);
    std::shuffle(listed_.begin(), listed_.end(), random_);
    emitted_.resize(padded(size) + 16, -1);
    key_ = random_() | std::uint64_t{random_()} << 32;
    step_ = static_cast<std::int64_t>(random_());
  }

  /// Makes columns of the target neurons those of the source neurons, where their types agree.
  void share_neurons() {
    for (std::size_t target = 0; target < pointers_.size(); ++target) {
      for (std::size_t source = 0; source < target; ++source) {
        const auto& a = kernel_.bindings[source];
        const auto& b = kernel_.bindings[target];
        const bool are_ends = a.access != b.access && is_end(a.access) && is_end(b.access);
        if (are_ends && a.type == b.type) {
          pointers_[target] = pointers_[source];
          break;
        }
      }
    }
  }

  /// @param ends_step  whether the next run has other random numbers.
  void run(const backend::CompiledKernel& compiled, bool ends_step = true) {
    kernel::KernelArguments arguments{.pointers = pointers_.data(),
                                      .begin = 0,
                                      .end = size_,
                                      .events = events_.data(),
                                      .event_count = static_cast<std::int64_t>(events_.size()),
                                      .segments = segments_.data(),
                                      .segment_count = static_cast<std::int64_t>(segments_.size()),
                                      .listed = listed_.data(),
                                      .sources = sources_.data(),
                                      .targets = targets_.data(),
                                      .emitted = emitted_.data(),
                                      .emitted_count = emitted_count_,
                                      .random_key = key_,
                                      .step = step_};
    compiled.run(arguments);
    step_ += ends_step ? 1 : 0;
    emitted_count_ = arguments.emitted_count;
    emitted_log_.insert(emitted_log_.end(), emitted_.begin(), emitted_.begin() + emitted_count_);
    emitted_count_ = 0;
  }

  /// Says where the memories differ, or "" if they agree in every bit (all NaNs count as one
  /// number).
  std::string difference_from(const KernelData& other) const {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const auto& binding = kernel_.bindings[column];
      const auto count = binding.access == kernel::Access::cell ? 1 : size_;
      for (std::int64_t element = 0; element < count; ++element) {
        const auto mine = text(binding.type, columns_[column].data(), element);
        const auto theirs = text(binding.type, other.columns_[column].data(), element);
        if (mine != theirs) {
          return fmt::format("{}[{}] is {} and {}", binding.name, element, mine, theirs);
        }
      }
    }
    if (emitted_log_ != other.emitted_log_) {
      return fmt::format("emitted are {} and {}", fmt::join(emitted_log_, " "),
                         fmt::join(other.emitted_log_, " "));
    }
    return "";
  }

 private:
  static std::size_t padded(std::int64_t size) {
    return static_cast<std::size_t>(size / 64 + 1) * 64;
  }

  static bool is_end(kernel::Access access) {
    return access == kernel::Access::source || access == kernel::Access::target;
  }

  std::int64_t padded_size() const { return static_cast<std::int64_t>(padded(size_)); }

  std::int32_t index() {
    return size_ == 0 ? 0 : static_cast<std::int32_t>(random_() % static_cast<unsigned>(size_));
  }

  double real() {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr std::array special{
        0.0,    -0.0,    infinity, -infinity, std::nan(""), 1.0,    -1.0, 0x1p-1074, 1e-310, 0x1p53,
        0x1p63, -0x1p63, 1e300,    -1e300,    709.5,        -745.0, 3.0,  -3.0,      0.5,    1e20};
    if (numbers_ == Numbers::any && random_() % 2 == 0) return special[random_() % special.size()];
    return (static_cast<double>(random_()) - 0x1p31) * 0x1p-30;
  }

  std::int64_t integer() {
    constexpr std::array<std::int64_t, 5> special{0, -1, std::numeric_limits<std::int64_t>::min(),
                                                  std::numeric_limits<std::int64_t>::max(), 1};
    if (numbers_ == Numbers::any && random_() % 4 == 0) return special[random_() % special.size()];
    return static_cast<std::int64_t>(random_() % 41) - 20;
  }

  void fill(ElementType type, std::byte* data, std::int64_t element) {
    const auto put = [&](auto value) {
      std::memcpy(data + element * static_cast<std::int64_t>(sizeof value), &value, sizeof value);
    };
    switch (type) {
      case ElementType::float64:
        put(real());
        break;
      case ElementType::float32:
        put(static_cast<float>(real()));
        break;
      case ElementType::int32:
        put(static_cast<std::int32_t>(integer()));
        break;
      case ElementType::int64:
        put(integer());
        break;
      case ElementType::boolean:
        put(static_cast<std::uint8_t>(random_() % 2));
        break;
    }
  }

  static std::string text(ElementType type, const std::byte* data, std::int64_t element) {
    const auto get = [&]<typename T>(T value) {
      std::memcpy(&value, data + element * static_cast<std::int64_t>(sizeof value), sizeof value);
      return value;
    };
    const auto real_text = [](auto value) {
      return std::isnan(value) ? std::string("nan") : fmt::format("{:a}", value);
    };
    switch (type) {
      case ElementType::float64:
        return real_text(get(double{}));
      case ElementType::float32:
        return real_text(get(float{}));
      case ElementType::int32:
        return fmt::format("{}", get(std::int32_t{}));
      case ElementType::int64:
        return fmt::format("{}", get(std::int64_t{}));
      case ElementType::boolean:
        break;
    }
    return fmt::format("{}", get(std::uint8_t{}));
  }

  kernel::Kernel kernel_;
  std::int64_t size_;
  std::mt19937 random_;
  Numbers numbers_;
  std::vector<AlignedBytes> columns_;
  std::vector<void*> pointers_;
  std::vector<std::int32_t> sources_;
  std::vector<std::int32_t> targets_;
  std::vector<std::int32_t> events_;
  std::vector<kernel::SynapseSegment> segments_;
  std::vector<std::int32_t> listed_;
  std::vector<std::int32_t> emitted_;
  std::int64_t emitted_count_ = 0;
  std::vector<std::int32_t> emitted_log_;
  std::uint64_t key_ = 0;
  std::int64_t step_ = 0;
};

}  // namespace ranvier::testing
