/// What an identifier in a model's text means: variable, unit, constant, function or external
/// value.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/equations/function_signature.hpp>
#include <ranvier/support/diagnostic.hpp>
#include <ranvier/symbolic/statement.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::equations {

/// What is known of a name that a text uses.
struct NameInfo {
  enum class Kind : std::uint8_t { variable, external };
  Kind kind = Kind::variable;
  units::Dimension dimension;
  symbolic::ValueType type = symbolic::ValueType::real;
  bool is_shared = false;     ///< one value for all elements
  bool is_read_only = false;  ///< i, t, dt, N ...
  std::optional<double>
      value;  ///< of an external number, where it is known: it may be the power of a unit
  std::shared_ptr<const FunctionSignature> function;  ///< of a name that is called
  bool is_subexpression = false;                      ///< its value follows from an equation
};

using NameTable = std::map<std::string, NameInfo>;

/// Something outside that has the name, but that no model can use: what it is ("an array of 10
/// values"), and what to do. Empty if there is no such thing.
struct UnusableValue {
  std::string what;
  std::string help;

  friend bool operator==(const UnusableValue&, const UnusableValue&) = default;
};

using UnusableValues = std::map<std::string, UnusableValue>;

/// The value of a default constant ("pi", "e", "inf") or of a unit ("mV"), or nothing.
std::optional<units::Quantity> default_constant(const std::string& name);

/// Puts units and default constants in as numbers, except where `names` has a variable of that
/// name. Folds numbers.
symbolic::Expression bind_default_constants(const symbolic::Expression& expression,
                                            const NameTable& names);

/// Symbols of an expression or block that are neither in `names`, nor default constants, nor locals
/// assigned in the block: they must come from a namespace. Sorted.
std::vector<std::string> external_names(const symbolic::Expression& expression,
                                        const NameTable& names);
std::vector<std::string> external_names(const symbolic::StatementBlock& block,
                                        const NameTable& names);

/// Whether a function with state occurs: random numbers, or a function from outside that says so.
bool is_stateful(const symbolic::Expression& expression, const NameTable& names);

/// One diagnostic "unknown-name" ("unknown-function" if it is called) for each symbol that nobody
/// knows, with the nearest known name as help. `unusable` says what some of them are outside.
void report_unknown_names(const symbolic::Expression& expression, const NameTable& names,
                          const std::string& source, const std::string& where,
                          std::vector<Diagnostic>& diagnostics,
                          const UnusableValues& unusable = {});

/// The known name, or unit, that is spelt nearly like `name`, or "".
std::string nearest_known_name(const std::string& name, const NameTable& names);

}  // namespace ranvier::equations
