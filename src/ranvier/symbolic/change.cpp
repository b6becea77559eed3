#include "change.hpp"

#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::symbolic {

Change change_of(const Statement& statement, const Expression& value) {
  const auto contains_target = symbols_of(value).contains(statement.target);
  if (statement.operation && !contains_target) {
    switch (*statement.operation) {
      case FunctionId::add:
        return {Change::Kind::sum, value};
      case FunctionId::subtract:
        return {Change::Kind::sum, -value};
      case FunctionId::multiply:
        return {Change::Kind::product, value};
      case FunctionId::divide:
        return {Change::Kind::product, Expression::integer(1) / value};
      default:
        break;
    }
  }
  if (statement.operation) {
    return {Change::Kind::assignment,
            Expression::call(*statement.operation, {Expression::symbol(statement.target), value})};
  }
  if (!contains_target) {
    return {Change::Kind::assignment, value};
  }
  const auto form = linear_form(value, {statement.target});
  if (const auto* linear = std::get_if<LinearForm>(&form)) {
    if (linear->coefficients.front().is_number(1)) {
      return {Change::Kind::sum, linear->constant};
    }
    if (linear->constant.is_number(0)) {
      return {Change::Kind::product, linear->coefficients.front()};
    }
  }
  return {Change::Kind::assignment, value};
}

}  // namespace ranvier::symbolic
