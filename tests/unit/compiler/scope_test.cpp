#include <gtest/gtest.h>

#include <ranvier/compiler/scope.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::compiler::scope_test {
namespace {

class ScopeTest : public ::testing::Test {
 protected:
  NeuronGroup source{3, "v : volt\nx = 2*v : volt", {.threshold = "v > 1*mV", .name = "source"}};
  NeuronGroup target{4,
                     "dv/dt = -v/(1*ms) : volt (unless refractory)\ng : siemens",
                     {.refractory = 1 * ms, .name = "target"}};
  Synapses synapses{source,
                    target,
                    "w : siemens\nv_pre_twice = 2*v_pre : volt",
                    {.on_pre = "g += w", .name = "synapses"}};
  CellStore cells;
};

TEST_F(ScopeTest, OfAGroupHasItsVariablesIndexSizeAndSubexpressions) {
  const auto scope = scope_of_group(source, cells, WriteGuards::ignored);
  EXPECT_EQ(scope.where, "NeuronGroup 'source'");
  EXPECT_EQ(scope.size, 3);
  for (const auto* name : {"v", "x", "i", "N"}) {
    EXPECT_TRUE(scope.knows(name)) << name;
  }
  EXPECT_FALSE(scope.knows("j"));
  EXPECT_EQ(scope.variables.at("v").pointer, source.state().find("v")->values.data());
  EXPECT_TRUE(scope.variables.at("i").binding.is_index);
  EXPECT_TRUE(scope.variables.at("N").info.is_shared);
}

TEST_F(ScopeTest, OfSynapsesHasBothEndsAndTakesPlainNamesFromTheTarget) {
  const auto scope = scope_of_synapses(synapses, cells, WriteGuards::ignored);
  for (const auto* name : {"w", "v_pre", "x_pre", "v_post", "g_post", "g", "v", "i", "j", "N_pre",
                           "N_post", "v_pre_twice"}) {
    EXPECT_TRUE(scope.knows(name)) << name;
  }
  EXPECT_FALSE(scope.knows("x"));
  EXPECT_EQ(scope.aliases.at("v"), "v_post");
  EXPECT_EQ(scope.variables.at("v_pre").binding.binding.access, kernel::Access::source);
  EXPECT_EQ(scope.variables.at("g_post").binding.binding.access, kernel::Access::target);
  EXPECT_EQ(scope.variables.at("w").binding.binding.access, kernel::Access::element);
  EXPECT_EQ(scope.names().at("g").dimension, units::siemens_dimension);
}

TEST_F(ScopeTest, GuardsLockedVariablesWhereTheWriterRespectsRefractoriness) {
  const auto guard_of = [&](WriteGuards guards) {
    return scope_of_synapses(synapses, cells, guards).variables.at("v_post").binding.write_guard;
  };
  EXPECT_EQ(guard_of(WriteGuards::respected), "not_refractory_post");
  EXPECT_EQ(guard_of(WriteGuards::ignored), "");
  EXPECT_EQ(
      scope_of_group(target, cells, WriteGuards::respected).variables.at("g").binding.write_guard,
      "");
}

}  // namespace
}  // namespace ranvier::compiler::scope_test
