#include "compile_network.hpp"

#include <algorithm>
#include <tuple>

#include <ranvier/compiler/fuse_operations.hpp>
#include <ranvier/compiler/plan_links.hpp>
#include <ranvier/runtime/code_object.hpp>
#include <ranvier/runtime/sequence.hpp>
#include <ranvier/runtime/timed_operation.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::compiler {

namespace {

/// Calls `plan` for the kind of object that `object` is. Objects that only carry others plan
/// nothing.
void plan_object(model::NetworkObject& object, Planner& planner) {
  const auto try_kind = [&]<typename Kind>(Kind* kind) {
    if (kind != nullptr) {
      plan(*kind, planner);
    }
    return kind != nullptr;
  };
  [[maybe_unused]] const bool is_planned =
      try_kind(dynamic_cast<model::NeuronGroup*>(&object)) ||
      try_kind(dynamic_cast<model::Synapses*>(&object)) ||
      try_kind(dynamic_cast<model::PoissonGroup*>(&object)) ||
      try_kind(dynamic_cast<model::PoissonInput*>(&object)) ||
      try_kind(dynamic_cast<model::SpikeGeneratorGroup*>(&object)) ||
      try_kind(dynamic_cast<model::EventMonitor*>(&object)) ||
      try_kind(dynamic_cast<model::StateMonitor*>(&object)) ||
      try_kind(dynamic_cast<model::PopulationRateMonitor*>(&object)) ||
      try_kind(dynamic_cast<model::NetworkOperation*>(&object));
}

void sort_by_schedule(std::vector<PlannedOperation>& operations,
                      const runtime::Schedule& schedule) {
  std::ranges::stable_sort(operations,
                           [&schedule](const PlannedOperation& a, const PlannedOperation& b) {
                             return std::tuple(schedule.rank(a.when, a.name), a.order, a.name) <
                                    std::tuple(schedule.rank(b.when, b.name), b.order, b.name);
                           });
}

/// Keeps the clock of an object going that has nothing to do itself: others may read its `t`.
class Idle final : public runtime::Operation {
 public:
  void run(const runtime::StepContext& /*context*/) override {}
};

/// Adds what keeps the clocks of all groups going (B1.7).
void add_idle_clocks(const model::NetworkDescription& network, const runtime::Schedule& schedule,
                     std::vector<runtime::ScheduledOperation>& scheduled) {
  for (auto* object : network.objects) {
    auto* clock = dynamic_cast<model::Group*>(object) != nullptr && object->is_active()
                      ? object->clock()
                      : nullptr;
    const auto has_clock = [clock](const auto& operation) { return operation.clock == clock; };
    if (clock != nullptr && std::ranges::none_of(scheduled, has_clock)) {
      scheduled.push_back({object->name() + "_clock", schedule.slots().front(), object->order(),
                           clock, std::make_unique<Idle>()});
    }
  }
}

}  // namespace

std::unique_ptr<CompiledNetwork> compile_network(const model::NetworkDescription& network,
                                                 const CompileOptions& options,
                                                 backend::Backend& backend,
                                                 const state::RandomState& random,
                                                 NetworkMemory& memory) {
  for (auto* object : network.objects) {
    if (auto* synapses = dynamic_cast<model::Synapses*>(object);
        synapses != nullptr && synapses->is_active()) {
      arrange(*synapses, memory, options.owners);
    }
  }
  auto working = std::make_unique<WorkingMemory>();
  Planner planner(network, {options.names, options.rewrites, options.log, nullptr}, backend, random,
                  memory, *working, options.owners);
  for (auto* object : network.objects) {
    if (object->is_active()) {
      plan_object(*object, planner);
    }
  }
  if (!planner.diagnostics().empty()) {
    throw ModelError(std::move(planner.diagnostics()));
  }
  auto operations = std::move(planner.operations());
  sort_by_schedule(operations, options.schedule);
  plan_links(operations, planner);
  if (!planner.diagnostics().empty()) {
    throw ModelError(std::move(planner.diagnostics()));
  }
  if (options.fuse && !options.profile) {
    operations = fuse_operations(std::move(operations));
  }
  std::set<const void*> written;
  for (const auto& operation : operations) {
    written.insert(operation.writes.begin(), operation.writes.end());
    if (operation.may_touch_everything) {
      for (const auto& other : operations) {
        written.insert(other.reads.begin(), other.reads.end());
      }
    }
  }
  std::vector<runtime::ScheduledOperation> scheduled;
  std::vector<std::string> kernels;
  auto seconds = std::make_unique<std::map<std::string, double>>();
  for (auto& operation : operations) {
    std::unique_ptr<runtime::Operation> made;
    if (operation.elements_code) {
      const auto& code = *operation.elements_code;
      kernels.push_back(operation.name + "\n" + kernel::print(code.kernel));
      made = std::make_unique<runtime::ElementsCode>(backend.compile(code.kernel), code.arrays,
                                                     operation.emitted);
    } else {
      made = operation.make(written);
    }
    if (!operation.before.empty() || !operation.after.empty()) {
      std::vector<std::unique_ptr<runtime::Operation>> parts;
      for (const auto& make : operation.before) {
        parts.push_back(make());
      }
      parts.push_back(std::move(made));
      for (const auto& make : operation.after) {
        parts.push_back(make());
      }
      made = std::make_unique<runtime::Sequence>(std::move(parts));
    }
    if (options.profile) {
      made = std::make_unique<runtime::TimedOperation>(std::move(made), (*seconds)[operation.name]);
    }
    scheduled.push_back(
        {operation.name, operation.when, operation.order, operation.clock, std::move(made)});
  }
  add_idle_clocks(network, options.schedule, scheduled);
  return std::make_unique<CompiledNetwork>(
      std::move(working), runtime::Program(std::move(scheduled), options.schedule),
      std::move(written), std::move(kernels), std::move(seconds));
}

}  // namespace ranvier::compiler
