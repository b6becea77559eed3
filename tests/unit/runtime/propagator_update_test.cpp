#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/propagator_update.hpp>

namespace ranvier::runtime::propagator_update_test {
namespace {

using ::testing::ElementsAre;

/// One variable: the "propagator" is a * dt, its "input" a + dt; notes the matrices it was asked
/// for.
class Block {
 public:
  explicit Block(std::vector<double> parameters, bool every_step = true)
      : parameters(std::move(parameters)),
        state(this->parameters.size()),
        matrix_(this->parameters.size()),
        input_(this->parameters.size()),
        update_(
            std::make_unique<FakeOperation>(
                [this](const StepContext&) { matrix_ = this->parameters; }),
            {1,
             {matrix_.data()},
             {state.data()},
             {nullptr},
             static_cast<std::int64_t>(state.size())},
            [this](std::span<const double> matrix, int n, double dt, std::span<double> p,
                   std::span<double> q) {
              EXPECT_EQ(n, 1);
              computed.push_back(matrix[0]);
              p[0] = matrix[0] * dt;
              q[0] = 0;
            },
            every_step) {}

  void begin(double dt) { update_.begin_run({0, 0, dt}); }

  void step(double dt) { update_.run({0, 0, dt}); }

  std::vector<double> parameters;
  std::vector<double> state;
  std::vector<double> computed;

 private:
  std::vector<double> matrix_;
  std::vector<double> input_;
  PropagatorUpdate update_;
};

TEST(PropagatorUpdate, ComputesOncePerDistinctParameter) {
  Block block({2, 3, 2, 2, 3});
  block.begin(0.5);
  EXPECT_THAT(block.computed, ElementsAre(2, 3));
  EXPECT_THAT(block.state, ElementsAre(1, 1.5, 1, 1, 1.5));
}

TEST(PropagatorUpdate, ComputesNothingWhileParametersStay) {
  Block block({2, std::numeric_limits<double>::quiet_NaN()});
  block.begin(0.5);
  block.computed.clear();
  block.step(0.5);
  block.begin(0.5);
  EXPECT_THAT(block.computed, ElementsAre());
}

TEST(PropagatorUpdate, ComputesAnewWhatHasChanged) {
  Block block({2, 3, 4});
  block.begin(0.5);
  block.computed.clear();
  block.parameters[1] = 4;
  block.step(0.5);
  EXPECT_THAT(block.computed, ElementsAre(4));
  EXPECT_THAT(block.state, ElementsAre(1, 2, 2));
}

TEST(PropagatorUpdate, ComputesAllForANewTimeStep) {
  Block block({2, 3});
  block.begin(0.5);
  block.computed.clear();
  block.begin(0.25);
  EXPECT_THAT(block.computed, ElementsAre(2, 3));
  EXPECT_THAT(block.state, ElementsAre(0.5, 0.75));
}

TEST(PropagatorUpdate, LooksOnlyAtTheBeginningIfNothingCanChange) {
  Block block({2}, false);
  block.begin(0.5);
  block.parameters[0] = 3;
  block.step(0.5);
  EXPECT_THAT(block.state, ElementsAre(1));
  block.begin(0.5);
  EXPECT_THAT(block.state, ElementsAre(1.5));
}

TEST(PropagatorUpdate, WritesBothMatricesByRowsOfAllElements) {
  std::vector<double> matrix{10, 20, 0, 0, 0, 0, 11, 21};  // (entry, element)
  std::vector<double> p(8);
  std::vector<double> q(8);
  const auto columns = [](std::vector<double>& values) {
    return std::vector<double*>{&values[0], &values[2], &values[4], &values[6]};
  };
  PropagatorUpdate update(
      std::make_unique<FakeOperation>([](const StepContext&) {}),
      {2, columns(matrix), columns(p), columns(q), 2},
      [](std::span<const double> entries, int, double, std::span<double> state,
         std::span<double> input) {
        std::ranges::copy(entries, state.begin());
        std::ranges::reverse_copy(entries, input.begin());
      },
      true);
  update.begin_run({0, 0, 1});
  EXPECT_EQ(p, matrix);
  EXPECT_THAT(q, ElementsAre(11, 21, 0, 0, 0, 0, 10, 20));
}

}  // namespace
}  // namespace ranvier::runtime::propagator_update_test
