/// What a model's text must know of a function that comes from outside: its arguments, its result.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <ranvier/symbolic/expression.hpp>
#include <ranvier/units/dimension.hpp>

namespace ranvier::equations {

/// Units and types of a function's arguments and result.
struct FunctionSignature {
  /// What an argument must be: of any unit; of one unit; of the unit of another argument (by
  /// position).
  struct SameAs {
    std::size_t argument = 0;
  };

  using Unit = std::variant<std::monostate, units::Dimension, SameAs>;

  struct Argument {
    std::string name;
    Unit unit;
    /// The type that the function gets; without one, that of the expression.
    std::optional<symbolic::ValueType> type;
  };

  /// The result's unit: fixed, or made of the units of the arguments.
  using ResultUnit =
      std::variant<units::Dimension,
                   std::function<units::Dimension(const std::vector<units::Dimension>&)>>;

  std::vector<Argument> arguments;
  ResultUnit result_unit;
  /// Without one, the highest type of the arguments.
  std::optional<symbolic::ValueType> result_type = symbolic::ValueType::real;
  /// Equal arguments give equal results, at any time.
  bool is_stateless = true;
};

}  // namespace ranvier::equations
