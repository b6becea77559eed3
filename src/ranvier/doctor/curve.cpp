#include "curve.hpp"

#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/simplify.hpp>

namespace ranvier::doctor {

using symbolic::Expression;

Curve::Curve(const Expression& expression, const std::string& variable,
             const std::map<std::string, double>& known)
    : expression_(expression) {
  std::map<std::string, Expression> numbers;
  for (const auto& [name, value] : known) {
    if (name != variable) {
      numbers.emplace(name, Expression::real(value));
    }
  }
  expression_ = symbolic::simplify(symbolic::substitute(expression, numbers));
}

double Curve::operator()(double x) const {
  return symbolic::evaluate_simplified(
             expression_, [x](const std::string& /*variable*/) { return symbolic::Value::of(x); })
      .as_real();
}

}  // namespace ranvier::doctor
