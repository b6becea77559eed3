/// The names that the code of one object may use, with types, dimensions and the arrays behind
/// them.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <ranvier/compiler/cell_store.hpp>
#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/model/group.hpp>
#include <ranvier/model/synapses.hpp>

namespace ranvier::compiler {

/// A variable as code sees it.
struct BoundVariable {
  kernel::VariableBinding binding;
  void* pointer = nullptr;  ///< column or cell; nullptr for an index
  equations::NameInfo info;
};

/// A subexpression as code sees it: its text is evaluated where it is used.
struct BoundSubexpression {
  symbolic::Expression expression;
  equations::NameInfo info;
  std::string source;
};

struct Scope {
  std::string where;  ///< the object, for messages: "NeuronGroup 'exc'"
  std::string object_name;
  std::map<std::string, BoundVariable> variables;
  std::map<std::string, BoundSubexpression> subexpressions;
  /// Second names: plain `x` in code of synapses is `x_post`.
  std::map<std::string, std::string> aliases;
  /// Functions from outside, under the names that the code has for them.
  std::map<std::string, model::FunctionPointer> functions;
  std::int64_t size = 0;  ///< elements, of the whole group
  /// The elements that code is for; nullptr for all. Code for a part runs over a list of elements
  /// (`own_space`).
  const model::Members* members = nullptr;
  const std::int32_t* sources = nullptr;  ///< of synapses
  const std::int32_t* targets = nullptr;
  std::string draw_element;
  std::map<std::string, std::int32_t> draws;    ///< see KernelScope
  const model::Constants* constants = nullptr;  ///< of the object

  /// Types and dimensions alone, for the checks.
  equations::NameTable names() const;
  bool knows(const std::string& name) const;

  /// The space of code for every element of the object.
  kernel::IndexSpace own_space() const {
    return members != nullptr ? kernel::IndexSpace::events : kernel::IndexSpace::elements;
  }

  /// Adds what code knows of a clock: `t`, `dt` unless it has none, and `t_in_timesteps`. They hide
  /// those of a clock added before; nullptr adds nothing.
  void add_clock(state::Clock* clock);
  /// Adds a cell that the user's code can't write.
  void add_cell(const std::string& name, double* cell, const units::Dimension& dimension);
  void add_cell(const std::string& name, std::int64_t* cell);
  void add_cell(const std::string& name, bool* cell);
};

/// Who writes: resets and the group's own updates pass over `(unless refractory)`; synapses,
/// inputs, run_regularly and assignments respect it (semantics B4.5).
enum class WriteGuards : std::uint8_t { ignored, respected };

/// Variables, `i`, `N`, `t`, `dt`, `t_in_timesteps` and subexpressions of a group of neurons or of
/// an input.
Scope scope_of_group(model::Group& group, CellStore& cells, WriteGuards guards);

/// Variables of the synapses, `x_pre`, `x_post` and plain `x` of the groups at both ends, `i`, `j`,
/// `N_pre`, `N_post`.
Scope scope_of_synapses(model::Synapses& synapses, CellStore& cells, WriteGuards guards);

/// Either of the two.
Scope scope_of(model::Group& group, CellStore& cells, WriteGuards guards);

}  // namespace ranvier::compiler
