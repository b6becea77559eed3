/// Hoisting, rewriting and fusing, seen in the kernel text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/kernel/fuse.hpp>
#include <ranvier/kernel/hoist.hpp>
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/kernel/rewrites.hpp>

namespace ranvier::kernel::passes_test {
namespace {

using namespace ranvier::testing;

using ::testing::HasSubstr;

KernelScope some_scope() {
  KernelScope scope;
  for (const char* column : {"v", "w", "x"}) {
    scope.variables[column] = {.binding = {column, ElementType::float64, Access::element}};
  }
  scope.variables["u"] = {.binding = {"u", ElementType::float32, Access::element}};
  scope.variables["ok"] = {.binding = {"ok", ElementType::boolean, Access::element}};
  for (const char* cell : {"dt", "tau"}) {
    scope.variables[cell] = {.binding = {cell, ElementType::float64, Access::cell}};
  }
  return scope;
}

Kernel kernel_of(std::vector<Statement> statements, IndexSpace space = IndexSpace::elements) {
  KernelBuilder builder("test", space, some_scope());
  builder.append(block(std::move(statements)));
  return builder.finish();
}

Expression exp(const Expression& x) {
  return call(FunctionId::exp, x);
}

TEST(Hoist, MovesWhatDependsOnNoElementInFront) {
  const Kernel kernel =
      kernel_of({update("v", FunctionId::multiply, exp(-name("dt") / name("tau"))),
                 update("v", FunctionId::add, name("w") * integer(2))});
  EXPECT_EQ(print(hoist(kernel)),
            "kernel over elements\n"
            "  float64 dt[cell] read\n"
            "  float64 tau[cell] read\n"
            "  float64 v[element] read write\n"
            "  float64 w[element] read\n"
            "invariant\n"
            "  %0 = load dt\n"
            "  %1 = negate %0\n"
            "  %2 = load tau\n"
            "  %3 = divide %1 %2\n"
            "  %4 = exp %3\n"
            "  %5 = constant 2.0\n"
            "body\n"
            "  %6 = load v\n"
            "  %7 = multiply %6 %4\n"
            "  %8 = load w\n"
            "  %9 = multiply %8 %5\n"
            "  %10 = add %7 %9\n"
            "  store v %10\n");
}

TEST(Hoist, LeavesRandomDrawsAndStoredCellsInTheBody) {
  Kernel kernel =
      kernel_of({update("dt", FunctionId::add, real(1)), assign("v", call(FunctionId::rand))},
                IndexSpace::synapses);
  EXPECT_EQ(print(hoist(kernel)),
            "kernel over synapses\n"
            "  float64 dt[cell] read write\n"
            "  float64 v[element] write\n"
            "invariant\n"
            "  %0 = constant 1.0\n"
            "body\n"
            "  %1 = load dt\n"
            "  %2 = add %1 %0\n"
            "  %3 = index\n"
            "  %4 = random rand %3 draw 0\n"
            "  store dt %2\n"
            "  store v %4\n");
}

TEST(Hoist, LeavesAKernelThatRunsOnceAsItIs) {
  const Kernel kernel = kernel_of({assign("v", name("dt"))}, IndexSpace::once);
  EXPECT_EQ(print(hoist(kernel)), print(kernel));
}

TEST(Hoist, OfAHoistedKernelIsTheSame) {
  const Kernel kernel = hoist(kernel_of({assign("v", name("w") / name("tau") + name("dt"))}));
  EXPECT_EQ(print(hoist(kernel)), print(kernel));
}

TEST(Reciprocal, DividesOncePerCallByWhatDependsOnNoElement) {
  const Kernel kernel = kernel_of({assign("v", name("w") / name("tau") + name("x") / real(3))});
  EXPECT_EQ(print(rewrite(kernel, {.reciprocal = true, .exponential_families = false})),
            "kernel over elements\n"
            "  float64 w[element] read\n"
            "  float64 tau[cell] read\n"
            "  float64 x[element] read\n"
            "  float64 v[element] write\n"
            "invariant\n"
            "  %0 = load tau\n"
            "  %1 = constant 1.0\n"
            "  %2 = divide %1 %0\n"
            "  %3 = constant 0.3333333333333333\n"
            "body\n"
            "  %4 = load w\n"
            "  %5 = multiply %4 %2\n"
            "  %6 = load x\n"
            "  %7 = multiply %6 %3\n"
            "  %8 = add %5 %7\n"
            "  store v %8\n");
}

TEST(Reciprocal, LeavesDivisionsByVaryingValuesAndOfInvariantOnes) {
  const Kernel kernel =
      kernel_of({assign("v", name("w") / name("x")), assign("w", name("dt") / name("tau")),
                 assign("x", name("dt") / name("x"))});
  EXPECT_EQ(print(rewrite(kernel, {})), print(hoist(kernel)));
}

TEST(Rewrites, SwitchedOffChangeNothing) {
  const Kernel kernel = kernel_of({assign("v", name("w") / name("tau")),
                                   assign("w", exp(name("x")) + exp(integer(2) * name("x")))});
  const Rewrites off{.exprel = false, .reciprocal = false, .exponential_families = false};
  EXPECT_EQ(print(rewrite(kernel, off)), print(hoist(kernel)));
}

TEST(ExponentialFamilies, ComputeOneExpAndItsPowers) {
  const Kernel kernel = kernel_of(
      {assign("v", exp(real(-50) * (name("x") + real(0.25))) + exp(real(-12.5) * name("x")))});
  EXPECT_EQ(print(rewrite(kernel, {})),
            "kernel over elements\n"
            "  float64 x[element] read\n"
            "  float64 v[element] write\n"
            "invariant\n"
            "  %0 = constant -12.5\n"
            "  %1 = constant 3.726653172078671e-06\n"
            "body\n"
            "  %2 = load x\n"
            "  %3 = multiply %0 %2\n"
            "  %4 = exp %3\n"
            "  %5 = multiply %4 %4\n"
            "  %6 = multiply %5 %5\n"
            "  %7 = multiply %6 %1\n"
            "  %8 = add %7 %4\n"
            "  store v %8\n");
}

TEST(ExponentialFamilies, LeaveOtherExponentials) {
  const Expression x = name("x");
  const Expression others[] = {
      exp(x) + exp(real(2.5) * x),    // not a whole number
      exp(x) + exp(-x),               // of opposite sign
      exp(x) + exp(real(9) * x),      // too far apart
      exp(x) + exp(x + real(51)),     //
      exp(x) + exp(name("w")),        // of different values
      exp(x) + exp(x * name("w")),    //
      exp(x) + exp(name("tau") * x),  // a ratio that is data
  };
  Rewrites without;
  without.exponential_families = false;
  for (const Expression& other : others) {
    const Kernel kernel = kernel_of({assign("v", other)});
    EXPECT_EQ(print(rewrite(kernel, {})), print(rewrite(kernel, without)))
        << symbolic::print(other);
  }
}

TEST(ExponentialFamilies, MayHaveTheirBaseLater) {
  const Kernel kernel =
      kernel_of({assign("v", exp(real(2) * name("x"))), assign("w", exp(name("x")))});
  EXPECT_THAT(print(rewrite(kernel, {})), HasSubstr("  %1 = exp %0\n"
                                                    "  %2 = multiply %1 %1\n"
                                                    "  store v %2\n"
                                                    "  store w %1\n"));
}

TEST(Fuse, HandsOnWhatTheFirstStoresAndSharesWork) {
  const Kernel first = kernel_of({assign("v", exp(name("w")))});
  const Kernel second = kernel_of({assign("x", name("v") + exp(name("w")))});
  EXPECT_EQ(print(*fuse(first, second)),
            "kernel over elements\n"
            "  float64 w[element] read\n"
            "  float64 v[element] write\n"
            "  float64 x[element] write\n"
            "body\n"
            "  %0 = load w\n"
            "  %1 = exp %0\n"
            "  %2 = add %1 %1\n"
            "  store v %1\n"
            "  store x %2\n");
}

TEST(Fuse, LetsMaskedStoresBeSeenOnlyWhereTheyAreDone) {
  KernelBuilder threshold("threshold", IndexSpace::elements, some_scope());
  const ValueId spikes = threshold.emit_where(call(FunctionId::greater, name("v"), real(1)));
  threshold.assign_where(spikes, "v", real(0));
  const Kernel second = kernel_of({update("v", FunctionId::add, name("w"))});
  EXPECT_THAT(print(*fuse(threshold.finish(), second)), HasSubstr("invariant\n"
                                                                  "  %0 = constant 1.0\n"
                                                                  "  %1 = constant 0.0\n"
                                                                  "body\n"
                                                                  "  %2 = load v\n"
                                                                  "  %3 = greater %2 %0\n"
                                                                  "  emit %3\n"
                                                                  "  %5 = select %3 %1 %2\n"
                                                                  "  %6 = load w\n"
                                                                  "  %7 = add %5 %6\n"
                                                                  "  store v %7\n"));
}

TEST(Fuse, DropsAStoreThatTheSecondOverwrites) {
  const Kernel first = kernel_of({assign("v", name("w"))});
  const Kernel second = kernel_of({assign("v", name("x"))});
  EXPECT_EQ(print(*fuse(first, second)), print(second));
}

TEST(Fuse, RefusesWhatMightNotBeTheSame) {
  const Kernel plain = kernel_of({assign("v", name("w"))});
  const Kernel draws = kernel_of({assign("v", call(FunctionId::rand))});
  const Kernel rounds = kernel_of({assign("u", name("w"))});
  const Kernel reads_rounded = kernel_of({assign("v", name("u"))});
  const Kernel at_events = kernel_of({assign("v", name("w"))}, IndexSpace::events);
  KernelBuilder emits("emits", IndexSpace::elements, some_scope());
  emits.emit_where(name("ok"));
  const Kernel emitting = emits.finish();
  Kernel aliased = plain;
  aliased.bindings[0].type = ElementType::float32;

  EXPECT_TRUE(fuse(plain, draws));
  EXPECT_TRUE(fuse(plain, emitting));
  EXPECT_TRUE(fuse(reads_rounded, rounds));
  EXPECT_FALSE(fuse(draws, draws));
  EXPECT_FALSE(fuse(emitting, emitting));
  EXPECT_FALSE(fuse(rounds, reads_rounded));
  EXPECT_FALSE(fuse(plain, at_events));
  EXPECT_FALSE(fuse(plain, aliased));
}

}  // namespace
}  // namespace ranvier::kernel::passes_test
