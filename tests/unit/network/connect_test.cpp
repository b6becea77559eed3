#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::connect_test {
namespace {

using ranvier::testing::error_text;

class ConnectTest : public ::testing::TestWithParam<bool> {
 protected:
  NeuronGroup source{5, "x : 1\nk : integer", {.threshold = "x > 1", .name = "source"}};
  NeuronGroup target{7, "y : 1\nlarge = y > 3 : boolean", {.name = "target"}};
  Synapses synapses{source, target, "w : 1", {.on_pre = "y += w", .name = "synapses"}};
  Network network{{.backend = GetParam() ? backend::make_llvm() : backend::make_interpreter()},
                  source,
                  target,
                  synapses};

  void SetUp() override {
    source["x"] = "0.5*i";
    source["k"] = "i";
    target["y"] = "i";
  }

  /// "ij" of every synapse that the rule makes, in the order of creation.
  std::string pairs(const ConnectOptions& options) {
    const auto before = synapses.size();
    synapses.connect(options);
    network.apply_pending();
    std::string text;
    for (auto synapse = static_cast<std::size_t>(before);
         synapse < static_cast<std::size_t>(synapses.size()); ++synapse) {
      text += std::to_string(synapses.created_sources()[synapse]) +
              std::to_string(synapses.created_targets()[synapse]) + " ";
    }
    return text;
  }

  template <typename Error = UsageError>
  std::string error_of(const ConnectOptions& options) {
    return error_text<Error>([&] { pairs(options); });
  }
};

INSTANTIATE_TEST_SUITE_P(BackEnds, ConnectTest, ::testing::Bool());

TEST_P(ConnectTest, GeneratorsRunOverTheirRangeForEachSource) {
  EXPECT_EQ(pairs({.j = "k for k in range(i - 1, i + 2) if k >= 0 and k < N_post"}),
            "00 01 10 11 12 21 22 23 32 33 34 43 44 45 ");
  EXPECT_EQ(pairs({.j = "k for k in range(5, 0, -2) if i == 1"}), "15 13 11 ");
  EXPECT_EQ(pairs({.j = "k for k in sample(5, 0, -2, size=3*(i == 1))"}), "15 13 11 ");
  EXPECT_EQ(pairs({.j = "k for k in range(k_pre)"}), "10 20 21 30 31 32 40 41 42 43 ");
  EXPECT_EQ(pairs({.j = "k*1.6 for k in range(3) if i == 0"}), "00 01 03 ");
  EXPECT_EQ(pairs({.j = "i + 1 if x_pre > 0.6"}), "23 34 45 ");
  EXPECT_EQ(pairs({.j = "k for k in range(i, i + 2) if i != j and j > 3"}), "34 45 ");
}

TEST_P(ConnectTest, ConditionsOfGeneratorsMayReadTheNeuronThatIsFound) {
  EXPECT_EQ(pairs({.j = "i + k for k in range(-1, 2) if y_post > 4", .skip_if_invalid = true}),
            "45 ");
  EXPECT_EQ(pairs({.j = "k for k in range(N_post) if large and i == 0"}), "04 05 06 ");
}

TEST_P(ConnectTest, GeneratorsForTheSourceGoThroughTheTargets) {
  EXPECT_EQ(pairs({.i = "int(y_post/2)"}), "00 01 12 13 24 25 36 ");
  EXPECT_EQ(pairs({.i = "k for k in range(j - 1, j + 1) if x_pre > 1", .skip_if_invalid = true}),
            "33 34 44 45 ");
}

TEST_P(ConnectTest, SkipsWhatIsOutOfRangeWhenAsked) {
  EXPECT_EQ(pairs({.j = "i + 4", .skip_if_invalid = true}), "04 15 26 ");
  EXPECT_EQ(pairs({.j = "k for k in sample(N_post, size=99) if i == 0", .skip_if_invalid = true}),
            "00 01 02 03 04 05 06 ");
  EXPECT_EQ(error_of({.j = "i + 4"}),
            "connect of Synapses 'synapses': j='i + 4': gives 7 for i = 3, outside allowed range: "
            "NeuronGroup 'target' "
            "has neurons 0 to 6; skip_if_invalid=True leaves such synapses out");
  EXPECT_EQ(error_of({.j = "k for k in sample(N_post, size=8)"}),
            "connect of Synapses 'synapses': j='k for k in sample(N_post, size=8)': a sample of 8 "
            "from 7 numbers, for i = 0; skip_if_invalid=True takes what there is");
}

TEST_P(ConnectTest, CopiesMayDependOnThePair) {
  EXPECT_EQ(pairs({.condition = "i == j", .n = "i"}), "11 22 22 33 33 33 44 44 44 44 ");
  EXPECT_EQ(pairs({.condition = "i == 0", .n = "large"}), "04 05 06 ");
  EXPECT_EQ(pairs({.j = "k for k in range(3) if i == 1", .n = "k"}), "11 12 12 ");
  EXPECT_EQ(pairs({.j = "i", .n = "x_pre"}), "22 33 44 44 ");
  EXPECT_EQ(error_of({.n = "i - 2"}),
            "connect of Synapses 'synapses': n is -2; it must not be negative");
}

TEST_P(ConnectTest, SamplesHaveTheirSizeAndEveryChoiceIsEquallyLikely) {
  NeuronGroup many{4000, "x : 1", {.threshold = "x > 1", .name = "many"}};
  Synapses sampled{many, target, {.name = "sampled"}};
  network.add(many);
  network.add(sampled);
  sampled.connect({.j = "k for k in sample(N_post, size=3)"});
  network.apply_pending();
  ASSERT_EQ(sampled.size(), 12000);
  std::map<std::set<std::int32_t>, int> choices;
  for (std::size_t row = 0; row < 4000; ++row) {
    const auto targets = sampled.targets();
    EXPECT_LT(targets[3 * row], targets[3 * row + 1]);
    EXPECT_LT(targets[3 * row + 1], targets[3 * row + 2]);
    ++choices[{targets[3 * row], targets[3 * row + 1], targets[3 * row + 2]}];
  }
  // 35 choices, 114 of each: the sum of squares has 34 degrees of freedom; 70 has p = 0.0003.
  double chi_squared = 0;
  for (const auto& [choice, count] : choices) {
    chi_squared += (count - 4000.0 / 35) * (count - 4000.0 / 35) / (4000.0 / 35);
  }
  EXPECT_EQ(choices.size(), 35U);
  EXPECT_LT(chi_squared, 70);
}

TEST_P(ConnectTest, SamplesTakeEachNumberWithTheirProbability) {
  NeuronGroup many{2000, "x : 1", {.threshold = "x > 1", .name = "many"}};
  Synapses sampled{many, target, {.name = "sampled"}};
  network.add(many);
  network.add(sampled);
  sampled.connect({.j = "k for k in sample(1, N_post, 2, p=0.2*(i < 1000))"});
  network.apply_pending();
  // 3000 draws of 0.2: standard deviation 22.
  EXPECT_NEAR(static_cast<double>(sampled.size()), 600, 90);
  for (std::size_t synapse = 0; synapse < static_cast<std::size_t>(sampled.size()); ++synapse) {
    EXPECT_LT(sampled.sources()[synapse], 1000);
    EXPECT_EQ(sampled.targets()[synapse] % 2, 1);
  }
}

TEST_P(ConnectTest, RefusesWhatIsNotKnownYetAndWhatIsNoInteger) {
  EXPECT_EQ(
      error_of<ModelError>({.j = "k for k in range(j)"}),
      R"(error[connect-reference]: 'j' belongs to the target neuron, which this expression is to find
  in j of connect of Synapses 'synapses', line 1
    k for k in range(j)
                     ^
  help: use 'i', numbers and variables of the source neuron; the condition after 'if' may use both
)");
  EXPECT_EQ(
      error_of<ModelError>({.j = "k for k in range(x_pre)"}),
      R"(error[type-mismatch]: The 'high' argument of the range function was a real number, but it needs to be an integer.
  in j of connect of Synapses 'synapses', line 1
    k for k in range(x_pre)
                     ^^^^^
  help: convert it: int(...)
)");
  EXPECT_EQ(error_of<ModelError>({.condition = "N_incoming < 3"}),
            R"(error[connect-reference]: 'N_incoming' is not known before connect is done
  in condition of connect of Synapses 'synapses', line 1
    N_incoming < 3
    ^^^^^^^^^^^^^^
  help: count the synapses in a connect() of their own, or beforehand
)");
  EXPECT_EQ(error_of({.j = "i", .p = 0.5}),
            "connect of Synapses 'synapses': a generator takes no p; choose with sample(..., "
            "p=...), or with 'if rand() < p'");
  EXPECT_EQ(
      error_of({.j = "k for k in range(0, 3, 0)"}),
      "connect of Synapses 'synapses': j='k for k in range(0, 3, 0)': the step is 0 for i = 0");
  EXPECT_EQ(synapses.size(), 0);
}

TEST_P(ConnectTest, CountsOfSynapsesAreVariables) {
  pairs({.j = "k for k in range(k_pre)"});
  synapses["w"] = "10*N_outgoing + N_incoming";
  network.apply_pending();
  EXPECT_EQ(synapses["w"].values(), (std::vector<double>{14, 24, 23, 34, 33, 32, 44, 43, 42, 41}));
}

TEST_P(ConnectTest, RefusesAConditionThatAcceptsFarTooManyPairsAtOnce) {
  NeuronGroup large{1000000, "x : 1", {.threshold = "x > 0", .name = "large"}};
  Synapses dense{large, large, "w : 1", {.on_pre = "x += w", .name = "dense"}};
  network.add(large);
  network.add(dense);
  dense.connect({.condition = "i != j"});
  const auto text = error_text<ResourceError>([&] { network.apply_pending(); });
  EXPECT_TRUE(text.starts_with("cannot allocate 16.0 TB for 1e+12 synapses of Synapses 'dense': "))
      << text;
  EXPECT_EQ(dense.size(), 0);
}

TEST_P(ConnectTest, VariablesAtTheEndsAreSetThroughTheSynapses) {
  pairs({.j = "i + 1"});
  synapses["w"] = "i";
  const auto assign = [&](const std::string& variable, const std::string& text,
                          const model::Selection& selection) {
    synapses.record(model::Assignment{variable, text, selection, {}});
    network.apply_pending();
  };
  assign("y_post", "100*w", {});
  EXPECT_EQ(target["y"].values(), (std::vector<double>{0, 0, 100, 200, 300, 400, 6}));
  assign("x_pre", "-1", model::Numbers{2});
  EXPECT_EQ(source["x"].values(), (std::vector<double>{0, 0.5, -1, 1.5, 2}));
}

}  // namespace
}  // namespace ranvier::connect_test
