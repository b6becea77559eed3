#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <ranvier/integration/stability.hpp>

namespace ranvier::integration::stability_test {
namespace {

std::optional<double> limit(const std::string& method, std::complex<double> eigenvalue) {
  return largest_stable_step(find_state_updater(method), eigenvalue);
}

TEST(Stability, LimitsOfRealDecaysAreThoseOfTheTextbooks) {
  EXPECT_NEAR(*limit("euler", -1000), 2e-3, 1e-12);
  EXPECT_NEAR(*limit("heun", -1000), 2e-3, 1e-12) << "its drift is that of euler";
  EXPECT_NEAR(*limit("rk2", -1000), 2e-3, 1e-12);
  EXPECT_NEAR(*limit("rk4", -1000), 2.785293563405282e-3, 1e-12);
}

TEST(Stability, DampedOscillationsHaveShorterSteps) {
  // |1 + z| = 1 for z = h (-1 + i): h = 1.
  EXPECT_NEAR(*limit("euler", {-1, 1}), 1, 1e-9);
  EXPECT_LT(*limit("rk4", {-0.01, 1}), 2.9);
  EXPECT_GT(*limit("rk4", {-0.01, 1}), 2.6);
}

TEST(Stability, HasNoLimitForGrowthAndForMethodsThatFollowADecay) {
  EXPECT_FALSE(limit("euler", 5));
  EXPECT_FALSE(limit("euler", {0, 5}));
  EXPECT_FALSE(limit("exact", -1000));
  EXPECT_FALSE(limit("exponential_euler", -1000));
  EXPECT_FALSE(limit("euler", -std::numeric_limits<double>::infinity()));
}

TEST(Stability, FindsEigenvalues) {
  auto values = eigenvalues_of({{0, 1}, {-4, 0}});
  ASSERT_EQ(values.size(), 2U);
  std::ranges::sort(values, {}, [](auto value) { return value.imag(); });
  EXPECT_NEAR(std::abs(values[0] - std::complex<double>(0, -2)), 0, 1e-12);
  EXPECT_NEAR(std::abs(values[1] - std::complex<double>(0, 2)), 0, 1e-12);
  EXPECT_TRUE(eigenvalues_of({{std::nan(""), 0}, {0, 1}}).empty());
}

}  // namespace
}  // namespace ranvier::integration::stability_test
