#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/executor.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::executor_test {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;

constexpr double ms = 1e-3;

/// Notes its name and step each time that it runs.
ScheduledOperation noting(const std::string& name, const std::string& when, state::Clock& clock,
                          std::vector<std::string>& notes) {
  return scheduled(name, when, 0, clock, [&notes, name](const StepContext& context) {
    notes.push_back(name + std::to_string(context.step));
  });
}

TEST(Execute, RunsOperationsInOrderInEachStep) {
  state::Clock clock("clock", 0.1 * ms);
  std::vector<std::string> notes;
  Program program =
      program_of(noting("reset", "resets", clock, notes), noting("update", "groups", clock, notes));
  const RunResult result = execute(program, 0, 0.25 * ms, {});
  EXPECT_THAT(notes, ElementsAre("update0", "reset0", "update1", "reset1", "update2", "reset2"));
  EXPECT_FALSE(result.was_stopped);
  EXPECT_EQ(result.t, 0.25 * ms) << "the end asked for, not the time of the clock";
}

TEST(Execute, ContinuesWhereTheLastRunEnded) {  // semantics B1.2
  state::Clock clock("clock", 0.1 * ms);
  std::vector<std::int64_t> steps;
  Program program = program_of(scheduled(
      "x", "groups", 0, clock, [&](const StepContext& context) { steps.push_back(context.step); }));
  double t = 0;
  std::vector<std::size_t> counts;
  for (const double duration : {0.25, 0.05, 0.04, 0.06, 0.1}) {
    t = execute(program, t, t + duration * ms, {}).t;
    counts.push_back(steps.size());
  }
  EXPECT_THAT(counts, ElementsAre(3, 3, 4, 4, 5));
  EXPECT_THAT(steps, ElementsAre(0, 1, 2, 3, 4));
}

TEST(Execute, ShowsTheTimeOfTheStepToAllOperations) {
  state::Clock clock("clock", 0.1 * ms);
  std::vector<double> times;
  const auto note = [&](const StepContext& context) {
    EXPECT_EQ(context.t, clock.cells().t);
    EXPECT_EQ(context.step, clock.cells().step);
    EXPECT_EQ(context.dt, 0.1 * ms);
    times.push_back(context.t);
  };
  Program program =
      program_of(scheduled("x", "start", 0, clock, note), scheduled("y", "end", 0, clock, note));
  execute(program, 0.5 * ms, 0.7 * ms, {});
  EXPECT_THAT(times, ElementsAre(5 * (0.1 * ms), 5 * (0.1 * ms), 6 * (0.1 * ms), 6 * (0.1 * ms)));
}

TEST(Execute, PreparesAndClosesARunWithoutSteps) {
  state::Clock clock("clock", 0.1 * ms);
  std::vector<std::string> notes;
  Program program = program_of(scheduled(
      "x", "start", 0, clock, [&](const StepContext&) { notes.emplace_back("run"); },
      [&](const StepContext& context) { notes.push_back("begin" + std::to_string(context.step)); },
      [&] { notes.emplace_back("end"); }));
  EXPECT_EQ(execute(program, 0.3 * ms, 0.3 * ms, {}).t, 0.3 * ms);
  EXPECT_THAT(notes, ElementsAre("begin3", "end"));
}

TEST(Execute, ReachesTheEndWithoutOperations) {
  Program program = program_of();
  const RunResult result = execute(program, 0, 1, {});
  EXPECT_EQ(result.t, 1);
  EXPECT_FALSE(result.was_stopped);
}

/// Times at which two clocks tick, as text, for a run of `duration` milliseconds.
std::vector<std::string> ticks(double dt_a, double dt_b, double duration) {
  state::Clock a("a", dt_a * ms);
  state::Clock b("b", dt_b * ms);
  std::vector<std::string> notes;
  // The operations stand in the order of their slots, whatever the clock.
  Program program = program_of(noting("a", "groups", a, notes), noting("b", "synapses", b, notes));
  execute(program, 0, duration * ms, {});
  return notes;
}

TEST(Execute, TicksClocksTogetherWhenTheirTimesMeet) {
  EXPECT_THAT(ticks(0.1, 0.4, 0.5), ElementsAre("a0", "b0", "a1", "a2", "a3", "a4", "b1"));
  EXPECT_THAT(ticks(0.4, 0.1, 0.5), ElementsAre("a0", "b0", "b1", "b2", "b3", "a1", "b4"));
}

TEST(Execute, TicksClocksWhoseStepsAreNoMultiples) {  // ratio 2.5
  EXPECT_THAT(ticks(0.1, 0.25, 0.6),
              ElementsAre("a0", "b0", "a1", "a2", "b1", "a3", "a4", "a5", "b2"));
  // The end, 0.55 ms, lies within the step of each: both make their last step.
  EXPECT_THAT(ticks(0.1, 0.25, 0.55),
              ElementsAre("a0", "b0", "a1", "a2", "b1", "a3", "a4", "a5", "b2"));
}

TEST(Execute, TicksClocksTogetherOverManySteps) {  // products k * dt of the two clocks differ in
                                                   // their last bits
  state::Clock a("a", 0.1 * ms);
  state::Clock b("b", 0.3 * ms);
  std::int64_t last_a = -1;
  std::int64_t together = 0;
  Program program = program_of(
      scheduled("a", "start", 0, a, [&](const StepContext& context) { last_a = context.step; }),
      scheduled("b", "end", 0, b, [&](const StepContext& context) {
        together += last_a == 3 * context.step ? 1 : 0;
      }));
  execute(program, 0, 3, {});
  EXPECT_EQ(together, 10000);
  EXPECT_EQ(a.step(), 30000);
}

TEST(Execute, StopsAtTheEndOfAStep) {
  state::Clock clock("clock", 0.1 * ms);
  std::atomic<int> stop = 0;
  std::vector<std::string> notes;
  Program program =
      program_of(scheduled("a", "start", 0, clock,
                           [&](const StepContext& context) { stop = context.step == 4; }),
                 noting("b", "end", clock, notes));
  const RunResult result = execute(program, 0, 1, {.stop_requested = &stop});
  EXPECT_TRUE(result.was_stopped);
  EXPECT_THAT(result.t, DoubleEq(0.5 * ms));
  EXPECT_EQ(notes.back(), "b4") << "the step is made whole";
}

TEST(Execute, StopsSeveralClocksAtTheEarliestTime) {
  state::Clock a("a", 0.1 * ms);
  state::Clock b("b", 1 * ms);
  std::atomic<int> stop = 0;
  std::vector<std::string> notes;
  Program program = program_of(
      scheduled("a", "start", 0, a, [&](const StepContext& context) { stop = context.step == 12; }),
      noting("b", "end", b, notes));
  const RunResult result = execute(program, 0, 1, {.stop_requested = &stop});
  EXPECT_TRUE(result.was_stopped);
  EXPECT_THAT(result.t, DoubleEq(1.3 * ms));
  EXPECT_THAT(notes, ElementsAre("b0", "b1"));
}

TEST(Execute, ClosesAllOperationsWhenOneThrows) {
  for (const std::string thrower : {"begin", "run", "end"}) {
    state::Clock clock("clock", 0.1 * ms);
    std::vector<std::string> ended;
    const auto throw_in = [&](const std::string& place) {
      if (place == thrower) {
        throw std::runtime_error("broken in " + place);
      }
    };
    Program program = program_of(
        scheduled(
            "a", "start", 0, clock, [&](const StepContext&) { throw_in("run"); },
            [&](const StepContext&) { throw_in("begin"); },
            [&] {
              ended.emplace_back("a");
              throw_in("end");
            }),
        scheduled(
            "b", "end", 0, clock, [](const StepContext&) {}, {}, [&] { ended.emplace_back("b"); }));
    try {
      execute(program, 0, 1 * ms, {});
      ADD_FAILURE() << "no error";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), "broken in " + thrower);
    }
    EXPECT_THAT(ended, ElementsAre("a", "b"));
  }
}

TEST(Execute, ChangesNoClockIfOneRefusesTheInterval) {
  state::Clock clock("clock", 0.1 * ms);
  Program program = program_of(scheduled("a", "start", 0, clock, [](const StepContext&) {}));
  execute(program, 0, 0.3 * ms, {});
  clock.set_dt(0.25 * ms);
  EXPECT_THROW(execute(program, 0.3 * ms, 1 * ms, {}), UsageError);
  EXPECT_EQ(clock.step(), 3);
}

TEST(Execute, ReportsStartEndAndProgress) {
  state::Clock clock("clock", 0.1 * ms);
  Program program = program_of(scheduled("a", "start", 0, clock, [](const StepContext&) {}));
  std::vector<double> reports;
  const auto note = [&](double completed) { reports.push_back(completed); };
  execute(program, 0, 0.4 * ms, {.report = note, .report_period = 0});
  EXPECT_THAT(reports, ElementsAre(0, DoubleEq(0.25), DoubleEq(0.5), DoubleEq(0.75), 1, 1));
  reports.clear();
  execute(program, 0, 0.4 * ms, {.report = note, .report_period = 1000});
  EXPECT_THAT(reports, ElementsAre(0, 1));
  reports.clear();
  std::atomic<int> stop = 1;
  execute(program, 0, 0.4 * ms, {.stop_requested = &stop, .report = note, .report_period = 1000});
  EXPECT_THAT(reports, ElementsAre(0, DoubleEq(0.25)));
}

}  // namespace
}  // namespace ranvier::runtime::executor_test
