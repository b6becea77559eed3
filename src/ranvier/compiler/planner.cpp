#include "planner.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <ranvier/runtime/code_object.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::compiler {

bool meet(const std::set<const void*>& a, const std::set<const void*>& b) {
  const auto& small = a.size() < b.size() ? a : b;
  const auto& large = a.size() < b.size() ? b : a;
  return std::ranges::any_of(small,
                             [&large](const void* address) { return large.contains(address); });
}

Planner::Planner(const model::NetworkDescription& network, Surroundings surroundings,
                 backend::Backend& backend, const state::RandomState& random, NetworkMemory& memory,
                 WorkingMemory& working, int owners)
    : network_(&network),
      surroundings_(std::move(surroundings)),
      backend_(&backend),
      random_(&random),
      memory_(&memory),
      working_(&working),
      owners_(owners) {
  surroundings_.cells = &working.cells;
  surroundings_.calls_functions = &working.calls_functions;
}

runtime::EventBuffer& Planner::events_of(const model::Group& group, const std::string& event) {
  auto& buffer = working_->events[{&group.whole(), event}];
  if (!buffer) {
    buffer = std::make_unique<runtime::EventBuffer>(group.whole().size());
  }
  return *buffer;
}

state::Column& Planner::add_column(ElementType type, std::int64_t size) {
  return working_->columns.emplace_back(type, size);
}

PlannedOperation& Planner::add_elements_code(const std::string& name, const std::string& when,
                                             int order, state::Clock* clock, Code code,
                                             runtime::EventBuffer* emitted) {
  if (code.kernel.space == kernel::IndexSpace::events) {
    auto compiled = backend_->compile(code.kernel);
    return add(name, when, order, clock, code.reads, code.writes,
               [compiled = std::move(compiled), code](const auto& /*written*/) {
                 return std::make_unique<runtime::MembersCode>(compiled, code.arrays,
                                                               code.elements);
               });
  }
  auto& operation = add(name, when, order, clock, code.reads, code.writes, nullptr);
  if (emitted != nullptr) {
    operation.writes.insert(emitted);
  }
  operation.elements_code = std::move(code);
  operation.emitted = emitted;
  return operation;
}

PlannedOperation& Planner::add(
    const std::string& name, const std::string& when, int order, state::Clock* clock,
    std::set<const void*> reads, std::set<const void*> writes,
    std::function<std::unique_ptr<runtime::Operation>(const std::set<const void*>&)> make) {
  PlannedOperation operation;
  operation.name = name;
  operation.when = when;
  operation.order = order;
  operation.clock = clock;
  operation.reads = std::move(reads);
  operation.writes = std::move(writes);
  operation.make = std::move(make);
  operations_.push_back(std::move(operation));
  return operations_.back();
}

void require_dt(const model::NetworkObject& object, const state::Clock& clock, const char* what) {
  if (!clock.has_dt()) {
    throw UsageError(
        UsageError::Kind::attribute,
        fmt::format("{}: {} a time step, but clock '{}' has no dt: it ticks at given times. Use a "
                    "Clock(dt) here; run_at, network operations and monitors of states may go with "
                    "given times",
                    object.description(), what, clock.name()));
  }
}

}  // namespace ranvier::compiler
