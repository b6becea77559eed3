#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/backend/llvm/emission_order.hpp>
#include <ranvier/kernel/kernel_builder.hpp>

namespace ranvier::backend::llvm_emission_order_test {
namespace {

using namespace ranvier::testing;

using kernel::Opcode;

kernel::Kernel kernel_of(std::vector<Statement> statements) {
  kernel::KernelScope scope;
  for (const char* variable : {"v", "w"}) {
    scope.variables[variable] = {
        .binding = {variable, ElementType::float64, kernel::Access::element}};
  }
  kernel::KernelBuilder builder("test", kernel::IndexSpace::elements, scope);
  builder.append(block(std::move(statements)));
  return builder.finish();
}

Expression exp(Expression argument) {
  return call(FunctionId::exp, std::move(argument));
}

/// Functions of the body in the order of emission; a store is "store".
std::vector<std::string> words(const kernel::Kernel& kernel) {
  std::vector<std::string> words;
  for (const auto id : emission_order(kernel)) {
    const auto& instruction = kernel.instructions[static_cast<std::size_t>(id)];
    if (instruction.opcode == Opcode::store) words.emplace_back("store");
    if (instruction.opcode == Opcode::compute) {
      words.emplace_back(kernel::function_word(instruction.function));
    }
  }
  return words;
}

TEST(EmissionOrder, BringsIndependentExponentialsTogether) {
  const auto kernel = kernel_of({assign("v", exp(exp(name("v")))), assign("w", exp(name("w")))});
  const std::vector<kernel::ValueId> order = emission_order(kernel);
  std::vector<kernel::ValueId> exponentials;
  for (const auto id : order) {
    if (kernel.instructions[static_cast<std::size_t>(id)].opcode == Opcode::compute) {
      exponentials.push_back(id);
    }
  }
  ASSERT_EQ(exponentials.size(), 3);
  // exp(v), exp(w), then what needs exp(v).
  EXPECT_LT(exponentials[0], exponentials[2]);
  EXPECT_LT(exponentials[2], exponentials[1]);
}

TEST(EmissionOrder, KeepsEveryInstructionAfterItsArguments) {
  const auto kernel = kernel_of({assign("v", exp(exp(name("v")) * name("w")) - name("w")),
                                 assign("w", exp(name("w")) / name("v"))});
  std::vector<bool> is_emitted(kernel.instructions.size());
  for (const auto id : emission_order(kernel)) {
    for (const auto argument : kernel.instructions[static_cast<std::size_t>(id)].arguments) {
      EXPECT_TRUE(is_emitted[static_cast<std::size_t>(argument)]);
    }
    is_emitted[static_cast<std::size_t>(id)] = true;
  }
  EXPECT_THAT(is_emitted, ::testing::Each(true));
}

TEST(EmissionOrder, LeavesStoresAtTheEnd) {
  const auto kernel = kernel_of({assign("v", exp(name("v"))), assign("w", name("v") + name("w"))});
  EXPECT_THAT(words(kernel), ::testing::ElementsAre("exp", "add", "store", "store"));
}

}  // namespace
}  // namespace ranvier::backend::llvm_emission_order_test
