/// The watch over a run of a network: what to look at, what to copy, and what it found in the terms
/// of the model.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/compiler/compile_network.hpp>
#include <ranvier/doctor/health.hpp>
#include <ranvier/runtime/health_watch.hpp>

namespace ranvier::network {

/// What happens when a differential variable of neurons becomes non-finite in a run. Whatever it
/// is, the doctor tells which one, where and when.
enum class NonFinite : std::uint8_t {
  stop,   ///< the run ends after the step that did it, as after `stop`
  warn,   ///< it goes on
  raise,  ///< it ends there, and a NumericalError is thrown
};

/// Watches one run. Refers to the network, which must outlive it.
class WatchedRun {
 public:
  WatchedRun(const model::NetworkDescription& network, compiler::CompiledNetwork& compiled,
             compiler::NetworkMemory& memory, NonFinite policy,
             const std::vector<doctor::WorkingRange>& ranges);

  runtime::RunWatch& watch() { return *watch_; }

  /// What the run from `start` to `end` [s] showed; looks up names of the model.
  doctor::RunHealth health(double start, double end, const model::Namespace& names) const;

 private:
  void add_columns(model::Group& group, const std::vector<doctor::WorkingRange>& ranges);
  void add_column(model::Group& group, const equations::Equation& equation,
                  const std::vector<doctor::WorkingRange>& ranges);
  void add_groups(const model::NetworkDescription& network,
                  const std::vector<doctor::WorkingRange>& ranges);
  void add_recordings(model::NetworkObject& object);
  void add_queues(const model::Synapses& synapses, compiler::NetworkMemory& memory);
  doctor::HealthRecord record_of(const runtime::Excursion& excursion,
                                 const std::map<std::string, double>& values,
                                 const model::Namespace& names) const;
  doctor::HealthRecord record_of(const runtime::Growth& growth,
                                 const std::map<std::string, double>& values,
                                 const model::Namespace& names) const;

  compiler::CompiledNetwork* compiled_;
  std::vector<model::Group*> groups_;
  std::vector<doctor::Variable> variables_;  ///< of the watched columns
  runtime::HealthWatchOptions options_;
  std::unique_ptr<runtime::HealthWatch> watch_;
  std::deque<std::map<std::string, double>> values_;  ///< of the exact excursions, in their order
  std::vector<std::pair<runtime::Growth, std::map<std::string, double>>> growths_;
};

/// "'v' of NeuronGroup 'exc' became nan at element 17, t = 12.3 ms (dt = 0.1 ms)", for errors.
std::string describe(const doctor::HealthRecord& record);

}  // namespace ranvier::network
