#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::kernel::kernel_builder_test {
namespace {

using namespace ranvier::testing;

using ::testing::HasSubstr;

VariableBinding column(const std::string& name, ElementType type = ElementType::float64) {
  return {.binding = {name, type, Access::element}};
}

VariableBinding cell(const std::string& name, ElementType type = ElementType::float64) {
  return {.binding = {name, type, Access::cell}};
}

KernelScope some_scope() {
  KernelScope scope;
  scope.variables = {{"v", column("v")},
                     {"w", column("w")},
                     {"u", column("u", ElementType::float32)},
                     {"n", column("n", ElementType::int32)},
                     {"ok", column("ok", ElementType::boolean)},
                     {"tau", cell("tau")},
                     {"g", column("g")},
                     {"i", {.is_index = true}}};
  scope.variables["g"].write_guard = "ok";
  return scope;
}

/// Text of the kernel of these statements over elements.
std::string kernel_text(std::vector<Statement> statements,
                        const KernelScope& scope = some_scope()) {
  KernelBuilder builder("test", IndexSpace::elements, scope);
  builder.append(block(std::move(statements)));
  return print(builder.finish());
}

TEST(KernelBuilder, LoadsAtFirstUseAndStoresAtTheEnd) {
  EXPECT_EQ(kernel_text({assign("w", name("v") / name("tau")), assign("v", real(2))}),
            "kernel over elements\n"
            "  float64 v[element] read write\n"
            "  float64 tau[cell] read\n"
            "  float64 w[element] write\n"
            "body\n"
            "  %0 = load v\n"
            "  %1 = load tau\n"
            "  %2 = divide %0 %1\n"
            "  %3 = constant 2.0\n"
            "  store w %2\n"
            "  store v %3\n");
}

TEST(KernelBuilder, SharesEqualWorkOverAllStatements) {
  EXPECT_EQ(kernel_text({assign("v", call(FunctionId::exp, name("tau") * name("w"))),
                         assign("g", call(FunctionId::exp, name("w") * name("tau")))},
                        [] {
                          KernelScope scope = some_scope();
                          scope.variables["g"].write_guard.clear();
                          return scope;
                        }()),
            "kernel over elements\n"
            "  float64 tau[cell] read\n"
            "  float64 w[element] read\n"
            "  float64 v[element] write\n"
            "  float64 g[element] write\n"
            "body\n"
            "  %0 = load tau\n"
            "  %1 = load w\n"
            "  %2 = multiply %0 %1\n"
            "  %3 = exp %2\n"
            "  store v %3\n"
            "  store g %3\n");
}

TEST(KernelBuilder, DropsWorkThatIsNotUsed) {
  EXPECT_EQ(kernel_text({assign("x", call(FunctionId::exp, name("w"))), assign("v", real(1))}),
            "kernel over elements\n"
            "  float64 v[element] write\n"
            "body\n"
            "  %0 = constant 1.0\n"
            "  store v %0\n");
}

TEST(KernelBuilder, LaterStatementsSeeEarlierOnes) {
  EXPECT_EQ(kernel_text({assign("c", name("v")), update("v", FunctionId::add, integer(1)),
                         assign("w", name("v") - name("c"))}),
            "kernel over elements\n"
            "  float64 v[element] read write\n"
            "  float64 w[element] write\n"
            "body\n"
            "  %0 = load v\n"
            "  %1 = constant 1.0\n"
            "  %2 = add %0 %1\n"
            "  %3 = subtract %2 %0\n"
            "  store v %2\n"
            "  store w %3\n");
}

TEST(KernelBuilder, SubexpressionsFollowEveryChange) {  // D3: 1, 3, 9
  KernelScope scope = some_scope();
  scope.subexpressions = {{"a", integer(2) * name("b")}, {"b", name("v")}};
  EXPECT_EQ(kernel_text(
                {update("v", FunctionId::add, name("a")), update("v", FunctionId::add, name("a"))},
                scope),
            "kernel over elements\n"
            "  float64 v[element] read write\n"
            "body\n"
            "  %0 = load v\n"
            "  %1 = constant 2.0\n"
            "  %2 = multiply %1 %0\n"
            "  %3 = add %0 %2\n"
            "  %4 = multiply %1 %3\n"
            "  %5 = add %3 %4\n"
            "  store v %5\n");
}

TEST(KernelBuilder, GuardedWritesAreMaskedAndTheirValueIsNotSeen) {
  EXPECT_EQ(kernel_text({update("g", FunctionId::add, real(1)), assign("w", name("g"))}),
            "kernel over elements\n"
            "  float64 g[element] read write\n"
            "  boolean ok[element] read\n"
            "  float64 w[element] write\n"
            "body\n"
            "  %0 = constant 1.0\n"
            "  %1 = load g\n"
            "  %2 = add %1 %0\n"
            "  %3 = load ok\n"
            "  %4 = select %3 %2 %1\n"
            "  store g %2 where %3\n"
            "  store w %4\n");
}

TEST(KernelBuilder, SeveralGuardedWritesShareOneMaskedStore) {
  EXPECT_EQ(kernel_text({assign("g", name("w")), update("g", FunctionId::multiply, name("v"))}),
            "kernel over elements\n"
            "  float64 w[element] read\n"
            "  boolean ok[element] read\n"
            "  float64 g[element] read write\n"
            "  float64 v[element] read\n"
            "body\n"
            "  %0 = load w\n"
            "  %1 = load ok\n"
            "  %2 = load g\n"
            "  %3 = select %1 %0 %2\n"
            "  %4 = load v\n"
            "  %5 = multiply %3 %4\n"
            "  store g %5 where %1\n");
}

TEST(KernelBuilder, ThresholdAndResetUseOneMask) {
  KernelBuilder builder("test", IndexSpace::elements, some_scope());
  const ValueId spikes = builder.emit_where(call(FunctionId::greater, name("v"), real(1)));
  builder.assign_where(spikes, "ok", boolean(false));
  builder.assign_where(spikes, "g", real(0));
  EXPECT_EQ(print(builder.finish()),
            "kernel over elements\n"
            "  float64 v[element] read\n"
            "  boolean ok[element] write\n"
            "  float64 g[element] write\n"
            "body\n"
            "  %0 = load v\n"
            "  %1 = constant 1.0\n"
            "  %2 = greater %0 %1\n"
            "  emit %2\n"
            "  %4 = constant false\n"
            "  %5 = constant 0.0\n"
            "  store ok %4 where %2\n"
            "  store g %5 where %2\n");
}

TEST(KernelBuilder, AnUnconditionalWriteAfterAMaskedOneIsStoredEverywhere) {
  KernelBuilder builder("test", IndexSpace::elements, some_scope());
  const ValueId mask = builder.emit_where(name("ok"));
  builder.assign_where(mask, "v", real(1));
  builder.append(block({update("v", FunctionId::add, name("w"))}));
  EXPECT_THAT(print(builder.finish()), HasSubstr("  %4 = select %0 %2 %3\n"
                                                 "  %5 = load w\n"
                                                 "  %6 = add %4 %5\n"
                                                 "  store v %6\n"));
}

TEST(KernelBuilder, ConvertsToTheTypesThatFunctionsAndTargetsWant) {
  EXPECT_EQ(kernel_text({assign("n", name("n") / integer(2)), assign("u", name("ok")),
                         assign("ok", name("v"))}),
            "kernel over elements\n"
            "  int32 n[element] read write\n"
            "  boolean ok[element] read write\n"
            "  float64 v[element] read\n"
            "  float32 u[element] write\n"
            "body\n"
            "  %0 = load n\n"
            "  %1 = to_real %0\n"
            "  %2 = constant 2.0\n"
            "  %3 = divide %1 %2\n"
            "  %4 = to_integer %3\n"
            "  %5 = load ok\n"
            "  %6 = to_real %5\n"
            "  %7 = load v\n"
            "  %8 = to_boolean %7\n"
            "  store n %4\n"
            "  store u %6\n"
            "  store ok %8\n");
}

TEST(KernelBuilder, LocalNamesKeepTheTypeOfTheirFirstValue) {
  EXPECT_THAT(kernel_text({assign("x", name("n")), assign("x", name("v")), assign("w", name("x"))}),
              HasSubstr("  %0 = load v\n"
                        "  %1 = to_integer %0\n"
                        "  %2 = to_real %1\n"
                        "  store w %2\n"));
}

TEST(KernelBuilder, LocalNamesEndWithTheirBlock) {
  KernelBuilder builder("test", IndexSpace::elements, some_scope());
  builder.append(block({assign("x", name("n"))}));
  EXPECT_THROW(builder.append(block({assign("v", name("x"))})), InternalError);
}

std::string power_text(const Expression& base, const Expression& exponent) {
  const std::string text = kernel_text({assign("v", call(FunctionId::power, base, exponent))});
  return text.substr(text.find("body\n") + 5);
}

TEST(KernelBuilder, WholePowersAreMultiplications) {
  EXPECT_EQ(power_text(name("w"), integer(5)),
            "  %0 = load w\n"
            "  %1 = multiply %0 %0\n"
            "  %2 = multiply %1 %1\n"
            "  %3 = multiply %2 %0\n"
            "  store v %3\n");
  EXPECT_EQ(power_text(name("w"), real(-2)),
            "  %0 = load w\n"
            "  %1 = multiply %0 %0\n"
            "  %2 = constant 1.0\n"
            "  %3 = divide %2 %1\n"
            "  store v %3\n");
  EXPECT_EQ(power_text(name("w"), integer(0)),
            "  %0 = constant 1.0\n"
            "  store v %0\n");
  EXPECT_EQ(power_text(name("w"), real(0.5)),
            "  %0 = load w\n"
            "  %1 = sqrt %0\n"
            "  store v %1\n");
  EXPECT_THAT(power_text(name("w"), integer(65)), HasSubstr("power"));
  EXPECT_THAT(power_text(name("w"), name("tau")), HasSubstr("power"));
}

TEST(KernelBuilder, IntegersToWholePowersAreIntegers) {
  EXPECT_THAT(power_text(name("n"), integer(2)), HasSubstr("%1 = multiply %0 %0\n"
                                                           "  %2 = to_real %1\n"));
  EXPECT_THAT(power_text(name("n"), real(2)), HasSubstr("%1 = to_real %0\n"
                                                        "  %2 = multiply %1 %1\n"));
  EXPECT_THAT(power_text(integer(2), integer(-1)), HasSubstr("constant 0.5"));  // D10
}

TEST(KernelBuilder, WorkOnConstantsIsDoneAtOnce) {
  EXPECT_EQ(kernel_text({assign("v", call(FunctionId::exp, integer(1) - integer(1)) + real(0.25))}),
            "kernel over elements\n"
            "  float64 v[element] write\n"
            "body\n"
            "  %0 = constant 1.25\n"
            "  store v %0\n");
}

TEST(KernelBuilder, RandomDrawsAreNumberedInOrderAndNeverShared) {
  EXPECT_EQ(kernel_text({assign("v", call(FunctionId::rand) + call(FunctionId::rand)),
                         assign("w", call(FunctionId::poisson, integer(3)))}),
            "kernel over elements\n"
            "  float64 v[element] write\n"
            "  float64 w[element] write\n"
            "body\n"
            "  %0 = index\n"
            "  %1 = random rand %0 draw 0\n"
            "  %2 = random rand %0 draw 1\n"
            "  %3 = add %1 %2\n"
            "  %4 = constant 3.0\n"
            "  %5 = random poisson %0 %4 draw 2\n"
            "  store v %3\n"
            "  store w %5\n");
}

TEST(KernelBuilder, RandomDrawsCountForTheElementThatTheScopeNames) {
  KernelScope scope = some_scope();
  scope.draw_element = "n";
  EXPECT_THAT(kernel_text({assign("v", call(FunctionId::randn))}, scope),
              HasSubstr("%0 = load n\n"
                        "  %1 = random randn %0 draw 0\n"));
}

TEST(KernelBuilder, TheIndexCountsFromTheOffset) {
  KernelScope scope = some_scope();
  scope.variables["i"].index_offset = 10;
  EXPECT_THAT(kernel_text({assign("n", name("i"))}, scope), HasSubstr("%0 = index\n"
                                                                      "  %1 = constant 10\n"
                                                                      "  %2 = subtract %0 %1\n"));
}

TEST(KernelBuilder, SynapsesLoadBeforeTheyStoreEvenThroughTwoNamesOfOnePlace) {
  KernelScope scope;
  scope.variables = {{"v_pre", {.binding = {"v_pre", ElementType::float64, Access::source}}},
                     {"v_post", {.binding = {"v_post", ElementType::float64, Access::target}}}};
  KernelBuilder builder("test", IndexSpace::synapses, scope);
  builder.append(block({update("v_post", FunctionId::add, real(1)),
                        update("v_pre", FunctionId::add, name("v_post"))}));
  EXPECT_EQ(print(builder.finish()),
            "kernel over synapses\n"
            "  float64 v_post[target] read write\n"
            "  float64 v_pre[source] read write\n"
            "body\n"
            "  %0 = constant 1.0\n"
            "  %1 = load v_post\n"
            "  %2 = add %1 %0\n"
            "  %3 = load v_pre\n"
            "  %4 = add %3 %2\n"
            "  store v_post %2\n"
            "  store v_pre %4\n");
}

TEST(KernelBuilder, FlushesDenormalsOfVariablesThatDecay) {
  KernelScope scope = some_scope();
  scope.variables["v"].flushes_denormals = true;
  EXPECT_EQ(kernel_text({update("v", FunctionId::multiply, name("tau"))}, scope),
            "kernel over elements\n"
            "  float64 tau[cell] read\n"
            "  float64 v[element] read write\n"
            "body\n"
            "  %0 = load tau\n"
            "  %1 = load v\n"
            "  %2 = multiply %1 %0\n"
            "  %3 = constant 1.0261342003245941e-289\n"
            "  %4 = abs %2\n"
            "  %5 = less %4 %3\n"
            "  %6 = constant 0.0\n"
            "  %7 = select %5 %6 %2\n"
            "  store v %7\n");
}

TEST(KernelBuilder, RefusesUnknownNamesAndReadOnlyTargets) {
  EXPECT_THROW(kernel_text({assign("v", name("nobody"))}), InternalError);
  EXPECT_THROW(kernel_text({assign("i", integer(1))}), InternalError);
  KernelScope scope = some_scope();
  scope.variables["v"].is_read_only = true;
  EXPECT_THROW(kernel_text({assign("v", integer(1))}, scope), InternalError);
  scope.subexpressions.emplace("a", name("w"));
  EXPECT_THROW(kernel_text({assign("a", integer(1))}, scope), InternalError);
}

}  // namespace
}  // namespace ranvier::kernel::kernel_builder_test
