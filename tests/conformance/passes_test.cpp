// Hoisting and fusing never change a bit; compiled code agrees with the interpreter on kernels as
// the compiler makes them.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/kernel_data.hpp"
#include "support/kernels.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/kernel/fuse.hpp>
#include <ranvier/kernel/hoist.hpp>
#include <ranvier/kernel/rewrites.hpp>

namespace ranvier::passes_test {
namespace {

using backend::Backend;
using kernel::Kernel;
using ranvier::testing::KernelData;
using ranvier::testing::KernelText;
using ranvier::testing::Numbers;

constexpr std::int64_t size = 37;
constexpr unsigned seed = 11;

/// Memory that both kernels can work on: all bindings of `kernel`, filled alike.
KernelData run(Backend& backend, const std::vector<Kernel>& kernels, Numbers numbers) {
  KernelData data(kernels.front(), size, seed, numbers);
  for (const Kernel& kernel : kernels) {
    data.run(*backend.compile(kernel));
  }
  return data;
}

class EveryKernel : public ::testing::TestWithParam<KernelText> {};

TEST_P(EveryKernel, IsTheSameAfterHoisting) {
  const auto interpreter = backend::make_interpreter();
  const Kernel kernel = make_kernel(GetParam());
  for (const Numbers numbers : {Numbers::ordinary, Numbers::any}) {
    EXPECT_EQ(run(*interpreter, {hoist(kernel), hoist(kernel)}, numbers)
                  .difference_from(run(*interpreter, {kernel, kernel}, numbers)),
              "");
  }
}

TEST_P(EveryKernel, IsTheSameCompiledAndInterpreted) {
  const auto interpreter = backend::make_interpreter();
  const auto compiler = backend::make_llvm();
  const Kernel kernel = rewrite(make_kernel(GetParam()), {});
  for (const Numbers numbers : {Numbers::ordinary, Numbers::any}) {
    EXPECT_EQ(run(*compiler, {kernel, kernel}, numbers)
                  .difference_from(run(*interpreter, {kernel, kernel}, numbers)),
              "");
  }
}

INSTANTIATE_TEST_SUITE_P(Kernels, EveryKernel, ::testing::ValuesIn(testing::kernel_texts()),
                         [](const auto& info) {
                           std::string name;
                           for (const char c : info.param.name) {
                             name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                           }
                           return name;
                         });

/// The kernel with the bindings of `all` in their order, so that both work on the same memory.
Kernel with_bindings(Kernel kernel, const std::vector<kernel::Binding>& all) {
  for (kernel::Instruction& instruction : kernel.instructions) {
    if (instruction.binding >= 0) {
      const auto place = std::find(all.begin(), all.end(), kernel.bindings[instruction.binding]);
      instruction.binding = static_cast<kernel::BindingId>(place - all.begin());
    }
  }
  kernel.bindings = all;
  return kernel;
}

TEST(FusedKernels, GiveTheSameBitsAsOneAfterTheOther) {
  const auto interpreter = backend::make_interpreter();
  std::vector<Kernel> kernels;
  for (const KernelText& text : testing::kernel_texts()) {
    kernels.push_back(make_kernel(text));
  }
  int fused_count = 0;
  for (const Kernel& first : kernels) {
    for (const Kernel& second : kernels) {
      const auto fused = fuse(first, second);
      if (!fused) {
        continue;
      }
      ++fused_count;
      std::vector<kernel::Binding> all = first.bindings;
      for (const kernel::Binding& binding : second.bindings) {
        if (std::find(all.begin(), all.end(), binding) == all.end()) {
          all.push_back(binding);
        }
      }
      KernelData separate(with_bindings(first, all), size, seed, Numbers::any);
      separate.run(*interpreter->compile(with_bindings(first, all)), false);
      separate.run(*interpreter->compile(with_bindings(second, all)));
      KernelData joined(with_bindings(first, all), size, seed, Numbers::any);
      joined.run(*interpreter->compile(with_bindings(*fused, all)));
      ASSERT_EQ(joined.difference_from(separate), "")
          << print(first) << print(second) << print(*fused);
    }
  }
  EXPECT_GT(fused_count, 300);
}

}  // namespace
}  // namespace ranvier::passes_test
