#include <atomic>
#include <cmath>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/executor.hpp>
#include <ranvier/runtime/health_watch.hpp>
#include <ranvier/runtime/look_interval.hpp>

namespace ranvier::runtime::health_watch_test {
namespace {

using ::testing::ElementsAre;

constexpr double ms = 1e-3;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(StepsBetweenLooks, AreAMillisecondOrAHundredSteps) {
  EXPECT_EQ(steps_between_looks(0.1 * ms), 100);
  EXPECT_EQ(steps_between_looks(1 * ms), 100);
  EXPECT_EQ(steps_between_looks(0.001 * ms), 1000);
  EXPECT_EQ(steps_between_looks(0), 100) << "a clock of given times";
  EXPECT_EQ(steps_between_looks(1e-300), 1'000'000'000'000'000);
}

/// A column of `size` values that count steps, but for what happens at some of them; a recording
/// of the first value.
class HealthWatchTest : public ::testing::Test {
 protected:
  struct Change {
    std::int64_t step = 0;
    std::int64_t element = 0;
    double value = 0;
  };

  /// Runs for `steps` of 0.1 ms. Stays alive until the next run.
  const HealthWatch& run(std::int64_t steps, const std::vector<Change>& changes,
                         const std::function<void(HealthWatchOptions&)>& adjust = {},
                         const RunControl& given = {}) {
    HealthWatchOptions options;
    options.columns = {{&values, &clock, 0, true, true, -infinity, infinity}};
    options.clocks = {&clock};
    options.state.clocks = {&clock};
    options.state.columns = {&values};
    options.state.recordings = {&recording};
    options.before_excursion = [this](const Excursion&) {
      states_before.push_back(values.value_at(0));
    };
    if (adjust) {
      adjust(options);
    }
    watch = std::make_unique<HealthWatch>(std::move(options));
    Program program =
        program_of(scheduled("update", "groups", 0, clock, [&](const StepContext& context) {
          *static_cast<double*>(recording.append(1)) = values.value_at(0);
          for (std::int64_t k = 0; k < values.size(); ++k) {
            values.set_value(k, values.value_at(k) + 1);
          }
          for (const auto& change : changes) {
            if (change.step == context.step) {
              values.set_value(change.element, change.value);
            }
          }
          stop = ++n_steps == stop_after ? 1 : 0;
        }));
    auto control = given;
    control.watch = watch.get();
    control.interrupt_requested = &stop;
    result =
        execute(program, clock.t(), clock.t() + static_cast<double>(steps) * 0.1 * ms, control);
    return *watch;
  }

  state::Clock clock{"clock", 0.1 * ms};
  state::Column values{ElementType::float64, 3};
  state::Recording recording{ElementType::float64, 1};
  std::unique_ptr<HealthWatch> watch;
  std::vector<double> states_before;
  RunResult result;
  int n_steps = 0;
  int stop_after = -1;  ///< steps, repeated ones too
  std::atomic<int> stop{0};
};

TEST_F(HealthWatchTest, FindsNothingInASoundRun) {
  const auto& watch = run(1000, {});
  EXPECT_TRUE(watch.excursions().empty());
  EXPECT_FALSE(result.was_stopped);
  EXPECT_EQ(n_steps, 1000) << "nothing is repeated";
  EXPECT_EQ(watch.courses()[0].lowest(), 0);
  EXPECT_EQ(watch.courses()[0].highest(), 1000);
}

TEST_F(HealthWatchTest, EndsTheRunAfterTheStepThatDidIt) {
  const auto& watch = run(1000, {{537, 1, nan}});
  ASSERT_EQ(watch.excursions().size(), 1U);
  const auto& excursion = watch.excursions()[0];
  EXPECT_TRUE(excursion.is_non_finite);
  EXPECT_TRUE(excursion.is_exact);
  EXPECT_EQ(excursion.element, 1);
  EXPECT_EQ(excursion.step, 537);
  EXPECT_EQ(excursion.t, 538 * (0.1 * ms));
  EXPECT_EQ(excursion.before, 537);
  EXPECT_TRUE(std::isnan(excursion.after));
  EXPECT_THAT(states_before, ElementsAre(537)) << "called in the last good state, once";
  EXPECT_TRUE(watch.has_ended_run());
  EXPECT_TRUE(result.was_stopped);
  EXPECT_EQ(result.t, 538 * (0.1 * ms));
  EXPECT_EQ(recording.rows(), 538);
  EXPECT_EQ(values.value_at(0), 538);
}

TEST_F(HealthWatchTest, FindsItInTheFirstStepAndInTheLast) {
  run(1000, {{0, 0, infinity}});
  EXPECT_EQ(watch->excursions().at(0).step, 0);
  EXPECT_EQ(result.t, 0.1 * ms);
  values.set_value(0, 0);
  run(130, {{130, 2, nan}});
  ASSERT_EQ(watch->excursions().size(), 1U);
  EXPECT_EQ(watch->excursions()[0].step, 130);
}

TEST_F(HealthWatchTest, GoesOnWhereItWasIfTheRunDoesNotEnd) {
  const std::vector<Change> changes{{537, 1, nan}, {541, 0, -1000}, {760, 2, infinity}};
  run(1000, changes, [](HealthWatchOptions& options) {
    options.ends_run = false;
    options.columns[0].low = -10;
  });
  const auto repeated = values_of<double>(recording);
  const auto last = std::vector{values.value_at(0), values.value_at(2)};
  ASSERT_EQ(watch->excursions().size(), 2U);
  EXPECT_EQ(watch->excursions()[0].step, 537);
  EXPECT_FALSE(watch->excursions()[1].is_non_finite);
  EXPECT_EQ(watch->excursions()[1].step, 541) << "of a group one non-finite value is told";
  EXPECT_FALSE(result.was_stopped);
  EXPECT_GT(n_steps, 1000);

  clock.reset();
  recording.clear();
  for (std::int64_t k = 0; k < 3; ++k) {
    values.set_value(k, 0);
  }
  run(1000, changes, [](HealthWatchOptions& options) { options.columns.clear(); });
  EXPECT_EQ(values_of<double>(recording), repeated);
  EXPECT_EQ((std::vector{values.value_at(0), values.value_at(2)}), last);
}

TEST_F(HealthWatchTest, NamesTheWindowIfStepsAreNotToBeRepeated) {
  std::int64_t calls = 0;
  const auto never_repeat = [](HealthWatchOptions& options) { options.can_repeat = false; };
  const auto calls_outside = [&calls](HealthWatchOptions& options) {
    options.outside_calls = &calls;
    // Called by something in the run.
    options.before_excursion = [](const Excursion&) { FAIL() << "the state before is not known"; };
  };
  run(1000, {{537, 1, nan}}, never_repeat);
  ASSERT_EQ(watch->excursions().size(), 1U);
  const auto excursion = watch->excursions()[0];
  EXPECT_FALSE(excursion.is_exact);
  EXPECT_EQ(excursion.earliest_t, 500 * (0.1 * ms));
  EXPECT_EQ(excursion.t, 600 * (0.1 * ms));
  EXPECT_EQ(result.t, 600 * (0.1 * ms)) << "the run ends where it was seen";
  EXPECT_EQ(n_steps, 600);

  values.set_value(1, 0);
  RunControl control;
  control.report_period = 0;
  control.report = [&calls](double) { ++calls; };
  run(1000, {{637, 1, nan}}, calls_outside, control);
  ASSERT_EQ(watch->excursions().size(), 1U);
  EXPECT_FALSE(watch->excursions()[0].is_exact);
}

TEST_F(HealthWatchTest, RepeatsStepsThatFollowTheLastCallOutside) {
  std::int64_t calls = 1;
  run(1000, {{537, 1, nan}},
      [&calls](HealthWatchOptions& options) { options.outside_calls = &calls; });
  EXPECT_TRUE(watch->excursions().at(0).is_exact);
}

TEST_F(HealthWatchTest, DoesNotCopyALargeState) {
  run(1000, {{537, 1, nan}}, [](HealthWatchOptions& options) { options.largest_copy = 23; });
  EXPECT_FALSE(watch->excursions().at(0).is_exact);
}

TEST_F(HealthWatchTest, LeavesWhatWasNonFiniteOrOutsideBefore) {
  values.set_value(1, nan);
  values.set_value(2, -50);
  run(1000, {}, [](HealthWatchOptions& options) { options.columns[0].low = -10; });
  EXPECT_TRUE(watch->excursions().empty());
  EXPECT_EQ(n_steps, 1000);
  values.set_value(0, 0);
  run(100, {{1003, 0, nan}});
  EXPECT_EQ(watch->excursions().at(0).element, 0) << "others of the same column are watched";
}

TEST_F(HealthWatchTest, TellsColumnsOfOneElementTogether) {
  state::Column other{ElementType::float64, 3};
  other.set_value(1, nan);
  run(200, {{20, 1, nan}}, [&](HealthWatchOptions& options) {
    options.columns.push_back({&other, &clock, 0, true, true, -infinity, infinity});
  });
  ASSERT_EQ(watch->excursions().size(), 1U);
  EXPECT_TRUE(watch->excursions()[0].together.empty()) << "it was so before";
}

TEST_F(HealthWatchTest, LooksWhenARequestEndsTheRun) {
  std::atomic<int> stop{1};
  RunControl control;
  control.stop_requested = &stop;
  run(1000, {{0, 1, nan}}, {}, control);
  ASSERT_EQ(watch->excursions().size(), 1U);
  EXPECT_FALSE(watch->excursions()[0].is_exact);
  EXPECT_EQ(result.t, 0.1 * ms);
  EXPECT_FALSE(watch->has_ended_run());
}

TEST_F(HealthWatchTest, ARequestWhileStepsAreRepeatedEndsTheRunThere) {
  stop_after = 1520;  // seen at 1400, copied at 800
  run(2000, {{1337, 1, nan}});
  EXPECT_TRUE(result.was_stopped);
  EXPECT_EQ(clock.step(), 920);
  EXPECT_EQ(recording.rows(), 920);
  EXPECT_EQ(values.value_at(1), 920);
  EXPECT_TRUE(watch->excursions().empty()) << "nothing is wrong in the state that is left";
}

TEST_F(HealthWatchTest, DoesNotReportStepsTwice) {
  std::vector<double> reports;
  RunControl control;
  control.report_period = 0;
  control.report = [&reports](double completed) { reports.push_back(completed); };
  run(200, {{50, 1, nan}}, [](HealthWatchOptions& options) { options.ends_run = false; }, control);
  EXPECT_TRUE(std::ranges::is_sorted(reports));
  EXPECT_GT(n_steps, 200);
}

TEST_F(HealthWatchTest, NotesGrowthInTheStateInWhichItIsSeen) {
  values.set_value(1, 60);
  values.set_value(2, -50);
  std::vector<Growth> noted;
  run(500, {}, [&](HealthWatchOptions& options) {
    options.columns[0].is_growth_noted = true;
    options.on_growth = [&](const Growth& growth) {
      noted.push_back(growth);
      EXPECT_EQ(values.value_at(growth.element), growth.value);
    };
  });
  std::vector<double> grown;
  for (const auto& growth : noted) {
    grown.push_back(growth.value);
  }
  EXPECT_THAT(grown, ElementsAre(160, 260, 360, 460));
  const auto& first = noted.front();
  EXPECT_EQ(first.column, 0);
  EXPECT_EQ(first.element, 1);
  EXPECT_EQ(first.step, 99);
  EXPECT_EQ(first.t, 100 * (0.1 * ms));
  EXPECT_EQ(first.start, 60);
  EXPECT_EQ(n_steps, 500) << "nothing is repeated";
}

TEST_F(HealthWatchTest, NotesGrowthStepByStepWhereItSearches) {
  values.set_value(0, 100);
  std::vector<std::int64_t> steps;
  run(100, {{20, 1, 150}, {30, 1, 201}, {40, 1, -1000}, {50, 1, infinity}},
      [&](HealthWatchOptions& options) {
        options.columns[0].is_growth_noted = true;
        options.on_growth = [&](const Growth& growth) { steps.push_back(growth.step); };
      });
  EXPECT_THAT(steps, ElementsAre(30, 40));
  EXPECT_TRUE(watch->has_ended_run());
}

TEST_F(HealthWatchTest, NotesNoGrowthThatFollowsWhatItSearches) {
  values.set_value(0, 100);
  std::vector<std::int64_t> steps;
  run(100, {{30, 1, 201}, {45, 1, 500}, {50, 0, nan}, {60, 1, 1000}},
      [&](HealthWatchOptions& options) {
        options.columns[0].is_growth_noted = true;
        options.on_growth = [&](const Growth& growth) { steps.push_back(growth.step); };
      });
  EXPECT_THAT(steps, ElementsAre(30, 45)) << "not first what was seen after 100 steps";
}

TEST_F(HealthWatchTest, NotesGrowthWhereARequestEndsTheRun) {
  std::vector<std::int64_t> steps;
  stop_after = 20;
  run(100, {{10, 1, 50}}, [&](HealthWatchOptions& options) {
    options.columns[0].is_growth_noted = true;
    options.on_growth = [&](const Growth& growth) { steps.push_back(growth.step); };
  });
  EXPECT_THAT(steps, ElementsAre(19));
}

TEST_F(HealthWatchTest, NotesGrowthOfNoOtherColumns) {
  run(500, {},
      [&](HealthWatchOptions& options) { options.on_growth = [&](const Growth&) { FAIL(); }; });
}

TEST_F(HealthWatchTest, KeepsAThinCourseOfALongRun) {
  const auto& course = run(100'000, {}).courses()[0];
  EXPECT_LE(course.means().size(), 129U);
  EXPECT_GT(course.means().size(), 60U);
  EXPECT_EQ(course.means().front(), 0);
  for (std::size_t k = 2; k + 1 < course.times().size(); ++k) {
    EXPECT_NEAR(course.times()[k] - course.times()[k - 1], course.times()[1] - course.times()[0],
                1e-9);
  }
}

TEST(HealthWatch, WatchesSeveralClocks) {
  state::Clock fast("fast", 0.1 * ms);
  state::Clock slow("slow", 0.25 * ms);
  state::Column a{ElementType::float64, 1};
  state::Column b{ElementType::float64, 1};
  const auto count = [](state::Column& column, std::int64_t bad) {
    return [&column, bad](const StepContext& context) {
      column.set_value(0, context.step == bad ? nan : column.value_at(0) + 1);
    };
  };
  Program program = program_of(scheduled("a", "groups", 0, fast, count(a, -1)),
                               scheduled("b", "groups", 1, slow, count(b, 333)));
  HealthWatchOptions options;
  options.columns = {{&a, &fast, 0, true, true, -infinity, infinity},
                     {&b, &slow, 1, true, true, -infinity, infinity}};
  options.clocks = {&fast, &slow};
  options.state.clocks = {&fast, &slow};
  options.state.columns = {&a, &b};
  HealthWatch watch(std::move(options));
  RunControl control;
  control.watch = &watch;
  const auto result = execute(program, 0, 200 * ms, control);
  ASSERT_EQ(watch.excursions().size(), 1U);
  EXPECT_TRUE(watch.excursions()[0].is_exact);
  EXPECT_EQ(watch.excursions()[0].step, 333);
  EXPECT_EQ(slow.step(), 334);
  EXPECT_NEAR(result.t, 333 * 0.25 * ms, 0.11 * ms) << "the earliest clock";
  EXPECT_EQ(a.value_at(0), static_cast<double>(fast.step()));
}

}  // namespace
}  // namespace ranvier::runtime::health_watch_test
