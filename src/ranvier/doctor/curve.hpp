/// Expressions as functions of one variable, to be evaluated at many points.
#pragma once

#include <map>
#include <string>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::doctor {

/// An expression as a function of one variable, everything else being known.
class Curve {
 public:
  /// @param known  the values of all symbols of the expression but `variable`, at least
  Curve(const symbolic::Expression& expression, const std::string& variable,
        const std::map<std::string, double>& known);

  /// @throws Error  if the expression calls a function from outside.
  double operator()(double x) const;

 private:
  symbolic::Expression expression_;  ///< simplified, of the variable alone
};

}  // namespace ranvier::doctor
