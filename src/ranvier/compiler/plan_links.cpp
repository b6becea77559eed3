#include "plan_links.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include <ranvier/runtime/link_update.hpp>

namespace ranvier::compiler {

namespace {

/// A linked variable, what its values are made from, and how.
struct PlannedLink {
  const void* target = nullptr;
  std::set<const void*> sources;
  std::shared_ptr<const backend::CompiledKernel> evaluation;  ///< of a subexpression; or nullptr
  runtime::KernelArrays evaluation_arrays;
  runtime::LinkUpdate::Arrays arrays;
  state::Column* written = nullptr;  ///< where assignments go: the source's column
};

std::vector<std::int64_t> elements_of(const model::Group& source) {
  std::vector<std::int64_t> elements;
  for (std::int64_t element = 0; element < source.size(); ++element) {
    elements.push_back(source.storage_index(element));
  }
  return elements;
}

/// The element of the source's columns for each element of the group's columns.
std::vector<std::int64_t> resolve_index(const model::Group& group, const model::Link& link,
                                        bool is_shared) {
  const auto& source = *link.source;
  if (std::holds_alternative<std::string>(link.index)) {
    return is_shared ? std::vector<std::int64_t>(static_cast<std::size_t>(source.size()), 0)
                     : elements_of(source);
  }
  std::vector<std::int64_t> resolved(static_cast<std::size_t>(group.size()));
  const auto* listed = std::get_if<std::vector<std::int64_t>>(&link.index);
  for (std::int64_t element = 0; element < group.size(); ++element) {
    const auto number = listed != nullptr    ? (*listed)[static_cast<std::size_t>(element)]
                        : source.size() == 1 ? 0
                                             : element;
    resolved[static_cast<std::size_t>(group.storage_index(element))] =
        is_shared ? 0 : source.storage_index(number);
  }
  return resolved;
}

/// A column for the values of a subexpression of `source`, and the code that fills it.
bool plan_evaluation(model::Group& source, const std::string& variable, PlannedLink& planned,
                     Planner& planner) {
  const auto before = planner.diagnostics().size();
  const auto* equation = source.equations().find(variable);
  const auto type = equation->type == symbolic::ValueType::real      ? ElementType::float64
                    : equation->type == symbolic::ValueType::integer ? ElementType::int32
                                                                     : ElementType::boolean;
  auto& column = planner.add_column(type, source.whole().size());
  auto code = planner.compiler(scope_of(source, planner.cells(), WriteGuards::ignored));
  BoundVariable bound;
  bound.binding.binding = {"_linked", type, kernel::Access::element};
  bound.pointer = column.data();
  bound.info.type = kernel::value_type(type);
  code.scope().variables.emplace("_linked", bound);
  code.resolve(symbolic::Expression::symbol(variable), equation->source, "");
  if (planner.diagnostics().size() != before) {
    return false;
  }
  auto builder = code.builder("link to " + variable, kernel::IndexSpace::elements);
  builder.append({{{"_linked", {}, symbolic::Expression::symbol(variable), {}, {}}}, {}});
  const auto finished = code.finish(std::move(builder));
  planned.evaluation = planner.backend().compile(finished.kernel);
  planned.evaluation_arrays = finished.arrays;
  planned.sources = finished.reads;
  planned.arrays.source = &column;
  return true;
}

void plan_link(model::Group& group, const std::string& name, std::vector<PlannedLink>& links,
               Planner& planner) {
  const auto& link = group.link_of(name);
  PlannedLink planned;
  auto* target = group.state().find(name);
  const auto* stored = link.source->state().find(link.variable);
  planned.target = target->values.data();
  planned.arrays.target = &target->values;
  planned.arrays.where = fmt::format("'{}' of {}", name, group.description());
  if (stored != nullptr) {
    planned.arrays.source = &stored->values;
    planned.sources.insert(stored->values.data());
    planned.written = &link.source->state().find(link.variable)->values;
  } else if (!plan_evaluation(*link.source, link.variable, planned, planner)) {
    return;
  }
  planned.arrays.elements = resolve_index(group, link, stored != nullptr && stored->is_shared);
  if (const auto* index = std::get_if<std::string>(&link.index)) {
    const auto* column = &group.state().find(*index)->values;
    planned.arrays.index = column;
    planned.sources.insert(column->data());
  }
  links.push_back(std::move(planned));
}

/// Prepares one link for all operations; those that read it read its sources from now on.
void prepare(const PlannedLink& link, std::vector<PlannedOperation>& operations) {
  std::set<const state::Clock*> fresh;  // clocks in whose operations the values are up to date
  for (auto& operation : operations) {
    const bool is_assigned = operation.changed.contains(link.target) && link.written != nullptr;
    if (is_assigned) {
      operation.reads.insert(link.target);
      operation.changed.insert(link.written->data());
      operation.writes.insert(link.written->data());
      operation.after.push_back([link]() -> std::unique_ptr<runtime::Operation> {
        return std::make_unique<runtime::LinkWrite>(link.arrays, *link.written);
      });
      fresh.erase(operation.clock);
    }
    if (operation.reads.contains(link.target) && fresh.insert(operation.clock).second) {
      operation.reads.insert(link.sources.begin(), link.sources.end());
      operation.writes.insert(link.target);
      operation.before.insert(operation.before.begin(),
                              [link]() -> std::unique_ptr<runtime::Operation> {
                                return std::make_unique<runtime::LinkUpdate>(link.arrays);
                              });
      if (link.evaluation) {
        operation.before.insert(operation.before.begin(),
                                [link]() -> std::unique_ptr<runtime::Operation> {
                                  return std::make_unique<runtime::ElementsCode>(
                                      link.evaluation, link.evaluation_arrays, nullptr);
                                });
      }
    }
    if (meet(operation.writes, link.sources)) {
      fresh.clear();
    }
  }
}

}  // namespace

void plan_links(std::vector<PlannedOperation>& operations, Planner& planner) {
  for (auto& operation : operations) {
    operation.changed = operation.writes;
  }
  std::vector<PlannedLink> links;
  std::set<const model::Group*> visited;
  const auto visit = [&](const auto& self, model::Group& group) -> void {
    if (!visited.insert(&group).second) {
      return;
    }
    for (const auto& variable : group.state().variables()) {
      if (group.is_linked(variable.name)) {
        self(self, group.link_of(variable.name).source->whole());
        plan_link(group, variable.name, links, planner);
      }
    }
  };
  for (auto* object : planner.network().objects) {
    if (auto* group = dynamic_cast<model::Group*>(object); group != nullptr && group->is_active()) {
      visit(visit, group->whole());
    }
  }
  // A link to a linked variable makes its reader read that one too: dependents first.
  std::vector<const PlannedLink*> waiting;
  for (const auto& link : links) {
    waiting.push_back(&link);
  }
  while (!waiting.empty()) {
    const auto next = std::ranges::find_if(waiting, [&](const PlannedLink* candidate) {
      return std::ranges::none_of(waiting, [&](const PlannedLink* other) {
        return other != candidate && other->sources.contains(candidate->target);
      });
    });
    const auto chosen = next != waiting.end() ? next : waiting.begin();
    prepare(**chosen, operations);
    waiting.erase(chosen);
  }
}

}  // namespace ranvier::compiler
