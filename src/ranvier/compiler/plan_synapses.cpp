#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <ranvier/communication/partition.hpp>
#include <ranvier/compiler/event_driven.hpp>
#include <ranvier/compiler/order_dependence.hpp>
#include <ranvier/compiler/plan_state_update.hpp>
#include <ranvier/compiler/plan_synapses.hpp>
#include <ranvier/runtime/spike_propagation.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::compiler {

namespace {

using model::SynapseEnd;

/// Builds the rows of one pathway anew if anything they were made from has changed; spikes in
/// flight move along.
void build_rows(model::Synapses& synapses, const model::SynapticPathway& pathway,
                PathwayMemory& memory, int owners) {
  const auto& group = synapses.group_at(pathway.end());
  const auto dt = group.clock()->dt();
  auto delays = synapses.delay_steps(pathway, dt);
  const auto is_same_size = memory.rows.size() == synapses.size();
  if (memory.is_built && is_same_size && memory.dt == dt && memory.rows.owners() == owners &&
      memory.delays == delays) {
    return;
  }
  const auto owner_begin = communication::partition(synapses.target().whole().size(), owners);
  const auto targets = synapses.in_order_of_creation(synapses.targets());
  auto rows = state::SynapseRows::build(pathway.end() == SynapseEnd::source
                                            ? synapses.in_order_of_creation(synapses.sources())
                                            : targets,
                                        targets, delays, group.whole().size(), owner_begin);
  if (memory.is_built) {
    // The clock counts in steps of the new dt already; the queue counts in those of the old one.
    const auto step = state::boundary_step(group.clock()->cells().t, memory.dt);
    const auto in_flight = memory.queue.in_flight(step);
    memory.queue = runtime::SpikeQueue();
    const runtime::TimeStepChange change{step, memory.dt, dt};
    memory.queue.restore(runtime::remap_in_flight(in_flight, memory.rows, rows, change),
                         change.new_step());
  }
  memory.rows = std::move(rows);
  memory.delays = std::move(delays);
  memory.dt = dt;
  memory.is_built = true;
}

/// The pathway whose order the synapses are stored in: one of the source, of those the first that
/// has several delays. The others go through a list.
const model::SynapticPathway* storing_pathway(const model::Synapses& synapses,
                                              NetworkMemory& memory) {
  const model::SynapticPathway* chosen = nullptr;
  for (const auto& pathway : synapses.pathways()) {
    if (pathway.end() == SynapseEnd::source &&
        (chosen == nullptr || (memory.pathways[chosen].delays.size() == 1 &&
                               memory.pathways[&pathway].delays.size() > 1))) {
      chosen = &pathway;
    }
  }
  return chosen;
}

/// Storage index of the synapse at each place of the rows.
std::vector<std::int32_t> list_of(const model::Synapses& synapses, const state::SynapseRows& rows) {
  if (synapses.size() > std::numeric_limits<std::int32_t>::max()) {
    throw ResourceError(ResourceError::Kind::memory,
                        fmt::format("{} has {} synapses; with on_post, or with several pathways "
                                    "of different delays, there can be 2147483647",
                                    synapses.description(), synapses.size()));
  }
  const auto order = rows.creation_order();
  std::vector<std::int32_t> list(static_cast<std::size_t>(rows.size()));
  for (std::size_t place = 0; place < list.size(); ++place) {
    const auto created = order.empty() ? static_cast<std::int64_t>(place) : order[place];
    list[place] = static_cast<std::int32_t>(synapses.storage_index(created));
  }
  return list;
}

/// Statements of a pathway: event-driven variables are brought up to date, the user's code, the
/// time of this event noted.
struct PathwayCode {
  symbolic::StatementBlock before, code, after;

  bool is_empty() const {
    return before.statements.empty() && code.statements.empty() && after.statements.empty();
  }
};

/// A pathway runs for some synapses only, so it can't write what all of them share (semantics
/// B12.4). Reports it.
bool writes_shared(const model::SynapticPathway& pathway, CodeCompiler& code, Planner& planner) {
  bool found = false;
  for (const auto& statement : pathway.code().statements) {
    const auto& variables = code.scope().variables;
    const auto target = variables.find(statement.target);
    if (target != variables.end() && target->second.info.is_shared &&
        !target->second.info.is_read_only) {
      planner.diagnostics().push_back(
          {"shared-target",
           fmt::format("'{}' is shared by all synapses and cannot be written at single ones",
                       statement.target),
           fmt::format("on_{} of {}", pathway.pathway(), code.scope().where),
           pathway.code().source,
           {{statement.target_span, ""}},
           "write it with run_regularly, or make it a variable of each synapse"});
      found = true;
    }
  }
  return found;
}

void warn_about_order(const symbolic::StatementBlock& block, const Scope& scope,
                      const Planner& planner) {
  if (!planner.surroundings().log) {
    return;
  }
  if (const auto problem = order_dependence(block, scope)) {
    auto text = render(*problem, "warning");
    text.pop_back();  // the line break at its end
    planner.surroundings().log(
        {LogLevel::warning, "codegen.generators.base.", std::move(text), true});
  }
}

std::optional<PathwayCode> pathway_code(const model::Synapses& synapses,
                                        const model::SynapticPathway& pathway, CodeCompiler& code,
                                        Planner& planner) {
  const auto is_refused = writes_shared(pathway, code, planner);
  auto bound = code.bind(pathway.code(), fmt::format("on_{}", pathway.pathway()));
  if (!bound || is_refused) {
    return std::nullopt;
  }
  warn_about_order(*bound, code.scope(), planner);
  PathwayCode result{{}, std::move(*bound), {}};
  if (synapses.event_driven().empty()) {
    return result;
  }
  for (const auto* equation : synapses.event_driven()) {
    code.resolve(equation->right_side(), equation->source, "");
  }
  auto before = event_driven_statements(synapses, code, planner.diagnostics());
  if (!before) {
    return std::nullopt;
  }
  result.before = std::move(*before);
  result.after = event_driven_end();
  return result;
}

kernel::IndexSpace space_of(const model::SynapticPathway& pathway, const PathwayMemory& memory) {
  if (pathway.end() == SynapseEnd::target) {
    return kernel::IndexSpace::target_synapses;
  }
  return memory.listed.empty() ? kernel::IndexSpace::synapses : kernel::IndexSpace::listed_synapses;
}

/// Says so if a pathway, which runs on the clock of the group that its events come from, does not
/// keep step with the synapses or the other group (semantics B13.5).
void warn_about_clocks(const model::Synapses& synapses, const model::SynapticPathway& pathway,
                       const Planner& planner) {
  const auto is_pre = pathway.end() == SynapseEnd::source;
  const auto& group = synapses.group_at(pathway.end());
  const auto& other =
      is_pre ? synapses.target() : static_cast<const model::Group&>(synapses.source());
  const auto dt = group.clock()->dt();
  if (planner.surroundings().log && (synapses.clock()->dt() != dt || other.clock()->dt() != dt)) {
    planner.surroundings().log(
        {LogLevel::warning, "synapses.synapses.synapses_dt_mismatch",
         fmt::format("the pathway '{}' runs on the clock of {}, in steps of {} s, but {} has steps "
                     "of {} s and {} of {} s; its delays are multiples of {} s",
                     pathway.name(), group.description(), dt, synapses.description(),
                     synapses.clock()->dt(), other.description(), other.clock()->dt(), dt),
         true});
  }
}

void plan_pathway(model::Synapses& synapses, const model::SynapticPathway& pathway,
                  Planner& planner) {
  warn_about_clocks(synapses, pathway, planner);
  auto code =
      planner.compiler(scope_of_synapses(synapses, planner.cells(), WriteGuards::respected));
  const auto statements = pathway_code(synapses, pathway, code, planner);
  if (!statements) {
    return;
  }
  auto& memory = planner.memory().pathways[&pathway];
  auto& group = synapses.group_at(pathway.end());
  auto& spikes = planner.events_of(group, pathway.event());
  std::shared_ptr<const backend::CompiledKernel> compiled;
  runtime::KernelArrays arrays;
  std::set<const void*> reads{&spikes};
  std::set<const void*> writes;
  if (!statements->is_empty()) {
    for (const auto* equation : synapses.event_driven()) {
      code.scope().variables.at(equation->name).binding.flushes_denormals = true;
    }
    auto builder = code.builder(pathway.name(), space_of(pathway, memory));
    builder.append(statements->before);
    builder.append(statements->code);
    builder.append(statements->after);
    auto finished = code.finish(std::move(builder));
    arrays = finished.arrays;
    arrays.listed = memory.listed.data();
    arrays.random_key = planner.random_key(synapses, "on_" + pathway.pathway());
    reads.insert(finished.reads.begin(), finished.reads.end());
    writes = finished.writes;
    compiled = planner.backend().compile(finished.kernel);
  }
  planner.add(pathway.name(), pathway.when(), pathway.order(), group.clock(), std::move(reads),
              std::move(writes), [compiled, arrays, &spikes, &memory](const auto& /*written*/) {
                return std::make_unique<runtime::SpikePropagation>(compiled, arrays, spikes,
                                                                   memory.rows, memory.queue);
              });
}

/// Whether the order of synapses of different owners can be seen: a pathway writes to its source
/// neurons, which belong to no owner.
bool needs_one_owner(const model::Synapses& synapses) {
  return std::ranges::any_of(synapses.pathways(), [&](const model::SynapticPathway& pathway) {
    return std::ranges::any_of(pathway.code().statements, [&](const symbolic::Statement& one) {
      return one.target.ends_with("_pre") &&
             synapses.source().state().find(one.target.substr(0, one.target.size() - 4)) != nullptr;
    });
  });
}

}  // namespace

void arrange(model::Synapses& synapses, NetworkMemory& memory, int owners) {
  if (!synapses.pathways().empty() && !synapses.is_connected()) {
    throw UsageError(UsageError::Kind::type,
                     fmt::format("{} was never connected: call its connect() before the run",
                                 synapses.description()));
  }
  owners = needs_one_owner(synapses) ? 1 : owners;
  for (const auto& pathway : synapses.pathways()) {
    build_rows(synapses, pathway, memory.pathways[&pathway], owners);
  }
  if (const auto* storing = storing_pathway(synapses, memory)) {
    synapses.arrange(memory.pathways[storing].rows);
  }
  for (const auto& pathway : synapses.pathways()) {
    auto& remembered = memory.pathways[&pathway];
    const auto is_contiguous =
        pathway.end() == SynapseEnd::source &&
        std::ranges::equal(remembered.rows.creation_order(), synapses.creation_order());
    remembered.listed =
        is_contiguous ? std::vector<std::int32_t>() : list_of(synapses, remembered.rows);
  }
}

void plan(model::Synapses& synapses, Planner& planner) {
  auto code = planner.compiler(scope_of_synapses(synapses, planner.cells(), WriteGuards::ignored));
  if (!check_equations_of(synapses, code, planner)) {
    return;
  }
  plan_constant_over_dt(synapses, planner);
  plan_summed(synapses, planner);
  plan_state_update(synapses, planner);
  for (const auto& pathway : synapses.pathways()) {
    if (pathway.is_active()) {
      plan_pathway(synapses, pathway, planner);
    }
  }
  plan_runners(synapses, planner);
}

}  // namespace ranvier::compiler
