/// Units in equations that clash by one factor only: a time, an area.
#pragma once

#include <string>
#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/doctor/finding.hpp>
#include <ranvier/equations/check_dimensions.hpp>

namespace ranvier::doctor {

/// A clash in an equation of a group that a factor of one dimension would cure.
struct UnitClash {
  using Term = equations::DimensionClash::Term;

  const model::Group* group = nullptr;
  const equations::Equation* equation = nullptr;
  std::vector<Term> too_large;  ///< have the factor that the others lack
  std::vector<Term> too_small;  ///< lack it
  std::vector<Term> others;     ///< terms of the same sum that are as they should be
  units::Dimension expected;    ///< of the terms
  bool is_cured = false;  ///< whether the equation is right with the factor put in, or taken out

  /// The whole right side has the wrong unit, though it has one.
  bool is_right_side() const;
};

/// All of a group, in the order of its equations.
std::vector<UnitClash> clashes_by(const units::Dimension& factor, const Facts& facts,
                                  const model::Group& group);

/// Text of a part of an equation, with its brackets.
std::string text_of(const symbolic::Expression& expression, const equations::Equation& equation);

/// The same as what can be multiplied and divided: in brackets, if it is a sum without.
std::string factor_text(const symbolic::Expression& expression,
                        const equations::Equation& equation);

/// Puts a text in the place of a part of an equation.
Edit replacement(const symbolic::Expression& part, const equations::Equation& equation,
                 const model::Group& group, std::string text);

/// The line of an equation after those edits that are for it.
std::string line_with(const std::vector<Edit>& edits, const equations::Equation& equation);

/// "dv/dt" or "v", as it stands left.
std::string left_side(const equations::Equation& equation);

}  // namespace ranvier::doctor
