#include <gtest/gtest.h>

#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::symbolic::function_id_test {
namespace {

TEST(FunctionId, IsFoundByTheNameThatUsersWrite) {
  EXPECT_EQ(find_function("exp"), FunctionId::exp);
  EXPECT_EQ(find_function("int"), FunctionId::to_integer);
  EXPECT_EQ(find_function("timestep"), FunctionId::timestep);
  EXPECT_EQ(find_function("poisson"), FunctionId::poisson);
}

TEST(FunctionId, IsNotFoundForOperatorsAndInternalNames) {
  for (const auto* name : {"+", "and", "if", "to_real", "to_boolean", "binomial", "", "Exp"}) {
    EXPECT_EQ(find_function(name), std::nullopt) << name;
  }
}

TEST(FunctionId, EveryPublicFunctionIsFoundUnderItsOwnName) {
  for (std::size_t position = 0; position < function_count; ++position) {
    const auto& info = info_of(static_cast<FunctionId>(position));
    if (info.is_public && !info.is_operator) {
      EXPECT_EQ(find_function(info.name), info.id) << info.name;
    }
  }
}

TEST(FunctionId, OnlyDrawsAndSomeFunctionsFromOutsideHaveState) {
  for (std::size_t position = 0; position < function_count; ++position) {
    const auto& info = info_of(static_cast<FunctionId>(position));
    const bool is_draw = info.id == FunctionId::rand || info.id == FunctionId::randn ||
                         info.id == FunctionId::poisson || info.id == FunctionId::binomial ||
                         info.id == FunctionId::host_stateful;
    EXPECT_EQ(info.is_stateless, !is_draw) << info.name;
  }
}

}  // namespace
}  // namespace ranvier::symbolic::function_id_test
