/// The closed list of operators and elementary functions; every layer's table is checked against
/// it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ranvier::symbolic {

enum class FunctionId : std::uint8_t {
  // operators of the language
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  power,
  negate,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
  logical_not,
  select,  // select(condition, if_true, if_false); written `a if c else b`
  // elementary functions of the language
  exp,
  expm1,
  exprel,
  log,
  log10,
  log1p,
  sqrt,
  sin,
  cos,
  tan,
  sinh,
  cosh,
  tanh,
  arcsin,
  arccos,
  arctan,
  abs,
  sign,
  floor,
  ceil,
  clip,
  to_integer,
  timestep,
  // stateful functions of the language: one draw per element
  rand,
  randn,
  poisson,
  // what only Ranvier writes: conversions, exact binomial sampling
  to_real,
  to_boolean,
  binomial,
  // Calls of functions that the language does not know; the first argument is the symbol of the
  // name. As the user wrote them (`external`), then as the compiler lowers them: a value of a table
  // at an index; a function outside of the kernel, without and with state.
  external,
  table_value,
  host,
  host_stateful,
  held,  ///< its argument, which keeps its value during a time step although `t` occurs in it
};

inline constexpr std::size_t function_count = static_cast<std::size_t>(FunctionId::held) + 1;

/// Arity of calls of named functions: the name, then any number of arguments.
inline constexpr int any_arity = -1;

/// What every layer may know of a function without knowing how it is computed.
struct FunctionInfo {
  FunctionId id;
  std::string_view
      name;   ///< as the user writes it: "exp", "int" for to_integer; for operators their sign
  int arity;  ///< number of arguments; any_arity if it depends on the call
  bool is_operator;   ///< written infix or prefix
  bool is_stateless;  ///< same arguments, same value
  bool is_public;     ///< the user may write it
};

const FunctionInfo& info_of(FunctionId id);

/// Whether a call names something outside of the language, a function or a table, by its first
/// argument.
constexpr bool is_named_call(FunctionId id) {
  return id == FunctionId::external || id == FunctionId::table_value || id == FunctionId::host ||
         id == FunctionId::host_stateful;
}

/// The public elementary or stateful function called `name` (never an operator), or nothing.
std::optional<FunctionId> find_function(std::string_view name);

}  // namespace ranvier::symbolic
