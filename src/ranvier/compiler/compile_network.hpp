/// A network as described to a program that runs: the whole pipeline.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/compiler/planner.hpp>

namespace ranvier::compiler {

struct CompileOptions {
  model::Namespace names;  ///< of the run
  kernel::Rewrites rewrites;
  bool fuse = true;
  bool profile = false;  ///< measure the real time of every operation; nothing is fused then
  int owners = 1;        ///< blocks of target neurons for synapses
  runtime::Schedule schedule;
  LogSink log;
};

/// A program and the memory it works on. Refers to the objects of the network and to the
/// NetworkMemory.
class CompiledNetwork {
 public:
  CompiledNetwork(std::unique_ptr<WorkingMemory> working, runtime::Program program,
                  std::set<const void*> written, std::vector<std::string> kernels,
                  std::unique_ptr<std::map<std::string, double>> seconds)
      : working_(std::move(working)),
        program_(std::move(program)),
        written_(std::move(written)),
        kernels_(std::move(kernels)),
        seconds_(std::move(seconds)) {}

  runtime::Program& program() { return program_; }

  const runtime::Program& program() const { return program_; }

  /// Texts of the kernels that run over all elements of a group, in the order of the program;
  /// resets and pathways, which run over events, are not among them.
  const std::vector<std::string>& kernels() const { return kernels_; }

  /// The elements for which an event happened when it was last tested for, by their number in the
  /// whole group; none if the network does not test for it.
  std::span<const std::int32_t> events(const model::Group& group, const std::string& event) const {
    const auto found = working_->events.find({&group.whole(), event});
    return found == working_->events.end() ? std::span<const std::int32_t>()
                                           : found->second->events();
  }

  /// How often the event happened since the program began; 0 if the network does not test for it.
  std::int64_t event_count(const model::Group& group, const std::string& event) const {
    const auto found = working_->events.find({&group.whole(), event});
    return found == working_->events.end() ? 0 : found->second->total();
  }

  /// The events of all groups.
  std::vector<runtime::EventBuffer*> event_buffers() const {
    std::vector<runtime::EventBuffer*> buffers;
    for (const auto& [key, buffer] : working_->events) {
      buffers.push_back(buffer.get());
    }
    return buffers;
  }

  /// Whether the program may change a column; calls to the outside aside.
  bool writes(const state::Column& column) const { return written_.contains(column.data()); }

  /// Whether the code of objects calls functions of the host program.
  bool calls_functions() const { return working_->calls_functions; }

  /// How often network operations have been called; whoever calls other things of the host program
  /// may count them too.
  std::int64_t& outside_calls() { return working_->outside_calls; }

  /// Real time [s] that each operation has taken, by name; empty without `profile`.
  const std::map<std::string, double>& seconds() const { return *seconds_; }

 private:
  std::unique_ptr<WorkingMemory> working_;
  runtime::Program program_;
  std::set<const void*> written_;
  std::vector<std::string> kernels_;
  std::unique_ptr<std::map<std::string, double>> seconds_;
};

/// Checks everything, chooses integrators, builds and compiles kernels, lays out synapses and
/// orders the steps. Changes nothing of the model but the storage order of synapses.
/// @throws ModelError  with the problems of all objects.
std::unique_ptr<CompiledNetwork> compile_network(const model::NetworkDescription& network,
                                                 const CompileOptions& options,
                                                 backend::Backend& backend,
                                                 const state::RandomState& random,
                                                 NetworkMemory& memory);

}  // namespace ranvier::compiler
