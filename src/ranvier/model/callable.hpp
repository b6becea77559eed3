/// Function: a C++ function that models may call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <ranvier/model/function.hpp>

namespace ranvier::model {

/// What an argument of a Function must be: of the unit of a quantity (only its dimension counts);
/// of any unit; of the unit of another argument, by its position.
class ArgumentUnit {
 public:
  ArgumentUnit(const units::Quantity& unit)  // NOLINT(google-explicit-constructor): {volt, 1}
      : unit_(unit.dimension()) {}

  ArgumentUnit(double unit)  // NOLINT(google-explicit-constructor)
      : ArgumentUnit(units::Quantity(unit)) {}

  static ArgumentUnit any() { return ArgumentUnit(equations::FunctionSignature::Unit()); }

  static ArgumentUnit same_as(std::size_t argument) {
    return ArgumentUnit(
        equations::FunctionSignature::Unit(equations::FunctionSignature::SameAs{argument}));
  }

  const equations::FunctionSignature::Unit& value() const { return unit_; }

 private:
  explicit ArgumentUnit(equations::FunctionSignature::Unit unit) : unit_(unit) {}

  equations::FunctionSignature::Unit unit_;
};

/// The result's dimension, if it is made of those of the arguments.
using MadeUnit = std::function<units::Dimension(const std::vector<units::Dimension>&)>;

struct FunctionOptions {
  std::vector<ArgumentUnit> arg_units;  ///< for each argument; empty: none has a unit
  std::variant<units::Quantity, MadeUnit> return_unit = units::Quantity(1.0);
  /// Whether equal arguments give equal results, at any time.
  bool stateless = true;
};

/// A function that models may call, made of a C++ function of numbers: arguments and result are
/// `double` (SI units), an integer or `bool`. It is called once for each element.
///
///     Function gain([](double x) { return x * x; });
///     NeuronGroup cells{10, "dv/dt = (gain(v) - v)/tau : 1", {.constants = {{"gain", gain}}}};
class Function {
 public:
  /// @throws UsageError  if there are not as many units as arguments
  template <typename Callable>
    requires(!std::is_same_v<std::remove_cvref_t<Callable>, Function>)
  explicit Function(Callable callable, const FunctionOptions& options = {})
      : Function(std::function(std::move(callable)), options) {}

  template <typename Result, typename... Arguments>
  explicit Function(std::function<Result(Arguments...)> callable,
                    const FunctionOptions& options = {})
      : Function({type_of<std::decay_t<Arguments>>()...}, type_of<Result>(), options,
                 [callable = std::move(callable)](const HostCall& call) {
                   call_each<Result, std::tuple<std::decay_t<Arguments>...>>(
                       callable, call, std::index_sequence_for<Arguments...>());
                 }) {}

  const FunctionPointer& function() const { return function_; }

 private:
  Function(const std::vector<symbolic::ValueType>& arguments, symbolic::ValueType result,
           const FunctionOptions& options, HostFunction function);

  template <typename T>
  static symbolic::ValueType type_of() {
    static_assert(std::is_arithmetic_v<T>,
                  "a Function takes and gives double, integers or bool, nothing else");
    if constexpr (std::is_same_v<T, bool>) {
      return symbolic::ValueType::boolean;
    } else {
      return std::is_integral_v<T> ? symbolic::ValueType::integer : symbolic::ValueType::real;
    }
  }

  template <typename T>
  static T argument_of(const HostArgument& argument, std::int64_t element) {
    const auto at = argument.is_single ? 0 : element;
    if constexpr (std::is_same_v<T, bool>) {
      return static_cast<const std::uint8_t*>(argument.data)[at] != 0;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(static_cast<const std::int64_t*>(argument.data)[at]);
    } else {
      return static_cast<T>(static_cast<const double*>(argument.data)[at]);
    }
  }

  template <typename Result, typename Arguments, typename Callable, std::size_t... Positions>
  static void call_each(const Callable& callable, const HostCall& call,
                        std::index_sequence<Positions...> /*positions*/) {
    using Stored =
        std::conditional_t<std::is_same_v<Result, bool>, std::uint8_t,
                           std::conditional_t<std::is_integral_v<Result>, std::int64_t, double>>;
    auto* results = static_cast<Stored*>(call.result);
    for (std::int64_t element = 0; element < call.count; ++element) {
      results[element] =
          static_cast<Stored>(callable(argument_of<std::tuple_element_t<Positions, Arguments>>(
              call.arguments[Positions], element)...));
    }
  }

  FunctionPointer function_;
};

}  // namespace ranvier::model
