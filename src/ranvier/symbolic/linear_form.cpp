#include "linear_form.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ranvier::symbolic {

namespace {

struct Term {
  bool is_negative = false;
  Expression magnitude;
};

/// A sum of signed terms; the empty sum is exactly zero.
using Sum = std::vector<Term>;

/// The sums that multiply each variable, and the sum that is free of them.
struct Form {
  std::vector<Sum> coefficients;
  Sum constant;

  bool is_constant() const {
    return std::all_of(coefficients.begin(), coefficients.end(),
                       [](const Sum& sum) { return sum.empty(); });
  }
};

/// Whether a product has a literal zero as a factor. Parameters are taken to be finite.
bool is_zero(const Expression& expression) {
  if (!expression.is_call()) return expression.is_number(0);
  const auto& arguments = expression.arguments();
  switch (expression.function()) {
    case FunctionId::multiply:
      return is_zero(arguments[0]) || is_zero(arguments[1]);
    case FunctionId::divide:
    case FunctionId::negate:
      return is_zero(arguments[0]);
    default:
      return false;
  }
}

/// `expression` without the sign at its first factor, or nothing if there is none. Exact: a sign
/// never rounds.
std::optional<Expression> without_sign(const Expression& expression) {
  if (!expression.is_call()) return std::nullopt;
  const auto& arguments = expression.arguments();
  if (expression.is_call(FunctionId::negate)) return arguments[0];
  if (expression.is_call(FunctionId::multiply) || expression.is_call(FunctionId::divide)) {
    if (auto first = without_sign(arguments[0])) {
      return Expression::call(expression.function(), {*first, arguments[1]}, expression.span());
    }
  }
  return std::nullopt;
}

Sum single(const Expression& expression) {
  if (is_zero(expression)) return {};
  Term term{false, expression};
  while (auto positive = without_sign(term.magnitude)) {
    term = {!term.is_negative, *positive};
  }
  return {term};
}

/// Adds a term; one that is equal but for its sign cancels it.
void add_term(Sum& sum, const Term& term) {
  const auto opposite = std::find_if(sum.begin(), sum.end(), [&term](const Term& other) {
    return other.is_negative != term.is_negative && other.magnitude == term.magnitude;
  });
  if (opposite == sum.end()) {
    sum.push_back(term);
  } else {
    sum.erase(opposite);
  }
}

void add_sum(Sum& sum, const Sum& other, bool is_subtracted) {
  for (const auto& term : other) {
    add_term(sum, {term.is_negative != is_subtracted, term.magnitude});
  }
}

/// A sum as one term: a sign that all terms share stands before the bracket.
Term collected(const Sum& sum) {
  const bool is_negative =
      std::all_of(sum.begin(), sum.end(), [](const Term& term) { return term.is_negative; });
  auto total = sum.front().magnitude;
  if (sum.front().is_negative != is_negative) total = -total;
  for (auto term = sum.begin() + 1; term != sum.end(); ++term) {
    total = term->is_negative != is_negative ? total - term->magnitude : total + term->magnitude;
  }
  return {is_negative, total};
}

Expression expression_of(const Sum& sum) {
  if (sum.empty()) return Expression::real(0);
  const auto [is_negative, magnitude] = collected(sum);
  return is_negative ? -magnitude : magnitude;
}

/// Extracts the form of one tree. After a refusal, `problem` is the smallest term that is not
/// linear.
class Extraction {
 public:
  explicit Extraction(const std::vector<std::string>& variables) : variables_(variables) {}

  std::optional<Form> form_of(const Expression& expression) {
    if (is_free(expression)) return constant_form(single(expression));
    if (expression.is_symbol()) return variable_form(expression.name());
    const auto& arguments = expression.arguments();
    switch (expression.function()) {
      case FunctionId::negate:
        return negated(form_of(arguments[0]));
      case FunctionId::add:
      case FunctionId::subtract:
        return sum_of(expression);
      case FunctionId::multiply:
      case FunctionId::divide:
        return product_of(expression);
      case FunctionId::power:
        if (arguments[1].is_number(1)) return form_of(arguments[0]);
        return refuse(expression);
      case FunctionId::select:
        return selection_of(expression);
      case FunctionId::to_real:
        return form_of(arguments[0]);
      default:
        return refuse(expression);
    }
  }

  const NotLinear& problem() const { return problem_; }

 private:
  /// The first of the variables that occurs.
  std::optional<std::string> variable_in(const Expression& expression) const {
    if (expression.is_symbol()) {
      const auto found = std::find(variables_.begin(), variables_.end(), expression.name());
      return found == variables_.end() ? std::nullopt : std::optional(*found);
    }
    if (!expression.is_call()) return std::nullopt;
    for (const auto& argument : expression.arguments()) {
      if (auto variable = variable_in(argument)) return variable;
    }
    return std::nullopt;
  }

  bool is_free(const Expression& expression) const { return !variable_in(expression); }

  Form constant_form(Sum constant) const {
    return {std::vector<Sum>(variables_.size()), std::move(constant)};
  }

  Form variable_form(const std::string& name) const {
    auto form = constant_form({});
    const auto position = std::find(variables_.begin(), variables_.end(), name);
    form.coefficients[static_cast<std::size_t>(position - variables_.begin())] = {
        {false, Expression::integer(1)}};
    return form;
  }

  /// The innermost refusal is the smallest term, so the first one stays: arguments are looked at
  /// before the call.
  std::optional<Form> refuse(const Expression& term) {
    for (const auto& argument : term.arguments()) {
      if (!form_of(argument)) return std::nullopt;
    }
    problem_ = {term, variable_in(term).value_or("")};
    return std::nullopt;
  }

  std::optional<Form> negated(const std::optional<Form>& form) const {
    if (!form) return std::nullopt;
    auto result = constant_form({});
    add_form(result, *form, true);
    return result;
  }

  std::optional<Form> sum_of(const Expression& call) {
    auto left = form_of(call.arguments()[0]);
    const auto right = left ? form_of(call.arguments()[1]) : std::nullopt;
    if (!right) return std::nullopt;
    add_form(*left, *right, call.is_call(FunctionId::subtract));
    return left;
  }

  static void add_form(Form& form, const Form& other, bool is_subtracted) {
    add_sum(form.constant, other.constant, is_subtracted);
    for (std::size_t k = 0; k < form.coefficients.size(); ++k) {
      add_sum(form.coefficients[k], other.coefficients[k], is_subtracted);
    }
  }

  /// Every sum of `form`, collected, put through `scale`.
  template <typename Scale>
  static Form scaled(const Form& form, const Scale& scale) {
    const auto scaled_sum = [&scale](const Sum& sum) -> Sum {
      if (sum.empty()) return {};
      const auto [is_negative, magnitude] = collected(sum);
      auto result = single(scale(magnitude));
      for (auto& term : result) term.is_negative = term.is_negative != is_negative;
      return result;
    };
    Form result;
    for (const auto& sum : form.coefficients) result.coefficients.push_back(scaled_sum(sum));
    result.constant = scaled_sum(form.constant);
    return result;
  }

  std::optional<Form> product_of(const Expression& call) {
    const auto left = form_of(call.arguments()[0]);
    const auto right = left ? form_of(call.arguments()[1]) : std::nullopt;
    if (!right) return std::nullopt;
    const bool is_product = call.is_call(FunctionId::multiply);
    if (right->is_constant()) {
      if (is_product && right->constant.empty()) return constant_form({});
      return scaled(*left, [&](const Expression& magnitude) {
        return combined(call, magnitude, expression_of(right->constant));
      });
    }
    if (!is_product || !left->is_constant()) return refuse(call);
    if (left->constant.empty()) return constant_form({});
    return scaled(*right, [&](const Expression& magnitude) {
      return combined(call, expression_of(left->constant), magnitude);
    });
  }

  /// Product or quotient without factors that are one; signs are brought to the front.
  static Expression combined(const Expression& call, const Expression& left,
                             const Expression& right) {
    if (left.is_call(FunctionId::negate)) return -combined(call, left.arguments()[0], right);
    if (right.is_call(FunctionId::negate)) return -combined(call, left, right.arguments()[0]);
    if (right.is_number(1)) return left;
    if (left.is_number(1) && call.is_call(FunctionId::multiply)) return right;
    return Expression::call(call.function(), {left, right}, call.span());
  }

  std::optional<Form> selection_of(const Expression& call) {
    const auto& condition = call.arguments()[0];
    if (!is_free(condition)) return refuse(call);
    const auto yes = form_of(call.arguments()[1]);
    const auto no = yes ? form_of(call.arguments()[2]) : std::nullopt;
    if (!no) return std::nullopt;
    const auto select = [&](const Sum& if_true, const Sum& if_false) -> Sum {
      const auto a = expression_of(if_true);
      const auto b = expression_of(if_false);
      if (a == b) return if_true;
      return {{false, Expression::call(FunctionId::select, {condition, a, b}, call.span())}};
    };
    Form form;
    for (std::size_t k = 0; k < variables_.size(); ++k) {
      form.coefficients.push_back(select(yes->coefficients[k], no->coefficients[k]));
    }
    form.constant = select(yes->constant, no->constant);
    return form;
  }

  const std::vector<std::string>& variables_;
  NotLinear problem_{Expression::real(0), ""};
};

}  // namespace

std::variant<LinearForm, NotLinear> linear_form(const Expression& expression,
                                                const std::vector<std::string>& variables) {
  Extraction extraction(variables);
  const auto form = extraction.form_of(expression);
  if (!form) return extraction.problem();
  LinearForm result{{}, expression_of(form->constant)};
  for (const auto& sum : form->coefficients) {
    result.coefficients.push_back(expression_of(sum));
  }
  return result;
}

}  // namespace ranvier::symbolic
