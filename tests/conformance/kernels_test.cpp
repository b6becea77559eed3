// Every kernel gives the same bits from the interpreter and from compiled code of every instruction
// set and width.

#include "support/kernels.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "conformance/random_kernels.hpp"
#include "support/kernel_data.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/kernel/hoist.hpp>
#include <ranvier/kernel/rewrites.hpp>

namespace ranvier::kernels_test {
namespace {

using backend::Backend;
using backend::Target;
using ranvier::testing::KernelData;
using ranvier::testing::Numbers;

struct Way {
  std::string name;
  std::unique_ptr<Backend> backend;
};

struct Code {
  Target target;
  std::string name;
  std::vector<int> widths;
};

/// The ways of running that this processor has; names the others.
std::vector<Way> ways_of_running() {
  const std::vector<Code> codes{{Target::generic, "generic", {1, 2, 4}},
                                {Target::avx2, "AVX2", {1, 4, 8}},
                                {Target::avx512, "AVX-512", {1, 4, 8}}};
  std::vector<Way> ways;
  for (const auto& [target, name, widths] : codes) {
    if (!is_available(target)) {
      std::cout << "not run, the processor lacks it: " << name << " code\n";
      continue;
    }
    for (const int width : widths) {
      ways.push_back({fmt::format("{} code of width {}", name, width),
                      backend::make_llvm({.target = target, .width = width})});
    }
  }
  return ways;
}

struct Setting {
  std::int64_t size = 0;
  Numbers numbers = Numbers::ordinary;
  bool shares_neurons = false;  ///< source and target neurons are the same
};

std::vector<Setting> settings_of(const kernel::Kernel& kernel) {
  std::vector<Setting> settings;
  for (const std::int64_t size : {0, 1, 7, 16, 100}) {
    for (const auto numbers : {Numbers::ordinary, Numbers::any}) {
      settings.push_back({size, numbers, false});
      if (kernel::is_over_synapses(kernel.space)) settings.push_back({size, numbers, true});
    }
  }
  return settings;
}

KernelData data_after_steps(const kernel::Kernel& kernel, const backend::CompiledKernel& compiled,
                            const Setting& setting) {
  KernelData data(kernel, setting.size, static_cast<unsigned>(setting.size), setting.numbers);
  if (setting.shares_neurons) data.share_neurons();
  for (int step = 0; step < 3; ++step) data.run(compiled);
  return data;
}

void expect_equal_everywhere(const std::vector<Way>& ways, const kernel::Kernel& kernel) {
  const auto interpreted = backend::make_interpreter()->compile(kernel);
  std::vector<std::shared_ptr<const backend::CompiledKernel>> compiled;
  for (const auto& way : ways) compiled.push_back(way.backend->compile(kernel));
  for (const auto& setting : settings_of(kernel)) {
    const auto reference = data_after_steps(kernel, *interpreted, setting);
    for (std::size_t way = 0; way < ways.size(); ++way) {
      const auto data = data_after_steps(kernel, *compiled[way], setting);
      ASSERT_EQ(data.difference_from(reference), "")
          << ways[way].name << " and interpreter, size " << setting.size
          << (setting.numbers == Numbers::any ? ", any numbers" : ", ordinary numbers")
          << (setting.shares_neurons ? ", sources are targets" : "") << ", kernel '" << kernel.name
          << "':\n"
          << print(kernel);
    }
  }
}

TEST(Kernels, HaveTheSameBitsInAllBackendsAndWidths) {
  const auto ways = ways_of_running();
  for (const auto& text : testing::kernel_texts()) {
    const auto kernel = testing::make_kernel(text);
    expect_equal_everywhere(ways, kernel);
    if (HasFatalFailure()) return;
    expect_equal_everywhere(ways, kernel::rewrite(kernel::hoist(kernel), {}));
    if (HasFatalFailure()) return;
  }
}

TEST(Kernels, OfRandomInstructionsHaveTheSameBitsInAllBackendsAndWidths) {
  const auto ways = ways_of_running();
  for (unsigned seed = 1; seed <= 150; ++seed) {
    expect_equal_everywhere(ways, testing::RandomKernel(seed).make());
    if (HasFatalFailure()) return;
  }
}

TEST(Kernels, ThatDifferInTheLastBitAreToldApart) {
  const auto kernel_of = [](const std::string& factor) {
    return testing::make_kernel({.name = "growth", .statements = "v = v*" + factor});
  };
  const auto interpreter = backend::make_interpreter();
  const auto data_of = [&](const kernel::Kernel& kernel) {
    return data_after_steps(kernel, *interpreter->compile(kernel), {.size = 5});
  };
  const auto one = data_of(kernel_of("1.0"));
  EXPECT_EQ(one.difference_from(data_of(kernel_of("1.0"))), "");
  EXPECT_NE(one.difference_from(data_of(kernel_of("1.0000000000000002"))), "");
}

}  // namespace
}  // namespace ranvier::kernels_test
