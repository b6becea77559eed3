#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/state/clock.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state::clock_test {
namespace {

constexpr double ms = 1e-3;

template <typename Action>
std::string error_of(Action action) {
  try {
    action();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(BoundaryStep, IsTheNearestWithinATolerance) {
  EXPECT_EQ(boundary_step(0, 0.1 * ms), 0);
  EXPECT_EQ(boundary_step(0.3 * ms, 0.1 * ms), 3);
  EXPECT_EQ(boundary_step((0.3 + 0.9e-5) * ms, 0.1 * ms), 3);
  EXPECT_EQ(boundary_step((0.3 - 0.9e-5) * ms, 0.1 * ms), 3);
}

TEST(BoundaryStep, IsTheNextBeyondTheTolerance) {
  EXPECT_EQ(boundary_step((0.3 + 1.1e-5) * ms, 0.1 * ms), 4);
  EXPECT_EQ(boundary_step((0.3 - 1.1e-5) * ms, 0.1 * ms), 3);
  EXPECT_EQ(boundary_step(0.25 * ms, 0.1 * ms), 3);
  EXPECT_EQ(boundary_step(0.21 * ms, 0.1 * ms), 3);
}

TEST(BoundaryStep, IsExactForLongTimes) {
  EXPECT_EQ(boundary_step(1e5, 0.1 * ms), 1000000000);
  EXPECT_EQ(boundary_step(1e5, 0.025 * ms), 4000000000);
}

TEST(BoundaryStep, RefusesTimesThatNoClockReaches) {
  EXPECT_EQ(error_of([] { boundary_step(1e30, 1e-4); }),
            "cannot count the steps up to t = 1e+33 ms with dt = 0.1 ms");
  EXPECT_EQ(error_of([] { boundary_step(std::numeric_limits<double>::quiet_NaN(), 1e-4); }),
            "cannot count the steps up to t = nan ms with dt = 0.1 ms");
}

TEST(Timestep, TruncatesWithATolerance) {  // the table of semantics B1.11, B4.7
  EXPECT_EQ(timestep(0.25 * ms, 0.1 * ms), 2);
  EXPECT_EQ(timestep(0.05 * ms, 0.1 * ms), 0);
  EXPECT_EQ(timestep(0.29991 * ms, 0.1 * ms), 3);
  EXPECT_EQ(timestep(0.2998 * ms, 0.1 * ms), 2);
  EXPECT_EQ(timestep(5 * ms, 0.1 * ms), 50);
  EXPECT_EQ(timestep(-1e4, 0.1 * ms), -99999999);
}

/// Steps that a run of `duration` from time `start` makes.
std::int64_t steps_of_run(Clock& clock, double start, double duration) {
  clock.set_interval(start, start + duration);
  std::int64_t steps = 0;
  for (; !clock.is_finished(); clock.advance()) {
    ++steps;
  }
  return steps;
}

TEST(Clock, RunsTheStepsThatTheBoundariesSay) {  // semantics B1.2, each continued from 0.25 ms
  for (const auto& [further, steps] : {std::pair{0.05, 0}, {0.04, 0}, {0.06, 1}, {0.1, 1}}) {
    Clock clock("clock", 0.1 * ms);
    EXPECT_EQ(steps_of_run(clock, 0, 0.25 * ms), 3);
    EXPECT_DOUBLE_EQ(clock.t(), 0.3 * ms);
    EXPECT_EQ(steps_of_run(clock, 0.25 * ms, further * ms), steps) << further;
  }
}

TEST(Clock, RunsASequenceOfShortRuns) {  // semantics B1.2: one after the other
  Clock clock("clock", 0.1 * ms);
  double t = 0;
  for (const auto& [further, steps] :
       {std::pair{0.25, 3}, {0.05, 0}, {0.04, 1}, {0.06, 0}, {0.1, 1}}) {
    EXPECT_EQ(steps_of_run(clock, t, further * ms), steps) << further;
    t += further * ms;
  }
  EXPECT_EQ(clock.step(), 5);
}

TEST(Clock, MultipliesAndNeverSums) {
  Clock clock("clock", 0.1 * ms);
  clock.set_interval(0, 1e5);
  for (int step = 0; step < 1000000; ++step) {
    clock.advance();
  }
  EXPECT_EQ(clock.t(), 1000000 * (0.1 * ms));
  EXPECT_EQ(clock.cells().t, clock.t());
  EXPECT_EQ(clock.cells().step, 1000000);
  EXPECT_EQ(clock.cells().dt, 0.1 * ms);
}

TEST(Clock, TakesANewDtAtAMultipleOfIt) {
  Clock clock("clock", 0.1 * ms);
  steps_of_run(clock, 0, 0.5 * ms);
  clock.set_dt(0.25 * ms);
  EXPECT_DOUBLE_EQ(clock.t(), 0.5 * ms) << "the present time stays";
  EXPECT_EQ(steps_of_run(clock, 0.5 * ms, 1 * ms), 4);
  EXPECT_EQ(clock.step(), 6);
}

TEST(Clock, NamesBothDtIfTheTimeIsNoMultiple) {
  Clock clock("defaultclock", 0.1 * ms);
  steps_of_run(clock, 0, 0.3 * ms);
  clock.set_dt(0.25 * ms);
  const auto run = [&] { clock.set_interval(0.3 * ms, 1 * ms); };
  EXPECT_EQ(error_of(run),
            "cannot change dt of clock 'defaultclock' from 0.1 ms to 0.25 ms at t = 0.3 ms: the "
            "time is not a "
            "multiple of 0.25 ms");
  EXPECT_EQ(clock.step(), 3) << "nothing has changed";
  clock.set_dt(0.15 * ms);
  EXPECT_EQ(error_of(run), "no error");
  EXPECT_EQ(clock.step(), 2);
}

TEST(Clock, DoesNotGoBackWhenDtChangesWithinAStep) {  // after 0.25 ms the clock stands at 0.3 ms
  for (const double dt : {0.05, 0.25}) {
    Clock clock("defaultclock", 0.1 * ms);
    steps_of_run(clock, 0, 0.25 * ms);
    clock.set_dt(dt * ms);
    EXPECT_THROW(clock.set_interval(0.25 * ms, 1 * ms), UsageError);
  }
}

TEST(Clock, RefusesStepsThatAreNoLength) {
  EXPECT_EQ(error_of([] { Clock("defaultclock", 0); }),
            "dt of clock 'defaultclock' must be positive and finite, not 0 ms");
  EXPECT_EQ(error_of([] { Clock("defaultclock", std::numeric_limits<double>::infinity()); }),
            "dt of clock 'defaultclock' must be positive and finite, not inf ms");
  Clock clock("g_clock", 1 * ms);
  EXPECT_EQ(error_of([&] { clock.set_dt(-1 * ms); }),
            "dt of clock 'g_clock' must be positive and finite, not -1 ms");
  EXPECT_EQ(clock.dt(), 1 * ms);
}

TEST(Clock, GoesBackToZeroWhenReset) {
  Clock clock("clock", 0.1 * ms);
  steps_of_run(clock, 0, 0.3 * ms);
  clock.set_dt(0.25 * ms);
  clock.reset();
  EXPECT_EQ(clock.step(), 0);
  EXPECT_EQ(clock.t(), 0);
  EXPECT_TRUE(clock.is_finished());
  EXPECT_EQ(steps_of_run(clock, 0, 1 * ms), 4);
}

TEST(EventClock, TicksAtItsTimesInOrder) {
  Clock clock("clock", EventTimes{{3 * ms, 1 * ms, 2.5 * ms}});
  EXPECT_FALSE(clock.has_dt());
  EXPECT_EQ(clock.t(), 1 * ms);
  EXPECT_EQ(steps_of_run(clock, 0, 2.5 * ms), 1) << "the end does not belong to a run";
  EXPECT_EQ(clock.t(), 2.5 * ms);
  EXPECT_EQ(steps_of_run(clock, 2.5 * ms, 10 * ms), 2);
  EXPECT_EQ(clock.t(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(clock.cells().step, 3);
}

TEST(EventClock, HasNoDt) {
  Clock clock("rare", EventTimes{{1 * ms}});
  EXPECT_EQ(error_of([&] { static_cast<void>(clock.dt()); }),
            "clock 'rare' has no dt: it ticks at given times");
  EXPECT_EQ(error_of([&] { clock.set_dt(1 * ms); }),
            "clock 'rare' has no dt: it ticks at given times");
}

TEST(EventClock, RefusesTimesThatAreNone) {
  EXPECT_EQ(error_of([] { Clock("rare", EventTimes()); }),
            "clock 'rare' has no times: give it at least one");
  EXPECT_EQ(error_of([] { Clock("rare", EventTimes{{1 * ms, 2 * ms, 1 * ms}}); }),
            "clock 'rare' has the time 1 ms twice; each may stand there once");
  EXPECT_EQ(error_of([] { Clock("rare", EventTimes{{std::numeric_limits<double>::quiet_NaN()}}); }),
            "clock 'rare' has the time nan ms; times must be finite");
}

TEST(Clock, StandsAtTheTimeOfAnotherWithinASmallPartOfAStep) {
  Clock steps("steps", 0.1 * ms);
  Clock longer("longer", 1 * ms);
  Clock event("event", EventTimes{{0.30001 * ms}});
  Clock later("later", EventTimes{{0.3002 * ms}});
  steps.set_interval(0.3 * ms, 1 * ms);
  EXPECT_FALSE(steps.is_at_time_of(longer));
  EXPECT_TRUE(steps.is_at_time_of(event)) << "1e-8 s are less than 1e-4 of 0.1 ms";
  EXPECT_FALSE(steps.is_at_time_of(later));
  EXPECT_FALSE(event.is_at_time_of(later)) << "times alone are compared as they are";
  event.advance();
  later.advance();
  EXPECT_TRUE(event.is_at_time_of(later)) << "both have ended";
  EXPECT_FALSE(steps.is_at_time_of(later));
}

}  // namespace
}  // namespace ranvier::state::clock_test
