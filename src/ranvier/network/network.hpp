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
#include <ranvier/doctor/examine.hpp>
#include <ranvier/model/network_description.hpp>
#include <ranvier/model/scheduled_part.hpp>
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/network/health.hpp>
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
  double report_period = 10;         ///< [s] of real time
  bool profile = false;              ///< measure what each operation takes: see Network::profile
  doctor::Ignored ignored_findings;  ///< of the doctor: they are not told
  /// Names that the script gives a value beside the model and that nothing in it uses. May be
  /// empty.
  std::function<std::set<std::string>()> unused_names;
  /// Finds where in the user's files something stands that the doctor speaks of. May be empty.
  std::function<doctor::Location(const doctor::Place& place)> locate;
  /// What happens when a differential variable of neurons becomes non-finite.
  NonFinite non_finite = NonFinite::stop;
  /// Watched during the run: the doctor is told of the first value outside of each. Without any
  /// those that follow from the model are.
  std::vector<doctor::WorkingRange> working_ranges;
  /// Whether values are watched at all, for measurements of what that costs.
  bool watches_health = true;
  /// Polled in every step besides `stop`; a value other than 0 ends the run (Ctrl-C).
  const std::atomic<int>* stop_requested = nullptr;
  /// Called with the time loop, to be called once: to do something around it (Python gives up its
  /// lock). May be empty.
  std::function<void(const std::function<void()>& loop)> around_loop;
};

struct RestoreOptions {
  /// Puts back the random numbers too, so that what follows has the bits of what followed the
  /// storing; without it other random numbers follow.
  bool restore_random_state = false;
};

/// Values of variables by name, in SI units: one number if the variable is shared, else one for
/// each element (or row by row, where a monitor recorded several elements: (n_times, n_recorded)).
using States = std::map<std::string, std::vector<double>>;

struct StatesOptions {
  std::vector<std::string> vars;    ///< which variables; empty: all
  bool subexpressions = false;      ///< whether subexpressions count among all
  bool read_only_variables = true;  ///< whether those count that can't be set, such as `t`
  model::Namespace names;           ///< values of names in subexpressions
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

  /// Slots of a step, in order; each also has one before and one after it, "before_NAME" and
  /// "after_NAME".
  std::vector<std::string> schedule() const;

  /// The object of that name. @throws UsageError (key)  if there is none.
  model::NetworkObject& operator[](const std::string& name) const;

  bool contains(const std::string& name) const;

  const std::vector<model::NetworkObject*>& objects() const { return description_.objects; }

  /// Seeds all random numbers anew, from the next statement or run on.
  void seed(std::uint64_t seed) { random_->seed(seed); }

  /// The same with a seed that nobody knows: other numbers in every program.
  void seed();

  /// Shares the random numbers of a session (Python has one for all networks), which also registers
  /// the names of new objects there.
  void use_random_state(state::RandomState& random) { random_ = &random; }

  state::Clock& clock() { return *clock_; }

  /// Time reached [s]; during a run the time of the present step.
  double t() const;

  /// Makes the first run begin at `t` [s] instead of 0.
  /// @throws UsageError  if the network has run, or if `t` is negative or not finite.
  void set_t(double t);

  /// Simulates `duration`. Compiles first: names are looked up, and units checked, anew for every
  /// run.
  ///
  /// If a differential variable of neurons becomes non-finite, the run ends after the step that did
  /// it, as after `stop`, unless `options.non_finite` says otherwise: monitors have recorded up to
  /// this step and `t()` is its end. Steps are repeated to find it. Those in which functions of the
  /// host program were called are not repeated: then the run ends where the value was seen, at most
  /// a millisecond or 100 steps later.
  /// @throws ModelError, UsageError  before the first step; the state is as before. An operation of
  /// the network may not run it. NumericalError  with NonFinite::raise, at the end of the run.
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

  /// Values of a variable or of what a selection leaves of it, in SI units, after the statements
  /// that wait are applied: `network.values(cells["v"]["i > 3"])`. Computes subexpressions.
  /// @param names  values of names that the group does not have
  std::vector<double> values(const model::VariableView& variable,
                             const model::Namespace& names = {});

  /// Values of an expression for each element of a group, in SI units.
  std::vector<double> evaluate(model::Group& group, const std::string& expression,
                               const model::Namespace& names = {});

  /// Numbers of the elements that a selection means: `network.indices(cells, "v > 0*mV")`.
  std::vector<std::int64_t> indices(model::Group& group, const model::Selection& selection,
                                    const model::Namespace& names = {});

  /// Adds one sample to a monitor: the values and the time of this moment.
  void record_single_timestep(model::StateMonitor& monitor, const model::Namespace& names = {});

  /// Copies of the variables of an object, or of a monitor's recordings.
  /// @throws UsageError (key)  if there is no such variable.
  States get_states(model::NetworkObject& object, const StatesOptions& options = {});

  /// Of all objects that have variables, by name. `options.vars` must be empty.
  std::map<std::string, States> get_states(const StatesOptions& options = {});

  /// Sets variables of a group, from values in SI units.
  /// @throws UsageError (key)  if there is no such variable, (type) if it is read-only.
  void set_states(model::Group& group, const States& states);

  /// Sets variables of several groups, by name. @throws UsageError (key)  if there is no such
  /// object.
  void set_states(const std::map<std::string, States>& states);

  /// What every object does in a step, in the order in which a step does it; unknown names are not
  /// looked up, nothing is compiled.
  /// @throws UsageError (key)  for an unknown slot.
  std::vector<model::ScheduledPart> scheduled_parts();

  /// Real time [s] that each operation took in the last run, the longest first, if that was run
  /// with `profile`.
  const std::optional<std::vector<std::pair<std::string, double>>>& profile() const {
    return profile_;
  }

  /// The same. @throws UsageError  if the last run was without `profile`.
  const std::vector<std::pair<std::string, double>>& get_profiling_info() const;

  /// Texts of the kernels over all elements of a group that the last run used; without those of
  /// resets and pathways.
  const std::vector<std::string>& kernels() const { return kernels_; }

  /// What the doctor finds in the equations and the wiring, without a run. Runs tell the same to
  /// the log, under the name "ranvier.doctor", before their first step.
  /// Of the options it takes `names`, `ignored_findings`, `unused_names` and `locate`.
  /// @throws UsageError (key)  if a code is to be ignored that no rule has.
  std::vector<doctor::Finding> examine(const RunOptions& options = {}) const;

  /// What the doctor found about the last run, when that had ended.
  const std::vector<doctor::Finding>& health_findings() const { return health_findings_; }

  /// What the last run showed. Refers to the objects that took part.
  const doctor::RunHealth& health() const { return health_; }

  /// A hash of all state, of spikes in flight and of recordings, NaN made canonical: equal runs
  /// have equal hashes.
  std::uint64_t state_hash() const;

 private:
  StatementContext statement_context(const RunOptions& options = {}) const;
  compiler::CompileOptions compile_options(const RunOptions& options) const;
  /// A name counts once for each object that has it (state::RandomState), however often that one is
  /// removed and added.
  void register_names_of(const model::NetworkObject& object);
  /// @throws what the compiler finds, after the findings of the doctor have been told
  std::unique_ptr<compiler::CompiledNetwork> compile(const RunOptions& options);
  doctor::Surroundings surroundings(const RunOptions& options) const;
  void tell(const std::vector<doctor::Finding>& findings) const;
  /// Tells the log of a rule of the doctor that failed.
  void tell_failure(const std::string& code, const std::string& error) const;
  /// Makes the time loop of a compiled program.
  void run_loop(compiler::CompiledNetwork& compiled, double duration, const RunOptions& options);
  std::vector<doctor::WorkingRange> ranges_to_watch(const RunOptions& options) const;
  /// What the doctor finds about the run that ended now; throws if the run is to.
  void conclude(const WatchedRun& watched, double start, const RunOptions& options);
  void warn_about_many_steps(double end) const;
  void warn_about_invalid_values() const;
  void check_fits(const Snapshot& snapshot) const;
  void check_not_running(const char* what) const;

  NetworkOptions options_;
  model::NetworkDescription description_;
  std::shared_ptr<state::Clock> clock_;  ///< of objects without one; they keep it
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
  std::vector<doctor::Finding> told_findings_;  ///< before the present or last run
  std::vector<doctor::Finding> health_findings_;
  doctor::RunHealth health_;
};

}  // namespace ranvier::network
