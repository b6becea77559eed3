#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/backend/llvm/kernel_cache.hpp>

namespace ranvier::backend::llvm_kernel_cache_test {
namespace {

class Nothing : public CompiledKernel {
 public:
  void run(kernel::KernelArguments& /*arguments*/) const override {}
};

KernelCache::Compiled make_nothing() {
  return std::make_shared<Nothing>();
}

TEST(KernelCache, CompilesWhatItDoesNotKnow) {
  KernelCache cache;
  const auto first = cache.find_or_compile("a", make_nothing);
  EXPECT_EQ(cache.find_or_compile("a", make_nothing), first);
  EXPECT_NE(cache.find_or_compile("b", make_nothing), first);
  EXPECT_EQ(cache.hits(), 1);
  EXPECT_EQ(cache.misses(), 2);
  EXPECT_EQ(cache.size(), 2);
}

TEST(KernelCache, DoesNotKeepFailures) {
  KernelCache cache;
  const auto fail = []() -> KernelCache::Compiled { throw std::runtime_error("no"); };
  EXPECT_THROW(cache.find_or_compile("a", fail), std::runtime_error);
  EXPECT_EQ(cache.size(), 0);
  EXPECT_NE(cache.find_or_compile("a", make_nothing), nullptr);
}

TEST(KernelCache, LetsOneThreadCompileForAll) {
  KernelCache cache;
  std::atomic<int> compilations = 0;
  std::vector<KernelCache::Compiled> found(8);
  std::vector<std::jthread> threads;
  for (auto& result : found) {
    threads.emplace_back([&] {
      result = cache.find_or_compile("a", [&] {
        ++compilations;
        return make_nothing();
      });
    });
  }
  threads.clear();
  EXPECT_EQ(compilations, 1);
  for (const auto& result : found) EXPECT_EQ(result, found[0]);
}

}  // namespace
}  // namespace ranvier::backend::llvm_kernel_cache_test
