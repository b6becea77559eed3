#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/runtime/schedule.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::schedule_test {
namespace {

template <typename Action>
std::string error_of(Action action, UsageError::Kind kind) {
  try {
    action();
  } catch (const UsageError& error) {
    EXPECT_EQ(error.kind(), kind);
    return error.what();
  }
  return "no error";
}

TEST(Schedule, RanksSlotsWithBeforeAndAfter) {
  const Schedule schedule;
  const std::vector<std::string> in_order{
      "before_start", "start",      "after_start",      "before_groups",
      "groups",       "thresholds", "after_thresholds", "before_synapses",
      "synapses",     "resets",     "after_resets",     "before_end",
      "end",          "after_end"};
  for (std::size_t k = 1; k < in_order.size(); ++k) {
    EXPECT_LT(schedule.rank(in_order[k - 1], "x"), schedule.rank(in_order[k], "x")) << in_order[k];
  }
}

TEST(Schedule, HasTheSlotsThatTheUserGives) {
  const Schedule schedule({"synapses", "groups"});
  EXPECT_THAT(schedule.slots(), testing::ElementsAre("synapses", "groups"));
  EXPECT_LT(schedule.rank("after_synapses", "x"), schedule.rank("before_groups", "x"));
}

TEST(Schedule, NamesTheNearestSlotForAnUnknownOne) {
  EXPECT_EQ(error_of([] { Schedule().rank("after_synapse", "neurongroup_run_regularly"); },
                     UsageError::Kind::key),
            "unknown slot 'after_synapse' for 'when' of 'neurongroup_run_regularly'\n"
            "  the slots are start, groups, thresholds, synapses, resets, end, each also with "
            "'before_' or 'after_' in "
            "front\n"
            "  help: did you mean 'after_synapses'?");
  EXPECT_EQ(error_of([] { Schedule({"a", "b"}).rank("thresholds", "m"); }, UsageError::Kind::key),
            "unknown slot 'thresholds' for 'when' of 'm'\n"
            "  the slots are a, b, each also with 'before_' or 'after_' in front");
}

TEST(Schedule, RefusesNamesThatBelongToOtherSlots) {
  EXPECT_EQ(error_of([] { Schedule({"start", "before_end"}); }, UsageError::Kind::value),
            "a slot of the schedule cannot be called 'before_end': names that begin with 'before_' "
            "or 'after_' belong to "
            "the slot that follows in the name");
  EXPECT_EQ(error_of([] { Schedule({"start", "end", "start"}); }, UsageError::Kind::value),
            "the slot 'start' stands twice in the schedule: each slot has one place");
}

}  // namespace
}  // namespace ranvier::runtime::schedule_test
