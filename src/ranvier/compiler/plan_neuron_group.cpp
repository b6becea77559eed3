#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include <ranvier/compiler/plan_state_update.hpp>
#include <ranvier/compiler/plan_synapses.hpp>
#include <ranvier/compiler/planner.hpp>
#include <ranvier/compiler/shared_statements.hpp>
#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::compiler {

namespace {

using symbolic::Expression;
using symbolic::FunctionId;

/// Emits an event where its condition holds. Spikes are emitted only by neurons that are not
/// refractory, and mark them refractory.
void plan_thresholder(model::NeuronGroup& group, const model::Thresholder& thresholder,
                      Planner& planner) {
  auto code = planner.compiler(scope_of_group(group, planner.cells(), WriteGuards::ignored));
  const auto& [expression, source] = thresholder.condition();
  const auto is_spike = thresholder.event() == "spike";
  const auto condition = code.bind_condition(
      expression, source,
      is_spike ? "threshold" : fmt::format("condition of event '{}'", thresholder.event()));
  if (!condition) {
    return;
  }
  auto builder = code.builder(thresholder.name(), kernel::IndexSpace::elements);
  if (is_spike && group.has_refractoriness()) {
    const auto spikes = builder.emit_where(Expression::call(
        FunctionId::logical_and, {*condition, Expression::symbol("not_refractory")}));
    builder.assign_where(spikes, "not_refractory", Expression::boolean(false));
    builder.assign_where(spikes, "lastspike", Expression::symbol("t"));
  } else {
    builder.emit_where(*condition);
  }
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(group, thresholder.event() + "_thresholder");
  planner.add_elements_code(thresholder.name(), thresholder.when(), thresholder.order(),
                            group.clock(), std::move(finished),
                            &planner.events_of(group, thresholder.event()));
}

/// Statements for the neurons for which an event happened in this step.
void plan_resetter(model::NeuronGroup& group, const model::Resetter& resetter, Planner& planner) {
  if (!group.has_event(resetter.event()) || resetter.code().statements.empty()) {
    return;
  }
  auto code = planner.compiler(scope_of_group(group, planner.cells(), WriteGuards::ignored));
  const auto what = resetter.event() == "spike" ? std::string("reset")
                                                : fmt::format("event '{}'", resetter.event());
  if (!refuse_shared_targets(resetter.code(), code, what, planner)) {
    return;
  }
  const auto block = code.bind(resetter.code(), what);
  if (!block) {
    return;
  }
  auto builder = code.builder(resetter.name(), kernel::IndexSpace::events);
  builder.append(*block);
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(group, resetter.event() + "_resetter");
  auto& events = planner.events_of(group, resetter.event());
  auto reads = finished.reads;
  reads.insert(&events);
  const auto writes = finished.writes;
  auto compiled = planner.backend().compile(finished.kernel);
  planner.add(resetter.name(), resetter.when(), resetter.order(), group.clock(), std::move(reads),
              writes, [compiled, arrays = finished.arrays, &events](const auto& /*written*/) {
                return std::make_unique<runtime::EventsCode>(compiled, arrays, events);
              });
}

}  // namespace

void plan_constant_over_dt(model::Group& group, Planner& planner) {
  auto code = planner.compiler(scope_of(group, planner.cells(), WriteGuards::ignored));
  symbolic::StatementBlock block;
  for (const auto* equation : group.equations().subexpressions()) {
    if (equation->has_flag("constant over dt")) {
      code.resolve(equation->right_side(), equation->source, "");
      block.statements.push_back({equation->name, {}, equation->right_side(), {}, {}});
    }
  }
  if (block.statements.empty() || !planner.diagnostics().empty()) {
    return;
  }
  for (auto& statement : block.statements) {
    statement.value = code.bind_checked(statement.value);
    code.scope().variables.at(statement.target).binding.is_read_only = false;
  }
  // Shared ones use shared ones only, so they may all come first.
  const auto is_shared = [&code](const symbolic::Statement& statement) {
    return code.scope().variables.at(statement.target).info.is_shared;
  };
  const auto rest = std::ranges::stable_partition(block.statements, is_shared);
  const symbolic::StatementBlock each{{rest.begin(), rest.end()}, block.source};
  block.statements.erase(rest.begin(), rest.end());
  const auto name = group.name() + "_subexpression_update";
  const auto add = [&](const symbolic::StatementBlock& part, kernel::IndexSpace space,
                       const std::string& purpose) {
    if (part.statements.empty()) {
      return;
    }
    auto builder = code.builder(name, space);
    builder.append(part);
    auto finished = code.finish(std::move(builder));
    finished.arrays.random_key = planner.random_key(group, purpose);
    planner.add_elements_code(name, "before_start", group.order(), group.clock(),
                              std::move(finished));
  };
  add(block, kernel::IndexSpace::once, "subexpression_update_shared");
  add(each, kernel::IndexSpace::elements, "subexpression_update");
}

void plan(model::NeuronGroup& group, Planner& planner) {
  plan_constant_over_dt(group, planner);
  plan_state_update(group, planner);
  for (const auto& thresholder : group.thresholders()) {
    if (thresholder.is_active()) {
      plan_thresholder(group, thresholder, planner);
    }
  }
  for (const auto& resetter : group.resetters()) {
    if (resetter.is_active()) {
      plan_resetter(group, resetter, planner);
    }
  }
  plan_runners(group, planner);
}

void plan_runners(model::Group& group, Planner& planner) {
  for (const auto& runner : group.runners()) {
    if (!runner->is_active()) {
      continue;
    }
    std::optional<model::Subgroup> part;
    if (runner->members()) {
      part.emplace(dynamic_cast<model::SpikeSource&>(group), runner->members());
    }
    auto scope = scope_of(part ? *part : group, planner.cells(), WriteGuards::respected);
    auto* clock = runner->clock() != nullptr ? runner->clock() : group.clock();
    scope.add_clock(clock);
    auto code = planner.compiler(std::move(scope));
    const auto block = code.bind(runner->code(), "run_regularly");
    if (!block) {
      continue;
    }
    const auto writes_to_ends =
        std::ranges::any_of(block->statements, [&code](const symbolic::Statement& statement) {
          const auto variable = code.scope().variables.find(statement.target);
          return variable != code.scope().variables.end() &&
                 (variable->second.binding.binding.access == kernel::Access::source ||
                  variable->second.binding.binding.access == kernel::Access::target);
        });
    if (!writes_to_ends) {
      plan_statements(*runner, *block, "run_regularly", clock, code, planner);
      continue;
    }
    auto builder = code.builder(runner->name(), kernel::IndexSpace::listed_synapses);
    builder.append(*block);
    auto finished = code.finish(std::move(builder));
    finished.arrays.random_key = planner.random_key(*runner, "run_regularly");
    add_listed_synapses_code(*runner, dynamic_cast<model::Synapses&>(group), clock,
                             std::move(finished), planner);
  }
}

}  // namespace ranvier::compiler
