#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/program.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::program_test {
namespace {

using ::testing::ElementsAre;

ScheduledOperation idle(const std::string& name, const std::string& when, int order,
                        state::Clock& clock) {
  return scheduled(name, when, order, clock, [](const StepContext&) {});
}

std::vector<std::string> names_of(const Program& program) {
  std::vector<std::string> names;
  for (const ScheduledOperation& operation : program.operations()) {
    names.push_back(operation.name);
  }
  return names;
}

TEST(Program, OrdersBySlotThenOrderThenName) {
  state::Clock clock("clock", 1e-4);
  const Program program =
      program_of(idle("reset", "resets", 0, clock), idle("late", "groups", 1, clock),
                 idle("b", "groups", 0, clock), idle("first", "before_start", 9, clock),
                 idle("a", "groups", 0, clock), idle("early", "groups", -1, clock));
  EXPECT_THAT(names_of(program), ElementsAre("first", "early", "a", "b", "late", "reset"));
}

TEST(Program, ComparesNamesAsPlainStrings) {
  state::Clock clock("clock", 1e-4);
  const Program program = program_of(idle("neurongroup_stateupdater", "groups", 0, clock),
                                     idle("neurongroup_2_stateupdater", "groups", 0, clock),
                                     idle("neurongroup_10_stateupdater", "groups", 0, clock),
                                     idle("Z", "groups", 0, clock));
  EXPECT_THAT(names_of(program),
              ElementsAre("Z", "neurongroup_10_stateupdater", "neurongroup_2_stateupdater",
                          "neurongroup_stateupdater"));
}

TEST(Program, ListsEachClockOnceInOrderOfUse) {
  state::Clock a("a", 1e-4);
  state::Clock b("b", 1e-3);
  const Program program = program_of(idle("z", "end", 0, a), idle("y", "groups", 0, b),
                                     idle("x", "groups", 1, a), idle("w", "end", 0, b));
  EXPECT_THAT(program.clocks(), ElementsAre(&b, &a));
}

TEST(Program, MayBeEmpty) {
  EXPECT_TRUE(program_of().clocks().empty());
}

TEST(Program, RefusesAnUnknownSlot) {
  state::Clock clock("clock", 1e-4);
  EXPECT_THROW(program_of(idle("x", "nowhere", 0, clock)), UsageError);
}

}  // namespace
}  // namespace ranvier::runtime::program_test
