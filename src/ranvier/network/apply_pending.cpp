#include "apply_pending.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/network/statement_code.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

state::Variable& writable_variable(model::Group& group, const std::string& name) {
  auto* variable = group.state().find(name);
  if (variable == nullptr && group.has_variable(name)) {
    throw UsageError(UsageError::Kind::type, fmt::format("'{}' of {} is read-only: it is computed",
                                                         name, group.description()));
  }
  if (variable == nullptr) {
    throw UsageError(UsageError::Kind::attribute,
                     fmt::format("{} has no variable '{}'", group.description(), name));
  }
  if (variable->is_read_only) {
    throw UsageError(UsageError::Kind::type, fmt::format("'{}' of {} is read-only: it is computed",
                                                         name, group.description()));
  }
  return *variable;
}

std::string in_unit(const units::Dimension& dimension) {
  return dimension.is_dimensionless() ? "has no unit" : "is in " + units::name_of(dimension);
}

void assign_numbers(model::Group& group, const model::Assignment& assignment,
                    const model::Values& values, const StatementContext& context) {
  auto& variable = writable_variable(group, assignment.variable);
  if (values.dimension != variable.dimension && !values.fits_every_dimension) {
    throw DimensionMismatchError(fmt::format("'{}' of {} {}, but the value {}", assignment.variable,
                                             group.description(), in_unit(variable.dimension),
                                             in_unit(values.dimension)));
  }
  const auto& numbers = values.numbers;
  if (variable.is_shared) {
    if (!std::holds_alternative<std::monostate>(assignment.selection)) {
      throw UsageError(UsageError::Kind::index,
                       fmt::format("'{}' of {} is shared: it has one value and no index",
                                   assignment.variable, group.description()));
    }
    if (numbers.size() != 1) {
      throw UsageError(fmt::format("'{}' of {} is shared: it takes one value, not {}",
                                   assignment.variable, group.description(), numbers.size()));
    }
    variable.values.set_value(0, numbers[0]);
    return;
  }
  const auto elements =
      selected(group, assignment.selection, assignment.variable, assignment.names, context);
  if (numbers.size() != 1 && numbers.size() != elements.size()) {
    throw UsageError(fmt::format("'{}' of {}: {} values for {} elements", assignment.variable,
                                 group.description(), numbers.size(), elements.size()));
  }
  for (std::size_t k = 0; k < elements.size(); ++k) {
    variable.values.set_value(elements[k], numbers.size() == 1 ? numbers[0] : numbers[k]);
  }
}

void assign_expression(model::Group& group, const model::Assignment& assignment,
                       const std::string& text, const StatementContext& context) {
  const auto& variable = writable_variable(group, assignment.variable);
  const auto what = fmt::format("value of '{}'", assignment.variable);
  StatementCode statement(group, assignment.names, context);
  const auto expression =
      equations::parse_expression(text, fmt::format("{} of {}", what, group.description()));
  const symbolic::StatementBlock block{
      {{assignment.variable, {}, expression, {}, expression.span()}}, text};
  const auto bound = statement.code().bind(block, what);
  statement.throw_problems();
  const auto is_whole_group =
      std::holds_alternative<std::monostate>(assignment.selection) && !group.members();
  std::vector<std::int32_t> elements;
  auto space = kernel::IndexSpace::elements;
  if (variable.is_shared) {
    if (!std::holds_alternative<std::monostate>(assignment.selection)) {
      throw UsageError(UsageError::Kind::index,
                       fmt::format("'{}' of {} is shared: it has one value and no index",
                                   assignment.variable, group.description()));
    }
    space = kernel::IndexSpace::once;
  } else if (!is_whole_group) {
    elements =
        selected(group, assignment.selection, assignment.variable, assignment.names, context);
    space = kernel::IndexSpace::events;
  }
  auto builder = statement.code().builder("assignment", space);
  builder.append(*bound);
  statement.run(std::move(builder), space == kernel::IndexSpace::events ? &elements : nullptr,
                context.random->next_statement_key(group.name()));
}

/// `group.v_ = "expression"`: the numbers that it gives, whatever their unit.
void assign_bare_expression(model::Group& group, const model::Assignment& assignment,
                            const std::string& text, const StatementContext& context) {
  writable_variable(group, assignment.variable);
  const auto all = evaluate(group, text, assignment.names, context);
  model::Values chosen{{}, units::dimensionless, true};
  auto by_number = assignment;
  if (group.state().find(assignment.variable)->is_shared) {
    chosen.numbers = all.empty() ? all : std::vector<double>{all.front()};
  } else {
    const auto elements = find_elements(group, assignment.selection, assignment.names, context);
    for (const auto element : elements) {
      chosen.numbers.push_back(all[static_cast<std::size_t>(element)]);
    }
    by_number.selection = elements;
  }
  assign_numbers(group, by_number, chosen, context);
}

void assign(model::Group& group, const model::Assignment& assignment,
            const StatementContext& context) {
  if (group.is_linked(assignment.variable)) {
    assign_through_link(group, assignment, context);
    return;
  }
  const auto* text = std::get_if<std::string>(&assignment.value);
  if (text != nullptr && assignment.is_in_si) {
    assign_bare_expression(group, assignment, *text, context);
  } else if (text != nullptr) {
    assign_expression(group, assignment, *text, context);
  } else {
    assign_numbers(group, assignment, std::get<model::Values>(assignment.value), context);
  }
}

/// Assigns delays. If one of them is no delay the old ones stay.
void assign_delays(model::Synapses& synapses, model::SynapticPathway& pathway,
                   const model::Assignment& assignment, const StatementContext& context) {
  auto& delay = *synapses.state().find(assignment.variable);
  if (pathway.has_one_delay()) {
    assign(synapses, assignment, context);  // a text is evaluated once, an array is refused
    return;
  }
  const auto was_shared = delay.is_shared;
  std::vector<double> before;
  for (std::int64_t k = 0; k < delay.values.size(); ++k) {
    before.push_back(delay.values.value_at(k));
  }
  const auto* values = std::get_if<model::Values>(&assignment.value);
  const auto is_one_number = values != nullptr && values->numbers.size() == 1 &&
                             std::holds_alternative<std::monostate>(assignment.selection);
  try {
    if (!is_one_number) {
      synapses.make_delay_per_synapse(pathway);
    }
    assign(synapses, assignment, context);
    synapses.delay_steps(pathway, 1.0);
  } catch (const Error&) {
    delay.is_shared = was_shared;
    delay.values.resize(static_cast<std::int64_t>(before.size()));
    for (std::size_t k = 0; k < before.size(); ++k) {
      delay.values.set_value(static_cast<std::int64_t>(k), before[k]);
    }
    throw;
  }
}

}  // namespace

void apply(model::Group& group, const model::Assignment& assignment,
           const StatementContext& context) {
  if (assignment.members) {
    model::Subgroup part(dynamic_cast<model::SpikeSource&>(group), assignment.members);
    assign(part, assignment, context);
    return;
  }
  if (auto* synapses = dynamic_cast<model::Synapses*>(&group)) {
    for (auto& pathway : synapses->pathways()) {
      if (pathway.delay_variable() == assignment.variable) {
        assign_delays(*synapses, pathway, assignment, context);
        return;
      }
    }
    if (group.state().find(assignment.variable) == nullptr &&
        assign_at_an_end(*synapses, assignment, context)) {
      return;
    }
  }
  assign(group, assignment, context);
}

std::vector<double> evaluate(model::Group& group, const std::string& text,
                             const model::Namespace& names, const StatementContext& context) {
  return evaluate_with_dimension(group, text, names, context).numbers;
}

model::Values evaluate_with_dimension(model::Group& group, const std::string& text,
                                      const model::Namespace& names,
                                      const StatementContext& context) {
  StatementCode statement(group, names, context);
  state::Column results(ElementType::float64, group.whole().size());
  compiler::BoundVariable result;
  result.binding.binding = {"_value", ElementType::float64, kernel::Access::element};
  result.pointer = results.data();
  result.info = {equations::NameInfo::Kind::variable, units::dimensionless,
                 symbolic::ValueType::real, false, false};
  auto& code = statement.code();
  const auto expression = equations::parse_expression(text, group.description());
  code.resolve(expression, text, "");
  if (statement.diagnostics().empty()) {
    const auto info = equations::check_expression(expression, code.scope().names(), text,
                                                  group.description(), statement.diagnostics());
    if (info) {
      result.info.dimension = info->dimension;
    }
  }
  code.scope().variables.emplace("_value", result);
  const auto block = code.bind({{{"_value", {}, expression, {}, expression.span()}}, text}, "");
  statement.throw_problems();
  auto builder = code.builder("evaluation", kernel::IndexSpace::elements);
  builder.append(*block);
  statement.run(std::move(builder), nullptr, context.random->next_statement_key(group.name()));
  std::vector<double> values(static_cast<std::size_t>(group.size()));
  for (std::int64_t element = 0; element < group.size(); ++element) {
    values[static_cast<std::size_t>(element)] = results.value_at(group.storage_index(element));
  }
  return {std::move(values), result.info.dimension, false};
}

void apply_pending(model::Group& group, const StatementContext& context) {
  for (const auto& statement : group.take_pending()) {
    if (const auto* assignment = std::get_if<model::Assignment>(&statement)) {
      apply(group.whole(), *assignment, context);
    } else {
      refresh_links(group, context);
      apply(dynamic_cast<model::Synapses&>(group), std::get<model::ConnectRule>(statement),
            context);
    }
  }
}

}  // namespace ranvier::network
