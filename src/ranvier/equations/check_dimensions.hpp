/// Dimensions and types of expressions; mismatches become diagnostics that show both units.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/name_resolution.hpp>

namespace ranvier::equations {

/// What is known of an expression. `is_exempt`: a literal zero or infinity fits every dimension
/// (B9.3).
struct ExpressionInfo {
  units::Dimension dimension;
  symbolic::ValueType type = symbolic::ValueType::real;
  bool is_exempt = false;
};

/// Checks one expression; appends to `diagnostics` ("dimension-mismatch", "unknown-name",
/// "type-mismatch", "floor-division", "variable-exponent") and returns what could be found
/// out.
std::optional<ExpressionInfo> check_expression(const symbolic::Expression& expression,
                                               const NameTable& names, const std::string& source,
                                               const std::string& where,
                                               std::vector<Diagnostic>& diagnostics);

/// Terms of a sum that do not have one dimension, or a right side that does not have that of the
/// left. What holds "dimension-mismatch" as a message, for those who look for the reason.
struct DimensionClash {
  struct Term {
    symbolic::Expression expression;
    units::Dimension dimension;
  };

  std::vector<Term> terms;  ///< of the sum, in its order; of a right side that is no sum it alone
  /// What the left side wants, if the terms stand for the whole right side: of a sum inside of a
  /// product nothing is known.
  std::optional<units::Dimension> expected;
};

/// What clashes in one equation if `right_side` stands there. Of an expression with an error
/// nothing is known to what is around it.
/// @pre names has every name that the equation needs; what holds an unknown one is passed over
std::vector<DimensionClash> dimension_clashes(const Equation& equation,
                                              const symbolic::Expression& right_side,
                                              const NameTable& names);

/// Checks every differential equation (dimension of variable / second) and subexpression of a set.
void check_equations(const Equations& equations, const NameTable& names, const std::string& where,
                     std::vector<Diagnostic>& diagnostics);

/// Checks a block of statements (B12): targets known or new locals, not read only, dimensions
/// equal; shared targets only from shared values and before vector statements. Returns the locals
/// it introduces.
NameTable check_statements(const symbolic::StatementBlock& block, const NameTable& names,
                           const std::string& where, std::vector<Diagnostic>& diagnostics);

/// Checks that `text` is a boolean expression (threshold, condition).
void check_condition(const symbolic::Expression& expression, const NameTable& names,
                     const std::string& source, const std::string& where,
                     std::vector<Diagnostic>& diagnostics);

}  // namespace ranvier::equations
