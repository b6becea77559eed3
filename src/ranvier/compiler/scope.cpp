#include "scope.hpp"

#include <set>

#include <ranvier/units/unit.hpp>

namespace ranvier::compiler {

namespace {

using equations::NameInfo;
using kernel::Access;
using kernel::Binding;

BoundVariable bind_variable(const model::Group& group, state::Variable& variable,
                            const std::string& name, Access access) {
  const auto is_read_only = group.is_read_only_in_code(variable);
  BoundVariable bound;
  bound.binding.binding = {name, variable.values.type(),
                           variable.is_shared ? Access::cell : access};
  bound.binding.is_read_only = is_read_only;
  bound.pointer = variable.values.data();
  bound.info = {NameInfo::Kind::variable, variable.dimension,
                kernel::value_type(variable.values.type()), variable.is_shared, is_read_only};
  return bound;
}

BoundVariable bind_numbers(const std::string& name, const std::int32_t* numbers, Access access) {
  BoundVariable bound;
  bound.binding.binding = {name, ElementType::int32, access};
  bound.binding.is_read_only = true;
  bound.pointer = const_cast<std::int32_t*>(numbers);  // read-only by the line above
  bound.info = {NameInfo::Kind::variable, units::dimensionless, symbolic::ValueType::integer, false,
                true};
  return bound;
}

/// Number within a part of a group: `i` of its elements, `i` or `j` of synapses.
BoundVariable bind_positions(const std::string& name, const model::Members& members,
                             Access access) {
  return bind_numbers(name, members.positions().values<std::int32_t>().data(), access);
}

/// Symbols of a group's subexpression under the names that code at its synapses uses for them.
symbolic::Expression with_suffix(const symbolic::Expression& expression, const model::Group& group,
                                 const std::string& suffix) {
  std::map<std::string, symbolic::Expression> renamed;
  for (const auto& symbol : symbolic::symbols_of(expression)) {
    if (group.state().find(symbol) != nullptr || group.equations().find(symbol) != nullptr) {
      renamed.emplace(symbol, symbolic::Expression::symbol(symbol + suffix));
    }
  }
  return symbolic::substitute(expression, renamed);
}

NameInfo info_of(const equations::Equation& equation) {
  NameInfo info{NameInfo::Kind::variable, equation.dimension, equation.type,
                equation.has_flag("shared"), true};
  info.is_subexpression = true;
  return info;
}

/// Whether a subexpression of a group can be read from its synapses. If the group is synapses
/// itself, what it takes from its own ends can't.
bool is_readable(const symbolic::Expression& expression, const model::Group& group) {
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  if (synapses == nullptr) {
    return true;
  }
  for (const auto& name : symbolic::symbols_of(expression)) {
    const auto is_own = group.state().find(name) != nullptr || group.equations().find(name);
    const auto is_of_end = name.ends_with("_pre") || name.ends_with("_post") || name == "i" ||
                           name == "j" || name.starts_with("N_") ||
                           synapses->target().state().find(name) != nullptr ||
                           synapses->target().equations().find(name);
    if (!is_own && is_of_end) {
      return false;
    }
  }
  return true;
}

/// The variables of the group at one end of synapses, as `name + suffix`; `plain` adds the bare
/// names too.
void add_neighbour(Scope& scope, model::Group& group, const std::string& suffix, Access access,
                   bool plain, WriteGuards guards) {
  const auto add = [&](const std::string& name, const BoundVariable& bound) {
    auto named = bound;
    named.binding.binding.name = name;
    scope.variables.try_emplace(name, named);
  };
  for (auto& variable : group.state().variables()) {
    auto bound = bind_variable(group, variable, variable.name + suffix, access);
    const auto* equation = group.equations().find(variable.name);
    if (guards == WriteGuards::respected && equation != nullptr &&
        equation->has_flag("unless refractory") &&
        group.state().find("not_refractory") != nullptr) {
      bound.binding.write_guard = "not_refractory" + suffix;
    }
    add(variable.name + suffix, bound);
    if (plain && !scope.knows(variable.name)) {
      scope.aliases.emplace(variable.name, variable.name + suffix);
    }
  }
  if (auto* synapses = dynamic_cast<model::Synapses*>(&group)) {
    if (!synapses->source().members()) {
      scope.variables.try_emplace("i" + suffix,
                                  bind_numbers("i" + suffix, synapses->sources().data(), access));
    }
    if (!synapses->target().members()) {
      scope.variables.try_emplace("j" + suffix,
                                  bind_numbers("j" + suffix, synapses->targets().data(), access));
    }
  }
  for (const auto* equation : group.equations().subexpressions()) {
    if (equation->is_plain_subexpression() && is_readable(equation->right_side(), group)) {
      const BoundSubexpression bound{with_suffix(equation->right_side(), group, suffix),
                                     info_of(*equation), equation->source};
      scope.subexpressions.try_emplace(equation->name + suffix, bound);
      if (plain && !scope.knows(equation->name)) {
        scope.aliases.emplace(equation->name, equation->name + suffix);
      }
    }
  }
}

void add_own_subexpressions(Scope& scope, const model::Group& group) {
  for (const auto* equation : group.equations().subexpressions()) {
    if (equation->is_plain_subexpression()) {
      scope.subexpressions.emplace(
          equation->name,
          BoundSubexpression{equation->right_side(), info_of(*equation), equation->source});
    }
  }
}

}  // namespace

equations::NameTable Scope::names() const {
  equations::NameTable table;
  for (const auto& [name, variable] : variables) {
    table.emplace(name, variable.info);
  }
  for (const auto& [name, subexpression] : subexpressions) {
    table.emplace(name, subexpression.info);
  }
  for (const auto& [name, full_name] : aliases) {
    table.emplace(name, table.at(full_name));
  }
  for (const auto& [name, function] : functions) {
    NameInfo info;
    info.kind = NameInfo::Kind::external;
    info.is_shared = true;
    info.function =
        std::shared_ptr<const equations::FunctionSignature>(function, &function->signature);
    table.insert_or_assign(name, std::move(info));
  }
  return table;
}

bool Scope::knows(const std::string& name) const {
  return variables.contains(name) || subexpressions.contains(name) || aliases.contains(name);
}

void Scope::add_clock(state::Clock* clock) {
  if (clock == nullptr) {
    return;
  }
  add_cell("t", &clock->cells().t, units::second_dimension);
  if (clock->has_dt()) {
    add_cell("dt", &clock->cells().dt, units::second_dimension);
  } else {
    variables.erase("dt");
  }
  add_cell("t_in_timesteps", &clock->cells().step);
}

void Scope::add_cell(const std::string& name, double* cell, const units::Dimension& dimension) {
  BoundVariable bound;
  bound.binding.binding = {name, ElementType::float64, Access::cell};
  bound.binding.is_read_only = true;
  bound.pointer = cell;
  bound.info = {NameInfo::Kind::variable, dimension, symbolic::ValueType::real, true, true};
  variables.insert_or_assign(name, bound);
}

void Scope::add_cell(const std::string& name, std::int64_t* cell) {
  BoundVariable bound;
  bound.binding.binding = {name, ElementType::int64, Access::cell};
  bound.binding.is_read_only = true;
  bound.pointer = cell;
  bound.info = {NameInfo::Kind::variable, units::dimensionless, symbolic::ValueType::integer, true,
                true};
  variables.insert_or_assign(name, bound);
}

void Scope::add_cell(const std::string& name, bool* cell) {
  BoundVariable bound;
  bound.binding.binding = {name, ElementType::boolean, Access::cell};
  bound.binding.is_read_only = true;
  bound.pointer = cell;
  bound.info = {NameInfo::Kind::variable, units::dimensionless, symbolic::ValueType::boolean, true,
                true};
  variables.insert_or_assign(name, bound);
}

Scope scope_of_group(model::Group& group, CellStore& cells, WriteGuards guards) {
  Scope scope;
  scope.where = group.description();
  scope.object_name = group.name();
  scope.size = group.whole().size();
  scope.members = group.members().get();
  scope.constants = &group.constants();
  for (auto& variable : group.state().variables()) {
    auto bound = bind_variable(group, variable, variable.name, Access::element);
    const auto* equation = group.equations().find(variable.name);
    if (guards == WriteGuards::respected && equation != nullptr &&
        equation->has_flag("unless refractory") &&
        group.state().find("not_refractory") != nullptr) {
      bound.binding.write_guard = "not_refractory";
    }
    scope.variables.emplace(variable.name, bound);
  }
  add_own_subexpressions(scope, group);
  if (scope.members != nullptr && !scope.members->are_consecutive()) {
    scope.variables.emplace("i", bind_positions("i", *scope.members, Access::element));
  } else {
    BoundVariable index;
    index.binding.binding = {"i", ElementType::int64, Access::element};
    index.binding.is_index = true;
    index.binding.index_offset = scope.members != nullptr ? scope.members->begin() : 0;
    index.binding.is_read_only = true;
    index.info = {NameInfo::Kind::variable, units::dimensionless, symbolic::ValueType::integer,
                  false, true};
    scope.variables.emplace("i", index);
  }
  scope.add_cell("N", cells.add(group.size()));
  scope.add_clock(group.clock());
  return scope;
}

Scope scope_of_synapses(model::Synapses& synapses, CellStore& cells, WriteGuards guards) {
  Scope scope;
  scope.where = synapses.description();
  scope.object_name = synapses.name();
  scope.size = synapses.size();
  scope.constants = &synapses.constants();
  synapses.find_places();
  scope.sources = synapses.source_places().data();
  scope.targets = synapses.target_places().data();
  for (auto& variable : synapses.state().variables()) {
    scope.variables.emplace(variable.name,
                            bind_variable(synapses, variable, variable.name, Access::element));
  }
  add_own_subexpressions(scope, synapses);
  const auto& source_members = synapses.source().members();
  const auto& target_members = synapses.target().members();
  scope.variables.emplace("i", source_members
                                   ? bind_positions("i", *source_members, Access::source)
                                   : bind_numbers("i", synapses.sources().data(), Access::element));
  scope.variables.emplace("j", target_members
                                   ? bind_positions("j", *target_members, Access::target)
                                   : bind_numbers("j", synapses.targets().data(), Access::element));
  scope.add_cell("N", cells.add(synapses.size()));
  scope.add_cell("N_pre", cells.add(synapses.source().size()));
  scope.add_cell("N_post", cells.add(synapses.target().size()));
  scope.variables.emplace(
      "N_outgoing", bind_numbers("N_outgoing", synapses.placed_outgoing().data(), Access::source));
  scope.variables.emplace(
      "N_incoming", bind_numbers("N_incoming", synapses.placed_incoming().data(), Access::target));
  scope.add_clock(synapses.clock());
  add_neighbour(scope, synapses.source(), "_pre", Access::source, false, guards);
  add_neighbour(scope, synapses.target(), "_post", Access::target, true, guards);
  if (!synapses.creation_order().empty()) {
    BoundVariable number;
    number.binding.binding = {"_synapse_number", ElementType::int64, Access::element};
    number.binding.is_read_only = true;
    number.pointer =
        const_cast<std::int64_t*>(synapses.creation_order().data());  // read-only by the line above
    number.info = {NameInfo::Kind::variable, units::dimensionless, symbolic::ValueType::integer,
                   false, true};
    scope.variables.emplace("_synapse_number", number);
    scope.draw_element = "_synapse_number";
  }
  return scope;
}

Scope scope_of(model::Group& group, CellStore& cells, WriteGuards guards) {
  if (auto* synapses = dynamic_cast<model::Synapses*>(&group)) {
    return scope_of_synapses(*synapses, cells, guards);
  }
  return scope_of_group(group, cells, guards);
}

}  // namespace ranvier::compiler
