#include <algorithm>
#include <atomic>
#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::statements_test {
namespace {

using ranvier::testing::error_text;

/// Two groups, synapses between them, and a network to run statements in.
class StatementsTest : public ::testing::Test {
 protected:
  NeuronGroup source{5,
                     "v : volt\nx : 1\ns : 1 (shared)\nn : integer",
                     {.threshold = "v > 1*mV", .name = "source"}};
  NeuronGroup target{4, "g : 1", {.name = "target"}};
  Synapses synapses{source, target, "w : 1", {.on_pre = "g += w", .name = "synapses"}};
  Network network{{.backend = backend::make_interpreter()}, source, target, synapses};

  void apply() { network.apply_pending(); }

  std::vector<double> values(Group& group, const std::string& variable) {
    apply();
    return group[variable].values();
  }

  template <typename Error>
  std::string error_of_statements() {
    return error_text<Error>([&] { apply(); });
  }

  /// "source-target" of every synapse in the order of creation.
  std::vector<std::string> pairs() {
    apply();
    std::vector<std::string> texts;
    for (std::int64_t synapse = 0; synapse < synapses.size(); ++synapse) {
      const auto at = static_cast<std::size_t>(synapse);
      texts.push_back(std::to_string(synapses.created_sources()[at]) + "-" +
                      std::to_string(synapses.created_targets()[at]));
    }
    return texts;
  }
};

TEST_F(StatementsTest, AssignNumbersQuantitiesListsAndExpressions) {
  source["v"] = 2 * mV;
  source["x"] = {1, 2, 3, 4, 5};
  source["x"]["i > 2"] = "10*x";
  source["x"][{0, -1}].set({7, 8});
  source["s"] = 3;
  source["n"] = "i*i";
  EXPECT_EQ(values(source, "v"), std::vector<double>(5, 2e-3));
  EXPECT_EQ(values(source, "x"), (std::vector<double>{7, 2, 3, 40, 8}));
  EXPECT_EQ(values(source, "s"), (std::vector<double>{3}));
  EXPECT_EQ(values(source, "n"), (std::vector<double>{0, 1, 4, 9, 16}));
  source["v"] = 0;  // zero needs no unit
  EXPECT_EQ(values(source, "v"), std::vector<double>(5, 0));
  target["g"] = 1.5;
  apply();
  source["x"] = source["n"];
  EXPECT_EQ(values(source, "x"), (std::vector<double>{0, 1, 4, 9, 16}));
}

TEST_F(StatementsTest, RefuseWrongUnitsIndicesAndLengths) {
  source["v"] = 1;
  EXPECT_EQ(error_of_statements<DimensionMismatchError>(),
            "'v' of NeuronGroup 'source' is in volt, but the value has no unit");
  source["x"][5] = 1;
  EXPECT_EQ(error_of_statements<UsageError>(),
            "index 5 is out of range for 'x' of NeuronGroup 'source', which has 5 elements");
  source["x"] = {1, 2};
  EXPECT_EQ(error_of_statements<UsageError>(),
            "'x' of NeuronGroup 'source': 2 values for 5 elements");
  source["s"][0] = 1;
  EXPECT_EQ(error_of_statements<UsageError>(),
            "'s' of NeuronGroup 'source' is shared: it has one value and no index");
  source["v"] = "x*nonsense";
  EXPECT_EQ(error_of_statements<ModelError>(), R"(error[unknown-name]: unknown name 'nonsense'
  in value of 'v' of NeuronGroup 'source', line 1
    x*nonsense
      ^^^^^^^^
  help: define 'nonsense' in the script before the run, or add it to the equations
)");
  EXPECT_EQ(values(source, "v"), std::vector<double>(5, 0)) << "a refused statement changed values";
}

TEST_F(StatementsTest, ConnectByArraysConditionExpressionAndCopies) {
  synapses.connect({.i = {3, 0, 3}, .j = {1, 2, 1}});
  synapses.connect({.condition = "i == j and i > 1"});
  synapses.connect({.j = "i % N_post"});
  synapses.connect({.i = {1}, .j = {1}, .n = 2});
  EXPECT_EQ(pairs(), (std::vector<std::string>{"3-1", "0-2", "3-1", "2-2", "3-3", "0-0", "1-1",
                                               "2-2", "3-3", "4-0", "1-1", "1-1"}));
}

TEST_F(StatementsTest, ConnectEveryPairWithoutARuleAndNoneWithProbabilityZero) {
  synapses.connect({.p = 0.0});
  synapses.connect({.p = 1e-20});
  synapses.connect({.condition = "i > 100"});
  EXPECT_EQ(pairs(), std::vector<std::string>{});
  network.run(1 * ms);
  synapses.connect();
  EXPECT_EQ(pairs().size(), 20U);
}

TEST_F(StatementsTest, ConnectWithAProbabilityTakesAboutThatShareWithoutRepeats) {
  NeuronGroup many{200, "x : 1", {.threshold = "x > 0", .name = "many"}};
  Synapses sparse{many, many, {.on_pre = "x += 1", .name = "sparse"}};
  network.add(many);
  network.add(sparse);
  sparse.connect({.p = 0.1});
  apply();
  // 40000 pairs: 4000 expected, standard deviation 60.
  EXPECT_NEAR(static_cast<double>(sparse.size()), 4000, 300);
  std::vector<std::int64_t> numbers;
  for (std::int64_t synapse = 0; synapse < sparse.size(); ++synapse) {
    const auto at = static_cast<std::size_t>(synapse);
    numbers.push_back(sparse.created_sources()[at] * 200 + sparse.created_targets()[at]);
  }
  EXPECT_TRUE(std::ranges::is_sorted(numbers));
  EXPECT_EQ(std::ranges::adjacent_find(numbers), numbers.end());
}

TEST_F(StatementsTest, RefuseIndicesOutOfRangeAndProbabilitiesThatAreNoNumber) {
  synapses.connect({.i = {0}, .j = {4}});
  EXPECT_EQ(error_of_statements<UsageError>(),
            "connect of Synapses 'synapses': j contains 4, but NeuronGroup 'target' has neurons 0 "
            "to 3");
  synapses.connect({.j = "i"});
  EXPECT_EQ(error_of_statements<UsageError>(),
            "connect of Synapses 'synapses': j='i': gives 4 for i = 4, outside allowed range: "
            "NeuronGroup 'target' has "
            "neurons 0 to 3; skip_if_invalid=True leaves such synapses out");
  synapses.connect({.i = {0, 1}, .j = {0, 1, 2}});
  EXPECT_EQ(error_of_statements<UsageError>(),
            "connect of Synapses 'synapses': 2 values for i but 3 for j");
  synapses.connect({.p = std::nan("")});
  EXPECT_EQ(error_of_statements<UsageError>(),
            "connect of Synapses 'synapses': the probability p is nan");
  synapses.connect({.n = -1});
  EXPECT_EQ(error_of_statements<UsageError>(),
            "connect of Synapses 'synapses': n is -1; it must not be negative");
  EXPECT_EQ(synapses.size(), 0);
}

TEST_F(StatementsTest, RefuseMoreSynapsesThanFitWithTheBytesAskedAndFree) {
  NeuronGroup large{1000000, "x : 1", {.threshold = "x > 0", .name = "large"}};
  Synapses dense{large, large, "w : 1", {.on_pre = "x += w", .name = "dense"}};
  network.add(large);
  network.add(dense);
  dense.connect({.p = 0.1});
  const auto text = error_of_statements<ResourceError>();
  EXPECT_TRUE(std::regex_match(text, std::regex("cannot allocate 1\\.6 TB for 1e\\+11 synapses of "
                                                "Synapses 'dense': [0-9.]+ [GM]B are free")))
      << text;
  EXPECT_EQ(dense.size(), 0);
  EXPECT_FALSE(dense.is_connected());
  network.remove(dense);
  synapses.connect();
  network.run(1 * ms);
}

TEST_F(StatementsTest, AnInterruptedConnectLeavesTheSynapsesAsTheyWere) {
  synapses.connect({.i = {0}, .j = {0}});
  apply();
  const std::atomic<int> pressed{1};
  RunOptions options;
  options.stop_requested = &pressed;
  synapses.connect({.condition = "i != j"});
  EXPECT_EQ(error_text<Interrupted>([&] { network.apply_pending(options); }),
            "connect was interrupted; the synapses are as they were before");
  EXPECT_EQ(pairs(), (std::vector<std::string>{"0-0"}));
}

TEST_F(StatementsTest, RefuseARunOfSynapsesThatWereNeverConnected) {
  EXPECT_EQ(error_text<UsageError>([&] { network.run(1 * ms); }),
            "Synapses 'synapses' was never connected: call its connect() before the run");
}

TEST_F(StatementsTest, ValuesOfSynapsesKeepTheOrderOfCreation) {
  synapses.connect({.i = {3, 0, 2, 0}, .j = {1, 3, 0, 1}});
  synapses["w"] = {30, 1, 20, 2};
  synapses["delay"].set({3, 1, 2, 0}, 1 * ms);
  network.run(1 * ms);
  EXPECT_EQ(values(synapses, "w"), (std::vector<double>{30, 1, 20, 2}));
  EXPECT_EQ(pairs(), (std::vector<std::string>{"3-1", "0-3", "2-0", "0-1"}));
  synapses["w"][{0, 3}].set({-30, -2});
  EXPECT_EQ(values(synapses, "w"), (std::vector<double>{-30, 1, 20, -2}));
}

TEST_F(StatementsTest, RefuseDelaysThatAreNegative) {
  synapses.connect();
  synapses["delay"] = "-1*ms";
  EXPECT_EQ(error_text<UsageError>([&] { network.run(1 * ms); }),
            "a delay of Synapses 'synapses' is -0.001 s: delays are finite and not negative");
}

}  // namespace
}  // namespace ranvier::statements_test
