/// The model language: text to differential equations, subexpressions and parameters.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <ranvier/support/assert.hpp>
#include <ranvier/symbolic/expression.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::equations {

using symbolic::Expression;
using symbolic::ValueType;

enum class EquationKind : std::uint8_t { differential, subexpression, parameter };

/// One line of a model: `dx/dt = ... : unit (flags)`, `x = ... : unit (flags)` or `x : unit
/// (flags)`.
struct Equation {
  EquationKind kind = EquationKind::parameter;
  std::string name;
  std::optional<Expression> expression;  ///< nothing for a parameter; spans point into `source`
  units::Dimension dimension;            ///< of the variable (not of the derivative)
  ValueType type = ValueType::real;
  std::set<std::string>
      flags;             ///< "unless refractory", "constant over dt", "shared", "constant", ...
  std::string source;    ///< the whole text this line was written in
  SourceSpan span;       ///< the line within `source`
  SourceSpan name_span;  ///< what stands left of `=` or `:`
  SourceSpan unit_span;

  bool has_flag(const std::string& flag) const { return flags.contains(flag); }

  /// @pre it is no parameter
  const Expression& right_side() const {
    RANVIER_CHECK(expression.has_value());
    return *expression;
  }

  bool is_plain_subexpression() const {
    return kind == EquationKind::subexpression && !has_flag("constant over dt") &&
           !has_flag("summed");
  }
};

/// Where equations are used: decides which flags and names are allowed.
enum class Context : std::uint8_t { neuron_group, synapses };

/// A set of equations. Immutable; names are unique, identifiers legal, no cycle among
/// subexpressions.
class Equations {
 public:
  Equations() = default;

  /// @throws ModelError  with every error of the text: codes "equation-syntax", those of
  /// parse_expression and
  ///   parse_unit, "illegal-name", "reserved-name", "differential-type",
  ///   "duplicate-variable", "cyclic-subexpressions", "misplaced-noise", "repeated-noise".
  explicit Equations(const std::string& text, const std::string& where = "Equations");

  /// What a name may be replaced by: another name, or a value.
  using Replacement = std::variant<std::string, units::Quantity, std::int64_t>;

  /// The equations with names replaced, all at once and on both sides: `Equations(eqs, gL='gL_i')`.
  /// A value stands in the expressions afterwards as number times unit.
  /// @throws ModelError  "illegal-replacement", and what the new names bring about.
  Equations substitute(const std::map<std::string, Replacement>& replacements) const;

  /// All equations of both. @throws ModelError "duplicate-variable".
  friend Equations operator+(const Equations& a, const Equations& b);

  /// In the order of the text.
  const std::vector<Equation>& all() const { return equations_; }

  const Equation* find(const std::string& name) const;
  /// Differential equations sorted by name, the order in which updaters process them (B6).
  std::vector<const Equation*> differential() const;
  /// Subexpressions so that each stands after those it uses.
  std::vector<const Equation*> subexpressions() const;
  std::vector<const Equation*> parameters() const;

  /// Names used in expressions and defined by no equation, units and constants among them.
  std::set<std::string> external_names() const;

  /// `expression` with all plain subexpressions put in, at any depth.
  /// @throws ModelError  "text-limit" if the result has more than 65536 nodes.
  Expression expand(const Expression& expression) const;

  /// @throws ModelError  "illegal-flag", "incompatible-flags" for flags that do not fit the kind of
  /// line in this context
  ///   (A2.4, A2.5), "shared-subexpression" for a shared one that needs values of single elements
  ///   (A2.9).
  void check_flags(Context context, const std::string& where) const;

 private:
  /// @throws ModelError  if the set as a whole is wrong.
  Equations(std::vector<Equation> equations, const std::string& where);

  std::vector<Equation> equations_;
};

/// Canonical text: one equation per line; Equations(print(e)) has the same equations.
std::string print(const Equations& equations);

}  // namespace ranvier::equations
