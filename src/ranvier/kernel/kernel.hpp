/// A kernel: what to compute over which index space, as pure data. It prints as text, and equal
/// text is equal meaning.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ranvier/support/element_type.hpp>
#include <ranvier/support/host_function.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::kernel {

using symbolic::FunctionId;
using symbolic::ValueType;

using ranvier::ElementType;
using ranvier::size_of;

/// The type that a stored value has in computations.
ValueType value_type(ElementType type);

/// What a kernel runs over.
///   once      a single time; element number 0
///   elements  every element of a group in [begin, end), independent of each other
///   events    the elements named by a list of indices (ascending), independent of each other
///   synapses  the synapses of a list of segments, one after the other in order: each sees what the
///   one before stored
///   listed_synapses  likewise, but the segments are places in a list of synapses, in which each
///   synapse stands once
///   target_synapses  likewise, the segments being those of target neurons
enum class IndexSpace : std::uint8_t {
  once,
  elements,
  events,
  synapses,
  listed_synapses,
  target_synapses
};

/// Whether the kernel runs over synapses, one after the other.
inline bool is_over_synapses(IndexSpace space) {
  return space >= IndexSpace::synapses;
}

/// Where an element's number comes from when a binding is read or written.
///   cell     one value for all elements
///   element  column[element]
///   source   column[source of the synapse]; target: column[target of the synapse]
///   table    table[index that the load names]; only read. The index must lie in the table for
///            padding elements too
enum class Access : std::uint8_t { cell, element, source, target, table };

/// A named array or cell that the kernel is given. In space `elements`, a binding of access source
/// or target is only read; its indices come from KernelArguments::sources and targets.
struct Binding {
  std::string name;
  ElementType type = ElementType::float64;
  Access access = Access::element;

  friend bool operator==(const Binding&, const Binding&) = default;
};

using ValueId = std::int32_t;    ///< position of the instruction that makes the value
using BindingId = std::int32_t;  ///< position in `Kernel::bindings`
inline constexpr ValueId no_value = -1;
/// A draw's number has 16 bits in the counter of the generator.
inline constexpr std::int32_t maximum_draws = 1 << 16;

enum class Opcode : std::uint8_t {
  constant,  ///< `real` or `integer`, by `type`
  load,      ///< of `binding`; of a table: at arguments[0] (integer)
  index,     ///< number of the element (integer)
  compute,   ///< `function` of `arguments`; every argument has already the type that the function
             ///< wants
  random,  ///< `function` (rand, randn, poisson, binomial) with `draw`; arguments[0] is the element
           ///< number that counts for the draw, then the parameters (real)
  store,   ///< arguments[0] into `binding`, where `mask` (if any) is true; converts float64 to
           ///< float32 only
  emit,  ///< appends the element's number to the emitted list where arguments[0] (boolean) is true
  host,  ///< result of the function number `integer` of `Kernel::hosts` for the arguments; `draw`
         ///< tells apart calls that may give different results for equal arguments (else -1)
};

/// One instruction; its position is the id of its value. Values are in static single assignment
/// form.
struct Instruction {
  Opcode opcode = Opcode::constant;
  ValueType type = ValueType::real;  ///< of the value; for store and emit: of arguments[0]
  FunctionId function = FunctionId::add;
  std::vector<ValueId> arguments;
  BindingId binding = -1;
  ValueId mask = no_value;
  double real = 0;
  std::int64_t integer = 0;
  std::int32_t draw = 0;
};

/// A function outside of the kernel that it calls.
struct Host {
  std::string name;
  std::shared_ptr<const HostFunction> function;

  friend bool operator==(const Host&, const Host&) = default;
};

/// Types of arguments and results of `compute`:
///   add subtract multiply floor_divide modulo negate abs clip: all real, or all integer
///   power: likewise; an integer's exponent is a constant and >= 0
///   less less_equal greater greater_equal equal not_equal: two of one type; gives a boolean
///   logical_and logical_or logical_not: boolean
///   select: a boolean, then two of the result's type
///   sign: real or integer; gives an integer
///   timestep: two reals; gives an integer
///   to_real to_integer to_boolean: of another type
///   divide, floor, ceil and all others: real
///
/// Invariant: `instructions[0 .. invariant_count)` depend on no element; they contain only
/// constants, loads of cells that the kernel does not store, and computes of those. They run once
/// per call, before the elements. Every element then runs the rest in order. `store` comes after
/// every `load` of the same binding in an element, and a binding is stored at most once. Over
/// elements and events only bindings of access `element` are stored; only a kernel over elements
/// emits. A kernel with hosts is no machine code of its own: back ends cut it at the calls
/// (`kernel/stages.hpp`).
struct Kernel {
  std::string name;  ///< for messages and profiles; not part of the identity
  IndexSpace space = IndexSpace::elements;
  std::vector<Binding> bindings;
  std::vector<Instruction> instructions;
  std::int32_t invariant_count = 0;
  std::vector<Host> hosts;
};

/// Text of the whole kernel without its name: the key of the cache of compiled code.
///
///     kernel over elements
///       float64 v[element] read write
///       float64 tau[cell] read
///     invariant
///       %0 = load tau
///     body
///       %1 = load v
///       %2 = divide %1 %0
///       %3 = constant 1.0
///       %4 = less %2 %3
///       store v %2 where %4
std::string print(const Kernel& kernel);

/// The name of a function in kernel text: "multiply", "exp".
std::string_view function_word(FunctionId function);

/// Bindings that the kernel stores to, and those it loads.
std::vector<BindingId> written_bindings(const Kernel& kernel);
std::vector<BindingId> read_bindings(const Kernel& kernel);

/// Throws InternalError unless the kernel keeps the invariants above.
void verify(const Kernel& kernel);

}  // namespace ranvier::kernel
