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
