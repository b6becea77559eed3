/// Values that a model's text uses and that come from outside: constants of a group, the namespace
/// of a run.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/model/callable.hpp>
#include <ranvier/symbolic/expression.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::model {

/// A number with dimension and type (an integer keeps its type in `//`, `%` and `**`), or a
/// function.
struct ExternalValue {
  units::Quantity quantity;
  symbolic::ValueType type = symbolic::ValueType::real;
  FunctionPointer function;  ///< if the name is called
  /// What the name stands for if models can't use it ("an array of 10 values"), and what to do.
  equations::UnusableValue unusable;

  ExternalValue() = default;

  // Constants read as `{"tau", 20 * ms}`.
  ExternalValue(units::Quantity value) : quantity(value) {}  // NOLINT(google-explicit-constructor)

  ExternalValue(double value) : quantity(value) {}  // NOLINT(google-explicit-constructor)

  ExternalValue(int value)  // NOLINT(google-explicit-constructor)
      : quantity(static_cast<double>(value)), type(symbolic::ValueType::integer) {}

  ExternalValue(units::Quantity value, symbolic::ValueType value_type)
      : quantity(value), type(value_type) {}

  // And functions as `{"stimulus", TimedArray({0, 1}, nA, 1 * ms)}`.
  ExternalValue(const TimedArray& value)  // NOLINT(google-explicit-constructor)
      : function(value.function()) {}

  ExternalValue(const BinomialFunction& value)  // NOLINT(google-explicit-constructor)
      : function(value.function()) {}

  ExternalValue(const Function& value)  // NOLINT(google-explicit-constructor)
      : function(value.function()) {}

  ExternalValue(FunctionPointer value)  // NOLINT(google-explicit-constructor)
      : function(std::move(value)) {}

  ExternalValue(equations::UnusableValue value)  // NOLINT(google-explicit-constructor)
      : unusable(std::move(value)) {}

  friend bool operator==(const ExternalValue&, const ExternalValue&) = default;
};

/// Constants that belong to an object.
using Constants = std::map<std::string, ExternalValue>;

/// Looks up a name outside of all objects (a caller's frame in Python, a table in C++); may be
/// empty.
using Namespace = std::function<std::optional<ExternalValue>(const std::string&)>;

/// A namespace of some values: `network.run(1 * second, {.names = namespace_of({{"tau", 20 *
/// ms}})})`.
inline Namespace namespace_of(Constants values) {
  return [values = std::move(values)](const std::string& name) -> std::optional<ExternalValue> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

}  // namespace ranvier::model
