#include "network.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include <ranvier/model/network_operation.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  return text;
}

/// The objects that `object` refers to and that must be in the network with it.
std::vector<model::NetworkObject*> dependencies_of(model::NetworkObject& object) {
  if (auto* part = dynamic_cast<model::Subgroup*>(&object)) {
    return {&part->whole()};
  }
  if (auto* synapses = dynamic_cast<model::Synapses*>(&object)) {
    return {&synapses->source().whole(), &synapses->target().whole()};
  }
  if (auto* input = dynamic_cast<model::PoissonInput*>(&object)) {
    return {&input->target().whole()};
  }
  if (auto* monitor = dynamic_cast<model::EventMonitor*>(&object)) {
    return {&monitor->source().whole()};
  }
  if (auto* monitor = dynamic_cast<model::StateMonitor*>(&object)) {
    return {&monitor->source().whole()};
  }
  if (auto* monitor = dynamic_cast<model::PopulationRateMonitor*>(&object)) {
    return {&monitor->source().whole()};
  }
  return {};
}

void check_objects(const std::vector<model::NetworkObject*>& objects) {
  std::set<std::string> names;
  const std::set<model::NetworkObject*> members(objects.begin(), objects.end());
  for (auto* object : objects) {
    if (!names.insert(object->name()).second) {
      throw UsageError(fmt::format(
          "two objects of the network have the name '{}'; names must differ", object->name()));
    }
    for (auto* needed : dependencies_of(*object)) {
      if (!members.contains(needed)) {
        throw UsageError(fmt::format("{} is in the network, but {}, which it needs, is not; add it",
                                     object->description(), needed->description()));
      }
    }
  }
}

}  // namespace

Network::Network(NetworkOptions options)
    : options_(std::move(options)),
      clock_(std::make_shared<state::Clock>("defaultclock", options_.dt.value())),
      own_random_(options_.seed) {
  if (options_.dt.dimension() != units::second_dimension) {
    throw DimensionMismatchError(fmt::format("dt must be a time: its unit is {}, not second",
                                             units::name_of(options_.dt.dimension())));
  }
  if (!options_.backend) {
    options_.backend = backend::make_llvm();
  }
}

void Network::add(model::NetworkObject& object) {
  auto& objects = description_.objects;
  if (std::ranges::find(objects, &object) != objects.end()) {
    return;
  }
  if (object.name().empty()) {
    const auto stem = lower_case(object.class_name());
    const auto is_taken = [&objects](const std::string& name) {
      return std::ranges::any_of(objects,
                                 [&name](const auto* other) { return other->name() == name; });
    };
    auto name = stem;
    for (int number = 1; is_taken(name); ++number) {
      name = fmt::format("{}_{}", stem, number);
    }
    object.set_name(name);
  }
  if (dynamic_cast<model::Group*>(&object) != nullptr ||
      dynamic_cast<model::NetworkOperation*>(&object) != nullptr) {
    object.set_default_clock(clock_);  // inputs and monitors go with the clock of their group
  }
  objects.push_back(&object);
  register_names_of(object);
}

void Network::register_names_of(const model::NetworkObject& object) {
  if (random_ != &own_random_) {
    return;  // who shares the random numbers registers the names
  }
  const auto register_once = [this](const model::NetworkObject& named) {
    if (registered_.insert(&named).second) {
      random_->register_name(named.name());
    }
  };
  register_once(object);
  if (const auto* group = dynamic_cast<const model::Group*>(&object)) {
    for (const auto& runner : group->runners()) {
      register_once(*runner);
    }
  }
}

void Network::remove(model::NetworkObject& object) {
  std::erase(description_.objects, &object);
}

void Network::set_objects(const std::vector<model::NetworkObject*>& objects) {
  RANVIER_CHECK(std::ranges::find(objects, nullptr) == objects.end());
  description_.objects.clear();
  for (auto* object : objects) {
    add(*object);
  }
}

double Network::t() const {
  if (running_ == nullptr || running_->program().clocks().empty()) {
    return t_;
  }
  return std::ranges::min(running_->program().clocks(), {}, &state::Clock::t)->t();
}

std::vector<std::int64_t> Network::present_events(const model::Group& group,
                                                  const std::string& event) const {
  std::vector<std::int64_t> present;
  if (running_ == nullptr) {
    return present;
  }
  for (const auto element : running_->events(group, event)) {
    const auto position = group.members() ? group.members()->position(element) : element;
    if (position >= 0) {
      present.push_back(position);
    }
  }
  return present;
}

void Network::set_t(double t) {
  if (running_ != nullptr || t_ != 0) {
    throw UsageError("the time of a network can be set before its first run only");
  }
  if (!(t >= 0) || std::isinf(t)) {
    throw UsageError(
        fmt::format("the time of a network is {} s; it must be finite and not negative", t));
  }
  t_ = t;
}

StatementContext Network::statement_context(const RunOptions& options) const {
  return {options_.backend.get(), random_, options_.rewrites, options_.log, options.stop_requested};
}

void Network::apply_pending(const RunOptions& options) {
  const auto context = statement_context(options);
  for (auto* object : description_.objects) {
    if (auto* group = dynamic_cast<model::Group*>(object)) {
      network::apply_pending(*group, context);
    }
  }
}

compiler::CompileOptions Network::compile_options(const RunOptions& options) const {
  compiler::CompileOptions result;
  result.names = options.names;
  result.rewrites = options_.rewrites;
  result.fuse = options_.fuse;
  result.profile = options.profile;
  result.owners = options_.owners;
  result.log = options_.log;
  if (!options_.schedule.empty()) {
    result.schedule = runtime::Schedule(options_.schedule);
  }
  return result;
}

void Network::run(const units::Quantity& duration, const RunOptions& options) {
  if (duration.dimension() != units::second_dimension) {
    throw DimensionMismatchError(
        fmt::format("the duration of a run must be a time: its unit is {}, not second",
                    units::name_of(duration.dimension())));
  }
  if (!(duration.value() >= 0) || std::isinf(duration.value())) {
    throw UsageError(fmt::format(
        "the duration of a run is {} s; it must be finite and not negative", duration.value()));
  }
  if (running_ != nullptr) {
    throw UsageError(UsageError::Kind::runtime,
                     "the network is running: an operation of it can't run it again");
  }
  check_objects(description_.objects);
  for (const auto* object : description_.objects) {
    register_names_of(*object);  // runners may have come since the object was added
  }
  apply_pending(options);
  for (auto* object : description_.objects) {
    if (object->clock() != nullptr) {
      // Another network may have moved a clock that both use.
      object->clock()->set_interval(t_, t_);
    }
  }
  const auto compiled = compile(options);
  told_findings_ = examine(options);
  tell(told_findings_);
  warn_about_many_steps(t_ + duration.value());
  run_loop(*compiled, duration.value(), options);
}

std::unique_ptr<compiler::CompiledNetwork> Network::compile(const RunOptions& options) {
  try {
    auto compiled = compiler::compile_network(description_, compile_options(options),
                                              *options_.backend, *random_, memory_);
    kernels_ = compiled->kernels();
    return compiled;
  } catch (const Error&) {
    tell(examine(options));  // what the doctor says of a model that can't run may be the reason
    throw;
  }
}

std::vector<model::ScheduledPart> Network::scheduled_parts() {
  const auto schedule =
      options_.schedule.empty() ? runtime::Schedule() : runtime::Schedule(options_.schedule);
  std::vector<model::ScheduledPart> parts;
  for (auto* object : description_.objects) {
    std::ranges::move(model::scheduled_parts(*object), std::back_inserter(parts));
  }
  std::ranges::stable_sort(parts, [&](const auto& a, const auto& b) {
    return std::tuple(schedule.rank(a.when, a.name), a.order, a.name) <
           std::tuple(schedule.rank(b.when, b.name), b.order, b.name);
  });
  return parts;
}

std::vector<doctor::Finding> Network::examine(const RunOptions& options) const {
  return doctor::examine(description_, surroundings(options));
}

doctor::Surroundings Network::surroundings(const RunOptions& options) const {
  doctor::Surroundings result{options.ignored_findings, options.names, options.unused_names,
                              options.locate};
  result.on_failure = [this](const auto& code, const auto& error) { tell_failure(code, error); };
  return result;
}

std::vector<std::string> Network::schedule() const {
  return options_.schedule.empty() ? runtime::Schedule().slots() : options_.schedule;
}

const std::vector<std::pair<std::string, double>>& Network::get_profiling_info() const {
  if (!profile_) {
    throw UsageError("the last run was not measured: give run() profile = true");
  }
  return *profile_;
}

}  // namespace ranvier::network
