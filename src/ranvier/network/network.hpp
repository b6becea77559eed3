/// Network: a set of objects and its runs; the only façade over compiler and runtime.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/compiler/compile_network.hpp>
#include <ranvier/model/network_description.hpp>
#include <ranvier/model/scheduled_part.hpp>
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/network/progress.hpp>
#include <ranvier/network/snapshot.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::network {

struct NetworkOptions {
  units::Quantity dt = 0.1 * units::ms;       ///< of the default clock
  std::uint64_t seed = 0;                     ///< of all random numbers
  std::vector<std::string> schedule;          ///< slots; empty for the default
  std::shared_ptr<backend::Backend> backend;  ///< LLVM if not given
  kernel::Rewrites rewrites;
  bool fuse = true;
  int owners = 1;
  LogSink log;
};

struct RunOptions {
  model::Namespace names;  ///< values of names that the objects do not have
  ProgressReport report;
  double report_period = 10;  ///< [s] of real time
  bool profile = false;       ///< measure what each operation takes: see Network::profile
  /// Polled in every step besides `stop`; a value other than 0 ends the run (Ctrl-C).
  const std::atomic<int>* stop_requested = nullptr;
  /// Called with the time loop, to be called once: to do something around it (Python gives up its
  /// lock). May be empty.
  std::function<void(const std::function<void()>& loop)> around_loop;
};

struct RestoreOptions {
  /// Puts back the random numbers too, so that what follows has the bits of what followed the
  /// storing; without it other random numbers follow.
  bool random_state = false;
};

/// Objects that are simulated together. Refers to them: they must outlive it.
///
///     Network network{{.seed = 1}, exc, inh, synapses, spikes};
///     network.run(1 * second);
class Network {
 public:
  explicit Network(NetworkOptions options = {});

  template <typename... Objects>
  explicit Network(NetworkOptions options, Objects&... objects) : Network(std::move(options)) {
    (add(objects), ...);
  }

  template <typename... Objects>
    requires(sizeof...(Objects) > 0 && (std::is_base_of_v<model::NetworkObject, Objects> && ...))
  explicit Network(Objects&... objects) : Network(NetworkOptions{}, objects...) {}

  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  /// Adds an object; one that is there already stays once. Without a name it gets the first free
  /// one of "neurongroup", "neurongroup_1" ... (its class in small letters), as in Python: names
  /// decide which random numbers an object draws.
  void add(model::NetworkObject& object);
  void remove(model::NetworkObject& object);
  /// Replaces all objects.
  void set_objects(const std::vector<model::NetworkObject*>& objects);

  /// Slots of a step from the next run on.
  void set_schedule(std::vector<std::string> slots) { options_.schedule = std::move(slots); }

  const std::vector<model::NetworkObject*>& objects() const { return description_.objects; }

  /// Seeds all random numbers anew, from the next statement or run on.
  void seed(std::uint64_t seed) { random_->seed(seed); }

  /// Shares the random numbers of a session (Python has one for all networks), which also registers
  /// the names of new objects there.
  void use_random_state(state::RandomState& random) { random_ = &random; }

  state::Clock& clock() { return clock_; }

  /// Time reached [s]; during a run the time of the present step.
  double t() const;

  /// Makes the first run begin at `t` [s] instead of 0.
  /// @throws UsageError  if the network has run, or if `t` is negative or not finite.
  void set_t(double t);

  /// Simulates `duration`. Compiles first: names are looked up, and units checked, anew for every
  /// run.
  /// @throws ModelError, UsageError  before the first step; the state is as before. An operation of
  /// the network may not run it.
  void run(const units::Quantity& duration, const RunOptions& options = {});

  /// During a run: the elements of `group` (numbered within it) for which an event happened when it
  /// was last tested for, in the present step or before it, ascending; for operations of the
  /// network. Otherwise none.
  std::vector<std::int64_t> present_events(const model::Group& group,
                                           const std::string& event = "spike") const;

  /// Ends the present run after its step; may be called from another thread or from a report.
  void stop() { stop_requested_.store(1); }

  /// Remembers the present state under a name: of all objects, spikes in flight, recordings, clocks
  /// and random numbers. Names of the model's constants and `active` flags are not part of it.
  void store(const std::string& name = "default");
  /// Goes back to it.
  /// @throws UsageError (key)  if nothing is stored under this name, or if the objects had other
  /// names then; UsageError if an object does not fit. Then nothing has changed.
  void restore(const std::string& name = "default", const RestoreOptions& options = {});

  /// The same in a file, which may hold several states, for a network of the same objects in
  /// another process.
  /// @throws as above; ResourceError (file), UsageError (value)  see network/state_file.hpp.
  void store_to_file(const std::string& path, const std::string& name = "default");
  void restore_from_file(const std::string& path, const std::string& name = "default",
                         const RestoreOptions& options = {});

  /// The same with a value that the caller keeps, and that fits any network of the same objects.
  Snapshot snapshot(const RunOptions& options = {});
  void restore(const Snapshot& snapshot, const RestoreOptions& options = {});

  /// Applies the statements that the objects have recorded; `run` does it first.
  void apply_pending(const RunOptions& options = {});

  /// What every object does in a step, in the order in which a step does it; unknown names are not
  /// looked up, nothing is compiled.
  /// @throws UsageError (key)  for an unknown slot.
  std::vector<model::ScheduledPart> scheduled_parts();

  /// Real time [s] that each operation took in the last run, the longest first, if that was run
  /// with `profile`.
  const std::optional<std::vector<std::pair<std::string, double>>>& profile() const {
    return profile_;
  }

  /// Texts of the kernels over all elements of a group that the last run used; without those of
  /// resets and pathways.
  const std::vector<std::string>& kernels() const { return kernels_; }

  /// A hash of all state, of spikes in flight and of recordings, NaN made canonical: equal runs
  /// have equal hashes.
  std::uint64_t state_hash() const;

 private:
  compiler::CompileOptions compile_options(const RunOptions& options) const;
  /// A name counts once for each object that has it (state::RandomState), however often that one is
  /// removed and added.
  void register_names_of(const model::NetworkObject& object);
  void warn_about_many_steps(double end) const;
  void warn_about_invalid_values() const;
  void check_fits(const Snapshot& snapshot) const;
  void check_not_running(const char* what) const;

  NetworkOptions options_;
  model::NetworkDescription description_;
  state::Clock clock_;
  state::RandomState own_random_;
  state::RandomState* random_ = &own_random_;
  std::set<const model::NetworkObject*> registered_;
  compiler::NetworkMemory memory_;
  std::vector<std::string> kernels_;
  std::optional<std::vector<std::pair<std::string, double>>> profile_;
  std::map<std::string, Snapshot> stored_;
  std::atomic<int> stop_requested_{0};
  const compiler::CompiledNetwork* running_ = nullptr;  ///< during a run
  double t_ = 0;
};

}  // namespace ranvier::network
