#include "function_id.hpp"

#include <algorithm>

namespace ranvier::symbolic {

namespace {

using enum FunctionId;

constexpr FunctionInfo infix(FunctionId id, std::string_view sign) {
  return {id, sign, 2, true, true, true};
}

constexpr FunctionInfo prefix(FunctionId id, std::string_view sign) {
  return {id, sign, 1, true, true, true};
}

constexpr FunctionInfo elementary(FunctionId id, std::string_view name, int arity = 1) {
  return {id, name, arity, false, true, true};
}

constexpr FunctionInfo stateful(FunctionId id, std::string_view name, int arity, bool is_public) {
  return {id, name, arity, false, false, is_public};
}

constexpr FunctionInfo conversion(FunctionId id, std::string_view name) {
  return {id, name, 1, false, true, false};
}

// In the order of the enumeration, which `is_complete` checks.
constexpr std::array<FunctionInfo, function_count> table{{
    infix(add, "+"),
    infix(subtract, "-"),
    infix(multiply, "*"),
    infix(divide, "/"),
    infix(floor_divide, "//"),
    infix(modulo, "%"),
    infix(power, "**"),
    prefix(negate, "-"),
    infix(less, "<"),
    infix(less_equal, "<="),
    infix(greater, ">"),
    infix(greater_equal, ">="),
    infix(equal, "=="),
    infix(not_equal, "!="),
    infix(logical_and, "and"),
    infix(logical_or, "or"),
    prefix(logical_not, "not"),
    {select, "if", 3, true, true, true},
    elementary(exp, "exp"),
    elementary(expm1, "expm1"),
    elementary(exprel, "exprel"),
    elementary(log, "log"),
    elementary(log10, "log10"),
    elementary(log1p, "log1p"),
    elementary(sqrt, "sqrt"),
    elementary(sin, "sin"),
    elementary(cos, "cos"),
    elementary(tan, "tan"),
    elementary(sinh, "sinh"),
    elementary(cosh, "cosh"),
    elementary(tanh, "tanh"),
    elementary(arcsin, "arcsin"),
    elementary(arccos, "arccos"),
    elementary(arctan, "arctan"),
    elementary(abs, "abs"),
    elementary(sign, "sign"),
    elementary(floor, "floor"),
    elementary(ceil, "ceil"),
    elementary(clip, "clip", 3),
    elementary(to_integer, "int"),
    elementary(timestep, "timestep", 2),
    stateful(rand, "rand", 0, true),
    stateful(randn, "randn", 0, true),
    stateful(poisson, "poisson", 1, true),
    conversion(to_real, "to_real"),
    conversion(to_boolean, "to_boolean"),
    stateful(binomial, "binomial", 2, false),
    {external, "external", any_arity, false, true, false},
    {table_value, "table_value", 2, false, true, false},
    {host, "host", any_arity, false, true, false},
    {host_stateful, "host_stateful", any_arity, false, false, false},
    conversion(held, "held"),
}};

constexpr bool is_complete() {
  for (std::size_t position = 0; position < function_count; ++position) {
    if (table[position].id != static_cast<FunctionId>(position)) return false;
  }
  return true;
}

static_assert(is_complete(), "the table has one entry per function, in the order of FunctionId");

}  // namespace

const FunctionInfo& info_of(FunctionId id) {
  return table[static_cast<std::size_t>(id)];
}

std::optional<FunctionId> find_function(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [name](const FunctionInfo& info) {
    return info.is_public && !info.is_operator && info.name == name;
  });
  if (found == table.end()) return std::nullopt;
  return found->id;
}

}  // namespace ranvier::symbolic
