// Which instructions of a kernel over synapses run for several synapses at once.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/kernels.hpp"
#include <ranvier/backend/llvm/synapse_lanes.hpp>
#include <ranvier/kernel/kernel.hpp>

namespace ranvier::backend::synapse_lanes_test {
namespace {

using kernel::IndexSpace;
using ::testing::ElementsAre;

std::vector<std::string> sequential_stores(const kernel::Kernel& kernel) {
  const auto lanes = divide_into_lanes(kernel);
  std::vector<std::string> names;
  for (std::size_t id = 0; id < kernel.instructions.size(); ++id) {
    const auto& instruction = kernel.instructions[id];
    if (instruction.opcode == kernel::Opcode::store && lanes.is_sequential[id]) {
      names.push_back(kernel.bindings[static_cast<std::size_t>(instruction.binding)].name);
    }
  }
  return names;
}

kernel::Kernel kernel_of(const std::string& statements) {
  return testing::make_kernel(
      {.name = "on_pre", .space = IndexSpace::synapses, .statements = statements});
}

TEST(SynapseLanes, LeaveVariablesOfTheSynapsesToTheVectors) {
  const auto kernel = kernel_of("w = w*exp(-x)");
  EXPECT_THAT(sequential_stores(kernel), ElementsAre());
  EXPECT_TRUE(divide_into_lanes(kernel).is_worthwhile);
}

TEST(SynapseLanes, TakeStoresToNeuronsOneAfterTheOther) {
  const auto kernel = kernel_of("w = w*exp(-x); g_post += w");
  EXPECT_THAT(sequential_stores(kernel), ElementsAre("g_post"));
  EXPECT_TRUE(divide_into_lanes(kernel).is_worthwhile);
}

TEST(SynapseLanes, TakeWhatReadsStoredNeuronsOneAfterTheOther) {
  const auto kernel = kernel_of("x = exp(v_pre); g_post += w");
  EXPECT_THAT(sequential_stores(kernel), ElementsAre("x", "g_post"));
  EXPECT_FALSE(divide_into_lanes(kernel).is_worthwhile);
}

TEST(SynapseLanes, ReadNeuronsInVectorsIfNoneIsStored) {
  const auto kernel = kernel_of("x = exp(v_pre)");
  EXPECT_THAT(sequential_stores(kernel), ElementsAre());
}

TEST(SynapseLanes, AreNotWorthTheirCodeForAFewSums) {
  EXPECT_FALSE(divide_into_lanes(kernel_of("g_post += w")).is_worthwhile);
}

}  // namespace
}  // namespace ranvier::backend::synapse_lanes_test
