#include "staged_kernel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include <ranvier/kernel/stages.hpp>
#include <ranvier/support/assert.hpp>

namespace ranvier::backend {
namespace {

using kernel::IndexSpace;
using kernel::Kernel;
using kernel::KernelArguments;
using kernel::SynapseSegment;

/// Memory as kernels want it: aligned to 64 bytes, padded by 16 elements.
class Buffer {
 public:
  explicit Buffer(ElementType type) : size_(size_of(type)) {}

  std::byte* at(std::int64_t element) const {
    return bytes_.get() + static_cast<std::size_t>(element) * size_;
  }

  std::size_t element_size() const { return size_; }

  /// What it held may be lost.
  void reserve(std::int64_t count) {
    if (count <= capacity_) {
      return;
    }
    capacity_ = count + count / 2;
    const auto bytes = (static_cast<std::size_t>(capacity_) + 16) * size_;
    bytes_.reset(static_cast<std::byte*>(::operator new(bytes, std::align_val_t{64})));
    std::memset(bytes_.get(), 0, bytes);
  }

 private:
  struct Free {
    void operator()(std::byte* bytes) const { ::operator delete(bytes, std::align_val_t{64}); }
  };

  std::size_t size_;
  std::int64_t capacity_ = 0;
  std::unique_ptr<std::byte, Free> bytes_;
};

/// A compiled kernel of one stage, and where each of its bindings is found.
struct StageCode {
  /// Position in the bindings of the whole kernel, or in the temporaries.
  struct Place {
    bool is_temporary = false;
    std::size_t position = 0;
  };

  std::shared_ptr<const CompiledKernel> compiled;
  std::vector<Place> places;
};

class StagedKernel final : public CompiledKernel {
 public:
  StagedKernel(const Kernel& kernel, Backend& backend)
      : space_(kernel.space), name_(kernel.name), stages_(kernel::split_at_hosts(kernel)) {
    for (const auto& temporary : stages_.temporaries) {
      buffers_.emplace_back(temporary.type);
      gathered_.emplace_back(temporary.type);
      buffers_.back().reserve(1);
    }
    const auto compile = [&](const std::optional<Kernel>& stage) {
      return stage ? std::optional(compile_stage(*stage, kernel, backend)) : std::nullopt;
    };
    for (const auto& level : stages_.levels) {
      codes_.push_back({compile(level.once), compile(level.each)});
    }
    last_ = compile_stage(stages_.last, kernel, backend);
  }

  void run(KernelArguments& arguments) const override {
    switch (space_) {
      case IndexSpace::once:
        run_elements(arguments, nullptr, 0, 1);
        break;
      case IndexSpace::elements:
        run_elements(arguments, nullptr, arguments.begin, arguments.end);
        break;
      case IndexSpace::events:
        if (arguments.event_count > 0) {
          run_elements(arguments, arguments.events, 0, arguments.event_count);
        }
        break;
      case IndexSpace::synapses:
      case IndexSpace::listed_synapses:
      case IndexSpace::target_synapses:
        run_synapses(arguments);
        break;
    }
  }

 private:
  struct LevelCode {
    std::optional<StageCode> once, each;
  };

  StageCode compile_stage(const Kernel& stage, const Kernel& whole, Backend& backend) const {
    StageCode code{backend.compile(stage), {}};
    for (const auto& binding : stage.bindings) {
      const auto temporary =
          std::ranges::find(stages_.temporaries, binding.name, &kernel::Temporary::name);
      if (temporary != stages_.temporaries.end()) {
        code.places.push_back(
            {true, static_cast<std::size_t>(temporary - stages_.temporaries.begin())});
        continue;
      }
      const auto own = std::ranges::find(whole.bindings, binding);
      RANVIER_CHECK(own != whole.bindings.end());
      code.places.push_back({false, static_cast<std::size_t>(own - whole.bindings.begin())});
    }
    return code;
  }

  void run_stage(const StageCode& code, KernelArguments& arguments) const {
    std::vector<void*> pointers;
    for (const auto& place : code.places) {
      pointers.push_back(place.is_temporary ? buffers_[place.position].at(0)
                                            : arguments.pointers[place.position]);
    }
    auto own = arguments;
    own.pointers = pointers.data();
    code.compiled->run(own);
    arguments.emitted_count = own.emitted_count;
  }

  /// @param numbers  the elements, or null for begin ... end
  void run_elements(KernelArguments& arguments, const std::int32_t* numbers, std::int64_t begin,
                    std::int64_t end) const {
    const auto needed = numbers != nullptr
                            ? std::int64_t{*std::max_element(numbers + begin, numbers + end)} + 1
                            : end;
    for (auto& buffer : buffers_) {
      buffer.reserve(needed);
    }
    for (std::size_t level = 0; level < codes_.size(); ++level) {
      if (codes_[level].once) {
        run_stage(*codes_[level].once, arguments);
      }
      if (codes_[level].each) {
        run_stage(*codes_[level].each, arguments);
      }
      for (const auto& call : stages_.levels[level].calls) {
        make_call(call, numbers, begin, end);
      }
    }
    run_stage(last_, arguments);
  }

  void make_call(const kernel::HostStage& stage, const std::int32_t* numbers, std::int64_t begin,
                 std::int64_t end) const {
    const auto count = end - begin;
    std::vector<HostArgument> arguments;
    for (const auto position : stage.arguments) {
      const auto& temporary = stages_.temporaries[position];
      const void* data = buffers_[position].at(0);
      if (!temporary.is_cell) {
        data = numbers != nullptr ? gather(position, numbers, count) : buffers_[position].at(begin);
      }
      arguments.push_back({temporary.type, data, temporary.is_cell});
    }
    HostCall call{arguments, count, stages_.temporaries[stage.result].type,
                  buffers_[stage.result].at(begin), name_};
    auto& gathered = gathered_[stage.result];
    if (numbers != nullptr) {
      gathered.reserve(count);
      call.result = gathered.at(0);
    }
    (*stage.host.function)(call);
    if (numbers != nullptr) {
      for (std::int64_t k = 0; k < count; ++k) {
        std::memcpy(buffers_[stage.result].at(numbers[k]), gathered.at(k), gathered.element_size());
      }
    }
  }

  const void* gather(std::size_t position, const std::int32_t* numbers, std::int64_t count) const {
    auto& gathered = gathered_[position];
    gathered.reserve(count);
    for (std::int64_t k = 0; k < count; ++k) {
      std::memcpy(gathered.at(k), buffers_[position].at(numbers[k]), gathered.element_size());
    }
    return gathered.at(0);
  }

  /// Segment by segment, as a synapse occurs only once in one; or synapse by synapse, if one
  /// may change the arguments of the next.
  void run_synapses(KernelArguments& arguments) const {
    for (std::int64_t k = 0; k < arguments.segment_count; ++k) {
      const auto& segment = arguments.segments[k];
      const auto length = stages_.is_sequential ? 1 : segment.length;
      for (std::int32_t first = 0; first < segment.length; first += length) {
        const SynapseSegment part{segment.source, length, segment.begin + first};
        auto own = arguments;
        own.segments = &part;
        own.segment_count = 1;
        if (space_ == IndexSpace::synapses) {
          run_elements(own, nullptr, part.begin, part.begin + part.length);
        } else {
          run_elements(own, arguments.listed + part.begin, 0, part.length);
        }
      }
    }
  }

  IndexSpace space_;
  std::string name_;
  kernel::Stages stages_;
  std::vector<LevelCode> codes_;
  StageCode last_;
  mutable std::vector<Buffer> buffers_;   ///< one for each temporary
  mutable std::vector<Buffer> gathered_;  ///< their values for a list of elements
};

}  // namespace

std::shared_ptr<const CompiledKernel> compile_in_stages(const kernel::Kernel& kernel,
                                                        Backend& backend) {
  return std::make_shared<StagedKernel>(kernel, backend);
}

}  // namespace ranvier::backend
