/// Who reads and who writes each variable of a model: the facts that the rules ask for.
#pragma once

#include <compare>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <ranvier/model/network_description.hpp>
#include <ranvier/symbolic/change.hpp>

namespace ranvier::doctor {

/// A variable by the whole group that has it (no subgroup) and its name there.
struct Variable {
  const model::Group* group = nullptr;
  std::string name;

  friend auto operator<=>(const Variable&, const Variable&) = default;
};

/// What a piece of the model is for.
enum class Role : std::uint8_t {
  differential,   ///< dx/dt = ...
  subexpression,  ///< x = ...
  summed,         ///< x_post = ... (summed)
  condition,      ///< of an event; of spikes the threshold
  refractoriness,
  reset,  ///< what follows an event; after spikes the reset
  pathway,
  regular,  ///< run_regularly, run_at
  input,    ///< PoissonInput
};

/// A piece of the model with the text that the user wrote.
struct Part {
  Role role = Role::differential;
  const model::NetworkObject* object = nullptr;  ///< that the user made
  std::string name;    ///< of the equation's variable, the event, or the pathway ("pre")
  std::string source;  ///< may be empty
  SourceSpan span;     ///< of the equation's line, the whole text otherwise
};

/// A change of a variable by code, by a PoissonInput (a sum) or a summed variable (an assignment).
struct Write {
  Variable variable;
  const Part* part = nullptr;
  symbolic::Change change;
  SourceSpan span;                                 ///< of the statement in the text of the part
  const symbolic::Statement* statement = nullptr;  ///< of code
};

class DependencyGraph {
 public:
  /// @param network  must outlive the graph
  explicit DependencyGraph(const model::NetworkDescription& network);

  const model::NetworkDescription& network() const { return *network_; }

  const std::deque<Part>& parts() const { return parts_; }

  const std::vector<Write>& writes() const { return writes_; }

  std::vector<const Write*> writes_to(const Variable& variable) const;

  /// The parts that use the value, themselves or through subexpressions, in the order of the
  /// model; subexpressions aside.
  std::vector<const Part*> readers_of(const Variable& variable) const;

  /// The variable that `name` means in the equations and code of a group; nothing for what comes
  /// from outside. Links lead to the variable that they show.
  static std::optional<Variable> find(const model::Group& group, const std::string& name);

  /// The equation of a variable; nullptr for those that no equation gives.
  static const equations::Equation* equation_of(const Variable& variable);

  static bool is_differential(const Variable& variable);

  /// Whether Python or C++ functions of the user run in the time loop: what they read and write is
  /// unknown.
  bool has_unknown_writers() const { return has_unknown_writers_; }

 private:
  void add_group(const model::Group& group);
  void add_synapses(const model::Synapses& synapses);
  void add_neurons(const model::NeuronGroup& neurons);
  void add_input(const model::PoissonInput& input);
  const Part& add_part(Part part);
  void add_reads(const model::Group& group, const symbolic::Expression& expression,
                 const Part& part);
  void add_block(const model::Group& group, const symbolic::StatementBlock& block,
                 const Part& part);

  struct Read {
    Variable variable;
    const Part* part;
  };

  const model::NetworkDescription* network_;
  std::deque<Part> parts_;  ///< never moved: reads and writes point to them
  std::vector<Read> reads_;
  std::vector<Write> writes_;
  bool has_unknown_writers_ = false;
};

/// Names in the texts of a group that no variable has and that are neither units nor default
/// constants: their values, or the functions they name, come from outside.
std::set<std::string> external_names(const model::Group& group);
/// Those of them that stand in its equations.
std::set<std::string> external_names_in_equations(const model::Group& group);
/// Those of them that stand in its thresholds, resets, pathways and refractory period.
std::set<std::string> external_names_in_code(const model::Group& group);

}  // namespace ranvier::doctor
