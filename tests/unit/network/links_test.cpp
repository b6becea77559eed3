#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/network/network.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::links_test {
namespace {

using ranvier::testing::error_text;
using Numbers = std::vector<double>;
using Elements = std::vector<std::int64_t>;

/// A group whose values change in each step, and one that shows them; with both back ends.
class LinksTest : public ::testing::TestWithParam<bool> {
 protected:
  NeuronGroup source{
      4, "v : volt\nk : 1\ntwice = 2*v : volt\nfirst : 1 (shared)", {.name = "source"}};
  NeuronGroup reader{
      4,
      "x : volt (linked)\ny : 1 (linked)\nseen : volt\nat : integer\nsum = x + seen : volt",
      {.threshold = "x > 2.5*mV", .reset = "seen += x", .name = "reader"}};
  std::shared_ptr<backend::Backend> backend =
      GetParam() ? backend::make_llvm() : backend::make_interpreter();
  Network network{{.backend = backend}, source, reader};
  state::RandomState random{1};

  Numbers evaluated(Group& group, const std::string& text) {
    return network::evaluate(group, text, {}, {.backend = backend.get(), .random = &random});
  }
};

TEST_P(LinksTest, ShowTheValuesOfTheMoment) {
  reader.link("x", source, "v");
  reader.link("y", source, "k");
  source["v"] = "i*mV";
  network.apply_pending();
  EXPECT_EQ(reader["x"].values(), (Numbers{0, 1e-3, 2e-3, 3e-3}));
  EXPECT_EQ(evaluated(reader, "2*x"), (Numbers{0, 2e-3, 4e-3, 6e-3}));
  source.run_regularly("v += 1*mV");
  SpikeMonitor spikes{reader};
  StateMonitor states{reader, {"x", "sum"}, {.when = "end"}};
  network.add(spikes);
  network.add(states);
  network.run(0.2 * ms);
  EXPECT_EQ(spikes.i(), (std::vector<std::int32_t>{2, 3, 1, 2, 3}));
  const auto x = states.values("x");
  EXPECT_NEAR(x[0], 1e-3, 1e-15);
  EXPECT_NEAR(x[7], 5e-3, 1e-15);
  EXPECT_NEAR(reader["seen"].values()[3], 9e-3, 1e-15);
  EXPECT_NEAR(states.values("sum")[7], 14e-3, 1e-15);
}

TEST_P(LinksTest, FollowAnIndexOrAVariable) {
  reader.link("x", source, "v", Elements{3, 0, 0, 1});
  reader.link("y", source, "k", std::string("at"));
  source["v"] = "i*mV";
  source["k"] = "10*i";
  reader["at"] = "3 - i";
  network.apply_pending();
  EXPECT_EQ(reader["x"].values(), (Numbers{3e-3, 0, 0, 1e-3}));
  EXPECT_EQ(reader["y"].values(), (Numbers{30, 20, 10, 0}));
  reader.run_regularly("at = (at + 1) % 4");
  StateMonitor states{reader, {"y"}, {.when = "end"}};
  network.add(states);
  network.run(0.2 * ms);
  EXPECT_EQ(states.values("y"), (Numbers{0, 10, 30, 0, 20, 30, 10, 20}));
}

TEST_P(LinksTest, ReachSubexpressionsSharedValuesPartsAndOtherLinks) {
  NeuronGroup third{2, "z : volt (linked)\nw : volt (linked)\ns : 1 (linked)", {.name = "third"}};
  Subgroup part{source, 2, 4};
  reader.link("x", source, "twice");
  reader.link("y", source, "k");
  third.link("z", part, "v");
  third.link("w", reader, "x", Elements{1, 3});
  third.link("s", source, "first");
  source["v"] = "i*mV";
  source["first"] = 7;
  source.run_regularly("v += 1*mV");
  network.add(third);
  StateMonitor states{third, {"z", "w", "s"}, {.when = "end"}};
  network.add(states);
  network.run(0.1 * ms);
  EXPECT_EQ(states.values("z"), (Numbers{3e-3, 4e-3}));
  EXPECT_EQ(states.values("w"), (Numbers{4e-3, 8e-3}));
  EXPECT_EQ(states.values("s"), (Numbers{7, 7}));
  EXPECT_EQ(evaluated(third, "w + z"), (Numbers{7e-3, 12e-3}));
}

TEST_P(LinksTest, AreReadBySynapses) {
  NeuronGroup target{4, "g : volt", {.name = "target"}};
  Synapses synapses{reader, target, {.on_pre = "g_post += x_pre"}};
  synapses.connect({.condition = "i == j and x_pre > 1.5*mV"});
  reader.link("x", source, "v");
  reader.link("y", source, "k");
  source["v"] = "i*mV";
  network.add(target);
  network.add(synapses);
  network.run(0.1 * ms);
  EXPECT_EQ(target["g"].values(), (Numbers{0, 0, 0, 3e-3}));
  EXPECT_EQ(synapses.size(), 2);
}

TEST_P(LinksTest, PassOnWhatStatementsAssign) {
  reader.link("x", source, "v", Elements{3, 2, 1, 0});
  reader.link("y", source, "k");
  NeuronGroup third{2, "z : volt (linked)", {.name = "third"}};
  Subgroup part{reader, 1, 3, "part"};
  third.link("z", part, "x");
  network.add(third);
  third.run_regularly("z += 10*mV");
  reader.run_regularly("y = i + 1");
  source["v"] = "i*mV";
  network.run(0.1 * ms);
  EXPECT_EQ(source["k"].values(), (Numbers{1, 2, 3, 4}));
  const auto v = source["v"].values();
  EXPECT_NEAR(v[0], 0, 1e-15);
  EXPECT_NEAR(v[1], 11e-3, 1e-15);
  EXPECT_NEAR(v[2], 12e-3, 1e-15);
  EXPECT_NEAR(v[3], 3e-3, 1e-15);
}

TEST_P(LinksTest, PassOnWhatIsAssigned) {
  reader.link("x", source, "v", Elements{3, 2, 1, 0});
  reader["x"] = "(i + 1)*mV";
  network.apply_pending();
  EXPECT_EQ(source["v"].values(), (Numbers{4e-3, 3e-3, 2e-3, 1e-3}));
  reader.link("y", source, "first");
  reader["y"] = 5;
  network.apply_pending();
  EXPECT_EQ(source["first"].values(), (Numbers{5}));
  reader["y"] = Numbers{1, 2, 3, 4};
  EXPECT_EQ(error_text<Error>([&] { network.apply_pending(); }),
            "all elements of 'y' of NeuronGroup 'reader' show the one value of 'first' of "
            "NeuronGroup 'source': give one value");
  reader.link("x", source, "twice");
  reader["x"] = "1*mV";
  EXPECT_EQ(error_text<Error>([&] { network.apply_pending(); }),
            "'x' of NeuronGroup 'reader' shows 'twice' of NeuronGroup 'source', which is computed "
            "and can't be set");
}

TEST_P(LinksTest, SayWhatIsWrongWithThem) {
  const auto error_of = [&](const auto& action) { return error_text<Error>(action); };
  EXPECT_EQ(
      error_of([&] { reader.link("seen", source, "v"); }),
      "'seen' of NeuronGroup 'reader' can't be linked: only parameters with the flag (linked) "
      "can");
  EXPECT_EQ(error_of([&] { reader.link("x", source, "nope"); }),
            "NeuronGroup 'source' has no variable 'nope' to link to");
  EXPECT_EQ(error_of([&] { reader.link("x", source, "k"); }),
            "'x' of NeuronGroup 'reader' is in volt, but 'k' of NeuronGroup 'source' has no unit");
  Subgroup part{source, 0, 2, "part"};
  EXPECT_EQ(
      error_of([&] { reader.link("x", part, "v"); }),
      "'x' of NeuronGroup 'reader' can't be linked to 'v' of Subgroup 'part': the sizes are 4 "
      "and 2; give an index that says which element each one reads");
  EXPECT_EQ(error_of([&] { reader.link("x", source, "v", Elements{1}); }),
            "the index for 'x' of NeuronGroup 'reader' has 1 values for 4 elements");
  EXPECT_EQ(error_of([&] { reader.link("x", source, "v", Elements{0, 1, 2, 4}); }),
            "the index for 'x' of NeuronGroup 'reader' contains 4, but NeuronGroup 'source' has "
            "elements 0 to 3");
  EXPECT_EQ(error_of([&] { reader.link("x", source, "v", std::string("seen")); }),
            "the index for 'x' of NeuronGroup 'reader' must be an integer variable of that group, "
            "and 'seen' is none");
  const auto unset =
      "'x' of NeuronGroup 'reader' is linked to nothing yet: link it to a variable "
      "of another group before it is used";
  EXPECT_EQ(error_of([&] { network.run(0.1 * ms); }), unset);
  EXPECT_EQ(error_of([&] { reader["x"].values(); }), unset);
  Synapses synapses{reader, reader, "w : 1", {.name = "s"}};
  const auto connected = [&](const std::string& condition) {
    return error_of([&] {
      synapses.connect({.condition = condition});
      network::apply_pending(synapses, {.backend = backend.get(), .random = &random});
    });
  };
  EXPECT_EQ(connected("x_pre > 0*volt"), unset);
  EXPECT_EQ(connected("i != j and x_post < 1*volt"), unset);
  EXPECT_EQ(error_of([&] {
              synapses.connect({.j = "k for k in range(i, i + 1) if x_pre > 0*volt"});
              network::apply_pending(synapses, {.backend = backend.get(), .random = &random});
            }),
            unset);
  reader.link("y", source, "k", std::string("at"));
  reader.link("x", source, "v");
  reader["at"] = 9;
  StateMonitor states{reader, {"y"}};
  network.add(states);
  EXPECT_EQ(error_of([&] { network.run(0.1 * ms); }),
            "the index of 'y' of NeuronGroup 'reader' is 9 for element 0, but elements are 0 to 3");
}

INSTANTIATE_TEST_SUITE_P(BackEnds, LinksTest, ::testing::Bool(), [](const auto& backend) {
  return backend.param ? "llvm" : "interpreter";
});

}  // namespace
}  // namespace ranvier::links_test
