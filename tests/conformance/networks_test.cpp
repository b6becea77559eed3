// Every network ends in the same state, with the same recordings and the same spikes under way,
// whichever back end, instruction set and width runs it, with operations fused or not, and for any
// number of owners of target neurons.

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/example_networks.hpp"
#include "support/models.hpp"
#include "support/plastic_models.hpp"
#include <ranvier/backend/backend.hpp>

namespace ranvier::networks_test {
namespace {

using backend::Target;
using ranvier::testing::NetworkModel;
using ranvier::testing::Outcome;

struct Way {
  std::string name;
  std::shared_ptr<backend::Backend> backend;
};

/// Compiled code in all forms that this processor can run; names the others.
std::vector<Way> compiled_ways() {
  struct Form {
    Target target;
    std::string name;
    std::vector<int> widths;
  };

  const std::vector<Form> forms{{Target::generic, "generic", {1, 4, 8}},
                                {Target::avx2, "AVX2", {4, 8}},
                                {Target::avx512, "AVX-512", {4, 8}}};
  std::vector<Way> ways;
  for (const auto& form : forms) {
    if (!is_available(form.target)) {
      std::cout << "not run, the processor lacks it: " << form.name << " code\n";
      continue;
    }
    for (const int width : form.widths) {
      ways.push_back({fmt::format("{} code of width {}", form.name, width),
                      backend::make_llvm({.target = form.target, .width = width})});
    }
  }
  return ways;
}

Outcome simulate(const NetworkModel& model, const Way& way, bool fuse, int owners) {
  return model.simulate({.seed = 11, .backend = way.backend, .fuse = fuse, .owners = owners});
}

std::vector<NetworkModel> all_models() {
  auto models = testing::small_networks();
  const auto& examples = testing::example_networks();
  models.insert(models.end(), examples.begin(), examples.end());
  const auto& plastic = testing::plastic_networks();
  models.insert(models.end(), plastic.begin(), plastic.end());
  return models;
}

class Networks : public ::testing::TestWithParam<NetworkModel> {};

TEST_P(Networks, EndInTheSameStateHoweverTheyAreRun) {
  const auto& model = GetParam();
  const Way interpreter{"interpreter", backend::make_interpreter()};
  const auto reference = simulate(model, interpreter, false, 1);
  EXPECT_GE(reference.spikes, 100) << "too few spikes to compare";
  EXPECT_EQ(simulate(model, interpreter, true, 2), reference) << "interpreter, fused, 2 owners";
  for (const auto& way : compiled_ways()) {
    for (const bool fuse : {false, true}) {
      for (const int owners : {1, 2, 3}) {
        const auto outcome = simulate(model, way, fuse, owners);
        EXPECT_EQ(outcome.state_hash, reference.state_hash)
            << way.name << (fuse ? ", fused, " : ", not fused, ") << owners << " owners";
        EXPECT_EQ(outcome.spikes, reference.spikes);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Networks, ::testing::ValuesIn(all_models()),
                         [](const auto& info) { return info.param.name; });

TEST(StateHash, TellsSeedsAndSingleSpikesApart) {
  const Way way{"native", backend::make_llvm()};
  const auto hash_of = [&](std::uint64_t seed) {
    return testing::leaky_cells({.seed = seed, .backend = way.backend}).state_hash;
  };
  EXPECT_EQ(hash_of(1), hash_of(1));
  EXPECT_NE(hash_of(1), hash_of(2));
}

}  // namespace
}  // namespace ranvier::networks_test
