#include <algorithm>
#include <random>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/communication/partition.hpp>
#include <ranvier/runtime/executor.hpp>
#include <ranvier/runtime/spike_propagation.hpp>

namespace ranvier::runtime::spike_propagation_test {
namespace {

using Numbers = std::vector<std::int32_t>;

constexpr double dt = 1e-4;
constexpr int n_sources = 40;
constexpr int n_targets = 300;
constexpr std::int64_t n_steps = 60;

/// Synapses in creation order, and which sources spike in which step.
struct Model {
  Numbers sources;
  Numbers targets;
  Numbers delays;
  std::vector<double> weights;
  std::vector<Numbers> spikes;  ///< [step]
};

Model random_model(int n_synapses, int largest_delay) {
  std::mt19937 generator(7);
  const auto below = [&](int n) {
    return static_cast<std::int32_t>(generator() % static_cast<unsigned>(n));
  };
  Model model;
  for (int synapse = 0; synapse < n_synapses; ++synapse) {
    model.sources.push_back(below(n_sources));
    model.targets.push_back(below(n_targets));
    model.delays.push_back(below(largest_delay + 1));
    model.weights.push_back(static_cast<double>(generator()) / 3e9);
  }
  for (std::int64_t step = 0; step < n_steps; ++step) {
    Numbers spikes;
    for (std::int32_t source = 0; source < n_sources; ++source) {
      if (below(10) == 0) {
        spikes.push_back(source);
      }
    }
    model.spikes.push_back(spikes);
  }
  return model;
}

/// One delivery: step and creation number.
using Delivery = std::pair<std::int64_t, std::int64_t>;

/// What happened at each target, in order, and the sums (which depend on the order of addition).
struct Outcome {
  std::vector<std::vector<Delivery>> deliveries = std::vector<std::vector<Delivery>>(n_targets);
  std::vector<double> sums = std::vector<double>(n_targets, 0.1);
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// By the definition (semantics B13.3): ordered by arrival, emission, source, creation number.
/// `delays_from(step)` are the delays of spikes emitted in that step.
Outcome expected_outcome(const Model& model,
                         const std::function<const Numbers&(std::int64_t)>& delays_from) {
  std::vector<std::tuple<std::int64_t, std::int64_t, std::int32_t, std::size_t>> all;
  for (std::int64_t step = 0; step < n_steps; ++step) {
    for (const std::int32_t source : model.spikes[static_cast<std::size_t>(step)]) {
      for (std::size_t synapse = 0; synapse < model.sources.size(); ++synapse) {
        if (model.sources[synapse] == source) {
          all.emplace_back(step + delays_from(step)[synapse], step, source, synapse);
        }
      }
    }
  }
  std::ranges::sort(all);
  Outcome outcome;
  for (const auto& [arrival, step, source, synapse] : all) {
    if (arrival < n_steps) {
      const auto target = static_cast<std::size_t>(model.targets[synapse]);
      outcome.deliveries[target].emplace_back(arrival, synapse);
      outcome.sums[target] += model.weights[synapse];
    }
  }
  return outcome;
}

/// A pathway with all that it works on, laid out for the present delays.
class Pathway {
 public:
  Pathway(const Model& model, int owners)
      : model_(model), owners_(owners), spikes_(n_sources), clock_("clock", dt) {
    rows_ = build(model.delays);
  }

  /// Between runs: other delays, the columns laid out anew.
  void change_delays(const Numbers& delays) {
    auto rows = build(delays);
    queue_.restore(
        remap_in_flight(queue_.in_flight(clock_.step()), rows_, rows, {clock_.step(), dt, dt}),
        clock_.step());
    rows_ = std::move(rows);
  }

  void run(std::int64_t begin, std::int64_t end) {
    const auto order = rows_.creation_order();
    const auto created = [&](std::int64_t storage) {
      return static_cast<std::size_t>(order.empty() ? storage
                                                    : order[static_cast<std::size_t>(storage)]);
    };
    auto kernel = fake_kernel([&](kernel::KernelArguments& arguments) {
      EXPECT_GT(arguments.segment_count, 0) << "no call without work";
      for (const auto& segment :
           std::span(arguments.segments, static_cast<std::size_t>(arguments.segment_count))) {
        for (std::int64_t synapse = segment.begin; synapse < segment.begin + segment.length;
             ++synapse) {
          const auto target = static_cast<std::size_t>(model_.targets[created(synapse)]);
          EXPECT_EQ(model_.sources[created(synapse)], segment.source);
          outcome.sums[target] += model_.weights[created(synapse)];
          outcome.deliveries[target].emplace_back(arguments.step, created(synapse));
        }
      }
    });
    std::vector<ScheduledOperation> operations;
    operations.push_back(
        scheduled("spikes", "thresholds", 0, clock_, [&](const StepContext& context) {
          set_events(spikes_, model_.spikes[static_cast<std::size_t>(context.step)]);
        }));
    operations.push_back(
        {"synapses_pre", "synapses", 0, &clock_,
         std::make_unique<SpikePropagation>(kernel, KernelArrays{}, spikes_, rows_, queue_)});
    Program program(std::move(operations), Schedule());
    execute(program, static_cast<double>(begin) * dt, static_cast<double>(end) * dt, {});
  }

  Outcome outcome;

 private:
  state::SynapseRows build(const Numbers& delays) const {
    return state::SynapseRows::build(model_.sources, model_.targets, delays, n_sources,
                                     communication::partition(n_targets, owners_));
  }

  const Model& model_;
  int owners_;
  EventBuffer spikes_;
  state::Clock clock_;
  state::SynapseRows rows_;
  SpikeQueue queue_;
};

TEST(SpikePropagation, DeliversTheSameInTheSameOrderForAnyNumberOfOwners) {
  for (const int largest_delay : {0, 1, 20}) {
    const Model model = random_model(4000, largest_delay);
    const Outcome expected =
        expected_outcome(model, [&](std::int64_t) -> const Numbers& { return model.delays; });
    for (const int owners : {1, 2, 3}) {
      Pathway pathway(model, owners);
      pathway.run(0, n_steps);
      EXPECT_TRUE(pathway.outcome == expected)
          << largest_delay << " steps, " << owners << " owners";
    }
  }
}

TEST(SpikePropagation, CarriesSpikesFromRunToRun) {
  const Model model = random_model(4000, 20);
  for (const int owners : {1, 3}) {
    Pathway whole(model, owners);
    whole.run(0, n_steps);
    Pathway pieces(model, owners);
    for (const auto& [begin, end] : {std::pair{0, 1}, {1, 2}, {2, 2}, {2, 30}, {30, 60}}) {
      pieces.run(begin, end);
    }
    EXPECT_TRUE(pieces.outcome == whole.outcome);
  }
}

TEST(SpikePropagation, CarriesSpikesThroughAChangeOfDelays) {
  const Model model = random_model(4000, 20);
  Numbers changed = model.delays;
  std::ranges::reverse(changed);
  const Numbers short_delays(changed.size(), 1);
  const Outcome expected = expected_outcome(model, [&](std::int64_t step) -> const Numbers& {
    return step < 20 ? model.delays : step < 30 ? changed : short_delays;
  });
  for (const int owners : {1, 2, 3}) {
    Pathway pathway(model, owners);
    pathway.run(0, 20);
    pathway.change_delays(changed);
    pathway.run(20, 30);
    pathway.change_delays(short_delays);
    pathway.run(30, n_steps);
    EXPECT_TRUE(pathway.outcome == expected) << owners << " owners";
  }
}

TEST(SpikePropagation, DoesNothingWithoutStatements) {
  EventBuffer spikes(1);
  set_events(spikes, {0});
  const auto rows = state::SynapseRows::build(Numbers{0}, Numbers{0}, Numbers{3}, 1,
                                              std::vector<std::int64_t>{0, 1});
  SpikeQueue queue;
  SpikePropagation propagation(nullptr, {}, spikes, rows, queue);
  propagation.begin_run({});
  propagation.run({});
  EXPECT_THAT(queue.in_flight(0), testing::IsEmpty());
}

TEST(SpikePropagation, ReachesAMillionTargets) {
  constexpr std::int64_t n = 1000000;
  Numbers sources(n, 0);
  Numbers targets(n);
  for (std::int32_t target = 0; target < n; ++target) {
    targets[static_cast<std::size_t>(target)] = target;
  }
  const auto rows =
      state::SynapseRows::build(sources, targets, Numbers{0}, 1, std::vector<std::int64_t>{0, n});
  EventBuffer spikes(1);
  set_events(spikes, {0});
  SpikeQueue queue;
  std::int64_t delivered = 0;
  std::int64_t calls = 0;
  SpikePropagation propagation(fake_kernel([&](kernel::KernelArguments& arguments) {
                                 ++calls;
                                 for (std::int64_t k = 0; k < arguments.segment_count; ++k) {
                                   delivered += arguments.segments[k].length;
                                 }
                               }),
                               {}, spikes, rows, queue);
  propagation.begin_run({});
  propagation.run({});
  EXPECT_EQ(delivered, n);
  spikes.clear();
  propagation.run({.step = 1});
  EXPECT_EQ(calls, 1) << "no spikes arrive, no call";
}

}  // namespace
}  // namespace ranvier::runtime::spike_propagation_test
