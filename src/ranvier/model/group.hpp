/// A group: elements with state, equations and constants; what neuron groups, synapses and inputs
/// have in common.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/model/link.hpp>
#include <ranvier/model/method.hpp>
#include <ranvier/model/network_object.hpp>
#include <ranvier/model/pending_statement.hpp>
#include <ranvier/model/storage_types.hpp>
#include <ranvier/state/state_table.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::model {

class Group;

/// Statements that a group runs in every step of a clock, unconditionally.
class RunRegularly final : public NetworkObject {
 public:
  /// @param members  the part of the group that they are for; nullptr for all of it
  RunRegularly(Group& group, std::shared_ptr<const Members> members, const std::string& code,
               std::string name, const ClockOptions& options, std::string when, int order);

  std::string class_name() const override { return "RunRegularly"; }

  Group& group() const { return *group_; }

  const std::shared_ptr<const Members>& members() const { return members_; }

  const symbolic::StatementBlock& code() const { return code_; }

 private:
  Group* group_;
  std::shared_ptr<const Members> members_;
  symbolic::StatementBlock code_;
};

/// One variable of a group (or the part of it that a selection names): reading gives copies in SI
/// units, in the user's numbering; writing records a statement.
class VariableView {
 public:
  VariableView(Group& group, std::string name, Selection selection = {})
      : group_(&group), name_(std::move(name)), selection_(std::move(selection)) {}

  /// Some elements, or those for which a condition holds: `view[3]`, `view[{0, 2}]`, `view["i >
  /// 2"]`.
  VariableView operator[](std::int64_t element) const { return (*this)[{element}]; }

  VariableView operator[](std::initializer_list<std::int64_t> elements) const {
    return (*this)[std::vector(elements)];
  }

  VariableView operator[](std::vector<std::int64_t> elements) const {
    return {*group_, name_, std::move(elements)};
  }

  VariableView operator[](const std::string& condition) const {
    return {*group_, name_, condition};
  }

  VariableView operator[](Slice slice) const { return {*group_, name_, slice}; }

  VariableView operator[](Mask mask) const { return {*group_, name_, std::move(mask)}; }

  /// Synapses between some neurons: `synapses["w"][PairSelection{Numbers{0}, Slice{}}]`.
  VariableView operator[](PairSelection pairs) const { return {*group_, name_, std::move(pairs)}; }

  /// An expression, evaluated for each element: `group["v"] = "v_rest + rand() * mV"`.
  void operator=(const char* expression) { assign(std::string(expression)); }

  void operator=(const std::string& expression) { assign(expression); }

  void operator=(const units::Quantity& value) {
    assign(Values{{value.value()}, value.dimension(), false});
  }

  /// A number without unit; 0 and infinity fit every unit.
  template <typename Number>
    requires std::is_arithmetic_v<Number>
  void operator=(Number value) {
    assign_number(static_cast<double>(value));
  }

  /// Numbers without unit, one for each selected element.
  void operator=(const std::vector<double>& numbers) { set(numbers); }

  void operator=(std::initializer_list<double> numbers) { set(numbers); }

  /// The values of another variable: those it has now.
  void operator=(const VariableView& other);
  /// Links a variable with the flag (linked), at once: `Group::link`.
  void operator=(const Link& link);
  /// `numbers * unit`, one for each selected element: `synapses["w"].set(weights, nS)`.
  void set(std::vector<double> numbers, const units::Quantity& unit = 1.0);

  VariableView(const VariableView&) = default;

  /// Copies, in SI units.
  /// @throws UsageError  while statements of the group wait to be applied; for what must be
  /// computed, as subexpressions and conditions: `Network::values` reads everything.
  std::vector<double> values() const;

  Group& group() const { return *group_; }

  const std::string& name() const { return name_; }

  const Selection& selection() const { return selection_; }

 private:
  void assign(std::variant<std::string, Values> value);
  void assign_number(double value);
  Group* group_;
  std::string name_;
  Selection selection_;
};

/// Elements with named variables.
class Group : public NetworkObject {
 public:
  /// The group that holds the state: this one, or for a subgroup the one that it is a part of.
  virtual Group& whole() { return *this; }

  const Group& whole() const { return const_cast<Group*>(this)->whole(); }

  /// Which elements of the whole group these are; nullptr for all.
  virtual const std::shared_ptr<const Members>& members() const;

  state::StateTable& state() { return whole().state_; }

  const state::StateTable& state() const { return whole().state_; }

  std::int64_t size() const { return members() ? members()->size() : state_.size(); }

  const equations::Equations& equations() const { return whole().equations_; }

  const Constants& constants() const { return whole().constants_; }

  void set_constants(Constants constants) { whole().constants_ = std::move(constants); }

  /// Values that names from outside had when the group was made, if somebody noted them: a run
  /// takes those of its own beginning. Forgotten once the group has run.
  const Constants& constants_at_creation() const { return constants_at_creation_; }

  void set_constants_at_creation(Constants constants) {
    constants_at_creation_ = std::move(constants);
  }

  /// How differential equations are integrated.
  const MethodSelection& method() const { return method_; }

  void set_method(MethodSelection method) { method_ = std::move(method); }

  /// A variable by name: one with values, a subexpression, or `i`; for synapses also those of
  /// the neurons at both ends (`v_pre`), `j`, `N_incoming` and `N_outgoing`.
  /// @throws UsageError (attribute)  for an unknown name, with the nearest known one.
  VariableView operator[](const std::string& variable);

  /// Whether `operator[]` knows the name.
  virtual bool has_variable(const std::string& variable) const;

  void set_name(std::string name) override;

  /// Runs `code` in every step. @param name  "" for "<group>_run_regularly",
  /// "<group>_run_regularly_1" ...
  RunRegularly& run_regularly(const std::string& code, const ClockOptions& options = {},
                              const std::string& when = "start", int order = 0,
                              const std::string& name = "");

  /// Runs `code` at some times [s]; it knows `t` and no `dt`. @param name  "" for
  /// "<group>_run_at" ...
  RunRegularly& run_at(const std::string& code, std::vector<double> times,
                       const std::string& when = "start", int order = 0,
                       const std::string& name = "");

  const std::vector<std::unique_ptr<RunRegularly>>& runners() const { return whole().runners_; }

  /// Whether a variable has the flag (linked): it has no values of its own.
  bool is_linked(const std::string& variable) const;

  /// Whether statements that run for each element can't assign to a variable. A linked one passes
  /// on what is assigned, unless it shows one value for all elements.
  bool is_read_only_in_code(const state::Variable& variable) const;

  /// Makes a linked variable show the values of another group's variable or subexpression, which
  /// must live as long as this group.
  /// @throws UsageError (type, key, value)  if the variable is not linked, the source has no such
  ///   variable, sizes do not fit or the index is wrong; DimensionMismatchError if units differ.
  void link(const std::string& variable, Group& source, const std::string& source_variable,
            LinkIndex index = {});

  const std::map<std::string, Link>& links() const { return whole().links_; }

  /// @throws UsageError (type)  if the variable is linked to nothing yet.
  const Link& link_of(const std::string& variable) const;

  /// Statements about a part are kept in order with those about the whole group.
  void record(PendingStatement statement);

  /// Takes what is recorded for the whole group; the caller applies it.
  std::vector<PendingStatement> take_pending() { return std::exchange(whole().pending_, {}); }

  bool has_pending() const { return !whole().pending_.empty(); }

  /// Storage index of the user's element `element`; the same but for synapses and subgroups.
  virtual std::int64_t storage_index(std::int64_t element) const { return element; }

  /// Whether these two numbers may differ.
  virtual bool is_reordered() const { return false; }

  void store(state::StoredArrays& arrays) const override;
  void check_stored(const state::StoredArrays& arrays) const override;
  void restore(const state::StoredArrays& arrays) override;
  /// Number of elements that stored values have: that of the group, but for synapses.
  virtual std::int64_t stored_size(const state::StoredArrays& arrays) const;
  /// Elements of a selection in the user's numbering, checked.
  /// @pre the selection is no condition.
  virtual Numbers select(const Selection& selection, const std::string& variable) const;

  /// Values of a variable in the user's numbering (one if shared); also of `i`, and of others that
  /// need no code to be computed.
  virtual std::vector<double> values_of(const std::string& variable) const;

 protected:
  Group(std::string name, const ClockOptions& options, int order, std::int64_t size,
        equations::Equations equations, Constants constants);
  /// Adds the columns that the equations ask for: differential variables, parameters, `constant
  /// over dt`.
  /// @throws UsageError (type)  if a type does not fit the kind of its variable.
  void add_equation_variables(const StorageTypes& types);

 private:
  state::StateTable state_;
  equations::Equations equations_;
  Constants constants_;
  Constants constants_at_creation_;
  MethodSelection method_;
  std::string next_runner_name(const char* suffix) const;
  std::vector<double> linked_values(const std::string& variable) const;

  std::vector<std::unique_ptr<RunRegularly>> runners_;
  std::vector<PendingStatement> pending_;
  std::map<std::string, Link> links_;
};

/// Where in a step an event happens.
struct EventPlace {
  std::string when;
  int order = 0;
};

/// A group whose elements emit spikes.
class SpikeSource : public Group {
 public:
  using Group::Group;

  virtual bool emits_spikes() const { return true; }

  /// Whether there is an event of this name; spikes are the event "spike".
  virtual bool has_event(const std::string& event) const { return event == "spike"; }

  /// @pre has_event(event)
  virtual EventPlace place_of(const std::string& /*event*/) const { return {when(), order()}; }
};

}  // namespace ranvier::model
