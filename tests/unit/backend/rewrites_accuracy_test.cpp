/// What the rewrites that may change a last bit do to numbers.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/kernel/rewrites.hpp>

namespace ranvier::backend::rewrites_accuracy_test {
namespace {

using namespace ranvier::testing;

Expression exp(const Expression& x) {
  return call(FunctionId::exp, x);
}

/// `y = value` for each v, with tau = 3 and v a column.
std::vector<double> values_of(const Expression& value, std::vector<double> v, bool rewritten) {
  kernel::KernelScope scope;
  scope.variables = {{"v", {.binding = {"v", ElementType::float64, kernel::Access::element}}},
                     {"y", {.binding = {"y", ElementType::float64, kernel::Access::element}}},
                     {"tau", {.binding = {"tau", ElementType::float64, kernel::Access::cell}}}};
  kernel::KernelBuilder builder("test", kernel::IndexSpace::elements, scope);
  builder.append(block({assign("y", rewritten ? kernel::rewrite_exprel(value) : value)}));
  kernel::Kernel kernel = builder.finish();
  if (rewritten) {
    kernel = rewrite(kernel, {});
  }
  std::vector<double> y(v.size());
  double tau = 3;
  std::vector<void*> pointers;
  for (const auto& binding : kernel.bindings) {
    pointers.push_back(binding.name == "v"   ? static_cast<void*>(v.data())
                       : binding.name == "y" ? static_cast<void*>(y.data())
                                             : &tau);
  }
  kernel::KernelArguments arguments{.pointers = pointers.data(),
                                    .end = static_cast<std::int64_t>(v.size())};
  make_interpreter()->compile(kernel)->run(arguments);
  return y;
}

std::vector<double> membrane_potentials() {
  std::vector<double> v;
  for (double x = -150.03; x < 100; x += 0.37) {
    v.push_back(x);
  }
  return v;
}

/// Largest relative difference that the rewrites make.
double largest_change(const Expression& value) {
  const std::vector<double> v = membrane_potentials();
  const std::vector<double> before = values_of(value, v, false);
  const std::vector<double> after = values_of(value, v, true);
  double largest = 0;
  for (std::size_t k = 0; k < v.size(); ++k) {
    largest = std::fmax(largest, std::abs(after[k] / before[k] - 1));
  }
  return largest;
}

TEST(Rewrites, ChangeExponentialsByRoundingOnly) {
  const Expression v = name("v");
  // The eighth power multiplies the error of one exp, about an ulp, by eight; the argument's own
  // rounding, at most 23 * 2^-53, counts in full before and after.
  EXPECT_LT(
      largest_change(exp(-(v + integer(44)) / integer(80)) + exp(real(-0.1) * (v + integer(28)))),
      3e-14);
}

TEST(Rewrites, ChangeQuotientsByRoundingOnly) {
  // Two roundings where there was one.
  EXPECT_LE(largest_change((name("v") + real(0.3)) / name("tau") / integer(7)), 4 * 0x1p-52);
}

TEST(Rewrites, ChangeSingularRatesByTheCancellationThatTheyRemove) {
  const Expression x = real(-0.1) * (name("v") + integer(35));
  // The nearest v is 0.02 from the singular point: exp(x) - 1 keeps all but 2^-52/0.002.
  EXPECT_LT(largest_change(x / (exp(x) - integer(1))), 2e-13);
}

TEST(Rewrites, GiveSingularRatesTheirLimit) {
  const Expression x = real(-0.1) * (name("v") + integer(35));
  const Expression rate = real(5) * x / (exp(x) - integer(1));
  EXPECT_TRUE(std::isnan(values_of(rate, {-35}, false)[0]));
  EXPECT_EQ(values_of(rate, {-35}, true)[0], 5);
}

}  // namespace
}  // namespace ranvier::backend::rewrites_accuracy_test
