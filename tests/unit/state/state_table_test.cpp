#include <vector>

#include <gtest/gtest.h>

#include <ranvier/state/state_table.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state::state_table_test {
namespace {

TEST(StateTable, HoldsOneValuePerElementOrASharedOne) {
  StateTable table(5);
  table.add("v", ElementType::float64, units::dimensionless);
  table.add("tau", ElementType::float64, units::dimensionless, true, true);
  EXPECT_EQ(table.find("v")->values.size(), 5);
  EXPECT_EQ(table.find("tau")->values.size(), 1);
  EXPECT_TRUE(table.find("tau")->is_read_only);
  EXPECT_EQ(table.find("w"), nullptr);
}

TEST(StateTable, RefusesASecondVariableOfAName) {
  StateTable table(5);
  table.add("v", ElementType::float64, units::dimensionless);
  EXPECT_THROW(table.add("v", ElementType::float64, units::dimensionless), InternalError);
}

TEST(StateTable, KeepsAddressesWhenVariablesAreAdded) {
  StateTable table(5);
  const Variable* first = &table.add("first", ElementType::float64, units::dimensionless);
  const void* values = first->values.data();
  for (int k = 0; k < 100; ++k) {
    table.add("x" + std::to_string(k), ElementType::float64, units::dimensionless);
  }
  EXPECT_EQ(table.find("first"), first);
  EXPECT_EQ(first->values.data(), values);
}

TEST(StateTable, ResizesAndPermutesWhatIsNotShared) {
  StateTable table(2);
  Column& v = table.add("v", ElementType::float64, units::dimensionless).values;
  Column& tau = table.add("tau", ElementType::float64, units::dimensionless, true).values;
  v.set_value(1, 3);
  tau.set_value(0, 4);
  table.resize(3);
  table.permute(std::vector<std::int64_t>{1, 2, 0});
  EXPECT_EQ(table.size(), 3);
  EXPECT_EQ(v.value_at(0), 3);
  EXPECT_EQ(v.value_at(1), 0);
  EXPECT_EQ(tau.size(), 1);
  EXPECT_EQ(tau.value_at(0), 4);
}

TEST(StateTable, IsUnchangedWhenMemoryIsNotThere) {
  StateTable table(0);
  const Column& flag = table.add("flag", ElementType::boolean, units::dimensionless).values;
  const Column& w = table.add("w", ElementType::float64, units::dimensionless).values;
  EXPECT_THROW(table.resize(100000000000000), ResourceError);
  EXPECT_EQ(table.size(), 0);
  EXPECT_EQ(flag.size(), 0);
  EXPECT_EQ(w.size(), 0);
  table.resize(10);
  EXPECT_EQ(w.size(), 10);
}

}  // namespace
}  // namespace ranvier::state::state_table_test
