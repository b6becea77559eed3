// Synapses with several pathways, equations, sums and regular statements, as networks run them.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/network.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::pathways_test {
namespace {

using ranvier::testing::error_text;
using ::testing::ElementsAre;
using Texts = std::map<std::string, std::string>;
using Delays = std::map<std::string, Quantity>;

NetworkOptions interpreted() {
  return {.seed = 1, .backend = backend::make_interpreter()};
}

/// A source that spikes at 0.1 ms and 1.1 ms, a target that spikes at 0.3 ms and 0.7 ms.
class PathwaysTest : public ::testing::Test {
 protected:
  SpikeGeneratorGroup source{1, {0, 0}, {0.1e-3, 1.1e-3}};
  SpikeGeneratorGroup target{1, {0, 0}, {0.3e-3, 0.7e-3}};

  void run(Synapses& synapses, const Quantity& duration = 2 * ms) {
    Network network{interpreted(), source, target, synapses};
    network.run(duration);
  }
};

TEST_F(PathwaysTest, RunAtSpikesOfTheSourceAndOfTheTarget) {
  Synapses synapses{source, target, "x : 1", {.on_pre = "x = 2*x + 1", .on_post = "x += 0.25"}};
  synapses.connect();
  run(synapses);
  EXPECT_THAT(synapses["x"].values(), ElementsAre(2 * 1.5 + 1));
}

TEST_F(PathwaysTest, OfTheSourceComeFirstInAStepUnlessTheirOrderSaysOtherwise) {
  SpikeGeneratorGroup both{1, {0}, {0.1e-3}};
  const auto result_of = [&](int order) {
    Synapses synapses{both, both, "x : 1", {.on_pre = "x += 1", .on_post = "x *= 10"}};
    synapses.connect();
    synapses.pathways().back().set_order(order);
    Network network{interpreted(), both, synapses};
    network.run(1 * ms);
    return synapses["x"].values().front();
  };
  EXPECT_EQ(result_of(1), 10);
  EXPECT_EQ(result_of(-2), 1);
}

TEST_F(PathwaysTest, OfOneOrderRunByName) {
  Synapses synapses{
      source, target, "x : 1", {.on_pre = Texts{{"second", "x = 3*x"}, {"first", "x += 1"}}}};
  synapses.connect();
  run(synapses, 1 * ms);
  EXPECT_THAT(synapses["x"].values(), ElementsAre(3));
}

TEST_F(PathwaysTest, HaveDelaysOfTheirOwn) {
  Synapses synapses{
      source,
      target,
      "first : second\nlast : second",
      {.on_pre = "first = t", .on_post = "last = t", .delay = Delays{{"post", 0.2 * ms}}}};
  synapses.connect({.n = 2});
  synapses["delay"].set({0.3, 0.5}, 1 * ms);
  run(synapses, 1 * ms);
  EXPECT_THAT(synapses["first"].values(), ElementsAre(4 * 0.1e-3, 6 * 0.1e-3));
  EXPECT_THAT(synapses["last"].values(), ElementsAre(9 * 0.1e-3, 9 * 0.1e-3));
}

TEST_F(PathwaysTest, OfTheTargetReadAndWriteBothEndsInTheOrderOfCreation) {
  NeuronGroup pre{3, "a : 1"};
  NeuronGroup post{1, "v : 1\nseen : 1", {.threshold = "v > 0.5", .reset = "v = 0"}};
  pre["a"] = {1, 2, 3};
  post["v"] = 1;
  // A source without spikes may have a pathway of the target.
  NeuronGroup silent{3, "a : 1", {.threshold = "a > 100"}};
  silent["a"] = {1, 2, 3};
  Synapses synapses{
      silent, post, "x : 1", {.on_post = "seen_post += a_pre; x = seen_post; a_pre = -x"}};
  synapses.connect({.i = {2, 0, 1}, .j = {0, 0, 0}});
  Network network{interpreted(), silent, post, synapses};
  network.run(0.1 * ms);
  EXPECT_THAT(synapses["x"].values(), ElementsAre(3, 4, 6));
  EXPECT_THAT(silent["a"].values(), ElementsAre(-4, -6, -3));
}

TEST_F(PathwaysTest, BringEventDrivenVariablesToThePresentFirst) {
  Synapses synapses{source,
                    target,
                    "da/dt = -a/(1*ms) : 1 (event-driven)\nseen : 1",
                    {.on_pre = "seen = a; a += 1", .on_post = ""}};
  synapses.connect();
  synapses["a"] = 1;
  run(synapses);
  // From 0 to 0.1 ms, then + 1; at spikes of the target the decay alone.
  const auto at_first = std::exp(-0.1) + 1;
  EXPECT_NEAR(synapses["seen"].values().front(), at_first * std::exp(-1.0), 1e-15);
  EXPECT_NEAR(synapses["lastupdate"].values().front(), 1.1e-3, 1e-18);
}

TEST_F(PathwaysTest, SolveEventDrivenVariablesThatDriveOthers) {
  const auto value_after = [&](const std::string& tau_y) {
    Synapses synapses{source,
                      target,
                      "dx/dt = (0.5 - x)/(1*ms) : 1 (event-driven)\n"
                      "dy/dt = (x - y)/" +
                          tau_y + " : 1 (event-driven)",
                      {.on_post = "y += 0"}};
    synapses.connect();
    synapses["x"] = 1;
    synapses["y"] = 0.25;
    run(synapses);
    return synapses["y"].values().front();
  };
  // x - 0.5 = 0.5 exp(-t/1ms); y by variation of constants, t = 0.7 ms.
  const auto expected = [](double tau) {
    const auto t = 0.7;
    const auto from_x = std::abs(tau - 1) < 1e-12
                            ? 0.5 * t * std::exp(-t)
                            : 0.5 / (tau - 1) * (std::exp(-t / tau) - std::exp(-t)) * 1.0;
    return 0.5 + from_x - 0.25 * std::exp(-t / tau);
  };
  EXPECT_NEAR(value_after("(1*ms)"), expected(1), 1e-14);
  EXPECT_NEAR(value_after("(2*ms)"), expected(2), 1e-14);
  EXPECT_NEAR(value_after("(0.5*ms)"), expected(0.5), 1e-14);
}

TEST_F(PathwaysTest, SolvePairsOfEventDrivenVariables) {
  const auto values_after = [&](const std::string& x, const std::string& y) {
    Synapses synapses{
        source,
        target,
        "dx/dt = (" + x + ")/ms : 1 (event-driven)\ndy/dt = (" + y + ")/ms : 1 (event-driven)",
        {.on_post = "y += 0"}};
    synapses.connect();
    synapses["x"] = 1;
    synapses["y"] = 0.25;
    run(synapses);
    return std::pair(synapses["x"].values().front(), synapses["y"].values().front());
  };
  const auto expect = [&](std::pair<double, double> values, double x, double y) {
    EXPECT_NEAR(values.first, x, 1e-14);
    EXPECT_NEAR(values.second, y, 1e-14);
  };
  const auto t = 0.7;
  const auto c = std::cos(t);
  const auto s = std::sin(t);
  expect(values_after("y", "-x"), c + 0.25 * s, 0.25 * c - s);
  expect(values_after("y - 2", "1 - x"), 1 - 1.75 * s, 2 - 1.75 * c);  // around (1, 2)
  // Sum and difference decay with rates 1 and 3.
  const auto sum = 1.25 * std::exp(-t);
  const auto difference = 0.75 * std::exp(-3 * t);
  expect(values_after("y - 2*x", "x - 2*y"), (sum + difference) / 2, (sum - difference) / 2);
  // One eigenvalue, -2, with one eigenvector.
  const auto decay = std::exp(-2 * t);
  expect(values_after("y - x", "-x - 3*y"), decay * (1 + 1.25 * t), decay * (0.25 - 1.25 * t));
}

TEST_F(PathwaysTest, RefuseEventDrivenEquationsWithoutASolution) {
  const auto refusal = [&](const std::string& equations) {
    Synapses synapses{source, target, equations, {.on_pre = "x += 1", .name = "s"}};
    synapses.connect();
    return error_text<ModelError>([&] { run(synapses); });
  };
  EXPECT_EQ(
      refusal("dx/dt = -x**2/(1*ms) : 1 (event-driven)"),
      "error[unsupported-equations]: method 'exact' cannot integrate 'x': its equation is not "
      "linear in 'x'\n"
      "  in Synapses 's', line 1\n"
      "    dx/dt = -x**2/(1*ms) : 1 (event-driven)\n"
      "             ^^^^ not linear in 'x'\n"
      "  help: an event-driven equation is solved exactly from one event to the next, so it is "
      "linear; mark it (clock-driven), with another method such as 'euler'\n");
  EXPECT_THAT(refusal("dx/dt = y/ms : 1 (event-driven)\n"
                      "dy/dt = z/ms : 1 (event-driven)\n"
                      "dz/dt = -x/ms : 1 (event-driven)"),
              ::testing::HasSubstr("'x' cannot be event-driven: it is coupled to more than one "
                                   "variable both ways or through a chain"));
}

TEST_F(PathwaysTest, IntegrateClockDrivenVariablesInEveryStep) {
  NeuronGroup cells{2, "level : 1"};
  cells["level"] = {1, 3};
  Synapses synapses{cells,
                    cells,
                    "dx/dt = (level_post - x)/(1*ms) + i/ms : 1 (clock-driven)",
                    {.method = "euler"}};
  synapses.connect({.i = {0, 1}, .j = {1, 0}});
  Network network{interpreted(), cells, synapses};
  network.run(0.1 * ms);
  EXPECT_THAT(synapses["x"].values(),
              ElementsAre(::testing::DoubleEq(0.3), ::testing::DoubleEq(0.2)));
}

TEST_F(PathwaysTest, SumOverTheSynapsesOfEachNeuronBeforeTheStep) {
  NeuronGroup cells{3, "total : 1\nout : 1\ndx/dt = total/ms : 1", {.method = "euler"}};
  cells["total"] = 7;
  Synapses synapses{cells, cells, "w : 1\ntotal_post = w : 1 (summed)\nout_pre = 2*w : 1 (summed)"};
  synapses.connect({.i = {2, 0, 2}, .j = {1, 1, 0}});
  synapses["w"] = {1, 10, 100};
  Network network{interpreted(), cells, synapses};
  network.run(0.1 * ms);
  EXPECT_THAT(cells["total"].values(), ElementsAre(100, 11, 0));
  EXPECT_THAT(cells["out"].values(), ElementsAre(20, 0, 202));
  EXPECT_THAT(cells["x"].values(), ElementsAre(10, 1.1, 0));
}

TEST_F(PathwaysTest, OfSeveralSynapsesSumIntoOneVariableOnlyIfAllSaySo) {
  NeuronGroup cells{2, "total : 1"};
  const auto make = [&](const std::string& flags, const std::string& name) {
    auto synapses = std::make_unique<Synapses>(
        cells, cells, "w : 1\ntotal_post = w : 1 (" + flags + ")", SynapsesOptions{.name = name});
    synapses->connect({.condition = "i == j"});
    (*synapses)["w"] = name == "a" ? 1 : 10;
    return synapses;
  };
  {
    const auto a = make("summed", "a");
    const auto b = make("summed, shared target", "b");
    Network network{interpreted(), cells, *a, *b};
    EXPECT_EQ(error_text<UsageError>([&] { network.run(1 * ms); }),
              "'total' of NeuronGroup 'neurongroup' is a summed variable of both Synapses 'a' and "
              "Synapses 'b': each would set it to its own sum; let both add to it with the flags "
              "(summed, shared target), or sum into two variables");
  }
  const auto a = make("summed, shared target", "a");
  const auto b = make("summed, shared target", "b");
  Network network{interpreted(), cells, *b, *a};
  network.run(1 * ms);
  EXPECT_THAT(cells["total"].values(), ElementsAre(11, 11));
}

TEST_F(PathwaysTest, RunRegularStatementsSynapseBySynapseWhereTheyWriteToNeurons) {
  NeuronGroup cells{2, "v : 1"};
  Synapses synapses{cells, cells, "w : 1"};
  synapses.connect({.i = {1, 0, 1}, .j = {1, 1, 0}});
  synapses["w"] = {1, 10, 100};
  synapses.run_regularly("v_post += w; w = v_post");
  Network network{interpreted(), cells, synapses};
  network.run(0.1 * ms);
  EXPECT_THAT(cells["v"].values(), ElementsAre(100, 11));
  EXPECT_THAT(synapses["w"].values(), ElementsAre(1, 11, 100));
}

TEST_F(PathwaysTest, MeanTheTargetByPlainNamesAlsoInSubexpressions) {
  NeuronGroup cells{2, "v : 1\nhalf = v/2 : 1", {.threshold = "v > 100"}};
  cells["v"] = {4, 8};
  Synapses synapses{source, cells, "x : 1\neffect = half + v : 1", {.on_pre = "x = effect"}};
  synapses.connect();
  Network network{interpreted(), source, cells, synapses};
  network.run(1 * ms);
  EXPECT_THAT(synapses["x"].values(), ElementsAre(6, 12));
}

}  // namespace
}  // namespace ranvier::pathways_test
