#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/network.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::subgroup_test {
namespace {

using ranvier::testing::error_text;
using Numbers = std::vector<double>;
using Integers = std::vector<std::int32_t>;

/// Ten neurons, a range and a list of them, with both back ends.
class SubgroupTest : public ::testing::TestWithParam<bool> {
 protected:
  NeuronGroup group{10,
                    "v : 1\nx : integer\nfirst : 1 (shared)\ntwice = 2*v + i : 1",
                    {.threshold = "v > 0.5", .reset = "v = 0", .name = "group"}};
  Subgroup range{group, 2, 5, "range"};
  Subgroup list{group, {1, 4, 8}, "list"};
  Network network{{.backend = GetParam() ? backend::make_llvm() : backend::make_interpreter()},
                  group};

  Numbers values(Group& of, const std::string& variable) {
    network.apply_pending();
    return of[variable].values();
  }
};

TEST_P(SubgroupTest, WritesItsElementsOnly) {
  range["v"] = 1;
  list["x"] = "i + 10*N";
  EXPECT_EQ(values(group, "v"), (Numbers{0, 0, 1, 1, 1, 0, 0, 0, 0, 0}));
  EXPECT_EQ(values(group, "x"), (Numbers{0, 30, 0, 0, 31, 0, 0, 0, 32, 0}));
  range["v"]["i > 0"] = "i + v";
  list["v"]["i != 1 and N == 3"] = 7;
  list["x"][{-1, 0}].set({5, 6});
  EXPECT_EQ(values(group, "v"), (Numbers{0, 7, 1, 2, 3, 0, 0, 0, 7, 0}));
  EXPECT_EQ(values(list, "x"), (Numbers{6, 31, 5}));
  EXPECT_EQ(values(range, "v"), (Numbers{1, 2, 3}));
  group["v"] = "i";
  range["v"] = "-v";  // in the order in which it was written
  EXPECT_EQ(values(group, "v"), (Numbers{0, 1, -2, -3, -4, 5, 6, 7, 8, 9}));
}

TEST_P(SubgroupTest, SharesWhatIsShared) {
  range["first"] = "3";
  EXPECT_EQ(values(group, "first"), (Numbers{3}));
  EXPECT_EQ(values(list, "first"), (Numbers{3}));
}

TEST_P(SubgroupTest, RunsRegularOperationsForItsElements) {
  group.run_regularly("x += 16");
  range.run_regularly("x += 100*(i + 1)");
  list.run_regularly("x += 1000*(i + 1)", {.dt = 0.2 * ms});
  network.run(0.2 * ms);
  EXPECT_EQ(values(group, "x"), (Numbers{32, 1032, 232, 432, 2632, 32, 32, 32, 3032, 32}));
}

TEST_P(SubgroupTest, RecordsSpikesStatesAndRates) {
  group.run_regularly("v = 1.0*((t_in_timesteps + i) % 3 == 0)");
  SpikeMonitor range_spikes{range, {.variables = {"x"}, .name = "range_spikes"}};
  SpikeMonitor list_spikes{list, {.name = "list_spikes"}};
  StateMonitor states{list, {"x", "twice"}, {.record = std::vector<std::int64_t>{2, 0}}};
  PopulationRateMonitor rates{list};
  PopulationRateMonitor range_rates{range};
  group["x"] = "i";
  for (NetworkObject* object :
       std::vector<NetworkObject*>{&range_spikes, &list_spikes, &states, &rates, &range_rates}) {
    network.add(*object);
  }
  network.run(0.3 * ms);
  // Neurons 0, 3, 6, 9 spike in step 0; 2, 5, 8 in step 1; 1, 4, 7 in step 2.
  EXPECT_EQ(range_spikes.i(), (Integers{1, 0, 2}));
  EXPECT_EQ(range_spikes["x"], (Numbers{3, 2, 4}));
  EXPECT_EQ(range_spikes.count(), (Integers{1, 1, 1}));
  EXPECT_EQ(list_spikes.i(), (Integers{2, 0, 1}));
  EXPECT_EQ(states.values("x"), (Numbers{8, 8, 8, 1, 1, 1}));
  EXPECT_EQ(rates.rate()[0], 0);
  EXPECT_NEAR(rates.rate()[1], 1 / (3 * 0.1e-3), 1e-9);
  EXPECT_NEAR(rates.rate()[2], 2 / (3 * 0.1e-3), 1e-9);
  EXPECT_NEAR(range_rates.rate()[0], 1 / (3 * 0.1e-3), 1e-9);
}

TEST_P(SubgroupTest, TakesInput) {
  PoissonInput input{list, "v", 5, 20000 * Hz, "0.01*(i + 1)"};  // probability 1 in each step
  network.add(input);
  network.run(0.1 * ms);
  EXPECT_EQ(values(group, "v"), (Numbers{0, 0.05, 0, 0, 0.1, 0, 0, 0, 0.15, 0}));
}

/// Source-target of each synapse, as the user numbers them.
std::vector<std::pair<int, int>> pairs_of(const Synapses& synapses) {
  std::vector<std::pair<int, int>> pairs;
  for (std::size_t k = 0; k < synapses.created_sources().size(); ++k) {
    pairs.emplace_back(synapses.created_sources()[k], synapses.created_targets()[k]);
  }
  return pairs;
}

using Pairs = std::vector<std::pair<int, int>>;

TEST_P(SubgroupTest, IsAnEndOfSynapses) {
  NeuronGroup target{20, "g : integer\nindex : integer", {.name = "target"}};
  Subgroup last{target, 17, 20, "last"};
  group["x"] = "i";
  target["index"] = "100*i";
  Synapses synapses{range, last, "w : 1\nn : integer", {.on_pre = "g += 10*i + j + x_pre"}};
  synapses.connect({.condition = "i != j and x_pre == i + 2 and index_post == 100*(j + 17)"});
  Synapses by_number{list, last, "w : 1", {.on_pre = "g += 1000*(i + 1)"}};
  by_number.connect({.j = "2 - i"});
  by_number.connect({.i = {2, 0}, .j = {2, 1}});
  Synapses all{last, list, {.name = "all"}};
  all.connect();
  synapses["n"] = "10*i + j";
  synapses["w"]["i == 1"] = "N_pre + 10*N_post";
  network.add(target);
  network.add(synapses);
  network.add(by_number);
  network.add(all);
  network.apply_pending();
  EXPECT_EQ(pairs_of(synapses), (Pairs{{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 0}, {2, 1}}));
  EXPECT_EQ(pairs_of(by_number), (Pairs{{0, 2}, {1, 1}, {2, 0}, {2, 2}, {0, 1}}));
  EXPECT_EQ(pairs_of(all),
            (Pairs{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}}));
  EXPECT_EQ(synapses["n"].values(), (Numbers{1, 2, 10, 12, 20, 21}));
  EXPECT_EQ(synapses["w"].values(), (Numbers{0, 0, 33, 33, 0, 0}));
  group["v"] = "1.0*(i == 2 or i == 4)";  // the first and the last of range, the second of list
  network.run(0.1 * ms);
  Numbers expected(20);
  expected[17] = 20 + 4;                 // from 2 of range
  expected[18] = 1 + 2 + 21 + 4 + 2000;  // from 0 and 2 of range, from 1 of list
  expected[19] = 2 + 2;                  // from 0 of range
  EXPECT_EQ(target["g"].values(), expected);
}

TEST_P(SubgroupTest, SaysWhereAnIndexIsOutOfRange) {
  range["v"][3] = 1;
  EXPECT_EQ(error_text<UsageError>([&] { network.apply_pending(); }),
            "index 3 is out of range for 'v' of Subgroup 'range', which has 3 elements");
  Synapses synapses{range, group, {.name = "synapses"}};
  network.add(synapses);
  synapses.connect({.i = {3}, .j = {0}});
  EXPECT_EQ(
      error_text<UsageError>([&] { network.apply_pending(); }),
      "connect of Synapses 'synapses': i contains 3, but Subgroup 'range' has neurons 0 to 2");
}

TEST(Subgroup, NeedsTheWholeGroupInTheNetwork) {
  NeuronGroup group{3, "v : 1", {.name = "group"}};
  Subgroup part{group, 0, 2, "part"};
  StateMonitor monitor{part, {"v"}, {.name = "monitor"}};
  Network network{{.backend = backend::make_interpreter()}, part, monitor};
  EXPECT_EQ(error_text<UsageError>([&] { network.run(1 * ms); }),
            "Subgroup 'part' is in the network, but NeuronGroup 'group', which it needs, is not; "
            "add it");
}

INSTANTIATE_TEST_SUITE_P(BackEnds, SubgroupTest, ::testing::Bool(), [](const auto& backend) {
  return backend.param ? "llvm" : "interpreter";
});

}  // namespace
}  // namespace ranvier::subgroup_test
