#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/network.hpp>
#include <ranvier/network/record_now.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::events_test {
namespace {

using ranvier::testing::error_text;
using Numbers = std::vector<double>;
using Integers = std::vector<std::int32_t>;

/// Four neurons with two events of their own, with both back ends.
class EventsTest : public ::testing::TestWithParam<bool> {
 protected:
  NeuronGroup group{4,
                    "v : 1\nx : integer\ntwice = 2*x : integer",
                    {.threshold = "v > 1",
                     .reset = "v = 0",
                     .name = "group",
                     .events = {{"half", "v > 0.5"}, {"later", "x > 2"}}}};
  Network network{{.backend = GetParam() ? backend::make_llvm() : backend::make_interpreter()},
                  group};
};

TEST_P(EventsTest, RunTheirStatementsAndAreRecorded) {
  group["v"] = {0.2, 0.6, 0.9, 1.2};
  group.run_on_event("half", "x += 1; v += 0.1");
  group.run_on_event("later", "x = 0");
  EventMonitor half{group, "half", {.variables = {"x", "twice"}, .name = "half"}};
  EventMonitor later{group, "later", {.record = false}};
  Subgroup part{group, 1, 3};
  EventMonitor of_part{part, "half"};
  network.add(half);
  network.add(later);
  network.add(of_part);
  network.run(0.5 * ms);
  EXPECT_EQ(half.i(), (Integers{1, 2, 3, 1, 2, 1, 2, 1, 1}));
  EXPECT_EQ(half["x"], (Numbers{0, 0, 0, 1, 1, 2, 2, 3, 0}));
  EXPECT_EQ(half["twice"], (Numbers{0, 0, 0, 2, 2, 4, 4, 6, 0}));
  EXPECT_EQ(half.count(), (Integers{0, 5, 3, 1}));
  EXPECT_EQ(half.num_events(), 9);
  EXPECT_EQ(later.count(), (Integers{0, 1, 1, 0}));
  EXPECT_TRUE(later.i().empty());
  EXPECT_EQ(of_part.count(), (Integers{5, 3}));
}

TEST_P(EventsTest, CanBeTestedElsewhereInTheStep) {
  group.set_event_schedule("half", "before_start", 2);
  EXPECT_EQ(group.thresholder("half")->when(), "before_start");
  EXPECT_EQ(group.thresholder("half")->name(), "group_half_thresholder");
  EventMonitor monitor{group, "half"};
  EXPECT_EQ(monitor.when(), "before_start");
  EXPECT_EQ(monitor.order(), 3);
  group.run_regularly("v = 0.7", {}, "start");
  network.add(monitor);
  network.run(0.2 * ms);
  EXPECT_EQ(monitor.num_events(), 4);  // not yet in the first step
}

TEST_P(EventsTest, StopWhenSwitchedOff) {
  group["v"] = 0.7;
  group.run_on_event("half", "x += 1");
  group.resetter("half")->set_active(false);
  network.run(0.2 * ms);
  EXPECT_EQ(group["x"].values(), (Numbers{0, 0, 0, 0}));
  group.resetter("half")->set_active(true);
  group.thresholder("half")->set_active(false);
  network.run(0.2 * ms);
  EXPECT_EQ(group["x"].values(), (Numbers{0, 0, 0, 0}));
}

TEST_P(EventsTest, SayWhatIsWrongWithThem) {
  EXPECT_EQ(error_text<UsageError>([&] { group.run_on_event("nope", "x = 0"); }),
            "NeuronGroup 'group' has no event 'nope'");
  EXPECT_EQ(error_text<UsageError>([&] { group.run_on_event("spike", "x = 0"); }),
            "event 'spike' of NeuronGroup 'group' has statements already; put all of them into one "
            "text");
  EXPECT_EQ(error_text<UsageError>([&] { group.set_event_schedule("nope"); }),
            "NeuronGroup 'group' has no event 'nope'");
  EXPECT_EQ(error_text<UsageError>([&] { EventMonitor(group, "nope", {.name = "m"}); }),
            "EventMonitor 'm' can't record event 'nope': NeuronGroup 'group' has no such event");
}

TEST_P(EventsTest, SamplesCanBeTakenOutsideOfARun) {
  StateMonitor monitor{group, {"x", "twice", "i"}, {.record = std::vector<std::int64_t>{3, 1}}};
  network.add(monitor);
  network.run(0.1 * ms);
  group["x"] = "5 + i";
  state::RandomState random(1);
  auto backend = GetParam() ? backend::make_llvm() : backend::make_interpreter();
  network::record_single_timestep(monitor, {}, {.backend = backend.get(), .random = &random});
  EXPECT_EQ(monitor.t().size(), 2U);
  EXPECT_EQ(monitor.t()[1], 1e-4);
  EXPECT_EQ(monitor.values("x"), (Numbers{0, 8, 0, 6}));
  EXPECT_EQ(monitor.values("twice"), (Numbers{0, 16, 0, 12}));
  EXPECT_EQ(monitor.values("i"), (Numbers{3, 3, 1, 1}));
}

TEST_P(EventsTest, OperationsReadTheEventsOfTheStep) {
  group.run_regularly("v += 0.6*i");
  Subgroup part{group, 1, 3};
  std::vector<std::vector<std::int64_t>> seen;
  NetworkOperation look(
      [&](double /*t*/) {
        seen.push_back(network.present_events(group));
        seen.push_back(network.present_events(part));
        seen.push_back(network.present_events(group, "half"));
      },
      {.when = "end", .name = "look"});
  network.add(look);
  network.run(0.2 * ms);
  using Events = std::vector<std::int64_t>;
  EXPECT_EQ(seen, (std::vector<Events>{{2, 3}, {1}, {1, 2, 3}, {1, 2, 3}, {0, 1}, {1, 2, 3}}));
  EXPECT_EQ(network.present_events(group), Events()) << "no run";
}

TEST_P(EventsTest, RefractoryTimesCanBeComparedAsTheyAre) {
  NeuronGroup eager{1, "v : 1", {.threshold = "True", .refractory = 1 * ms, .name = "eager"}};
  eager.set_compares_times(true);
  SpikeMonitor spikes{eager};
  Network other{
      {.backend = GetParam() ? backend::make_llvm() : backend::make_interpreter()}, eager, spikes};
  other.run(3 * ms);
  std::vector<std::int64_t> steps;
  for (const double t : spikes.t()) {
    steps.push_back(std::llround(t / 1e-4));
  }
  EXPECT_EQ(steps, (std::vector<std::int64_t>{0, 11, 21}));
}

INSTANTIATE_TEST_SUITE_P(BackEnds, EventsTest, ::testing::Bool(), [](const auto& backend) {
  return backend.param ? "llvm" : "interpreter";
});

}  // namespace
}  // namespace ranvier::events_test
