#include <cstdint>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/backend/llvm/code_text.hpp>
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::backend::llvm_backend_test {
namespace {

using namespace ranvier::testing;

using kernel::Access;
using kernel::Kernel;
using kernel::KernelArguments;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

kernel::KernelScope scope(ElementType type) {
  kernel::KernelScope scope;
  scope.variables["v"] = {.binding = {"v", type, Access::element}};
  scope.variables["ok"] = {.binding = {"ok", ElementType::boolean, Access::element}};
  return scope;
}

/// v = v * factor; emits where v > 0.5
Kernel growth(double factor, const std::string& kernel_name = "growth") {
  kernel::KernelBuilder builder(kernel_name, kernel::IndexSpace::elements,
                                scope(ElementType::float64));
  builder.append(block({update("v", FunctionId::multiply, real(factor))}));
  builder.emit_where(call(FunctionId::greater, name("v"), real(0.5)));
  return builder.finish();
}

/// Columns of 16 places.
struct alignas(64) Memory {
  double v[16] = {};
  std::int32_t emitted[32] = {};

  std::vector<std::int32_t> run(const CompiledKernel& kernel, std::int64_t begin,
                                std::int64_t end) {
    void* pointers[] = {v};
    KernelArguments arguments{.pointers = pointers, .begin = begin, .end = end, .emitted = emitted};
    kernel.run(arguments);
    return {emitted, emitted + arguments.emitted_count};
  }
};

TEST(LlvmBackend, NeverEmitsWhatLiesInThePadding) {
  for (const int width : {1, 2, 4, 8}) {
    const auto kernel = make_llvm({.width = width})->compile(growth(1.0));
    Memory memory;
    for (double& v : memory.v) v = 1;
    EXPECT_THAT(memory.run(*kernel, 0, 3), ElementsAre(0, 1, 2)) << "width " << width;
    EXPECT_THAT(memory.run(*kernel, 0, 0), ElementsAre()) << "width " << width;
  }
}

TEST(LlvmBackend, EmitsInAscendingOrderAfterWhatTheListHolds) {
  const auto kernel = make_llvm()->compile(growth(1.0));
  Memory memory;
  for (const int element : {1, 6, 7, 13}) memory.v[element] = 1;
  memory.emitted[0] = 99;
  void* pointers[] = {memory.v};
  KernelArguments arguments{
      .pointers = pointers, .begin = 0, .end = 16, .emitted = memory.emitted, .emitted_count = 1};
  kernel->run(arguments);
  EXPECT_THAT(std::vector(memory.emitted, memory.emitted + arguments.emitted_count),
              ElementsAre(99, 1, 6, 7, 13));
}

TEST(LlvmBackend, ChangesNoBitWhereTheMaskOfAStoreIsFalse) {
  kernel::KernelScope guarded = scope(ElementType::float32);
  guarded.variables["v"].write_guard = "ok";
  kernel::KernelBuilder builder("guarded", kernel::IndexSpace::elements, guarded);
  builder.append(block({update("v", FunctionId::add, real(1))}));
  const Kernel kernel = builder.finish();
  for (const int width : {1, 4, 8}) {
    // A signalling NaN: arithmetic, and conversion to double and back, would make it quiet.
    constexpr std::uint32_t signalling = 0x7f800001;
    alignas(64) std::uint32_t v[16];
    alignas(64) std::uint8_t ok[64] = {0, 1, 0, 1};
    for (auto& bits : v) bits = signalling;
    std::vector<void*> pointers;
    for (const auto& binding : kernel.bindings) {
      pointers.push_back(binding.name == "v" ? static_cast<void*>(v) : ok);
    }
    KernelArguments arguments{.pointers = pointers.data(), .begin = 0, .end = 4};
    make_llvm({.width = width})->compile(kernel)->run(arguments);
    EXPECT_EQ(v[0], signalling) << "width " << width;
    EXPECT_NE(v[1], signalling) << "width " << width;
    EXPECT_EQ(v[2], signalling) << "width " << width;
    EXPECT_NE(v[3], signalling) << "width " << width;
  }
}

TEST(LlvmBackend, CompilesKernelsOfEqualTextOnce) {
  const auto backend = make_llvm();
  const auto first = backend->compile(growth(1.5, "first"));
  EXPECT_EQ(backend->compile(growth(1.5, "second")), first);
  EXPECT_NE(backend->compile(growth(2.5)), first);
}

TEST(LlvmBackend, KeepsCodeAliveLongerThanItself) {
  std::shared_ptr<const CompiledKernel> kernel;
  {
    const auto backend = make_llvm();
    kernel = backend->compile(growth(2.0));
  }
  Memory memory;
  memory.v[0] = 0.375;
  EXPECT_THAT(memory.run(*kernel, 0, 1), ElementsAre(0));
  EXPECT_EQ(memory.v[0], 0.75);
}

TEST(LlvmBackend, CompilesInSeveralThreadsAtOnce) {
  constexpr int count = 8;
  const auto backend = make_llvm();
  std::vector<std::shared_ptr<const CompiledKernel>> kernels(count);
  std::vector<std::jthread> threads;
  for (int number = 0; number < count; ++number) {
    threads.emplace_back([&backend, &kernels, number] {
      kernels[static_cast<std::size_t>(number)] = backend->compile(growth(number % 4 + 2.0));
    });
  }
  threads.clear();
  for (int number = 0; number < count; ++number) {
    Memory memory;
    memory.v[0] = 1;
    memory.run(*kernels[static_cast<std::size_t>(number)], 0, 1);
    EXPECT_EQ(memory.v[0], number % 4 + 2.0);
    EXPECT_EQ(kernels[static_cast<std::size_t>(number)],
              kernels[static_cast<std::size_t>(number % 4)]);
  }
}

TEST(LlvmBackend, RefusesWidthsThatItCannotMake) {
  try {
    make_llvm({.width = 3});
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(),
                 "vector width 3 is not possible; choose 1, 2, 4, 8 or 0 for the best");
  }
}

TEST(LlvmBackend, RefusesInstructionsThatTheProcessorLacks) {
  if (is_available(Target::avx512)) {
    std::cout << "nothing refused: this processor has everything\n";
    return;
  }
  try {
    make_llvm({.target = Target::avx512});
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(),
                 "this processor has no avx512 instructions; choose the target 'native'");
  }
}

TEST(LlvmBackend, WritesCodeForEveryTargetWhateverThisProcessorHas) {
  EXPECT_THAT(print_assembly(growth(2.0), {.target = Target::avx512}), HasSubstr("%zmm"));
  const auto avx2 = print_assembly(growth(2.0), {.target = Target::avx2});
  EXPECT_THAT(avx2, HasSubstr("%ymm"));
  EXPECT_THAT(avx2, Not(HasSubstr("%zmm")));
  const auto generic = print_assembly(growth(2.0), {.target = Target::generic});
  EXPECT_THAT(generic, HasSubstr("%xmm"));
  EXPECT_THAT(generic, Not(HasSubstr("%ymm")));
}

TEST(LlvmBackend, NeitherContractsNorReordersArithmetic) {
  kernel::KernelBuilder builder("sum", kernel::IndexSpace::elements, scope(ElementType::float64));
  builder.append(block({assign("v", name("v") * name("v") + real(0.1))}));
  EXPECT_THAT(print_assembly(builder.finish(), {.target = Target::avx2}), Not(HasSubstr("fmadd")));
}

TEST(LlvmBackend, NamesProcessorAndInstructions) {
  EXPECT_EQ(describe_target(Target::generic), "x86-64, SSE2, 2 doubles a vector");
  EXPECT_EQ(describe_target(Target::avx512), "x86-64-v4, AVX-512, FMA, 8 doubles a vector");
}

}  // namespace
}  // namespace ranvier::backend::llvm_backend_test
