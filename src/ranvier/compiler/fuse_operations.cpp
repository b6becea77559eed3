#include "fuse_operations.hpp"

#include <algorithm>
#include <optional>

#include <ranvier/kernel/fuse.hpp>
#include <ranvier/kernel/hoist.hpp>

namespace ranvier::compiler {

namespace {

bool can_swap(const PlannedOperation& a, const PlannedOperation& b) {
  return !a.may_touch_everything && !b.may_touch_everything && !meet(a.writes, b.reads) &&
         !meet(a.writes, b.writes) && !meet(a.reads, b.writes);
}

/// Whether the same name means the same array in both kernels.
bool agree_on_names(const Code& a, const Code& b) {
  for (std::size_t first = 0; first < a.kernel.bindings.size(); ++first) {
    for (std::size_t second = 0; second < b.kernel.bindings.size(); ++second) {
      if (a.kernel.bindings[first].name == b.kernel.bindings[second].name &&
          a.arrays.pointers[first] != b.arrays.pointers[second]) {
        return false;
      }
    }
  }
  return true;
}

bool draws(const kernel::Kernel& kernel) {
  return std::ranges::any_of(kernel.instructions, [](const auto& instruction) {
    return instruction.opcode == kernel::Opcode::random;
  });
}

/// The name of an external value may mean different cells in two pieces of code: equal values share
/// the first one's.
void share_cells(const Code& a, Code& b) {
  for (std::size_t first = 0; first < a.kernel.bindings.size(); ++first) {
    for (std::size_t second = 0; second < b.kernel.bindings.size(); ++second) {
      const auto& binding = a.kernel.bindings[first];
      if (binding == b.kernel.bindings[second] && binding.access == kernel::Access::cell &&
          a.arrays.pointers[first] != b.arrays.pointers[second] &&
          !a.writes.contains(a.arrays.pointers[first]) &&
          !b.writes.contains(b.arrays.pointers[second]) &&
          std::equal(static_cast<const char*>(a.arrays.pointers[first]),
                     static_cast<const char*>(a.arrays.pointers[first]) + size_of(binding.type),
                     static_cast<const char*>(b.arrays.pointers[second]))) {
        b.arrays.pointers[second] = a.arrays.pointers[first];
      }
    }
  }
}

void* pointer_of(const std::string& binding, const Code& code) {
  for (std::size_t k = 0; k < code.kernel.bindings.size(); ++k) {
    if (code.kernel.bindings[k].name == binding) {
      return code.arrays.pointers[k];
    }
  }
  return nullptr;
}

std::optional<PlannedOperation> join(const PlannedOperation& a, const PlannedOperation& b) {
  if (!a.elements_code || !b.elements_code || a.clock != b.clock ||
      a.elements_code->arrays.size != b.elements_code->arrays.size ||
      (a.emitted != nullptr && b.emitted != nullptr) || !a.before.empty() || !b.before.empty() ||
      !a.after.empty() || !b.after.empty()) {
    return std::nullopt;
  }
  const auto& first = *a.elements_code;
  auto second = *b.elements_code;
  share_cells(first, second);
  if (!agree_on_names(first, second) || (draws(first.kernel) && draws(second.kernel))) {
    return std::nullopt;
  }
  auto kernel = kernel::fuse(first.kernel, second.kernel);
  if (!kernel) {
    return std::nullopt;
  }
  PlannedOperation joined = a;
  joined.name = a.name + "+" + b.name;
  joined.reads.insert(b.reads.begin(), b.reads.end());
  joined.writes.insert(b.writes.begin(), b.writes.end());
  joined.emitted = a.emitted != nullptr ? a.emitted : b.emitted;
  auto& code = *joined.elements_code;
  code.kernel = kernel::hoist(*kernel);
  code.arrays.random_key = draws(first.kernel) ? first.arrays.random_key : second.arrays.random_key;
  code.arrays.pointers.clear();
  for (const auto& binding : code.kernel.bindings) {
    auto* pointer = pointer_of(binding.name, first);
    code.arrays.pointers.push_back(pointer != nullptr ? pointer : pointer_of(binding.name, second));
  }
  return joined;
}

}  // namespace

std::vector<PlannedOperation> fuse_operations(std::vector<PlannedOperation> operations) {
  for (std::size_t first = 0; first < operations.size(); ++first) {
    for (std::size_t second = first + 1; second < operations.size(); ++second) {
      if (!operations[first].elements_code || !operations[second].elements_code) {
        continue;
      }
      const auto between_begin = operations.begin() + static_cast<std::ptrdiff_t>(first) + 1;
      const auto between_end = operations.begin() + static_cast<std::ptrdiff_t>(second);
      const auto passes = [&](const PlannedOperation& moved) {
        return std::all_of(between_begin, between_end,
                           [&](const auto& other) { return can_swap(moved, other); });
      };
      const auto later_moves_up = passes(operations[second]);
      const auto earlier_moves_down = !later_moves_up && passes(operations[first]);
      if (!later_moves_up && !earlier_moves_down) {
        continue;
      }
      auto joined = join(operations[first], operations[second]);
      if (!joined) {
        continue;
      }
      if (later_moves_up) {
        operations[first] = std::move(*joined);
        operations.erase(operations.begin() + static_cast<std::ptrdiff_t>(second));
        --second;
      } else {
        joined->name = operations[second].name + "+" + operations[first].name;
        joined->when = operations[second].when;
        joined->order = operations[second].order;
        operations[second] = std::move(*joined);
        operations.erase(operations.begin() + static_cast<std::ptrdiff_t>(first));
        --first;
        break;
      }
    }
  }
  return operations;
}

}  // namespace ranvier::compiler
