/// Generators: texts such as "k for k in range(i - 2, i + 3) if k != i", by which connect makes
/// synapses (semantics A5.6, A5.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ranvier/symbolic/expression.hpp>

namespace ranvier::equations {

/// `element for variable in iterator if condition`; the last two parts may be missing.
struct Generator {
  enum class Iterator : std::uint8_t { none, range, sample };

  symbolic::Expression element;
  Iterator iterator = Iterator::none;
  std::string variable;  ///< "" without an iterator
  /// Arguments of the iterator, as those of Python's range.
  symbolic::Expression start = symbolic::Expression::integer(0);
  symbolic::Expression stop = symbolic::Expression::integer(1);
  symbolic::Expression step = symbolic::Expression::integer(1);
  /// Of a sample: exactly one of them.
  std::optional<symbolic::Expression> probability, size;
  std::optional<symbolic::Expression> condition;
};

/// Parses "EXPRESSION", "EXPRESSION if CONDITION" and "EXPRESSION for NAME in ITERATOR [if
/// CONDITION]"; ITERATOR is range(...) with 1 to 3 arguments, or sample(..., p=...) or
/// sample(..., size=...).
/// @throws ModelError  with all errors of the text, codes as for `parse_expression`.
Generator parse_generator(const std::string& text, const std::string& where);

/// Whether a text has a `for` of its own, outside of names.
bool has_generator_syntax(const std::string& text);

}  // namespace ranvier::equations
