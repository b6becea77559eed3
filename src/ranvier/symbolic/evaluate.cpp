#include "evaluate.hpp"

#include <algorithm>
#include <cmath>

#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/elementary_functions.hpp>
#include <ranvier/symbolic/scalar_arithmetic.hpp>
#include <ranvier/symbolic/simplify.hpp>
#include <ranvier/symbolic/trigonometric_functions.hpp>

namespace ranvier::symbolic {

namespace {

ValueType highest_of(const std::vector<ValueType>& types) {
  return *std::max_element(types.begin(), types.end());
}

std::uint64_t wrapping(std::int64_t value) {
  return static_cast<std::uint64_t>(value);
}

std::int64_t wrapped(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

/// sin, cos or tan: our own where the angle can be reduced, else that of the C library.
double angle_function(double x, double (*own)(const double&), double (*library)(double)) {
  return std::fabs(x) >= elementary::largest_angle ? library(x) : own(x);
}

double apply_real(FunctionId function, double x) {
  switch (function) {
    case FunctionId::exp:
      return elementary::exp(x);
    case FunctionId::expm1:
      return elementary::expm1(x);
    case FunctionId::exprel:
      return elementary::exprel(x);
    case FunctionId::log:
      return elementary::log(x);
    case FunctionId::log10:
      return std::log10(x);
    case FunctionId::log1p:
      return elementary::log1p(x);
    case FunctionId::sqrt:
      return std::sqrt(x);
    case FunctionId::sin:
      return angle_function(x, elementary::sin<double>, std::sin);
    case FunctionId::cos:
      return angle_function(x, elementary::cos<double>, std::cos);
    case FunctionId::tan:
      return angle_function(x, elementary::tan<double>, std::tan);
    case FunctionId::sinh:
      return elementary::sinh(x);
    case FunctionId::cosh:
      return elementary::cosh(x);
    case FunctionId::tanh:
      return elementary::tanh(x);
    case FunctionId::arcsin:
      return std::asin(x);
    case FunctionId::arccos:
      return std::acos(x);
    case FunctionId::arctan:
      return std::atan(x);
    case FunctionId::floor:
      return std::floor(x);
    case FunctionId::ceil:
      return std::ceil(x);
    default:
      break;
  }
  throw InternalError("a function of one real argument is missing in the evaluation");
}

/// Functions of which every argument has the highest type; real ones.
double combine(FunctionId function, const std::vector<double>& x) {
  switch (function) {
    case FunctionId::add:
      return x[0] + x[1];
    case FunctionId::subtract:
      return x[0] - x[1];
    case FunctionId::multiply:
      return x[0] * x[1];
    case FunctionId::divide:
      return x[0] / x[1];
    case FunctionId::floor_divide:
      return scalar::floor_divide(x[0], x[1]);
    case FunctionId::modulo:
      return scalar::modulo(x[0], x[1]);
    case FunctionId::power:
      return scalar::power(x[0], x[1]);
    case FunctionId::negate:
      return -x[0];
    case FunctionId::abs:
      return std::fabs(x[0]);
    case FunctionId::clip:
      return scalar::clip(x[0], x[1], x[2]);
    default:
      return apply_real(function, x[0]);
  }
}

/// The same for integers.
std::int64_t combine(FunctionId function, const std::vector<std::int64_t>& x) {
  switch (function) {
    case FunctionId::add:
      return wrapped(wrapping(x[0]) + wrapping(x[1]));
    case FunctionId::subtract:
      return wrapped(wrapping(x[0]) - wrapping(x[1]));
    case FunctionId::multiply:
      return wrapped(wrapping(x[0]) * wrapping(x[1]));
    case FunctionId::floor_divide:
      return scalar::floor_divide(x[0], x[1]);
    case FunctionId::modulo:
      return scalar::modulo(x[0], x[1]);
    case FunctionId::power:
      return scalar::power(x[0], x[1]);
    case FunctionId::negate:
      return wrapped(0 - wrapping(x[0]));
    case FunctionId::abs:
      return x[0] < 0 ? wrapped(0 - wrapping(x[0])) : x[0];
    case FunctionId::clip:
      return scalar::clip(x[0], x[1], x[2]);
    default:
      break;
  }
  throw InternalError("a function of integers is missing in the evaluation");
}

template <typename Number>
bool compare(FunctionId function, Number a, Number b) {
  switch (function) {
    case FunctionId::less:
      return a < b;
    case FunctionId::less_equal:
      return a <= b;
    case FunctionId::greater:
      return a > b;
    case FunctionId::greater_equal:
      return a >= b;
    case FunctionId::equal:
      return a == b;
    case FunctionId::not_equal:
      return a != b;
    default:
      break;
  }
  throw InternalError("a comparison is missing in the evaluation");
}

Value convert(const Value& value, ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return Value::of(value.as_boolean());
    case ValueType::integer:
      return Value::of(value.as_integer());
    case ValueType::real:
      break;
  }
  return Value::of(value.as_real());
}

/// A power of integers with a negative exponent is the only one that has no integer result.
ValueType type_of_result(FunctionId function, const std::vector<Value>& arguments,
                         const std::vector<ValueType>& types) {
  if (function == FunctionId::power && highest_of(types) != ValueType::real &&
      arguments[1].integer >= 0) {
    return ValueType::integer;
  }
  return result_type(function, types);
}

}  // namespace

std::int64_t Value::as_integer() const {
  return type == ValueType::real ? scalar::truncate(real) : integer;
}

ValueType result_type(FunctionId function, const std::vector<ValueType>& arguments) {
  switch (function) {
    case FunctionId::add:
    case FunctionId::subtract:
    case FunctionId::multiply:
    case FunctionId::floor_divide:
    case FunctionId::modulo:
    case FunctionId::negate:
    case FunctionId::abs:
    case FunctionId::clip:
      return std::max(highest_of(arguments), ValueType::integer);
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
    case FunctionId::logical_and:
    case FunctionId::logical_or:
    case FunctionId::logical_not:
    case FunctionId::to_boolean:
      return ValueType::boolean;
    case FunctionId::sign:
    case FunctionId::to_integer:
    case FunctionId::timestep:
      return ValueType::integer;
    case FunctionId::select:
      return std::max(arguments[1], arguments[2]);
    case FunctionId::held:
      return arguments[0];
    default:
      return ValueType::real;
  }
}

bool is_integer_power(const Expression& call, ValueType base_type) {
  const auto& exponent = call.arguments()[1];
  return base_type != ValueType::real && exponent.is_number() &&
         exponent.number_type() != ValueType::real && exponent.integer_value() >= 0;
}

Value apply(FunctionId function, const std::vector<Value>& arguments) {
  RANVIER_CHECK(info_of(function).is_stateless);
  std::vector<ValueType> types;
  for (const auto& argument : arguments) types.push_back(argument.type);
  switch (function) {
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
      if (highest_of(types) == ValueType::real) {
        return Value::of(compare(function, arguments[0].as_real(), arguments[1].as_real()));
      }
      return Value::of(compare(function, arguments[0].integer, arguments[1].integer));
    case FunctionId::logical_and:
      return Value::of(arguments[0].as_boolean() && arguments[1].as_boolean());
    case FunctionId::logical_or:
      return Value::of(arguments[0].as_boolean() || arguments[1].as_boolean());
    case FunctionId::logical_not:
      return Value::of(!arguments[0].as_boolean());
    case FunctionId::select:
      return convert(arguments[0].as_boolean() ? arguments[1] : arguments[2],
                     result_type(function, types));
    case FunctionId::held:
      return arguments[0];
    case FunctionId::to_real:
      return convert(arguments[0], ValueType::real);
    case FunctionId::to_integer:
      return convert(arguments[0], ValueType::integer);
    case FunctionId::to_boolean:
      return convert(arguments[0], ValueType::boolean);
    case FunctionId::sign:
      return Value::of(scalar::sign(arguments[0].as_real()));
    case FunctionId::timestep:
      return Value::of(scalar::timestep(arguments[0].as_real(), arguments[1].as_real()));
    default:
      break;
  }
  if (type_of_result(function, arguments, types) == ValueType::integer) {
    std::vector<std::int64_t> values;
    for (const auto& argument : arguments) values.push_back(argument.integer);
    return Value::of(combine(function, values));
  }
  std::vector<double> values;
  for (const auto& argument : arguments) values.push_back(argument.as_real());
  return Value::of(combine(function, values));
}

Value evaluate_simplified(const Expression& simplified,
                          const std::function<Value(const std::string&)>& lookup) {
  if (simplified.is_symbol()) return lookup(simplified.name());
  if (simplified.is_number()) {
    switch (simplified.number_type()) {
      case ValueType::boolean:
        return Value::of(simplified.integer_value() != 0);
      case ValueType::integer:
        return Value::of(simplified.integer_value());
      case ValueType::real:
        return Value::of(simplified.number());
    }
  }
  std::vector<Value> arguments;
  for (const auto& argument : simplified.arguments()) {
    arguments.push_back(evaluate_simplified(argument, lookup));
  }
  if (simplified.is_call(FunctionId::power) && !is_integer_power(simplified, arguments[0].type)) {
    for (auto& argument : arguments) argument = convert(argument, ValueType::real);
  }
  return symbolic::apply(simplified.function(), arguments);
}

Value evaluate(const Expression& expression,
               const std::function<Value(const std::string&)>& lookup) {
  return evaluate_simplified(simplify(expression), lookup);
}

}  // namespace ranvier::symbolic
