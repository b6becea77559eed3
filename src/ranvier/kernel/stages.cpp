#include "stages.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/kernel/hoist.hpp>
#include <ranvier/kernel/instruction_list.hpp>

namespace ranvier::kernel {
namespace {

ElementType storage_of(ValueType type) {
  switch (type) {
    case ValueType::real:
      return ElementType::float64;
    case ValueType::integer:
      return ElementType::int64;
    case ValueType::boolean:
      break;
  }
  return ElementType::boolean;
}

class Splitting {
 public:
  explicit Splitting(const Kernel& kernel)
      : kernel_(kernel), is_single_(find_invariant_values(kernel)) {
    if (kernel.space == IndexSpace::once) {
      is_single_.assign(kernel.instructions.size(), true);
    }
    find_levels();
  }

  Stages run() {
    for (std::size_t level = 0; level < level_count_; ++level) {
      Level made;
      for (std::size_t id = 0; id < kernel_.instructions.size(); ++id) {
        if (is_host(id) && depths_[id] == level) {
          made.calls.push_back(add_call(id));
        }
      }
      made.once = arguments_kernel(level, made.calls, true);
      made.each = arguments_kernel(level, made.calls, false);
      stages_.levels.push_back(std::move(made));
    }
    stages_.last = hoist(rebuilt(level_count_, true).finish(kernel_.name, kernel_.space));
    stages_.is_sequential = is_sequential();
    return std::move(stages_);
  }

 private:
  bool is_host(std::size_t id) const { return kernel_.instructions[id].opcode == Opcode::host; }

  /// depths_[id]: number of calls, one after the other, that must have been made before.
  void find_levels() {
    depths_.assign(kernel_.instructions.size(), 0);
    for (std::size_t id = 0; id < depths_.size(); ++id) {
      for (const ValueId argument : kernel_.instructions[id].arguments) {
        const auto at = static_cast<std::size_t>(argument);
        depths_[id] = std::max(depths_[id], depths_[at] + (is_host(at) ? 1 : 0));
      }
      if (is_host(id)) {
        level_count_ = std::max(level_count_, depths_[id] + 1);
      }
    }
    results_.assign(depths_.size(), 0);
  }

  std::size_t add_temporary(const std::string& name, ValueType type, bool is_cell) {
    stages_.temporaries.push_back({name, storage_of(type), is_cell});
    return stages_.temporaries.size() - 1;
  }

  HostStage add_call(std::size_t id) {
    const Instruction& instruction = kernel_.instructions[id];
    HostStage call{kernel_.hosts[static_cast<std::size_t>(instruction.integer)], {}, 0};
    for (std::size_t k = 0; k < instruction.arguments.size(); ++k) {
      const auto argument = static_cast<std::size_t>(instruction.arguments[k]);
      call.arguments.push_back(add_temporary(fmt::format("_argument_{}_{}", id, k),
                                             kernel_.instructions[argument].type,
                                             is_single_[argument]));
      values_.push_back({call.arguments.back(), instruction.arguments[k]});
    }
    call.result = add_temporary(fmt::format("_result_{}", id), instruction.type,
                                kernel_.space == IndexSpace::once);
    results_[id] = call.result;
    return call;
  }

  Binding binding_of(std::size_t temporary) const {
    const Temporary& place = stages_.temporaries[temporary];
    return {place.name, place.type, place.is_cell ? Access::cell : Access::element};
  }

  /// What can be computed when all calls below `level` are made; with stores and emits or without.
  InstructionList rebuilt(std::size_t level, bool with_effects) {
    InstructionList list;
    new_values_.assign(kernel_.instructions.size(), no_value);
    for (std::size_t id = 0; id < kernel_.instructions.size(); ++id) {
      Instruction instruction = kernel_.instructions[id];
      const bool is_effect =
          instruction.opcode == Opcode::store || instruction.opcode == Opcode::emit;
      const auto available = depths_[id] + (is_host(id) ? 1 : 0);
      if (available > level || (is_effect && !with_effects)) {
        continue;
      }
      if (is_host(id)) {
        new_values_[id] = list.load(binding_of(results_[id]));
        continue;
      }
      for (ValueId& argument : instruction.arguments) {
        argument = new_values_[static_cast<std::size_t>(argument)];
      }
      if (instruction.mask != no_value) {
        instruction.mask = new_values_[static_cast<std::size_t>(instruction.mask)];
      }
      new_values_[id] = list.copy(instruction, kernel_);
    }
    return list;
  }

  std::optional<Kernel> arguments_kernel(std::size_t level, const std::vector<HostStage>& calls,
                                         bool single) {
    auto list = rebuilt(level, false);
    bool has_any = false;
    for (const HostStage& call : calls) {
      for (const std::size_t argument : call.arguments) {
        if (stages_.temporaries[argument].is_cell != single) {
          continue;
        }
        const auto value = std::find_if(values_.begin(), values_.end(),
                                        [&](const auto& entry) { return entry.first == argument; });
        list.store(binding_of(argument), new_values_[static_cast<std::size_t>(value->second)]);
        has_any = true;
      }
    }
    if (!has_any) {
      return std::nullopt;
    }
    const auto space = single ? IndexSpace::once : kernel_.space;
    return hoist(list.finish(kernel_.name + (single ? "_once" : "_arguments"), space));
  }

  bool is_sequential() const {
    if (!is_over_synapses(kernel_.space)) {
      return false;
    }
    const auto reads_what_changes = [&](const std::optional<Kernel>& stage) {
      if (!stage) {
        return false;
      }
      return std::ranges::any_of(written_bindings(stages_.last), [&](BindingId written) {
        const Binding& binding = stages_.last.bindings[static_cast<std::size_t>(written)];
        return binding.access != Access::element &&
               std::ranges::any_of(stage->bindings,
                                   [&](const Binding& other) { return other == binding; });
      });
    };
    return std::ranges::any_of(stages_.levels, [&](const Level& level) {
      return reads_what_changes(level.once) || reads_what_changes(level.each);
    });
  }

  const Kernel& kernel_;
  std::vector<bool> is_single_;
  std::vector<std::size_t> depths_;
  std::size_t level_count_ = 0;
  std::vector<std::size_t> results_;  ///< by instruction: temporary of a call's result
  std::vector<std::pair<std::size_t, ValueId>> values_;  ///< temporary of an argument, its value
  std::vector<ValueId> new_values_;
  Stages stages_;
};

}  // namespace

Stages split_at_hosts(const Kernel& kernel) {
  return Splitting(kernel).run();
}

}  // namespace ranvier::kernel
