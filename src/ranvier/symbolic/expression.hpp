/// Immutable expressions: numbers, symbols and calls of functions from the closed list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <ranvier/support/source_text.hpp>
#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::symbolic {

/// The type of a value; the highest of the arguments' types is the type of an arithmetic result.
enum class ValueType : std::uint8_t { boolean, integer, real };

/// An expression. It never changes, so copies share their nodes; facts about it live in side
/// tables.
///
/// Equality and hash compare structure (kinds, numbers bit by bit, names, functions, arguments) and
/// ignore spans.
class Expression {
 public:
  enum class Kind : std::uint8_t { number, symbol, call };

  static Expression real(double value, SourceSpan span = {});
  static Expression integer(std::int64_t value, SourceSpan span = {});
  static Expression boolean(bool value, SourceSpan span = {});
  static Expression symbol(std::string name, SourceSpan span = {});
  /// @pre `arguments.size()` is the function's arity.
  static Expression call(FunctionId function, std::vector<Expression> arguments,
                         SourceSpan span = {});

  Kind kind() const;

  bool is_number() const { return kind() == Kind::number; }

  bool is_symbol() const { return kind() == Kind::symbol; }

  bool is_call() const { return kind() == Kind::call; }

  bool is_symbol(const std::string& name) const;
  bool is_call(FunctionId function) const;
  /// A number equal to `value`, of any type.
  bool is_number(double value) const;

  /// @pre is_number(): its type, and its value (an integer or boolean converted).
  ValueType number_type() const;
  double number() const;
  std::int64_t integer_value() const;
  /// @pre is_symbol()
  const std::string& name() const;
  /// @pre is_call()
  FunctionId function() const;
  const std::vector<Expression>& arguments() const;

  SourceSpan span() const;
  std::size_t hash() const;
  /// Number of nodes, shared ones counted each time; saturates at 2^31.
  std::size_t node_count() const;
  std::size_t depth() const;

  friend bool operator==(const Expression& a, const Expression& b);

 private:
  struct Node;

  explicit Expression(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

  std::shared_ptr<const Node> node_;
};

struct ExpressionHash {
  std::size_t operator()(const Expression& expression) const { return expression.hash(); }
};

/// Names of all symbols that occur.
std::set<std::string> symbols_of(const Expression& expression);

/// Whether a function with state (rand, randn, poisson, binomial) occurs.
bool is_stateful(const Expression& expression);

/// Replaces symbols by expressions, all at once; the spans of what is put in are kept.
Expression substitute(const Expression& expression,
                      const std::map<std::string, Expression>& replacements);

/// The same expression with `offset` added to every span: its text stands in a longer one.
Expression with_shifted_spans(const Expression& expression, std::size_t offset);

// Building with the signs of arithmetic; nothing is simplified.
Expression operator+(const Expression& a, const Expression& b);
Expression operator-(const Expression& a, const Expression& b);
Expression operator*(const Expression& a, const Expression& b);
Expression operator/(const Expression& a, const Expression& b);
Expression operator-(const Expression& a);

/// Canonical text with the fewest brackets that keep the tree: parse(print(e)) == e.
/// Real numbers print with the fewest digits that give the same double, always with a point or
/// exponent.
std::string print(const Expression& expression);

}  // namespace ranvier::symbolic
