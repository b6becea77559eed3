/// Quotients in equations whose denominator vanishes within the working range of a variable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>

namespace ranvier::doctor {

/// What a quotient is where its denominator vanishes.
enum class AtRoot : std::uint8_t {
  pole,       ///< the numerator does not vanish
  undecided,  ///< nobody knows before the run whether it does
  zero_by_zero,
};

/// A quotient in an equation whose denominator vanishes.
struct SingularQuotient {
  const model::NeuronGroup* group;
  const equations::Equation* equation;
  symbolic::Expression quotient;
  std::string variable;  ///< the only one in the denominator
  double at;             ///< its value there, not at the end of its range
  AtRoot kind = AtRoot::undecided;
  std::optional<double> limit;  ///< of the whole right side, where it depends on the variable alone
  std::optional<std::string> mended;  ///< text with exprel in place of the quotient
};

/// Those of one equation, outer ones first.
std::vector<SingularQuotient> singular_quotients_of(const Facts& facts,
                                                    const model::NeuronGroup& group,
                                                    const equations::Equation& equation);

}  // namespace ranvier::doctor
