#include "function.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

using equations::FunctionSignature;

double Table::upsampling(double step) const {
  return std::max(std::exp2(std::ceil(std::log2(8 / step * dt))), 1.0);
}

std::int64_t Table::row_at(double t, double step) const {
  const auto factor = upsampling(step);
  const auto row = (t / (dt / factor) + 0.5) / factor;
  const auto last = static_cast<double>(rows - 1);
  return row > 0 ? static_cast<std::int64_t>(std::min(row, last)) : 0;  // NaN: the first
}

bool Table::is_constant_over(double step) const {
  const auto ratio = dt / step;
  return ratio >= 1 && std::floor(ratio) == ratio;
}

TimedArray::TimedArray(std::vector<double> values, const units::Quantity& unit,
                       const units::Quantity& dt, std::int64_t columns, const std::string& name) {
  if (dt.dimension() != units::second_dimension) {
    throw DimensionMismatchError(
        fmt::format("dt of the TimedArray '{}' must be a time: its unit is {}, not second", name,
                    units::name_of(dt.dimension())));
  }
  if (!(dt.value() > 0) || std::isinf(dt.value())) {
    throw UsageError(
        fmt::format("dt of the TimedArray '{}' is {} s; it must be positive", name, dt.value()));
  }
  const auto width = std::max<std::int64_t>(columns, 1);
  const auto count = static_cast<std::int64_t>(values.size());
  if (values.empty() || count % width != 0) {
    throw UsageError(fmt::format("the TimedArray '{}' has {} values, which fill no rows of {}",
                                 name, count, width));
  }
  for (auto& value : values) {
    value *= unit.value();
  }
  FunctionSignature signature;
  signature.arguments.push_back({"t", units::second_dimension, {}});
  if (columns > 0) {
    signature.arguments.push_back({"i", units::dimensionless, symbolic::ValueType::integer});
  }
  signature.result_unit = unit.dimension();
  function_ = std::make_shared<FunctionDefinition>(
      std::move(signature),
      Table{name, std::move(values), count / width, columns, dt.value(), unit.dimension()});
}

namespace {

std::int64_t checked_row(const Table& table, const units::Quantity& t,
                         const units::Quantity& step) {
  for (const auto* time : {&t, &step}) {
    if (time->dimension() != units::second_dimension) {
      throw DimensionMismatchError(
          fmt::format("the TimedArray '{}' takes a time: the unit of {} is {}, not second",
                      table.name, units::to_string(*time), units::name_of(time->dimension())));
    }
  }
  return table.row_at(t.value(), step.value());
}

}  // namespace

units::Quantity TimedArray::operator()(const units::Quantity& t,
                                       const units::Quantity& step) const {
  const auto& table = *function_->table();
  const auto row = checked_row(table, t, step);
  if (table.columns > 0) {
    throw UsageError(
        UsageError::Kind::type,
        fmt::format("the TimedArray '{}' has two axes: it takes a time and the column i",
                    table.name));
  }
  return {table.values[static_cast<std::size_t>(row)], table.dimension};
}

units::Quantity TimedArray::at(const units::Quantity& t, std::int64_t i,
                               const units::Quantity& step) const {
  const auto& table = *function_->table();
  const auto row = checked_row(table, t, step);
  if (table.columns == 0) {
    throw UsageError(
        UsageError::Kind::type,
        fmt::format("the TimedArray '{}' has one axis: it takes a time alone", table.name));
  }
  if (i < 0 || i >= table.columns) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("the TimedArray '{}' has columns 0 to {}, not {}", table.name,
                                 table.columns - 1, i));
  }
  return {table.values[static_cast<std::size_t>(row * table.columns + i)], table.dimension};
}

BinomialFunction::BinomialFunction(std::int64_t n, double p) {
  if (n < 0 || !(p >= 0 && p <= 1)) {
    throw UsageError(fmt::format(
        "binomial numbers need n >= 0 and a probability between 0 and 1, not n = {}, p = {}", n,
        p));
  }
  FunctionSignature signature;
  signature.result_unit = units::dimensionless;
  signature.is_stateless = false;
  function_ = std::make_shared<FunctionDefinition>(std::move(signature), BinomialNumbers{n, p});
}

FunctionPointer host_function(FunctionSignature signature, HostFunction function) {
  return std::make_shared<FunctionDefinition>(std::move(signature), std::move(function));
}

}  // namespace ranvier::model
