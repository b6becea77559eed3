/// Statements: the one intermediate language of updates, resets, pathways and assignments
/// ("abstract code").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic {

/// `target = value`, or `target op= value` where `operation` is add, subtract, multiply, divide or
/// modulo.
struct Statement {
  std::string target;
  std::optional<FunctionId> operation;  ///< nothing for plain assignment
  Expression value;
  SourceSpan target_span;
  SourceSpan span;

  friend bool operator==(const Statement& a, const Statement& b) {
    return a.target == b.target && a.operation == b.operation && a.value == b.value;
  }
};

/// Statements in order, with the text they came from (empty for derived ones).
struct StatementBlock {
  std::vector<Statement> statements;
  std::string source;

  friend bool operator==(const StatementBlock& a, const StatementBlock& b) {
    return a.statements == b.statements;
  }
};

/// One statement per line.
std::string print(const StatementBlock& block);

}  // namespace ranvier::symbolic
