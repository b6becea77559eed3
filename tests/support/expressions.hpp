/// Short names to write expressions and statements in tests without a parser.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/symbolic/statement.hpp>

namespace ranvier::testing {

using symbolic::Expression;
using symbolic::FunctionId;
using symbolic::Statement;
using symbolic::StatementBlock;

inline Expression name(const std::string& symbol) {
  return Expression::symbol(symbol);
}

inline Expression real(double value) {
  return Expression::real(value);
}

inline Expression integer(std::int64_t value) {
  return Expression::integer(value);
}

inline Expression boolean(bool value) {
  return Expression::boolean(value);
}

template <typename... Arguments>
Expression call(FunctionId function, Arguments... arguments) {
  return Expression::call(function, {std::move(arguments)...});
}

/// `target = value`
inline Statement assign(const std::string& target, Expression value) {
  return {target, std::nullopt, std::move(value), {}, {}};
}

/// `target += value` and the like
inline Statement update(const std::string& target, FunctionId operation, Expression value) {
  return {target, operation, std::move(value), {}, {}};
}

inline StatementBlock block(std::vector<Statement> statements) {
  return {std::move(statements), ""};
}

}  // namespace ranvier::testing
