#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::model::selection_test {
namespace {

using ranvier::testing::error_text;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Selection, SlicesAreThoseOfPython) {
  const auto of = [](Slice slice) { return elements_of(slice, 5, "'v'"); };
  EXPECT_THAT(of({}), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(of({1, 3}), ElementsAre(1, 2));
  EXPECT_THAT(of({-2, 100}), ElementsAre(3, 4));
  EXPECT_THAT(of({{}, {}, 2}), ElementsAre(0, 2, 4));
  EXPECT_THAT(of({{}, {}, -2}), ElementsAre(4, 2, 0));
  EXPECT_THAT(of({3, {}, -1}), ElementsAre(3, 2, 1, 0));
  EXPECT_THAT(of({3, -100, -1}), ElementsAre(3, 2, 1, 0));
  EXPECT_THAT(of({4, 2}), IsEmpty());
  EXPECT_THAT(of({{}, {}, std::int64_t{1} << 62}), ElementsAre(0));
  EXPECT_EQ(error_text<UsageError>([&] { of({{}, {}, 0}); }), "a slice of 'v' has the step 0");
}

TEST(Selection, NumbersAndMasksAreChecked) {
  EXPECT_THAT(elements_of(Numbers{-1, 0, 0}, 3, "'v'"), ElementsAre(2, 0, 0));
  EXPECT_EQ(error_text<UsageError>([] { elements_of(Numbers{3}, 3, "'v'"); }),
            "index 3 is out of range for 'v', which has 3 elements");
  EXPECT_THAT(elements_of(Mask{{true, false, true}}, 3, "'v'"), ElementsAre(0, 2));
  EXPECT_EQ(error_text<UsageError>([] { elements_of(Mask{{true}}, 3, "'v'"); }),
            "the mask for 'v' has 1 values, but there are 3 elements");
}

TEST(Selection, PairsSelectSynapsesByTheNeuronsAtTheirEnds) {
  NeuronGroup cells{3, "v : 1", {.threshold = "v > 1", .name = "cells"}};
  Synapses synapses{cells, cells, "w : 1", {.name = "s", .multisynaptic_index = "k"}};
  const std::vector<std::int32_t> sources{2, 0, 0, 2, 0}, targets{1, 1, 2, 1, 1};
  synapses.append(sources, targets);
  const auto of = [&](PairSelection pairs) { return synapses.select(pairs, "w"); };
  EXPECT_THAT(of({Numbers{0}, Numbers{1}, {}}), ElementsAre(1, 4));
  EXPECT_THAT(of({Slice{}, Numbers{1}, {}}), ElementsAre(0, 1, 3, 4));
  EXPECT_THAT(of({Numbers{2, 0}, Slice{2, {}}, {}}), ElementsAre(2));
  EXPECT_THAT(of({Mask{{false, false, true}}, Slice{}, {}}), ElementsAre(0, 3));
  EXPECT_THAT(of({Numbers{-1, 7}, Slice{}, {}}), IsEmpty());
  EXPECT_THAT(of({Slice{}, Slice{}, 1}), ElementsAre(3, 4));
  EXPECT_THAT(of({Numbers{2}, Slice{}, Slice{1, {}}}), ElementsAre(3));
  EXPECT_THAT(synapses["k"].values(), ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(synapses.incoming(), ElementsAre(0, 4, 1));
  EXPECT_THAT(synapses.outgoing(), ElementsAre(3, 0, 2));
  const std::vector<std::int32_t> more{0};
  synapses.append(more, std::vector<std::int32_t>{1});
  EXPECT_THAT(synapses["k"].values(), ElementsAre(0, 0, 0, 1, 1, 2));
  EXPECT_THAT((synapses["w"][PairSelection{Numbers{0}, Numbers{1}, {}}].values()),
              ElementsAre(0, 0, 0));
}

TEST(Selection, RefusesIndicesThatTheGroupDoesNotHave) {
  NeuronGroup cells{3, "v : 1", {.threshold = "v > 1", .name = "cells"}};
  Synapses synapses{cells, cells, "w : 1", {.name = "s"}};
  EXPECT_EQ(
      error_text<UsageError>([&] { synapses.select(PairSelection{Slice{}, Slice{}, 0}, "w"); }),
      "a third index of 'w' of Synapses 's' needs a name for what it counts: Synapses(..., "
      "multisynaptic_index='k')");
  EXPECT_EQ(error_text<UsageError>([&] { cells.select(PairSelection{Slice{}, Slice{}, {}}, "v"); }),
            "'v' of NeuronGroup 'cells' has one index for each element, not several");
}

}  // namespace
}  // namespace ranvier::model::selection_test
