/// Statements and variables to a kernel: typing, value numbering (which shares equal work), read
/// and write sets.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/kernel/kernel.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::kernel {

/// What a name in a statement stands for.
struct VariableBinding {
  Binding binding;
  /// A name that is an alias for the element's number (`i` of a group) has no array.
  bool is_index = false;
  std::int64_t index_offset = 0;  ///< subtracted: subgroups count from 0
  bool is_read_only = false;
  /// Boolean variable that must be true for the element if the variable is to be written ("unless
  /// refractory").
  std::string write_guard;
  /// Values too small to matter (below 2^-960, float32: 2^-100) become 0 when assigned: a variable
  /// that decays would else reach denormal numbers, which cost up to 45 times as much.
  bool flushes_denormals = false;
};

/// A function outside of the kernel as statements call it.
struct HostBinding {
  Host host;
  /// Types that the arguments are converted to; without one an argument keeps its own.
  std::vector<std::optional<ValueType>> arguments;
  std::optional<ValueType> result = ValueType::real;  ///< without one, the highest of the arguments
};

/// Everything that the builder needs to know of the surroundings of a block.
struct KernelScope {
  std::map<std::string, VariableBinding> variables;
  /// Subexpressions, by name: put in place where they are used, evaluated with the values current
  /// there (D3).
  std::map<std::string, symbolic::Expression> subexpressions;
  /// Name of the variable that holds the element number that counts for random draws; empty: the
  /// element itself.
  std::string draw_element;
  /// Number of the draw in the statement that assigns a name, where it does not follow from the
  /// place of the statement.
  std::map<std::string, std::int32_t> draws;
  /// Functions that calls of `host` and `host_stateful` name; tables are variables of access
  /// `table`.
  std::map<std::string, HostBinding> hosts;
};

/// Builds a kernel one block after the other; names that are assigned and are no variable become
/// local values of their block, of the type of the first value assigned.
///
/// An assignment converts to the type of its target (a real to an integer is truncated). A variable
/// is loaded at its first use and stored, with its last value, at the end of the element; so where
/// two names reach one place, a statement sees what the place held before the element. Variables of
/// equal bindings are one variable. What float32 or int32 can't hold is lost in memory only: later
/// statements of the same kernel see the value as it was assigned. Stores come in the order of
/// first assignment. A write that its guard forbids is left out: later statements see the value
/// from before.
///
/// Random draws are numbered in the order in which they stand in the statements, unless the scope
/// gives them a number. Integral powers
/// of constant exponent up to 64 are multiplications (symbolic::scalar::power says in which order),
/// x**0.5 is sqrt(x).
class KernelBuilder {
 public:
  KernelBuilder(std::string name, IndexSpace space, KernelScope scope);

  /// Appends statements. Later statements see the values of earlier ones.
  /// @throws InternalError  if a name is unknown or a target can't be written: names have been
  ///                        resolved before.
  void append(const symbolic::StatementBlock& block);
  /// Evaluates a condition now and emits the elements for which it is true; returns its value for
  /// `assign_where`.
  ValueId emit_where(const symbolic::Expression& condition);
  /// Assigns only where `mask` is true, whatever guard the variable has.
  void assign_where(ValueId mask, const std::string& target, const symbolic::Expression& value);

  /// Stores what was assigned and returns the verified kernel; nothing is invariant yet (`hoist`).
  Kernel finish();

 private:
  class Implementation;
  std::shared_ptr<Implementation> implementation_;
};

}  // namespace ranvier::kernel
