/// Functions that the code of objects may call besides those of the language: TimedArray, binomial
/// numbers, functions of the host program.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <ranvier/equations/function_signature.hpp>
#include <ranvier/support/host_function.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

/// Values on a grid of time; see TimedArray.
struct Table {
  std::string name;
  std::vector<double> values;  ///< [SI], row by row: (n_times, n_columns)
  std::int64_t rows = 0;
  std::int64_t columns = 0;  ///< 0 for a single sequence f(t)
  double dt = 0;             ///< between the rows [s]
  units::Dimension dimension;

  /// How many parts an interval is divided into, so that times that rounding puts just before a
  /// sample have its value (semantics B18.4), if the caller's steps are `step` long [s].
  double upsampling(double step) const;
  /// Row for the time `t` [s]: the last sample not after it; the first before, the last beyond.
  std::int64_t row_at(double t, double step) const;
  /// Whether the value stays during steps of `step` that begin on the grid.
  bool is_constant_over(double step) const;
};

/// Binomial numbers, drawn exactly: B(n, p).
struct BinomialNumbers {
  std::int64_t n = 0;
  double p = 0;
};

/// What a function is, with units and types of arguments and result. Never changes: objects share
/// it.
struct FunctionDefinition {
  equations::FunctionSignature signature;
  std::variant<Table, HostFunction, BinomialNumbers> implementation;

  const Table* table() const { return std::get_if<Table>(&implementation); }

  const HostFunction* host() const { return std::get_if<HostFunction>(&implementation); }

  const BinomialNumbers* binomial() const { return std::get_if<BinomialNumbers>(&implementation); }
};

using FunctionPointer = std::shared_ptr<const FunctionDefinition>;

/// A function of time that is constant between samples: `stimulus(t)`, or with one sequence for
/// each column `stimulus(t, i)`. Before the first sample it has the first value, after the last the
/// last. A value for the constants of objects: `{"stimulus", TimedArray({0, 1}, nA, 1 * ms)}`.
/// C++ code calls it alike.
class TimedArray {
 public:
  /// @param values   numbers in units of `unit`; with columns, row by row
  /// @param dt       time between samples
  /// @param columns  number of columns, 0 for f(t)
  /// @throws UsageError  if there are no values, or they do not fill the rows
  /// @throws DimensionMismatchError  if dt is no time
  TimedArray(std::vector<double> values, const units::Quantity& unit, const units::Quantity& dt,
             std::int64_t columns = 0, const std::string& name = "timed_array");

  const FunctionPointer& function() const { return function_; }

  /// The samples in SI units; with columns, row by row.
  const std::vector<double>& values() const { return function_->table()->values; }

  double dt() const { return function_->table()->dt; }  ///< between the samples [s]

  /// Whether the value stays during steps of `step` [s] that begin on the grid of the samples.
  bool is_locally_constant(double step) const { return function_->table()->is_constant_over(step); }

  /// The value at time `t`, as code with steps of `step` gets it.
  /// @throws DimensionMismatchError  if t is no time
  /// @throws UsageError (type)  if there are columns
  units::Quantity operator()(const units::Quantity& t,
                             const units::Quantity& step = 0.1 * units::ms) const;
  /// The value of column `i`.
  /// @throws UsageError (type, index)  if there are no columns, or not that one
  units::Quantity at(const units::Quantity& t, std::int64_t i,
                     const units::Quantity& step = 0.1 * units::ms) const;

 private:
  FunctionPointer function_;
};

/// A function without arguments that gives a new number of B(n, p) at each call.
class BinomialFunction {
 public:
  /// @throws UsageError  unless n >= 0 and 0 <= p <= 1
  BinomialFunction(std::int64_t n, double p);

  const FunctionPointer& function() const { return function_; }

 private:
  FunctionPointer function_;
};

/// A function of the host program. It sees many elements at once.
FunctionPointer host_function(equations::FunctionSignature signature, HostFunction function);

}  // namespace ranvier::model
