#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::model::subgroup_test {
namespace {

using ranvier::testing::error_text;
using Elements = std::vector<std::int64_t>;

Elements elements_of(const Subgroup& part) {
  Elements elements;
  for (std::int64_t k = 0; k < part.size(); ++k) {
    elements.push_back(part.members()->element(k));
  }
  return elements;
}

TEST(Subgroup, HasTheStateOfTheWholeGroup) {
  NeuronGroup group(10, "v : volt", {.threshold = "v > 1*mV", .name = "group"});
  Subgroup part(group, 2, 5, "part");
  EXPECT_EQ(part.description(), "Subgroup 'part'");
  EXPECT_EQ(&part.whole(), &group);
  EXPECT_EQ(&part.state(), &group.state());
  EXPECT_EQ(part.size(), 3);
  EXPECT_EQ(group.size(), 10);
  EXPECT_EQ(part.storage_index(1), 3);
  EXPECT_TRUE(part.emits_spikes());
  group.state().find("v")->values.set_value(4, 7);
  EXPECT_EQ(part.values_of("v"), (std::vector<double>{0, 0, 7}));
}

TEST(Subgroup, OfASubgroupIsAPartOfTheWholeGroup) {
  NeuronGroup group(10, "v : volt");
  Subgroup part(group, 2, 8);
  Subgroup inner(part, 1, 3);
  EXPECT_EQ(&inner.whole(), &group);
  EXPECT_EQ(elements_of(inner), (Elements{3, 4}));
  Subgroup every_second(group, Elements{1, 3, 5, 7});
  EXPECT_EQ(elements_of(Subgroup(every_second, 1, 3)), (Elements{3, 5}));
  EXPECT_EQ(elements_of(Subgroup(every_second, Elements{0, 3})), (Elements{1, 7}));
}

TEST(Subgroup, EndsWithTheGroup) {
  NeuronGroup group(10, "v : volt");
  EXPECT_EQ(elements_of(Subgroup(group, 8, 100)), (Elements{8, 9}));
}

TEST(Subgroup, NeedsNeuronsOfTheGroupInAscendingOrder) {
  NeuronGroup group(10, "v : volt", {.name = "group"});
  EXPECT_EQ(error_text<UsageError>([&] { Subgroup(group, 5, 5); }),
            "a subgroup of NeuronGroup 'group' can't reach from 5 to 5: it must have a neuron, and "
            "neurons are 0 to 9");
  EXPECT_EQ(error_text<UsageError>([&] { Subgroup(group, 20, 30); }),
            "a subgroup of NeuronGroup 'group' can't reach from 20 to 10: it must have a neuron, "
            "and neurons are 0 to 9");
  EXPECT_EQ(error_text<UsageError>([&] { Subgroup(group, Elements{}); }),
            "a subgroup of NeuronGroup 'group' must have a neuron");
  EXPECT_EQ(error_text<UsageError>([&] { Subgroup(group, Elements{-1}); }),
            "a subgroup of NeuronGroup 'group' can't contain neuron -1: neurons are 0 to 9");
  EXPECT_EQ(error_text<UsageError>([&] { Subgroup(group, Elements{3, 2}); }),
            "the neurons of a subgroup of NeuronGroup 'group' must be in ascending order: 2 comes "
            "after 3");
}

TEST(Members, KnowThePositionOfEveryElement) {
  const Members range("part", 2, 5, 8);
  const Members list("part", {1, 4, 6}, 8);
  EXPECT_TRUE(range.are_consecutive());
  EXPECT_FALSE(list.are_consecutive());
  EXPECT_TRUE(Members("part", {3, 4, 5}, 8).are_consecutive());
  const std::vector<std::int32_t> in_range{-1, -1, 0, 1, 2, -1, -1, -1};
  const std::vector<std::int32_t> in_list{-1, 0, -1, -1, 1, -1, 2, -1};
  for (std::int64_t element = 0; element < 8; ++element) {
    const auto at = static_cast<std::size_t>(element);
    EXPECT_EQ(range.position(element), in_range[at]);
    EXPECT_EQ(range.positions().values<std::int32_t>()[at], in_range[at]);
    EXPECT_EQ(list.position(element), in_list[at]);
    EXPECT_EQ(list.positions().values<std::int32_t>()[at], in_list[at]);
  }
}

}  // namespace
}  // namespace ranvier::model::subgroup_test
