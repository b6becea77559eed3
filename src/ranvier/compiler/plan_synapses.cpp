#include <algorithm>

#include <fmt/format.h>

#include <ranvier/communication/partition.hpp>
#include <ranvier/compiler/planner.hpp>
#include <ranvier/runtime/spike_propagation.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::compiler {

namespace {

/// Builds the rows of one pathway anew if anything they were made from has changed; spikes in
/// flight move along.
void build_rows(model::Synapses& synapses, const model::SynapticPathway& pathway,
                PathwayMemory& memory, int owners) {
  const auto dt = synapses.source().clock()->dt();
  auto delays = synapses.delay_steps(pathway, dt);
  const auto is_same_size = memory.rows.size() == synapses.size();
  if (memory.is_built && is_same_size && memory.dt == dt && memory.rows.owners() == owners &&
      memory.delays == delays) {
    return;
  }
  const auto owner_begin = communication::partition(synapses.target().whole().size(), owners);
  auto rows = state::SynapseRows::build(synapses.in_order_of_creation(synapses.sources()),
                                        synapses.in_order_of_creation(synapses.targets()), delays,
                                        synapses.source().whole().size(), owner_begin);
  if (memory.is_built) {
    // The clock counts in steps of the new dt already; the queue counts in those of the old one.
    const auto step = state::boundary_step(synapses.source().clock()->cells().t, memory.dt);
    const auto in_flight = memory.queue.in_flight(step);
    memory.queue = runtime::SpikeQueue();
    memory.queue.restore(
        runtime::remap_in_flight(in_flight, memory.rows, rows, {step, memory.dt, dt}));
  }
  memory.rows = std::move(rows);
  memory.delays = std::move(delays);
  memory.dt = dt;
  memory.is_built = true;
}

void plan_pathway(model::Synapses& synapses, const model::SynapticPathway& pathway,
                  Planner& planner) {
  auto code =
      planner.compiler(scope_of_synapses(synapses, planner.cells(), WriteGuards::respected));
  const auto block = code.bind(pathway.code(), fmt::format("on_{}", pathway.pathway()));
  if (!block) {
    return;
  }
  auto& memory = planner.memory().pathways[&pathway];
  auto& spikes = planner.events_of(synapses.source());
  std::shared_ptr<const backend::CompiledKernel> compiled;
  runtime::KernelArrays arrays;
  std::set<const void*> reads{&spikes};
  std::set<const void*> writes;
  if (!block->statements.empty()) {
    auto builder = code.builder(pathway.name(), kernel::IndexSpace::synapses);
    builder.append(*block);
    auto finished = code.finish(std::move(builder));
    arrays = finished.arrays;
    arrays.random_key = planner.random_key(synapses, "on_" + pathway.pathway());
    reads.insert(finished.reads.begin(), finished.reads.end());
    writes = finished.writes;
    compiled = planner.backend().compile(finished.kernel);
  }
  planner.add(pathway.name(), pathway.when(), pathway.order(), synapses.source().clock(),
              std::move(reads), std::move(writes),
              [compiled, arrays, &spikes, &memory](const auto& /*written*/) {
                return std::make_unique<runtime::SpikePropagation>(compiled, arrays, spikes,
                                                                   memory.rows, memory.queue);
              });
}

}  // namespace

void arrange(model::Synapses& synapses, NetworkMemory& memory, int owners) {
  if (!synapses.pathways().empty() && !synapses.is_connected()) {
    throw UsageError(UsageError::Kind::type,
                     fmt::format("{} was never connected: call its connect() before the run",
                                 synapses.description()));
  }
  bool is_first = true;
  for (const auto& pathway : synapses.pathways()) {
    auto& remembered = memory.pathways[&pathway];
    build_rows(synapses, pathway, remembered, owners);
    if (is_first) {
      synapses.arrange(remembered.rows);
    } else if (!std::ranges::equal(remembered.rows.creation_order(), synapses.creation_order())) {
      throw UsageError(
          UsageError::Kind::not_implemented,
          fmt::format(
              "{} has several pathways of which one has a delay for each synapse: this is not "
              "built "
              "yet; use one Synapses object for each pathway, or one delay for a whole pathway",
              synapses.description()));
    }
    is_first = false;
  }
}

void plan(model::Synapses& synapses, Planner& planner) {
  for (const auto* equation : synapses.equations().subexpressions()) {
    if (equation->has_flag("constant over dt")) {
      throw UsageError(UsageError::Kind::not_implemented,
                       fmt::format("'{}' of {}: (constant over dt) in synapses is not built yet; "
                                   "use run_regularly with a "
                                   "parameter instead",
                                   equation->name, synapses.description()));
    }
  }
  for (const auto& pathway : synapses.pathways()) {
    if (pathway.is_active()) {
      plan_pathway(synapses, pathway, planner);
    }
  }
  plan_runners(synapses, planner);
}

}  // namespace ranvier::compiler
