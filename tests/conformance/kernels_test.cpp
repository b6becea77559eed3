// Every kernel gives the same bits from the interpreter and from compiled code of every instruction
// set and width.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "conformance/random_kernels.hpp"
#include "support/kernel_data.hpp"
#include <ranvier/backend/backend.hpp>

namespace ranvier {
namespace {

using backend::Backend;
using backend::Target;
using testing::KernelData;
using testing::Numbers;

struct Way {
  std::string name;
  std::unique_ptr<Backend> backend;
};

/// The ways of running that this processor has; names the others.
std::vector<Way> ways_of_running() {
  const std::vector<std::pair<Target, std::string>> targets{
      {Target::generic, "generic"}, {Target::avx2, "AVX2"}, {Target::avx512, "AVX-512"}};
  std::vector<Way> ways;
  for (const auto& [target, name] : targets) {
    if (!is_available(target)) {
      std::cout << "not run, the processor lacks it: " << name << " code\n";
      continue;
    }
    for (const int width : {1, 2, 4, 8}) {
      ways.push_back({fmt::format("{} code of width {}", name, width),
                      backend::make_llvm({.target = target, .width = width})});
    }
  }
  return ways;
}

void expect_equal_everywhere(const std::vector<Way>& ways, const kernel::Kernel& kernel) {
  const auto interpreted = backend::make_interpreter()->compile(kernel);
  std::vector<std::shared_ptr<const backend::CompiledKernel>> compiled;
  for (const auto& way : ways) compiled.push_back(way.backend->compile(kernel));
  for (const std::int64_t size : {0, 1, 7, 16, 100}) {
    for (const auto numbers : {Numbers::ordinary, Numbers::any}) {
      const auto seed = static_cast<unsigned>(size);
      KernelData reference(kernel, size, seed, numbers);
      for (int step = 0; step < 3; ++step) reference.run(*interpreted);
      for (std::size_t way = 0; way < ways.size(); ++way) {
        KernelData data(kernel, size, seed, numbers);
        for (int step = 0; step < 3; ++step) data.run(*compiled[way]);
        ASSERT_EQ(data.difference_from(reference), "")
            << ways[way].name << " and interpreter, size " << size << ", "
            << (numbers == Numbers::any ? "any" : "ordinary") << " numbers, kernel '" << kernel.name
            << "':\n"
            << print(kernel);
      }
    }
  }
}

TEST(Kernels, RandomOnesHaveTheSameBitsInAllBackendsAndWidths) {
  const auto ways = ways_of_running();
  for (unsigned seed = 1; seed <= 40; ++seed) {
    expect_equal_everywhere(ways, testing::RandomKernel(seed).make());
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace ranvier
