/// What makes a term of an equation a rate: a time below it, a rate beside it.
#pragma once

#include <optional>
#include <string>

#include <ranvier/doctor/facts.hpp>

namespace ranvier::doctor {

/// What turns a value into a rate: "/ t_tau", "/ms", "*rate"; and the term that has it.
struct RateFactor {
  std::string text;
  std::string bound_to;  ///< what it stands behind, or before
};

/// The time that a term is divided by, or the rate that it is multiplied with, as it is written.
std::optional<RateFactor> rate_factor_in(const symbolic::Expression& term,
                                         const equations::Equation& equation, const Facts& facts,
                                         const model::Group& group);

/// A time constant that the script defines and nothing uses, if there is one only; else "".
std::string unused_time(const Facts& facts);

/// A name that a term is divided by, that is called like a time constant and has no unit; else "".
std::string time_without_unit(const symbolic::Expression& term, const Facts& facts,
                              const model::Group& group);

}  // namespace ranvier::doctor
