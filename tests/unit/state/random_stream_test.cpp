#include <bit>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <ranvier/state/random_stream.hpp>

namespace ranvier::state::random_stream_test {
namespace {

TEST(RandomState, GivesTheSameKeysForEver) {  // computed by a second program from the rule alone
  RandomState random(42);
  EXPECT_EQ(random.run_key("neurongroup", "stateupdater"), 6056850224970654679U);
  random.register_name("neurongroup");
  EXPECT_EQ(random.run_key("neurongroup", "stateupdater"), 5865402316782468072U);
  EXPECT_EQ(random.next_statement_key("neurongroup"), 3668655760730735964U);
}

TEST(RandomState, DoesNotDependOnTheOrderOfObjects) {
  RandomState one(1);
  one.register_name("a");
  one.register_name("b");
  one.next_statement_key("b");
  RandomState other(1);
  other.register_name("b");
  other.register_name("a");
  EXPECT_EQ(one.run_key("a", "x"), other.run_key("a", "x"));
  EXPECT_EQ(one.next_statement_key("a"), other.next_statement_key("a"));
}

TEST(RandomState, TellsSeedsNamesPurposesAndEpochsApart) {
  std::set<std::uint64_t> keys;
  int made = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (const std::string name :
         {"", "a", "b", "ab", "neurongroup", "neurongroup_1", "neurongroup_11"}) {
      RandomState random(seed);
      for (int use = 0; use < 3; ++use) {
        for (const std::string purpose : {"", "a", "b", "stateupdater", "thresholder"}) {
          keys.insert(random.run_key(name, purpose));
          ++made;
        }
        for (int statement = 0; statement < 5; ++statement) {
          keys.insert(random.next_statement_key(name));
          ++made;
        }
        random.register_name(name);
      }
    }
  }
  EXPECT_EQ(keys.size(), static_cast<std::size_t>(made));
}

TEST(RandomState, StartsAnewWithASeed) {
  RandomState random(1);
  random.register_name("g");
  const std::uint64_t run = random.run_key("g", "x");
  const std::uint64_t first = random.next_statement_key("g");
  EXPECT_NE(random.next_statement_key("g"), first);
  random.register_name("g");
  EXPECT_NE(random.run_key("g", "x"), run) << "a second object of the name draws other numbers";
  random.seed(1);
  random.register_name("g");
  EXPECT_EQ(random.run_key("g", "x"), run);
  EXPECT_EQ(random.next_statement_key("g"), first);
}

TEST(RandomState, FlipsHalfTheBitsOfAKeyForOneBitOfTheSeed) {
  int flipped = 0;
  for (int bit = 0; bit < 64; ++bit) {
    const RandomState changed(std::uint64_t{1} << bit);
    flipped += std::popcount(RandomState(0).run_key("g", "x") ^ changed.run_key("g", "x"));
  }
  // 64 * 64 fair coins: mean 2048, standard deviation 32; five of them.
  EXPECT_NEAR(flipped, 2048, 160);
}

}  // namespace
}  // namespace ranvier::state::random_stream_test
