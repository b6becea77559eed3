/// What compiling a network gathers: planned operations, and the memory that belongs to the
/// compiled network.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/compiler/code_compiler.hpp>
#include <ranvier/compiler/network_memory.hpp>
#include <ranvier/model/network_description.hpp>
#include <ranvier/model/network_operation.hpp>
#include <ranvier/runtime/event_buffer.hpp>
#include <ranvier/runtime/program.hpp>
#include <ranvier/state/random_stream.hpp>

namespace ranvier::compiler {

/// Memory that the operations of a compiled network use and that is not the state of an object.
struct WorkingMemory {
  CellStore cells;
  /// By group and name of the event.
  std::map<std::pair<const model::Group*, std::string>, std::unique_ptr<runtime::EventBuffer>>
      events;
  std::deque<state::Column> columns;
  bool calls_functions = false;    ///< of the host program, in the code of objects
  std::int64_t outside_calls = 0;  ///< of network operations
};

/// An operation before it is made: where it stands in a step, and what it reads and writes (by
/// address), so that others can be moved past it.
struct PlannedOperation {
  std::string name;
  std::string when;
  int order = 0;
  state::Clock* clock = nullptr;
  std::set<const void*> reads, writes;
  /// What its own code writes, and what is written through links because of that.
  std::set<const void*> changed;
  /// Reads and writes what nobody knows: nothing is moved past it.
  bool may_touch_everything = false;
  /// A kernel over all elements may be fused with another; `emitted` receives what it emits.
  std::optional<Code> elements_code;
  runtime::EventBuffer* emitted = nullptr;
  /// Makes any other operation. The argument holds the addresses that the operations of the network
  /// write.
  std::function<std::unique_ptr<runtime::Operation>(const std::set<const void*>& written)> make;
  /// What is to run right before it and right after it, in order.
  std::vector<std::function<std::unique_ptr<runtime::Operation>()>> before, after;
};

/// Whether the two have an address in common.
bool meet(const std::set<const void*>& a, const std::set<const void*>& b);

/// Collects operations and problems of all objects.
class Planner {
 public:
  Planner(const model::NetworkDescription& network, Surroundings surroundings,
          backend::Backend& backend, const state::RandomState& random, NetworkMemory& memory,
          WorkingMemory& working, int owners);

  const model::NetworkDescription& network() const { return *network_; }

  const Surroundings& surroundings() const { return surroundings_; }

  backend::Backend& backend() const { return *backend_; }

  NetworkMemory& memory() const { return *memory_; }

  CellStore& cells() const { return working_->cells; }

  int owners() const { return owners_; }

  /// Where calls of network operations are counted.
  std::int64_t& outside_calls() const { return working_->outside_calls; }

  std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

  std::vector<PlannedOperation>& operations() { return operations_; }

  runtime::EventBuffer& events_of(const model::Group& group, const std::string& event = "spike");
  state::Column& add_column(ElementType type, std::int64_t size);

  CodeCompiler compiler(Scope scope) { return {std::move(scope), surroundings_, diagnostics_}; }

  std::uint64_t random_key(const model::NetworkObject& object, const std::string& purpose) const {
    return random_->run_key(object.name(), purpose);
  }

  /// Adds an operation that runs `code` over all elements (or once), or over those of a part.
  PlannedOperation& add_elements_code(const std::string& name, const std::string& when, int order,
                                      state::Clock* clock, Code code,
                                      runtime::EventBuffer* emitted = nullptr);
  /// Adds an operation made by `make`.
  PlannedOperation& add(
      const std::string& name, const std::string& when, int order, state::Clock* clock,
      std::set<const void*> reads, std::set<const void*> writes,
      std::function<std::unique_ptr<runtime::Operation>(const std::set<const void*>&)> make);

 private:
  const model::NetworkDescription* network_;
  Surroundings surroundings_;
  backend::Backend* backend_;
  const state::RandomState* random_;
  NetworkMemory* memory_;
  WorkingMemory* working_;
  int owners_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<PlannedOperation> operations_;
};

// One function for each kind of object.
void plan(model::NeuronGroup& group, Planner& planner);
void plan(model::Synapses& synapses, Planner& planner);
void plan(model::PoissonGroup& group, Planner& planner);
void plan(model::PoissonInput& input, Planner& planner);
void plan(model::SpikeGeneratorGroup& group, Planner& planner);
void plan(model::EventMonitor& monitor, Planner& planner);
void plan(model::StateMonitor& monitor, Planner& planner);
void plan(model::PopulationRateMonitor& monitor, Planner& planner);
void plan(model::NetworkOperation& operation, Planner& planner);
/// Subexpressions that are constant over dt: evaluated once per step, before anything else.
void plan_constant_over_dt(model::Group& group, Planner& planner);
/// The `run_regularly` of any group.
void plan_runners(model::Group& group, Planner& planner);

/// @throws UsageError (attribute)  if the clock of `object` has no dt (an event clock). `what`
/// needs it, such as "its differential equations".
void require_dt(const model::NetworkObject& object, const state::Clock& clock, const char* what);

/// Puts the synapses into the storage order of their rows; before any address is taken.
void arrange(model::Synapses& synapses, NetworkMemory& memory, int owners);

}  // namespace ranvier::compiler
