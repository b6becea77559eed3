#include "rewrites.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <ranvier/kernel/hoist.hpp>
#include <ranvier/kernel/instruction_list.hpp>
#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::kernel {
namespace {

/// Builds a kernel anew, instruction by instruction; a rule may put other work in place of one.
class Rebuild {
 public:
  explicit Rebuild(const Kernel& from)
      : from_(from), new_value_(from.instructions.size(), no_value) {}

  virtual ~Rebuild() = default;
  Rebuild(const Rebuild&) = delete;
  Rebuild& operator=(const Rebuild&) = delete;

  Kernel run() {
    for (std::size_t k = 0; k < from_.instructions.size(); ++k) {
      translate(static_cast<ValueId>(k));
    }
    return list_.finish(from_.name, from_.space);
  }

 protected:
  /// The value in place of `id` (a compute), whose arguments are translated; or no_value.
  virtual ValueId replace(ValueId id, const std::vector<ValueId>& arguments) = 0;

  /// The new value of an old one.
  ValueId translate(ValueId id) {
    if (new_value_[id] != no_value) {
      return new_value_[id];
    }
    Instruction instruction = from_.instructions[id];
    for (ValueId& argument : instruction.arguments) {
      argument = translate(argument);
    }
    if (instruction.mask != no_value) {
      instruction.mask = translate(instruction.mask);
    }
    ValueId value = no_value;
    if (instruction.opcode == Opcode::compute) {
      value = replace(id, instruction.arguments);
    }
    new_value_[id] = value != no_value ? value : list_.copy(instruction, from_);
    return new_value_[id];
  }

  ValueId real(FunctionId function, std::vector<ValueId> arguments) {
    return list_.compute(function, ValueType::real, std::move(arguments));
  }

  const Kernel& from_;
  InstructionList list_;

 private:
  std::vector<ValueId> new_value_;
};

class ReciprocalRule : public Rebuild {
 public:
  explicit ReciprocalRule(const Kernel& from)
      : Rebuild(from), is_invariant_(find_invariant_values(from)) {}

 protected:
  ValueId replace(ValueId id, const std::vector<ValueId>& arguments) override {
    const Instruction& old = from_.instructions[id];
    if (old.function != FunctionId::divide || is_invariant_[old.arguments[0]] ||
        !is_invariant_[old.arguments[1]]) {
      return no_value;
    }
    const ValueId reciprocal = real(FunctionId::divide, {list_.constant(1.0), arguments[1]});
    return real(FunctionId::multiply, {arguments[0], reciprocal});
  }

 private:
  std::vector<bool> is_invariant_;
};

/// slope * variable + offset, with numbers; without a variable, a number.
struct Line {
  ValueId variable = no_value;
  double slope = 0;
  double offset = 0;
};

Line combine(const Line& a, const Line& b, double sign, ValueId self) {
  if (a.variable != no_value && b.variable != no_value && a.variable != b.variable) {
    return {self, 1, 0};
  }
  return {a.variable != no_value ? a.variable : b.variable, a.slope + sign * b.slope,
          a.offset + sign * b.offset};
}

/// Each real value of a kernel as a line over another value, or over itself.
std::vector<Line> find_lines(const Kernel& kernel) {
  std::vector<Line> lines(kernel.instructions.size());
  for (std::size_t k = 0; k < lines.size(); ++k) {
    const Instruction& instruction = kernel.instructions[k];
    const auto self = static_cast<ValueId>(k);
    lines[k] = {self, 1, 0};
    if (instruction.type != ValueType::real) {
      continue;
    }
    if (instruction.opcode == Opcode::constant) {
      lines[k] = {no_value, 0, instruction.real};
    }
    if (instruction.opcode != Opcode::compute) {
      continue;
    }
    const Line a = lines[instruction.arguments[0]];
    const Line b = instruction.arguments.size() > 1 ? lines[instruction.arguments[1]] : Line{};
    switch (instruction.function) {
      case FunctionId::add:
        lines[k] = combine(a, b, 1, self);
        break;
      case FunctionId::subtract:
        lines[k] = combine(a, b, -1, self);
        break;
      case FunctionId::negate:
        lines[k] = {a.variable, -a.slope, -a.offset};
        break;
      case FunctionId::multiply:
        if (a.variable == no_value) {
          lines[k] = {b.variable, a.offset * b.slope, a.offset * b.offset};
        } else if (b.variable == no_value) {
          lines[k] = {a.variable, b.offset * a.slope, b.offset * a.offset};
        }
        break;
      case FunctionId::divide:
        if (b.variable == no_value) {
          lines[k] = {a.variable, a.slope / b.offset, a.offset / b.offset};
        }
        break;
      default:
        break;
    }
  }
  return lines;
}

/// exp of one value as factor * exp(base)^power.
struct FamilyMember {
  ValueId base = no_value;  ///< the other exp
  int power = 1;
  double factor = 1;
};

std::optional<FamilyMember> as_power(const Line& line, ValueId base, const Line& base_line) {
  constexpr double largest_power = 8;
  constexpr double largest_shift = 50;
  const double power = line.slope / base_line.slope;
  const double shift = line.offset - power * base_line.offset;
  if (line.variable != base_line.variable || power != std::trunc(power) || power < 1 ||
      power > largest_power || power * base_line.slope != line.slope ||
      !(std::abs(shift) <= largest_shift)) {
    return std::nullopt;
  }
  return FamilyMember{base, static_cast<int>(power), symbolic::elementary::exp(shift)};
}

class ExponentialFamilyRule : public Rebuild {
 public:
  explicit ExponentialFamilyRule(const Kernel& from) : Rebuild(from) {
    const std::vector<Line> lines = find_lines(from);
    std::vector<ValueId> exponentials;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const Instruction& instruction = from.instructions[k];
      if (instruction.opcode == Opcode::compute && instruction.function == FunctionId::exp &&
          lines[instruction.arguments[0]].variable != no_value) {
        exponentials.push_back(static_cast<ValueId>(k));
      }
    }
    const auto line_of = [&](ValueId id) { return lines[from.instructions[id].arguments[0]]; };
    // The flattest first: only they can be the base of others.
    std::stable_sort(exponentials.begin(), exponentials.end(), [&](ValueId a, ValueId b) {
      return std::abs(line_of(a).slope) < std::abs(line_of(b).slope);
    });
    std::vector<ValueId> bases;
    for (const ValueId id : exponentials) {
      for (const ValueId base : bases) {
        if (const auto member = as_power(line_of(id), base, line_of(base))) {
          members_.emplace(id, *member);
          break;
        }
      }
      if (!members_.contains(id)) {
        bases.push_back(id);
      }
    }
  }

 protected:
  ValueId replace(ValueId id, const std::vector<ValueId>& /*arguments*/) override {
    const auto member = members_.find(id);
    if (member == members_.end()) {
      return no_value;
    }
    const ValueId base = translate(member->second.base);
    ValueId power = base;
    int digit = 1;
    while (digit <= member->second.power / 2) {
      digit *= 2;
    }
    for (digit /= 2; digit > 0; digit /= 2) {
      power = real(FunctionId::multiply, {power, power});
      if ((member->second.power & digit) != 0) {
        power = real(FunctionId::multiply, {power, base});
      }
    }
    return member->second.factor == 1
               ? power
               : real(FunctionId::multiply, {power, list_.constant(member->second.factor)});
  }

 private:
  std::map<ValueId, FamilyMember> members_;
};

}  // namespace

Kernel rewrite(const Kernel& kernel, const Rewrites& rewrites) {
  Kernel result = kernel;
  if (rewrites.reciprocal) {
    result = ReciprocalRule(result).run();
  }
  if (rewrites.exponential_families) {
    result = ExponentialFamilyRule(result).run();
  }
  return hoist(result);
}

}  // namespace ranvier::kernel
