#include "kernel.hpp"

#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include <ranvier/support/assert.hpp>

namespace ranvier::kernel {
namespace {

constexpr std::array<std::string_view, 5> element_type_names{"float64", "float32", "int32", "int64",
                                                             "boolean"};
constexpr std::array<std::string_view, 6> space_names{
    "once", "elements", "events", "synapses", "listed synapses", "target synapses"};
constexpr std::array<std::string_view, 5> access_names{"cell", "element", "source", "target",
                                                       "table"};

/// Operators, in the order of FunctionId; the other functions have their names.
constexpr std::array<std::string_view, 18> operator_words{
    "add",   "subtract",  "multiply",    "divide",     "floor_divide", "modulo",
    "power", "negate",    "less",        "less_equal", "greater",      "greater_equal",
    "equal", "not_equal", "logical_and", "logical_or", "logical_not",  "select"};
static_assert(operator_words.size() == static_cast<std::size_t>(FunctionId::select) + 1);

std::string number_text(double value) {
  if (std::isnan(value)) {
    return "nan";
  }
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) {
    text += ".0";
  }
  return text;
}

std::string constant_text(const Instruction& instruction) {
  switch (instruction.type) {
    case ValueType::real:
      return number_text(instruction.real);
    case ValueType::integer:
      return std::to_string(instruction.integer);
    case ValueType::boolean:
      return instruction.integer != 0 ? "true" : "false";
  }
  RANVIER_CHECK(false);
}

std::string instruction_text(const Kernel& kernel, ValueId id) {
  const Instruction& instruction = kernel.instructions[id];
  std::string arguments;
  for (const ValueId argument : instruction.arguments) {
    arguments += fmt::format(" %{}", argument);
  }
  switch (instruction.opcode) {
    case Opcode::constant:
      return fmt::format("%{} = constant {}", id, constant_text(instruction));
    case Opcode::load:
      return fmt::format("%{} = load {}{}", id, kernel.bindings[instruction.binding].name,
                         arguments);
    case Opcode::index:
      return fmt::format("%{} = index", id);
    case Opcode::compute:
      return fmt::format("%{} = {}{}", id, function_word(instruction.function), arguments);
    case Opcode::random:
      return fmt::format("%{} = random {}{} draw {}", id, function_word(instruction.function),
                         arguments, instruction.draw);
    case Opcode::store: {
      const std::string where =
          instruction.mask == no_value ? "" : fmt::format(" where %{}", instruction.mask);
      return fmt::format("store {}{}{}", kernel.bindings[instruction.binding].name, arguments,
                         where);
    }
    case Opcode::emit:
      return fmt::format("emit{}", arguments);
    case Opcode::host: {
      const auto call = instruction.draw < 0 ? "" : fmt::format(" call {}", instruction.draw);
      return fmt::format("%{} = host {}{}{}", id,
                         kernel.hosts[static_cast<std::size_t>(instruction.integer)].name,
                         arguments, call);
    }
  }
  RANVIER_CHECK(false);
}

std::vector<BindingId> bindings_of(const Kernel& kernel, Opcode opcode) {
  std::vector<bool> found(kernel.bindings.size());
  for (const Instruction& instruction : kernel.instructions) {
    if (instruction.opcode == opcode) {
      found[instruction.binding] = true;
    }
  }
  std::vector<BindingId> ids;
  for (std::size_t id = 0; id < found.size(); ++id) {
    if (found[id]) {
      ids.push_back(static_cast<BindingId>(id));
    }
  }
  return ids;
}

}  // namespace

std::string_view function_word(FunctionId function) {
  const auto position = static_cast<std::size_t>(function);
  if (position < operator_words.size()) {
    return operator_words[position];
  }
  return function == FunctionId::to_integer ? "to_integer" : symbolic::info_of(function).name;
}

ValueType value_type(ElementType type) {
  switch (type) {
    case ElementType::float64:
    case ElementType::float32:
      return ValueType::real;
    case ElementType::int32:
    case ElementType::int64:
      return ValueType::integer;
    case ElementType::boolean:
      return ValueType::boolean;
  }
  RANVIER_CHECK(false);
}

std::string print(const Kernel& kernel) {
  std::vector<bool> is_read(kernel.bindings.size());
  std::vector<bool> is_written(kernel.bindings.size());
  for (const BindingId id : read_bindings(kernel)) {
    is_read[id] = true;
  }
  for (const BindingId id : written_bindings(kernel)) {
    is_written[id] = true;
  }
  std::string text =
      fmt::format("kernel over {}\n", space_names[static_cast<std::size_t>(kernel.space)]);
  auto out = std::back_inserter(text);
  for (std::size_t id = 0; id < kernel.bindings.size(); ++id) {
    const Binding& binding = kernel.bindings[id];
    fmt::format_to(out, "  {} {}[{}]{}{}\n",
                   element_type_names[static_cast<std::size_t>(binding.type)], binding.name,
                   access_names[static_cast<std::size_t>(binding.access)],
                   is_read[id] ? " read" : "", is_written[id] ? " write" : "");
  }
  for (std::size_t id = 0; id < kernel.instructions.size(); ++id) {
    if (id == 0 && kernel.invariant_count > 0) {
      text += "invariant\n";
    }
    if (id == static_cast<std::size_t>(kernel.invariant_count)) {
      text += "body\n";
    }
    fmt::format_to(out, "  {}\n", instruction_text(kernel, static_cast<ValueId>(id)));
  }
  return text;
}

std::vector<BindingId> written_bindings(const Kernel& kernel) {
  return bindings_of(kernel, Opcode::store);
}

std::vector<BindingId> read_bindings(const Kernel& kernel) {
  return bindings_of(kernel, Opcode::load);
}

}  // namespace ranvier::kernel
