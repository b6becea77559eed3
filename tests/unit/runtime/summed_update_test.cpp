#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/runtime/summed_update.hpp>

namespace ranvier::runtime::summed_update_test {
namespace {

using ::testing::ElementsAre;

/// Writes terms, as the kernel of a summed variable does.
class FixedTerms final : public Operation {
 public:
  FixedTerms(state::Column& terms, std::vector<double> values)
      : terms_(terms), values_(std::move(values)) {}

  void run(const StepContext& /*context*/) override {
    std::ranges::copy(values_, terms_.values<double>().begin());
  }

 private:
  state::Column& terms_;
  std::vector<double> values_;
};

class SummedUpdateTest : public ::testing::Test {
 protected:
  std::vector<double> sums_after(ElementType type, std::vector<std::int32_t> creation_order,
                                 std::optional<std::vector<std::int32_t>> begun) {
    state::Column terms(ElementType::float64, 4);
    state::Column sums(type, 3);
    for (int neuron = 0; neuron < 3; ++neuron) {
      sums.set_value(neuron, 7);
    }
    SummedUpdate update(std::make_unique<FixedTerms>(terms, std::vector{0x1p53, 1.0, 1.0, 2.5}),
                        {&terms, neurons_, std::move(creation_order), &sums, std::move(begun)});
    update.begin_run({});
    update.run({});
    update.end_run();
    return {sums.value_at(0), sums.value_at(1), sums.value_at(2)};
  }

  std::vector<std::int32_t> neurons_{1, 1, 1, 0};
};

TEST_F(SummedUpdateTest, BeginsAtZeroAndAddsInTheOrderOfCreation) {
  EXPECT_THAT(sums_after(ElementType::float64, {}, {}), ElementsAre(2.5, 0x1p53, 0));
  EXPECT_THAT(sums_after(ElementType::float64, {1, 2, 0, 3}, {}), ElementsAre(2.5, 0x1p53 + 2, 0));
}

TEST_F(SummedUpdateTest, AddsToTheSumsThatOthersHaveBegun) {
  EXPECT_THAT(sums_after(ElementType::float64, {}, std::vector<std::int32_t>{1}),
              ElementsAre(9.5, 0x1p53, 7));
}

TEST_F(SummedUpdateTest, SumsInDoublePrecisionForColumnsOfOtherTypes) {
  EXPECT_THAT(sums_after(ElementType::int64, {1, 2, 0, 3}, {}), ElementsAre(2, 0x1p53 + 2, 0));
}

}  // namespace
}  // namespace ranvier::runtime::summed_update_test
