/// Evaluation of one expression for given values of its symbols: the definition of meaning.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic {

/// A number with its type. Integers are 64-bit and wrap.
struct Value {
  ValueType type = ValueType::real;
  double real = 0;
  std::int64_t integer = 0;  ///< also 0 or 1 for a boolean

  static Value of(double value) { return {ValueType::real, value, 0}; }

  static Value of(std::int64_t value) { return {ValueType::integer, 0, value}; }

  static Value of(bool value) { return {ValueType::boolean, 0, value ? 1 : 0}; }

  double as_real() const { return type == ValueType::real ? real : static_cast<double>(integer); }

  std::int64_t as_integer() const;  ///< truncates towards zero; NaN and out of range give INT64_MIN

  bool as_boolean() const { return type == ValueType::real ? real != 0 : integer != 0; }
};

/// The type that `function` gives for arguments of these types (semantics B10, B11):
/// `/` always real; `+ - * // % abs clip` the highest type, at least integer; `**` real, unless
/// `is_integer_power` says otherwise; comparisons and logic boolean; sign, int and timestep
/// integer; floor, ceil and all other functions real; select the highest of its two values.
ValueType result_type(FunctionId function, const std::vector<ValueType>& arguments);

/// Whether a call of `power` is computed in integers: `base_type` is no real and the exponent is a
/// literal integer >= 0. All other powers of integers are real, so that `2**-1` is 0.5 (D10).
bool is_integer_power(const Expression& call, ValueType base_type);

/// Applies one function to values. Stateful functions are not evaluated here. A power of integers
/// is an integer if the exponent is not negative; who knows that it is to be real converts the
/// arguments. This is what "the function means": the interpreter calls it and the LLVM back end
/// agrees with it bit for bit.
Value apply(FunctionId function, const std::vector<Value>& arguments);

/// Evaluates a whole tree, literals folded as `simplify` does; `lookup` gives the value of a
/// symbol.
Value evaluate(const Expression& expression,
               const std::function<Value(const std::string&)>& lookup);

/// The same for what `simplify` gave, which many evaluations then need only once.
Value evaluate_simplified(const Expression& simplified,
                          const std::function<Value(const std::string&)>& lookup);

}  // namespace ranvier::symbolic
