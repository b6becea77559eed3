#include "term_values.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <ranvier/doctor/terms.hpp>
#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;
using symbolic::Value;

Expression literal(const Value& value) {
  switch (value.type) {
    case symbolic::ValueType::boolean:
      return Expression::boolean(value.integer != 0);
    case symbolic::ValueType::integer:
      return Expression::integer(value.integer);
    case symbolic::ValueType::real:
      break;
  }
  return Expression::real(value.real);
}

/// One evaluation; subexpressions are computed once.
class Evaluation {
 public:
  Evaluation(const equations::Equations& equations, const NameValues& names,
             std::optional<Origin>* origin = nullptr)
      : equations_(&equations), names_(&names), origin_(origin) {}

  std::optional<Value> evaluate(const Expression& expression) {
    if (expression.is_number()) {
      return symbolic::evaluate(expression, {});
    }
    return expression.is_symbol() ? value_of_name(expression.name()) : value_of_call(expression);
  }

 private:
  std::optional<Value> value_of_name(const std::string& name) {
    if (const auto known = computed_.find(name); known != computed_.end()) {
      return known->second;
    }
    if (const auto* equation = equations_->find(name);
        equation != nullptr && equation->is_plain_subexpression()) {
      const auto value = evaluate(equation->right_side());
      computed_.emplace(name, value);
      return value;
    }
    if (const auto value = names_->values->find(name); value != names_->values->end()) {
      return Value::of(value->second);
    }
    if (const auto constant = equations::default_constant(name)) {
      return Value::of(constant->value());
    }
    return std::nullopt;
  }

  std::optional<Value> value_of_call(const Expression& call) {
    const auto id = call.function();
    if (id == FunctionId::external) {
      return value_of_function(call);
    }
    if (!symbolic::info_of(id).is_stateless || symbolic::is_named_call(id)) {
      return std::nullopt;
    }
    std::vector<Expression> arguments;
    std::vector<double> numbers;
    for (const auto& argument : call.arguments()) {
      const auto value = evaluate(argument);
      if (!value) {
        return std::nullopt;
      }
      arguments.push_back(literal(*value));
      numbers.push_back(value->as_real());
    }
    const auto value = symbolic::evaluate(Expression::call(id, std::move(arguments)), {});
    const auto is_finite = [](double number) { return std::isfinite(number); };
    if (origin_ != nullptr && !*origin_ && !std::isfinite(value.as_real()) &&
        std::ranges::all_of(numbers, is_finite)) {
      *origin_ = Origin{call, std::move(numbers), value.as_real()};
    }
    return value;
  }

  std::optional<Value> value_of_function(const Expression& call) {
    const auto& arguments = call.arguments();
    const auto function = names_->functions->find(arguments.front().name());
    const auto* table = function == names_->functions->end() ? nullptr : function->second->table();
    const auto step = names_->values->find("dt");
    if (table == nullptr || step == names_->values->end()) {
      return std::nullopt;
    }
    const auto t = evaluate(arguments[1]);
    const auto column = arguments.size() > 2 ? evaluate(arguments[2]) : Value::of(std::int64_t{0});
    if (!t || !column || column->as_integer() < 0 ||
        column->as_integer() >= std::max<std::int64_t>(table->columns, 1)) {
      return std::nullopt;
    }
    const auto row = table->row_at(t->as_real(), step->second);
    return Value::of(table->values[static_cast<std::size_t>(
        row * std::max<std::int64_t>(table->columns, 1) + column->as_integer())]);
  }

  const equations::Equations* equations_;
  const NameValues* names_;
  std::optional<Origin>* origin_;
  std::map<std::string, std::optional<Value>> computed_;
};

/// A name or a number, or a name times a number, as `40*mV` is.
bool is_atom(const Expression& expression) {
  if (expression.is_call(FunctionId::multiply) || expression.is_call(FunctionId::divide)) {
    const auto& factors = expression.arguments();
    return (factors[0].is_number() && factors[1].is_symbol()) ||
           (factors[0].is_symbol() && factors[1].is_number());
  }
  return expression.is_number() || expression.is_symbol();
}

}  // namespace

std::optional<double> TermEvaluator::value_of(const Expression& expression) const {
  const auto value = Evaluation(*equations_, names_).evaluate(expression);
  return value ? std::optional(value->as_real()) : std::nullopt;
}

std::optional<Origin> TermEvaluator::origin_of(const Expression& expression) const {
  std::optional<Origin> origin;
  Evaluation(*equations_, names_, &origin).evaluate(expression);
  return origin;
}

const equations::Equation* TermEvaluator::subexpression(const Expression& expression) const {
  const auto* equation = expression.is_symbol() ? equations_->find(expression.name()) : nullptr;
  return equation != nullptr && equation->is_plain_subexpression() ? equation : nullptr;
}

bool TermEvaluator::is_sum_of_names(const Expression& expression) const {
  return is_sum(expression) &&
         std::ranges::all_of(expression.arguments(), [this](const auto& part) {
           return is_atom(part) && subexpression(part) == nullptr;
         });
}

bool TermEvaluator::is_taken_apart(const Expression& expression) const {
  if (const auto* equation = subexpression(expression)) {
    return is_taken_apart(equation->right_side());
  }
  if (is_sum(expression)) {
    return !is_sum_of_names(expression);
  }
  if (expression.is_call(FunctionId::negate) || expression.is_call(FunctionId::divide)) {
    return is_taken_apart(expression.arguments()[0]);
  }
  return expression.is_call(FunctionId::multiply) &&
         (is_taken_apart(expression.arguments()[0]) || is_taken_apart(expression.arguments()[1]));
}

std::vector<TermValue> TermEvaluator::terms_of(const Expression& expression) const {
  using Wrap = std::function<Expression(const Expression&)>;
  std::vector<TermValue> terms;
  constexpr std::size_t most_terms = 256;  // of sums multiplied with each other
  const auto collect = [&](const auto& self, const Expression& part, const Wrap& wrap) -> void {
    if (const auto* equation = subexpression(part); equation != nullptr && is_taken_apart(part)) {
      return self(self, equation->right_side(), wrap);
    }
    const auto is_apart =
        &part == &expression ? is_sum(part) || is_taken_apart(part) : is_taken_apart(part);
    if (is_apart && terms.size() < most_terms) {
      const auto& arguments = part.arguments();
      const auto negated = [&wrap](const Expression& term) { return wrap(-term); };
      if (part.is_call(FunctionId::negate)) {
        return self(self, arguments[0], negated);
      }
      if (is_sum(part)) {
        self(self, arguments[0], wrap);
        return self(self, arguments[1], part.is_call(FunctionId::add) ? wrap : Wrap(negated));
      }
      if (part.is_call(FunctionId::divide)) {
        return self(self, arguments[0],
                    [&](const Expression& term) { return wrap(term / arguments[1]); });
      }
      if (is_taken_apart(arguments[0])) {
        return self(self, arguments[0],
                    [&](const Expression& term) { return wrap(term * arguments[1]); });
      }
      return self(self, arguments[1],
                  [&](const Expression& term) { return wrap(arguments[0] * term); });
    }
    auto term = wrap(part);
    if (const auto value = value_of(term)) {
      terms.push_back({std::move(term), *value});
    }
  };
  collect(collect, expression, [](const Expression& term) { return term; });
  return terms;
}

std::optional<double> TermEvaluator::slope_of(const Expression& expression,
                                              const std::string& name) const {
  const auto present = names_.values->find(name);
  if (present == names_.values->end()) {
    return std::nullopt;
  }
  auto values = *names_.values;
  const NameValues moved{&values, names_.functions};
  const auto difference = 1e-4 * std::max(std::abs(present->second), 1e-3);
  const auto at = [&](double value) {
    values[name] = value;
    const auto result = Evaluation(*equations_, moved).evaluate(expression);
    return result ? result->as_real() : std::numeric_limits<double>::quiet_NaN();
  };
  const auto slope =
      (at(present->second + difference) - at(present->second - difference)) / (2 * difference);
  return std::isfinite(slope) ? std::optional(slope) : std::nullopt;
}

}  // namespace ranvier::doctor
