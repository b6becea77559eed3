/// The terms of an equation's right side as numbers: which one was the largest, where a value
/// stopped being finite.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/model/function.hpp>

namespace ranvier::doctor {

/// Values [SI] of names and what functions are called, for one element at one moment. Names of
/// units and constants need no entry.
struct NameValues {
  const std::map<std::string, double>* values = nullptr;
  const std::map<std::string, model::FunctionPointer>* functions = nullptr;
};

/// A part of a sum, with its sign and the factors that the whole sum has.
struct TermValue {
  symbolic::Expression expression;  ///< subexpressions by their names
  double value = 0;
};

/// A call whose arguments are finite and whose value is not.
struct Origin {
  symbolic::Expression expression;
  std::vector<double> arguments;
  double value = 0;
};

/// Computes expressions of one set of equations. What has no value (noise, functions of the host
/// program, unknown names) gives nothing.
class TermEvaluator {
 public:
  TermEvaluator(const equations::Equations& equations, const NameValues& names)
      : equations_(&equations), names_(names) {}

  std::optional<double> value_of(const symbolic::Expression& expression) const;

  /// The terms that have a value. Sums are taken apart through signs, products, quotients and
  /// subexpressions; a difference of two names, as the driving force of a current, is not.
  std::vector<TermValue> terms_of(const symbolic::Expression& expression) const;

  /// Where an expression stops being finite; nothing if it is finite or has no value.
  std::optional<Origin> origin_of(const symbolic::Expression& expression) const;

  /// d(expression)/d(name), by a central difference; nothing if that has no value.
  std::optional<double> slope_of(const symbolic::Expression& expression,
                                 const std::string& name) const;

 private:
  const equations::Equation* subexpression(const symbolic::Expression& expression) const;
  bool is_taken_apart(const symbolic::Expression& expression) const;
  bool is_sum_of_names(const symbolic::Expression& expression) const;

  const equations::Equations* equations_;
  NameValues names_;
};

}  // namespace ranvier::doctor
