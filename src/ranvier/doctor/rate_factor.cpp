#include "rate_factor.hpp"

#include <fmt/format.h>

#include <ranvier/doctor/unit_clashes.hpp>
#include <ranvier/symbolic/quotient.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

using equations::Equation;
using symbolic::Expression;
using symbolic::FunctionId;

std::optional<RateFactor> rate_factor_in(const Expression& term, const Equation& equation,
                                         const Facts& facts, const model::Group& group) {
  if (term.is_call(FunctionId::negate)) {
    return rate_factor_in(term.arguments()[0], equation, facts, group);
  }
  const auto divides = term.is_call(FunctionId::divide);
  if (!divides && !term.is_call(FunctionId::multiply)) {
    return std::nullopt;
  }
  const auto& left = term.arguments()[0];
  const auto& right = term.arguments()[1];
  const auto has = [&](const Expression& factor, const units::Dimension& dimension) {
    return facts.dimension_of(group, factor) == dimension;
  };
  if (divides ? has(right, units::second_dimension) : has(right, units::hertz_dimension)) {
    const auto begin = right.span().begin;
    const auto is_spaced = begin > 0 && equation.source[begin - 1] == ' ';
    return RateFactor{
        fmt::format("{}{}{}", divides ? "/" : "*", is_spaced ? " " : "", text_of(right, equation)),
        text_of(left, equation)};
  }
  if (!divides && has(left, units::hertz_dimension)) {
    return RateFactor{"*" + factor_text(left, equation), text_of(right, equation)};
  }
  if (auto inner = rate_factor_in(left, equation, facts, group)) {
    return inner;
  }
  return divides ? std::nullopt : rate_factor_in(right, equation, facts, group);
}

std::string unused_time(const Facts& facts) {
  std::string found;
  for (const auto& [name, value] : facts.unused_constants()) {
    if (value.dimension() == units::second_dimension) {
      if (!found.empty()) {
        return "";
      }
      found = name;
    }
  }
  return found;
}

std::string time_without_unit(const Expression& term, const Facts& facts,
                              const model::Group& group) {
  for (const auto& divisor : symbolic::factors_of(term).denominator) {
    if (divisor.is_symbol() && divisor.name().find("tau") != std::string::npos &&
        facts.dimension_of(group, divisor) == units::dimensionless) {
      return divisor.name();
    }
  }
  return "";
}

}  // namespace ranvier::doctor
