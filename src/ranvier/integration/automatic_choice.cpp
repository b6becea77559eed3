#include "automatic_choice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

#include <ranvier/symbolic/evaluate.hpp>

namespace ranvier::integration {

namespace {

using symbolic::FunctionId;
using symbolic::Value;

constexpr int sample_count = 16;

bool contains_logic(const Expression& expression) {
  if (!expression.is_call()) return false;
  switch (expression.function()) {
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
    case FunctionId::logical_and:
    case FunctionId::logical_or:
    case FunctionId::logical_not:
    case FunctionId::select:
      return true;
    default:
      break;
  }
  const auto& arguments = expression.arguments();
  return std::any_of(arguments.begin(), arguments.end(), contains_logic);
}

/// Whether a value is surely real and finite for any real parameters: sums and products are,
/// quotients are not.
bool is_known_real(const Expression& expression) {
  if (!expression.is_call()) return true;
  const auto& arguments = expression.arguments();
  switch (expression.function()) {
    case FunctionId::add:
    case FunctionId::subtract:
    case FunctionId::multiply:
    case FunctionId::negate:
    case FunctionId::exp:
    case FunctionId::sin:
    case FunctionId::cos:
    case FunctionId::tanh:
    case FunctionId::abs:
      return std::all_of(arguments.begin(), arguments.end(), is_known_real);
    case FunctionId::divide:
      return is_known_real(arguments[0]) && arguments[1].is_number() && !arguments[1].is_number(0);
    case FunctionId::power:
      return is_known_real(arguments[0]) && arguments[1].is_number() &&
             arguments[1].number() >= 0 &&
             std::trunc(arguments[1].number()) == arguments[1].number();
    default:
      return false;
  }
}

/// A fixed value for a parameter: a small integer, so that rational functions of parameters have
/// rational values with small divisors. Its sign is another one in half of the samples.
double sample_value(const std::string& name, int sample) {
  std::uint64_t bits =
      0xcbf29ce484222325U + static_cast<std::uint64_t>(sample) * 0x9e3779b97f4a7c15U;
  for (const char letter : name)
    bits = (bits ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  bits ^= bits >> 29;
  bits *= 0xbf58476d1ce4e5b9U;
  bits ^= bits >> 32;
  const auto magnitude = static_cast<double>(2 + bits % 29);
  return ((bits >> 40) & 1U) != 0 ? -magnitude : magnitude;
}

/// Values from outside count as parameters.
Expression without_named_calls(const Expression& expression) {
  if (!expression.is_call()) return expression;
  if (symbolic::is_named_call(expression.function())) {
    return Expression::symbol(print(expression));
  }
  std::vector<Expression> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(without_named_calls(argument));
  }
  return Expression::call(expression.function(), std::move(arguments), expression.span());
}

double evaluate_sample(const Expression& expression, int sample) {
  const auto lookup = [sample](const std::string& name) {
    return name == "not_refractory" ? Value::of(true) : Value::of(sample_value(name, sample));
  };
  return symbolic::evaluate(without_named_calls(expression), lookup).as_real();
}

/// The size of the terms that a value is the sum of: what rounding errors are relative to.
double magnitude_sample(const Expression& expression, int sample) {
  if (expression.is_call()) {
    const auto& arguments = expression.arguments();
    const auto first = [&] { return magnitude_sample(arguments[0], sample); };
    switch (expression.function()) {
      case FunctionId::add:
      case FunctionId::subtract:
        return first() + magnitude_sample(arguments[1], sample);
      case FunctionId::negate:
        return first();
      case FunctionId::multiply:
        return first() * magnitude_sample(arguments[1], sample);
      case FunctionId::divide:
        return first() / std::fabs(evaluate_sample(arguments[1], sample));
      default:
        break;
    }
  }
  return std::fabs(evaluate_sample(expression, sample));
}

constexpr double rounding = 1e-10;

/// Whether `value` is zero but for rounding at every sample where it is a number at all, and is at
/// one of them.
bool vanishes(const std::function<double(int)>& value, const std::function<double(int)>& scale) {
  bool is_decided = false;
  for (int sample = 0; sample < sample_count; ++sample) {
    const auto relative = std::fabs(value(sample)) / scale(sample);
    if (relative > rounding) return false;
    is_decided = is_decided || relative <= rounding || value(sample) == 0;
  }
  return is_decided;
}

/// Whether the determinant of a block of one or two variables is zero for all parameters.
bool is_singular(const LinearSystem& system, const std::vector<std::size_t>& cycle) {
  const auto entry = [&](int row, int column) { return system.matrix[cycle[row]][cycle[column]]; };
  const auto determinant =
      cycle.size() == 1 ? entry(0, 0) : entry(0, 0) * entry(1, 1) - entry(0, 1) * entry(1, 0);
  return vanishes([&](int sample) { return evaluate_sample(determinant, sample); },
                  [&](int sample) { return magnitude_sample(determinant, sample); });
}

/// What the samples say of the discriminant (a - d)^2 + 4 b c of the block [a b; c d].
struct Discriminant {
  bool can_be_negative = false;
  bool can_be_positive = false;
  bool has_rational_frequency = true;  ///< sqrt(-discriminant) / b, where it is negative
};

Discriminant discriminant_of(const LinearSystem& system, const std::vector<std::size_t>& cycle) {
  constexpr double largest_divisor = 5040;  // a multiple of most small ones
  const auto entry = [&](int row, int column, int sample) {
    return evaluate_sample(system.matrix[cycle[row]][cycle[column]], sample);
  };
  Discriminant result;
  for (int sample = 0; sample < sample_count; ++sample) {
    const auto difference = entry(0, 0, sample) - entry(1, 1, sample);
    const auto coupling = entry(0, 1, sample);
    const auto product = 4 * coupling * entry(1, 0, sample);
    const auto discriminant = difference * difference + product;
    if (std::fabs(discriminant) <= rounding * (difference * difference + std::fabs(product))) {
      continue;
    }
    (discriminant < 0 ? result.can_be_negative : result.can_be_positive) = true;
    if (discriminant < 0) {
      const auto ratio = std::sqrt(-discriminant) / std::fabs(coupling) * largest_divisor;
      if (std::fabs(ratio - std::round(ratio)) > rounding * ratio) {
        result.has_rational_frequency = false;
      }
    }
  }
  return result;
}

bool is_accepted_pair(const LinearSystem& system, const std::vector<std::size_t>& cycle) {
  const auto discriminant = discriminant_of(system, cycle);
  if (!discriminant.can_be_negative) return true;
  const bool is_real = std::all_of(system.matrix.begin(), system.matrix.end(), [](const auto& row) {
    return std::all_of(row.begin(), row.end(), is_known_real);
  });
  if (discriminant.can_be_positive) return !is_real;
  return is_real && discriminant.has_rational_frequency;
}

bool contains_logic(const LinearSystem& system) {
  const auto in_row = [](const std::vector<Expression>& row) {
    return std::any_of(row.begin(), row.end(),
                       [](const Expression& entry) { return contains_logic(entry); });
  };
  return in_row(system.drive) || std::any_of(system.matrix.begin(), system.matrix.end(), in_row);
}

}  // namespace

bool is_solved_symbolically(const LinearSystem& system) {
  if (contains_logic(system)) return false;
  const auto cycles = cycles_of(system);
  // The determinant of the whole matrix is the product of those of its cycles.
  return std::all_of(cycles.begin(), cycles.end(), [&](const auto& cycle) {
    return cycle.size() <= 2 && !is_singular(system, cycle) &&
           (cycle.size() == 1 || is_accepted_pair(system, cycle));
  });
}

}  // namespace ranvier::integration
