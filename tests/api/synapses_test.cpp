/// Synapses, their pathways and ways to connect, as a program uses them that has the public header
/// only.
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/ranvier.hpp>

namespace {

using namespace ranvier;
using Doubles = std::vector<double>;

/// Three sources, of which each spikes once, at step 1, 2 and 3, and four targets.
class SynapsesOfAProgram : public ::testing::Test {
 protected:
  SpikeGeneratorGroup source{3, {0, 1, 2}, {0.1e-3, 0.2e-3, 0.3e-3}, {.name = "source"}};
  NeuronGroup target{4, "x : 1\ny : 1", {.name = "target"}};

  /// "source-target" of every synapse in the order of creation.
  static std::string pairs(const Synapses& synapses) {
    std::string text;
    const auto i = synapses.created_sources();
    const auto j = synapses.created_targets();
    for (std::size_t k = 0; k < i.size(); ++k) {
      text += (k == 0 ? "" : " ") + std::to_string(i[k]) + "-" + std::to_string(j[k]);
    }
    return text;
  }

  std::string connected(const ConnectOptions& options) {
    Synapses synapses{source, target};
    synapses.connect(options);
    Network network{source, target, synapses};
    network.apply_pending();
    return pairs(synapses);
  }
};

TEST_F(SynapsesOfAProgram, ConnectAllPairsOrThoseOfACondition) {
  EXPECT_EQ(connected({}), "0-0 0-1 0-2 0-3 1-0 1-1 1-2 1-3 2-0 2-1 2-2 2-3");
  EXPECT_EQ(connected({.condition = "i == j"}), "0-0 1-1 2-2");
  EXPECT_EQ(connected({.condition = "i == j and x_post > 0"}), "");
}

TEST_F(SynapsesOfAProgram, ConnectWithAProbabilityAndWithSeveralSynapsesOfAPair) {
  EXPECT_EQ(connected({.p = 0.0}), "");
  EXPECT_EQ(connected({.condition = "i == j", .p = "1.0*(i > 0)"}), "1-1 2-2");
  EXPECT_EQ(connected({.condition = "i == j", .n = 2}), "0-0 0-0 1-1 1-1 2-2 2-2");
  EXPECT_EQ(connected({.condition = "i == j", .n = "i"}), "1-1 2-2 2-2");
}

TEST_F(SynapsesOfAProgram, ConnectPairsOfNumbers) {
  EXPECT_EQ(connected({.i = {2, 0}, .j = {1, 3}}), "2-1 0-3");
  EXPECT_EQ(connected({.i = 1, .j = {0, 2}}), "1-0 1-2");
  EXPECT_EQ(connected({.i = Numbers{}, .j = Numbers{}}), "");
}

TEST_F(SynapsesOfAProgram, ConnectWithGenerators) {
  EXPECT_EQ(connected({.j = "i + 1"}), "0-1 1-2 2-3");
  EXPECT_EQ(connected({.j = "k for k in range(i, i + 2)"}), "0-0 0-1 1-1 1-2 2-2 2-3");
  EXPECT_EQ(connected({.i = "k for k in range(3) if k == j"}), "0-0 1-1 2-2");
  EXPECT_EQ(connected({.j = "i + 2", .skip_if_invalid = true}), "0-2 1-3");
  EXPECT_THROW(connected({.j = "i + 2"}), UsageError);
}

TEST_F(SynapsesOfAProgram, RunStatementsWhenSpikesOfEitherEndArrive) {
  NeuronGroup cells{2, "x : 1", {.threshold = "t_in_timesteps == 2 and i == 1"}};
  Synapses synapses{source, cells, "w : 1\nn : 1", {.on_pre = "x_post += w", .on_post = "n += 1"}};
  synapses.connect({.j = "0"});
  synapses["w"] = "i + 1.0";
  Synapses back{source, cells, "n : 1", {.on_post = "n += 1"}};
  back.connect({.j = "1"});
  Network network{source, cells, synapses, back};
  network.run(1 * ms);
  EXPECT_EQ(cells["x"].values(), (Doubles{6, 0}));
  EXPECT_EQ(synapses["n"].values(), (Doubles{0, 0, 0}));
  EXPECT_EQ(back["n"].values(), (Doubles{1, 1, 1}));
}

TEST_F(SynapsesOfAProgram, HaveSeveralPathwaysWithDelayAndOrder) {
  Synapses synapses{
      source,
      target,
      "a : second\nb : second\nseen : 1",
      {.on_pre = std::map<std::string, std::string>{{"first", "a = t\nseen = 10*seen + 1"},
                                                    {"second", "b = t"},
                                                    {"third", "seen = 10*seen + 2"}},
       .delay = std::map<std::string, Quantity>{{"second", 0.3 * ms}}}};
  synapses.connect({.condition = "i == 0 and j == 0"});
  synapses.pathway("first").set_order(2);
  Network network{source, target, synapses};
  network.run(1 * ms);
  EXPECT_EQ(synapses.pathways().size(), 3U);
  EXPECT_NEAR(synapses["a"].values().front(), 0.1e-3, 1e-15);
  EXPECT_NEAR(synapses["b"].values().front(), 0.4e-3, 1e-15);
  EXPECT_EQ(synapses["seen"].values(), Doubles{21});  // the third comes first
  EXPECT_THROW(synapses.pathway("fourth"), UsageError);
}

TEST_F(SynapsesOfAProgram, SwitchPathwaysOff) {
  Synapses synapses{source, target, {.on_pre = "x += 1"}};
  synapses.connect({.j = "0"});
  synapses.pathway("pre").set_active(false);
  Network network{source, target, synapses};
  network.run(1 * ms);
  EXPECT_EQ(target["x"].values().front(), 0);
}

TEST_F(SynapsesOfAProgram, HaveOneDelayOrOneForEach) {
  Synapses one{source, target, {.on_pre = "x += 1", .delay = 0.7 * ms}};
  one.connect({.j = "0"});
  Synapses each{source, target, {.on_pre = "y += 1"}};
  each.connect({.j = "0"});
  each["delay"] = "i*0.4*ms";
  Network network{source, target, one, each};
  network.run(0.9 * ms);  // arrivals in steps 8, 9, 10 and 1, 6, 11
  EXPECT_EQ(target["x"].values().front(), 1);
  EXPECT_EQ(target["y"].values().front(), 2);
  EXPECT_EQ(one["delay"].values(), Doubles{0.7 * 1e-3});
  EXPECT_EQ(each["delay"].values().size(), 3U);
}

TEST_F(SynapsesOfAProgram, WaitForEventsOfTheUser) {
  NeuronGroup cells{2, "x : 1", {.events = {{"tick", "t_in_timesteps == i"}}}};
  Synapses synapses{cells,
                    target,
                    {.on_pre = std::map<std::string, std::string>{{"up", "x_post += 1"}},
                     .on_event = std::map<std::string, std::string>{{"up", "tick"}},
                     .name = "synapses"}};
  EXPECT_EQ(synapses.pathway("up").event(), "tick");
  synapses.connect({.j = "i"});
  Network network{cells, target, synapses};
  network.run(0.2 * ms);
  EXPECT_EQ(target["x"].values(), (Doubles{1, 1, 0, 0}));
}

TEST_F(SynapsesOfAProgram, AdvanceEventDrivenEquationsAtSpikesAndClockDrivenInEveryStep) {
  Synapses synapses{source,
                    target,
                    "da/dt = -a/tau : 1 (event-driven)\ndb/dt = 1/ms : 1 (clock-driven)\nseen : 1",
                    {.on_pre = "seen = a", .method = "euler", .constants = {{"tau", 1 * ms}}}};
  synapses.connect({.condition = "i == 1 and j == 0"});
  synapses["a"] = 1;
  Network network{source, target, synapses};
  network.run(1 * ms);
  EXPECT_NEAR(synapses["seen"].values().front(), std::exp(-0.2), 1e-14);
  EXPECT_NEAR(synapses["b"].values().front(), 1, 1e-12);
}

TEST_F(SynapsesOfAProgram, SumIntoVariablesOfTheNeurons) {
  Synapses synapses{target, target, "w : 1\ny_post = w*x_pre : 1 (summed)"};
  synapses.connect({.condition = "i < 2"});
  synapses["w"] = 2;
  target["x"] = {1, 10, 0, 0};
  Network network{target, synapses};
  network.run(0.1 * ms);
  EXPECT_EQ(target["y"].values(), Doubles(4, 22));
}

TEST_F(SynapsesOfAProgram, NumberTheSynapsesOfAPair) {
  Synapses synapses{source, target, "w : 1", {.multisynaptic_index = "copy"}};
  synapses.connect({.condition = "i == 0 and j < 2", .n = 3});
  synapses["w"] = "copy + 10*j";
  Network network{source, target, synapses};
  EXPECT_EQ(network.values(synapses["copy"]), (Doubles{0, 1, 2, 0, 1, 2}));
  EXPECT_EQ(network.values(synapses["w"][PairSelection{Numbers{0}, Numbers{1}, 2}]), Doubles{12});
}

TEST_F(SynapsesOfAProgram, CountTheSynapsesOfNeurons) {
  Synapses synapses{source, target, "w : 1"};
  synapses.connect({.condition = "i <= j and j < 2"});
  synapses["w"] = "1.0/N_incoming";
  Network network{source, target, synapses};
  EXPECT_EQ(network.values(synapses["w"]), (Doubles{1, 0.5, 0.5}));
  EXPECT_EQ(synapses["N_incoming"].values(), (Doubles{1, 2, 2}));
  EXPECT_EQ(synapses["N_outgoing"].values(), (Doubles{2, 2, 1}));
  EXPECT_EQ(synapses.incoming_of_each(), (std::vector<std::int32_t>{1, 2, 0, 0}));
  EXPECT_EQ(synapses.outgoing_of_each(), (std::vector<std::int32_t>{2, 1, 0}));
  EXPECT_EQ(synapses["i"].values(), (Doubles{0, 0, 1}));
  EXPECT_EQ(synapses["j"].values(), (Doubles{0, 1, 1}));
  EXPECT_EQ(synapses.size(), 3);
}

TEST_F(SynapsesOfAProgram, AreIndexedByTheNeuronsAtTheirEnds) {
  Synapses synapses{source, target, "w : 1"};
  synapses.connect();
  Network network{source, target, synapses};
  synapses["w"] = "10.0*i + j";
  synapses["w"][PairSelection{Numbers{2}, Slice{}}] = 0;
  synapses["w"]["i == 0 and j == 1"] = 100;
  EXPECT_EQ(network.values(synapses["w"][PairSelection{Slice{}, Numbers{1}}]),
            (Doubles{100, 11, 0}));
  EXPECT_EQ((synapses["w"][{0, 4}].values()), (Doubles{0, 10}));
  EXPECT_EQ(network.indices(synapses, "w == 11"), Numbers{5});
}

TEST_F(SynapsesOfAProgram, ReadAndWriteVariablesOfTheirNeurons) {
  Synapses synapses{target, target};
  synapses.connect({.i = {0, 1}, .j = {2, 3}});
  target["x"] = {1, 2, 3, 4};
  Network network{target, synapses};
  EXPECT_EQ(network.values(synapses["x_pre"]), (Doubles{1, 2}));
  EXPECT_EQ(network.values(synapses["x_post"]), (Doubles{3, 4}));
  synapses["y_post"] = "x_pre";
  EXPECT_EQ(network.values(target["y"]), (Doubles{0, 0, 1, 2}));
}

TEST_F(SynapsesOfAProgram, RunStatementsRegularlyInTheirOwnStepAndType) {
  Synapses synapses{source,
                    target,
                    "w : 1",
                    {.clock = {.dt = 0.5 * ms},
                     .order = 2,
                     .name = "synapses",
                     .dtype = {.of = {{"w", ElementType::float32}}},
                     .method_options = {}}};
  synapses.connect({.j = "0"});
  synapses.run_regularly("w += 0.1");
  EXPECT_EQ(synapses.order(), 2);
  Network network{source, target, synapses};
  network.run(0.5 * ms);
  EXPECT_EQ(synapses["w"].values(), Doubles(3, static_cast<double>(0.1F)));
}

TEST_F(SynapsesOfAProgram, CanHaveSynapsesAsTheirTarget) {
  Synapses synapses{source, target, "w : 1"};
  synapses.connect({.j = "0"});
  Synapses modulation{source, synapses, {.on_pre = "w_post += 1"}};
  modulation.connect({.j = "i"});
  Network network{source, target, synapses, modulation};
  network.run(1 * ms);
  EXPECT_EQ(synapses["w"].values(), (Doubles{1, 1, 1}));
}

}  // namespace
