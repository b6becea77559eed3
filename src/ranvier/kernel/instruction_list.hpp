/// Instructions under construction: equal work gets one value, work on constants is done at once,
/// work that nobody needs is dropped.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

/// The instructions of one kernel as they grow. What the passes over kernels and the builder share.
///
/// Value numbering: a request for work that has been asked for before gives the earlier value. That
/// is sound because a kernel is in static single assignment form and every load of a binding comes
/// before its store. Never changes a bit.
class InstructionList {
 public:
  ValueId constant(double value);
  ValueId constant(std::int64_t value);
  ValueId constant(bool value);
  ValueId load(const Binding& binding);
  /// A value of a table (`binding.access` is table) at an integer index.
  ValueId look_up(const Binding& table, ValueId index);
  /// @param draw  tells apart calls of a function with state; -1 for one without.
  ValueId host(const Host& host, ValueType type, std::vector<ValueId> arguments, std::int32_t draw);
  ValueId index();
  /// @pre The arguments have the types that the function wants (see Kernel).
  ValueId compute(FunctionId function, ValueType type, std::vector<ValueId> arguments);
  /// arguments[0] is the element's number, then follow the real parameters.
  ValueId random(FunctionId function, std::vector<ValueId> arguments, std::int32_t draw);
  void emit(ValueId condition);

  /// The value as another type; the value itself if it has that type.
  ValueId convert(ValueId value, ValueType type);
  /// `mask ? if_true : if_false`, both of one type.
  ValueId select(ValueId mask, ValueId if_true, ValueId if_false);

  /// The value `if_true` for `binding` is to be remembered where `mask` (or everywhere, without
  /// one) is true. A later store of the same binding comes after earlier ones.
  void store(const Binding& binding, ValueId value, ValueId mask = no_value);
  /// The value that `binding` has now: what was stored last, else what memory holds.
  ValueId current(const Binding& binding);

  /// Adds another kernel's instruction with its arguments already translated.
  ValueId copy(const Instruction& instruction, const Kernel& from);

  const Instruction& operator[](ValueId id) const { return instructions_[id]; }

  bool is_constant(ValueId id) const { return instructions_[id].opcode == Opcode::constant; }

  /// The kernel of all that was emitted and stored, stores in the order of the first to each
  /// binding, without unused work and bindings; verified.
  Kernel finish(std::string name, IndexSpace space) const;

 private:
  using Key = std::tuple<Opcode, ValueType, FunctionId, std::vector<ValueId>, BindingId,
                         std::uint64_t, std::int64_t, std::int32_t>;

  /// Pending stores of a binding: `value` holds everywhere; where all had one mask, `masked` is to
  /// be stored under it.
  struct Pending {
    BindingId binding = -1;
    ValueId value = no_value;
    ValueId masked = no_value;
    ValueId mask = no_value;
  };

  ValueId add(Instruction instruction);
  BindingId binding_id(const Binding& binding);
  Pending* pending_of(BindingId binding);

  std::vector<Binding> bindings_;
  std::vector<Instruction> instructions_;
  std::vector<Host> hosts_;
  std::map<Key, ValueId> values_;
  std::vector<Pending> pending_;
};

}  // namespace ranvier::kernel
