#include <cmath>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expressions.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::backend::interpreter_test {
namespace {

using namespace ranvier::testing;

using kernel::Access;
using kernel::IndexSpace;
using kernel::KernelArguments;
using kernel::KernelBuilder;
using kernel::KernelScope;
using kernel::SynapseSegment;
using ::testing::ElementsAre;

/// Columns and cells, by name, for kernels over them.
class Interpreter : public ::testing::Test {
 protected:
  void declare(const std::string& name, Access access, std::vector<double>& values) {
    declare(name, access, ElementType::float64, values.data());
  }

  void declare(const std::string& name, Access access, ElementType type, void* data) {
    scope_.variables[name] = {.binding = {name, type, access}};
    data_[name] = data;
  }

  void run(IndexSpace space, std::vector<Statement> statements) {
    KernelBuilder builder("test", space, scope_);
    builder.append(block(std::move(statements)));
    run(builder.finish());
  }

  void run(const kernel::Kernel& kernel) {
    std::vector<void*> pointers;
    for (const auto& binding : kernel.bindings) {
      pointers.push_back(data_.at(binding.name));
    }
    arguments_.pointers = pointers.data();
    make_interpreter()->compile(kernel)->run(arguments_);
  }

  KernelScope scope_;
  std::map<std::string, void*> data_;
  KernelArguments arguments_;
};

TEST_F(Interpreter, RunsOverElementsFromBeginToEnd) {
  std::vector<double> v{1, 2, 3, 4};
  std::vector<double> tau{0.5};
  declare("v", Access::element, v);
  declare("tau", Access::cell, tau);
  arguments_.begin = 1;
  arguments_.end = 3;
  run(IndexSpace::elements, {update("v", FunctionId::divide, name("tau"))});
  EXPECT_THAT(v, ElementsAre(1, 4, 6, 4));
}

TEST_F(Interpreter, RunsOverTheElementsOfAListOfEvents) {
  std::vector<double> v{1, 2, 3, 4};
  declare("v", Access::element, v);
  const std::vector<std::int32_t> events{0, 3};
  arguments_.events = events.data();
  arguments_.event_count = 2;
  run(IndexSpace::events, {assign("v", real(-1))});
  EXPECT_THAT(v, ElementsAre(-1, 2, 3, -1));
}

TEST_F(Interpreter, RunsOverSynapsesInOrderSoThatEachSeesTheOneBefore) {  // D4
  std::vector<double> weight{1, 10, 100};
  std::vector<double> seen{0, 0, 0};
  std::vector<double> v{0, 0};
  std::vector<double> amplitude{2, 3};
  declare("w", Access::element, weight);
  declare("x", Access::element, seen);
  declare("v_post", Access::target, v);
  declare("a_pre", Access::source, amplitude);
  const std::vector<std::int32_t> targets{1, 1, 1};
  const std::vector<SynapseSegment> segments{{.source = 1, .length = 1, .begin = 2},
                                             {.source = 0, .length = 2, .begin = 0}};
  arguments_.targets = targets.data();
  arguments_.segments = segments.data();
  arguments_.segment_count = 2;
  run(IndexSpace::synapses,
      {update("v_post", FunctionId::add, name("w") * name("a_pre")), assign("x", name("v_post"))});
  EXPECT_THAT(v, ElementsAre(0, 322));
  EXPECT_THAT(seen, ElementsAre(302, 322, 300));
}

TEST_F(Interpreter, RunsOverTheSynapsesOfAListInItsOrder) {
  std::vector<double> seen{0, 0, 0};
  std::vector<double> v{1, 0, 0, 0};
  std::vector<double> amplitude{2, 3};
  declare("x", Access::element, seen);
  declare("v_post", Access::target, v);
  declare("a_pre", Access::source, amplitude);
  const std::vector<std::int32_t> sources{0, 1, 0};
  const std::vector<std::int32_t> targets{1, 2, 1};
  const std::vector<std::int32_t> listed{2, 1, 0};
  const std::vector<SynapseSegment> segments{{.source = 3, .length = 1, .begin = 2},
                                             {.source = 3, .length = 2, .begin = 0}};
  arguments_.sources = sources.data();
  arguments_.targets = targets.data();
  arguments_.listed = listed.data();
  arguments_.segments = segments.data();
  arguments_.segment_count = 2;
  const std::vector<Statement> statements{update("v_post", FunctionId::add, name("a_pre")),
                                          assign("x", name("v_post"))};
  run(IndexSpace::listed_synapses, statements);
  EXPECT_THAT(v, ElementsAre(1, 4, 3, 0));
  EXPECT_THAT(seen, ElementsAre(2, 3, 4));
  run(IndexSpace::target_synapses, statements);  // all of target 3
  EXPECT_THAT(v, ElementsAre(1, 4, 3, 7));
  EXPECT_THAT(seen, ElementsAre(2, 7, 4));
}

TEST_F(Interpreter, StoresToOnePlaceThroughTwoNamesInOrderOfFirstAssignment) {
  std::vector<double> v{1};
  declare("v_pre", Access::source, v);
  declare("v_post", Access::target, v);
  const std::vector<std::int32_t> targets{0};
  const std::vector<SynapseSegment> segments{{.source = 0, .length = 1, .begin = 0}};
  arguments_.targets = targets.data();
  arguments_.segments = segments.data();
  arguments_.segment_count = 1;
  run(IndexSpace::synapses,
      {update("v_post", FunctionId::add, real(10)), update("v_pre", FunctionId::add, real(100))});
  EXPECT_THAT(v, ElementsAre(101));
}

TEST_F(Interpreter, RunsOnce) {
  std::vector<double> t{0.25};
  declare("t", Access::cell, t);
  run(IndexSpace::once, {update("t", FunctionId::add, real(0.5))});
  EXPECT_THAT(t, ElementsAre(0.75));
}

TEST_F(Interpreter, RoundsToTheTypeOfTheColumn) {
  std::vector<double> x{0.1, -2.9};
  std::vector<float> single(2);
  std::vector<std::int32_t> whole(2);
  std::vector<std::uint8_t> truth(2);
  declare("x", Access::element, x);
  declare("u", Access::element, ElementType::float32, single.data());
  declare("n", Access::element, ElementType::int32, whole.data());
  declare("ok", Access::element, ElementType::boolean, truth.data());
  arguments_.end = 2;
  run(IndexSpace::elements,
      {assign("u", name("x")), assign("n", name("x")), assign("ok", name("x"))});
  EXPECT_THAT(single, ElementsAre(0.1F, -2.9F));
  EXPECT_THAT(whole, ElementsAre(0, -2));
  EXPECT_THAT(truth, ElementsAre(1, 1));
}

TEST_F(Interpreter, WritesWhereTheMaskIsTrueAndEmitsInOrder) {
  std::vector<double> v{0.5, 2, std::nan(""), 3};
  std::vector<std::int32_t> emitted(20, -1);
  declare("v", Access::element, v);
  arguments_.end = 4;
  arguments_.emitted = emitted.data();
  arguments_.emitted_count = 1;
  KernelBuilder builder("test", IndexSpace::elements, scope_);
  builder.assign_where(builder.emit_where(call(FunctionId::greater, name("v"), real(1))), "v",
                       real(0));
  run(builder.finish());
  EXPECT_EQ(v[0], 0.5);
  EXPECT_EQ(v[1], 0);
  EXPECT_TRUE(std::isnan(v[2]));
  EXPECT_EQ(v[3], 0);
  EXPECT_EQ(arguments_.emitted_count, 3);
  EXPECT_THAT(std::vector(emitted.begin(), emitted.begin() + 4), ElementsAre(-1, 1, 3, -1));
}

TEST_F(Interpreter, DrawsByKeyElementStepAndDraw) {
  std::vector<double> v(2);
  std::vector<double> w(2);
  declare("v", Access::element, v);
  declare("w", Access::element, w);
  arguments_.end = 2;
  arguments_.random_key = 42;
  arguments_.step = 7;
  run(IndexSpace::elements,
      {assign("v", call(FunctionId::rand)), assign("w", call(FunctionId::randn))});
  EXPECT_THAT(v, ElementsAre(kernel::draw_uniform(42, 0, 7, 0), kernel::draw_uniform(42, 1, 7, 0)));
  EXPECT_THAT(w, ElementsAre(kernel::draw_normal(42, 0, 7, 1), kernel::draw_normal(42, 1, 7, 1)));
}

TEST_F(Interpreter, RefusesAKernelThatBreaksTheRules) {
  kernel::Kernel kernel{.name = "broken"};
  kernel.instructions = {{.opcode = kernel::Opcode::load, .binding = 3}};
  EXPECT_THROW(make_interpreter()->compile(kernel), InternalError);
}

}  // namespace
}  // namespace ranvier::backend::interpreter_test
