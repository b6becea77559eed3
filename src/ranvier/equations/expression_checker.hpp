/// The walk over one expression that finds its dimension and type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/reporter.hpp>

namespace ranvier::equations {

using symbolic::FunctionId;

/// What the surroundings want of an expression; used to word the help.
struct Expectation {
  units::Dimension dimension;
  std::string left_side;  ///< "dv/dt", "v"
};

/// A term of a sum, an operand, an argument: an expression with what is known of it.
struct CheckedExpression {
  symbolic::Expression expression;
  ExpressionInfo info;
  FunctionId operation = FunctionId::add;  ///< what joins it to the terms before it
};

/// The type that `function` gives for these arguments.
ValueType result_type(FunctionId function, const std::vector<CheckedExpression>& arguments);

class ExpressionChecker {
 public:
  ExpressionChecker(const NameTable& names, Reporter& reporter)
      : names_(names), reporter_(reporter) {}

  /// Appends what is wrong to the reporter. Of an expression with an error nothing is known, so
  /// that one error is not reported at every level.
  /// @param expectation  what the whole expression should be, or null.
  std::optional<ExpressionInfo> check(const symbolic::Expression& expression,
                                      const Expectation* expectation = nullptr);

 private:
  using Info = std::optional<ExpressionInfo>;

  Info check_number(const symbolic::Expression& number) const;
  Info check_symbol(const symbolic::Expression& symbol);
  Info check_call(const symbolic::Expression& call, const Expectation* expectation);
  Info check_sum(const symbolic::Expression& sum, const Expectation* expectation);
  Info check_same(const symbolic::Expression& call);
  Info check_product(const symbolic::Expression& product);
  Info check_floor_division(const symbolic::Expression& division);
  Info check_power(const symbolic::Expression& power);
  Info check_negation(const symbolic::Expression& negation);
  Info check_logic(const symbolic::Expression& logic);
  Info check_select(const symbolic::Expression& select, const Expectation* expectation);
  Info check_clip(const symbolic::Expression& clip);
  Info check_function(const symbolic::Expression& call);
  /// A call of a function from outside.
  Info check_external(const symbolic::Expression& call);
  Info check_external_arguments(const symbolic::Expression& call, const FunctionSignature& function,
                                const std::vector<CheckedExpression>& arguments);

  /// Nothing if one of them is not known.
  std::optional<std::vector<CheckedExpression>> check_arguments(const symbolic::Expression& call);
  /// Appends the known terms; says whether all are known.
  bool collect_terms(const symbolic::Expression& sum, FunctionId operation,
                     const Expectation* expectation, std::vector<CheckedExpression>& terms);
  /// The dimension that all have, or nothing after a report. Exempt ones have every dimension.
  std::optional<units::Dimension> common_dimension(const std::vector<CheckedExpression>& terms,
                                                   const Expectation* expectation);
  bool require_dimension(const symbolic::Expression& call, const CheckedExpression& argument,
                         const units::Dimension& dimension);
  bool require_boolean(const CheckedExpression& operand, const std::string& operation);
  std::optional<double> constant_value(const symbolic::Expression& expression) const;

  const NameTable& names_;
  Reporter& reporter_;
};

}  // namespace ranvier::equations
