#include "interval.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <vector>

namespace ranvier::symbolic {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Interval hull(std::initializer_list<double> values) {
  Interval result{infinity, -infinity};
  for (const auto value : values) {
    if (std::isnan(value)) {
      return Interval::whole();
    }
    result = {std::min(result.low, value), std::max(result.high, value)};
  }
  return result;
}

/// 0 times infinity is 0: the infinite bound is never reached.
double product(double a, double b) {
  return a == 0 || b == 0 ? 0 : a * b;
}

Interval add(const Interval& a, const Interval& b) {
  return hull({a.low + b.low, a.high + b.high});
}

Interval negate(const Interval& a) {
  return {-a.high, -a.low};
}

Interval multiply(const Interval& a, const Interval& b) {
  return hull({product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
               product(a.high, b.high)});
}

Interval reciprocal(const Interval& a) {
  if (a.low > 0 || a.high < 0) {
    return {1 / a.high, 1 / a.low};
  }
  if (a.low == 0 && a.high > 0) {
    return {1 / a.high, infinity};
  }
  if (a.high == 0 && a.low < 0) {
    return {-infinity, 1 / a.low};
  }
  return Interval::whole();
}

Interval magnitude(const Interval& a) {
  if (a.low >= 0) {
    return a;
  }
  return a.high <= 0 ? negate(a) : Interval{0, std::max(-a.low, a.high)};
}

Interval power(const Interval& base, const Interval& exponent) {
  if (exponent.low != exponent.high) {
    return base.is_positive()
               ? hull({std::pow(base.low, exponent.low), std::pow(base.low, exponent.high),
                       std::pow(base.high, exponent.low), std::pow(base.high, exponent.high)})
               : Interval::whole();
  }
  const auto value = exponent.low;
  if (value < 0) {
    return reciprocal(power(base, Interval::of(-value)));
  }
  if (value != std::floor(value)) {
    return base.low >= 0 ? Interval{std::pow(base.low, value), std::pow(base.high, value)}
                         : Interval::whole();
  }
  const auto of = std::fmod(value, 2) == 0 ? magnitude(base) : base;
  return {std::pow(of.low, value), std::pow(of.high, value)};
}

/// Of a function that never decreases.
template <typename Function>
Interval rising(const Interval& a, Function function) {
  return hull({function(a.low), function(a.high)});
}

Interval call(FunctionId function, const std::vector<Interval>& arguments) {
  const auto& a = arguments.front();
  switch (function) {
    case FunctionId::add:
      return add(a, arguments[1]);
    case FunctionId::subtract:
      return add(a, negate(arguments[1]));
    case FunctionId::multiply:
      return multiply(a, arguments[1]);
    case FunctionId::divide:
      return multiply(a, reciprocal(arguments[1]));
    case FunctionId::power:
      return power(a, arguments[1]);
    case FunctionId::negate:
      return negate(a);
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
    case FunctionId::equal:
    case FunctionId::not_equal:
    case FunctionId::logical_and:
    case FunctionId::logical_or:
    case FunctionId::logical_not:
    case FunctionId::rand:
      return {0, 1};
    case FunctionId::select:
      return arguments[1].joined_with(arguments[2]);
    case FunctionId::exp:
      return rising(a, [](double x) { return std::exp(x); });
    case FunctionId::expm1:
      return rising(a, [](double x) { return std::expm1(x); });
    case FunctionId::exprel:
      return rising(a, [](double x) {
        return x == 0 ? 1 : x == -infinity ? 0 : x == infinity ? x : std::expm1(x) / x;
      });
    case FunctionId::log:
    case FunctionId::log10:
      return a.low < 0 ? Interval::whole()
                       : rising(
                             a,
                             [&](double x) {
                               return function == FunctionId::log ? std::log(x) : std::log10(x);
                             });
    case FunctionId::log1p:
      return a.low < -1 ? Interval::whole() : rising(a, [](double x) { return std::log1p(x); });
    case FunctionId::sqrt:
      return a.low < 0 ? Interval::whole() : rising(a, [](double x) { return std::sqrt(x); });
    case FunctionId::sin:
    case FunctionId::cos:
      return {-1, 1};
    case FunctionId::tanh:
      return rising(a, [](double x) { return std::tanh(x); });
    case FunctionId::sinh:
      return rising(a, [](double x) { return std::sinh(x); });
    case FunctionId::arctan:
      return rising(a, [](double x) { return std::atan(x); });
    case FunctionId::abs:
      return magnitude(a);
    case FunctionId::sign:
      return rising(a, [](double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; });
    case FunctionId::floor:
      return rising(a, [](double x) { return std::floor(x); });
    case FunctionId::ceil:
      return rising(a, [](double x) { return std::ceil(x); });
    case FunctionId::to_integer:
      return rising(a, [](double x) { return std::trunc(x); });
    case FunctionId::clip:
      return {std::min(std::max(a.low, arguments[1].low), arguments[2].low),
              std::min(std::max(a.high, arguments[1].high), arguments[2].high)};
    case FunctionId::poisson:
    case FunctionId::binomial:
      return {0, infinity};
    case FunctionId::to_real:
    case FunctionId::held:
      return a;
    default:
      return Interval::whole();
  }
}

}  // namespace

Interval Interval::whole() {
  return {-infinity, infinity};
}

bool Interval::is_bounded() const {
  return std::isfinite(low) && std::isfinite(high);
}

Interval Interval::joined_with(const Interval& other) const {
  return {std::min(low, other.low), std::max(high, other.high)};
}

Interval bounds_of(const Expression& expression,
                   const std::function<Interval(const std::string&)>& lookup) {
  switch (expression.kind()) {
    case Expression::Kind::number:
      return std::isnan(expression.number()) ? Interval::whole()
                                             : Interval::of(expression.number());
    case Expression::Kind::symbol:
      return lookup(expression.name());
    case Expression::Kind::call:
      break;
  }
  if (is_named_call(expression.function())) {
    return Interval::whole();
  }
  std::vector<Interval> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(bounds_of(argument, lookup));
  }
  return arguments.empty() && expression.function() != FunctionId::rand
             ? Interval::whole()
             : call(expression.function(),
                    arguments.empty() ? std::vector{Interval{0, 1}} : arguments);
}

}  // namespace ranvier::symbolic
