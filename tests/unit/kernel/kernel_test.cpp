#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranvier/kernel/kernel.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::kernel::kernel_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// v = v / tau where v < 1
Kernel some_kernel() {
  Kernel kernel{.name = "test", .bindings = {{"v"}, {.name = "tau", .access = Access::cell}}};
  kernel.instructions = {
      {.opcode = Opcode::load, .binding = 1},
      {.opcode = Opcode::load, .binding = 0},
      {.opcode = Opcode::compute, .function = FunctionId::divide, .arguments = {1, 0}},
      {.opcode = Opcode::constant, .real = 1},
      {.opcode = Opcode::compute,
       .type = ValueType::boolean,
       .function = FunctionId::less,
       .arguments = {2, 3}},
      {.opcode = Opcode::store, .arguments = {2}, .binding = 0, .mask = 4}};
  kernel.invariant_count = 1;
  return kernel;
}

TEST(Kernel, PrintsAsText) {
  EXPECT_EQ(print(some_kernel()),
            "kernel over elements\n"
            "  float64 v[element] read write\n"
            "  float64 tau[cell] read\n"
            "invariant\n"
            "  %0 = load tau\n"
            "body\n"
            "  %1 = load v\n"
            "  %2 = divide %1 %0\n"
            "  %3 = constant 1.0\n"
            "  %4 = less %2 %3\n"
            "  store v %2 where %4\n");
}

TEST(Kernel, PrintsNumbersSoThatDifferentBitsAreDifferentTexts) {
  const auto text_of = [](double value) {
    Kernel kernel = some_kernel();
    kernel.instructions[3].real = value;
    return print(kernel);
  };
  EXPECT_THAT(text_of(-0.0), HasSubstr("constant -0.0\n"));
  EXPECT_THAT(text_of(0.1), HasSubstr("constant 0.1\n"));
  EXPECT_THAT(text_of(0.1 + 0x1p-56), HasSubstr("constant 0.10000000000000002\n"));
  EXPECT_THAT(text_of(1e300), HasSubstr("constant 1e+300\n"));
  EXPECT_THAT(text_of(INFINITY), HasSubstr("constant inf\n"));
  EXPECT_THAT(text_of(std::nan("")), HasSubstr("constant nan\n"));
}

TEST(Kernel, KnowsWhatItReadsAndWrites) {
  EXPECT_THAT(read_bindings(some_kernel()), ElementsAre(0, 1));
  EXPECT_THAT(written_bindings(some_kernel()), ElementsAre(0));
}

/// The rule that a damaged kernel violates, or "".
std::string violated_rule(const std::function<void(Kernel&)>& damage) {
  Kernel kernel = some_kernel();
  damage(kernel);
  try {
    verify(kernel);
  } catch (const InternalError& error) {
    return error.what();
  }
  return "";
}

TEST(Verify, AcceptsAGoodKernel) {
  EXPECT_EQ(violated_rule([](Kernel&) {}), "");
}

TEST(Verify, NamesTheRuleThatIsViolated) {
  const auto expect = [](const std::function<void(Kernel&)>& damage, const std::string& rule) {
    EXPECT_THAT(violated_rule(damage), HasSubstr(rule));
  };
  expect([](Kernel& k) { k.invariant_count = 2; },
         "the invariant part loads cells that the kernel does not store");
  expect([](Kernel& k) { k.invariant_count = 7; },
         "the invariant part ends within the instructions");
  expect([](Kernel& k) { k.instructions[2].arguments[0] = 2; },
         "an argument is an earlier instruction");
  expect([](Kernel& k) { k.instructions[2].arguments.pop_back(); },
         "a function has its number of arguments");
  expect([](Kernel& k) { k.instructions[2].type = ValueType::integer; },
         "arguments and result have the types that the function wants");
  expect([](Kernel& k) { k.instructions[2].function = FunctionId::rand; },
         "a stateful function is drawn, not computed");
  expect([](Kernel& k) { k.bindings[0].type = ElementType::int32; },
         "a load has its binding's type");
  expect([](Kernel& k) { k.instructions[5].mask = 2; }, "a mask is boolean");
  expect([](Kernel& k) { k.instructions[2].mask = 1; }, "only a store has a mask");
  expect([](Kernel& k) { k.instructions[5].arguments[0] = 4; },
         "a stored value has its binding's type");
  expect([](Kernel& k) { k.instructions.push_back(k.instructions[5]); },
         "a binding is stored once");
  expect([](Kernel& k) { k.instructions.push_back(k.instructions[1]); },
         "no load follows a store of the same binding");
  expect([](Kernel& k) { k.bindings[0].access = Access::target; },
         "elements are independent: each stores to its own place");
  expect(
      [](Kernel& k) {
        k.instructions.push_back(
            {.opcode = Opcode::emit, .type = ValueType::boolean, .arguments = {4}});
        k.space = IndexSpace::events;
      },
      "only a kernel over elements emits");
}

}  // namespace
}  // namespace ranvier::kernel::kernel_test
