/// Interval arithmetic: between which bounds an expression lies if its symbols lie between theirs.
#pragma once

#include <functional>
#include <string>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::symbolic {

/// All real numbers from `low` to `high`, both included.
/// @see Moore, Kearfott & Cloud (2009), Introduction to Interval Analysis,
/// doi:10.1137/1.9780898717716
struct Interval {
  double low = 0;
  double high = 0;

  static Interval of(double value) { return {value, value}; }

  /// All numbers: nothing is known.
  static Interval whole();

  bool is_bounded() const;

  bool is_positive() const { return low > 0; }

  bool is_negative() const { return high < 0; }

  bool contains(double value) const { return low <= value && value <= high; }

  /// The smallest interval that holds both.
  Interval joined_with(const Interval& other) const;

  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Bounds of a value. They need not be tight: every occurrence of a symbol counts for itself. Up to
/// rounding, nothing lies outside; what the function does not know gives `Interval::whole()`.
Interval bounds_of(const Expression& expression,
                   const std::function<Interval(const std::string&)>& lookup);

}  // namespace ranvier::symbolic
