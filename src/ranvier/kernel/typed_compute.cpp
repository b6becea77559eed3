#include "typed_compute.hpp"

#include <algorithm>
#include <cmath>

#include <ranvier/support/assert.hpp>
#include <ranvier/symbolic/scalar_arithmetic.hpp>

namespace ranvier::kernel {
namespace {

using symbolic::scalar::largest_multiplied_exponent;

ValueType highest_type(const InstructionList& list, const std::vector<ValueId>& values) {
  ValueType highest = ValueType::boolean;
  for (const ValueId value : values) {
    highest = std::max(highest, list[value].type);
  }
  return highest;
}

std::vector<ValueId> converted(InstructionList& list, std::vector<ValueId> values, ValueType type) {
  for (ValueId& value : values) {
    value = list.convert(value, type);
  }
  return values;
}

/// All arguments as `arguments`, the result as `result`.
ValueId compute(InstructionList& list, FunctionId function, const std::vector<ValueId>& values,
                ValueType arguments, ValueType result) {
  return list.compute(function, result, converted(list, values, arguments));
}

/// base**exponent for a positive exponent, in the order of symbolic::scalar::power.
ValueId multiplied_power(InstructionList& list, ValueId base, std::int64_t exponent) {
  const ValueType type = list[base].type;
  std::int64_t digit = 1;
  while (digit <= exponent / 2) {
    digit *= 2;
  }
  ValueId result = base;
  for (digit /= 2; digit > 0; digit /= 2) {
    result = list.compute(FunctionId::multiply, type, {result, result});
    if ((exponent & digit) != 0) {
      result = list.compute(FunctionId::multiply, type, {result, base});
    }
  }
  return result;
}

ValueId integral_power(InstructionList& list, ValueId base, std::int64_t exponent) {
  if (exponent == 0) {
    return list[base].type == ValueType::integer ? list.constant(std::int64_t{1})
                                                 : list.constant(1.0);
  }
  const ValueId result = multiplied_power(list, base, std::abs(exponent));
  return exponent > 0
             ? result
             : list.compute(FunctionId::divide, ValueType::real, {list.constant(1.0), result});
}

ValueId power(InstructionList& list, ValueId base, ValueId exponent) {
  const bool is_whole =
      list[base].type != ValueType::real && list[exponent].type != ValueType::real;
  if (list.is_constant(exponent)) {
    const Instruction constant = list[list.convert(exponent, ValueType::real)];
    if (is_whole && constant.real >= 0) {
      return integral_power(list, list.convert(base, ValueType::integer), list[exponent].integer);
    }
    if (constant.real == std::trunc(constant.real) &&
        std::abs(constant.real) <= largest_multiplied_exponent) {
      return integral_power(list, list.convert(base, ValueType::real),
                            static_cast<std::int64_t>(constant.real));
    }
    if (constant.real == 0.5) {
      return compute(list, FunctionId::sqrt, {base}, ValueType::real, ValueType::real);
    }
  }
  return compute(list, FunctionId::power, {base, exponent}, ValueType::real, ValueType::real);
}

}  // namespace

ValueId typed_compute(InstructionList& list, FunctionId function, std::vector<ValueId> arguments) {
  const ValueType highest = highest_type(list, arguments);
  const ValueType number = std::max(highest, ValueType::integer);
  switch (function) {
    case FunctionId::add:
    case FunctionId::subtract:
    case FunctionId::multiply:
    case FunctionId::floor_divide:
    case FunctionId::modulo:
    case FunctionId::negate:
    case FunctionId::abs:
    case FunctionId::clip:
      return compute(list, function, arguments, number, number);
    case FunctionId::power:
      return power(list, arguments[0], arguments[1]);
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
      return compute(list, function, arguments, highest, ValueType::boolean);
    case FunctionId::logical_and:
    case FunctionId::logical_or:
    case FunctionId::logical_not:
      return compute(list, function, arguments, ValueType::boolean, ValueType::boolean);
    case FunctionId::select: {
      const ValueType type = highest_type(list, {arguments[1], arguments[2]});
      const ValueId condition = list.convert(arguments[0], ValueType::boolean);
      const ValueId if_true = list.convert(arguments[1], type);
      return list.select(condition, if_true, list.convert(arguments[2], type));
    }
    case FunctionId::sign:
      return compute(list, function, arguments, number, ValueType::integer);
    case FunctionId::timestep:
      return compute(list, function, arguments, ValueType::real, ValueType::integer);
    case FunctionId::to_integer:
      return list.convert(arguments[0], ValueType::integer);
    case FunctionId::to_real:
      return list.convert(arguments[0], ValueType::real);
    case FunctionId::to_boolean:
      return list.convert(arguments[0], ValueType::boolean);
    default:
      return compute(list, function, arguments, ValueType::real, ValueType::real);
  }
}

}  // namespace ranvier::kernel
