/// What a statement does to the value that its target had before.
#pragma once

#include <ranvier/symbolic/statement.hpp>

namespace ranvier::symbolic {

/// A sum adds `operand`, which does not contain the target; a product multiplies by it; an
/// assignment replaces the old value by it, whether or not it is computed from the old one.
struct Change {
  enum class Kind : std::uint8_t { sum, product, assignment };
  Kind kind = Kind::assignment;
  Expression operand;

  friend bool operator==(const Change&, const Change&) = default;
};

/// `x -= w` and `x = x - w` are sums with `-w`, `x = x/2` is a product.
/// @param value  the right side, if its names are to be others than in the statement
Change change_of(const Statement& statement, const Expression& value);

inline Change change_of(const Statement& statement) {
  return change_of(statement, statement.value);
}

}  // namespace ranvier::symbolic
