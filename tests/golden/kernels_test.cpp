// Statements, as a user writes them, and the text of the kernel that comes of them: all rewrites
// on, hoisted.

#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "support/golden.hpp"
#include <ranvier/equations/parser.hpp>
#include <ranvier/kernel/kernel_builder.hpp>
#include <ranvier/kernel/rewrites.hpp>

namespace ranvier::tests::kernels_test {
namespace {

using kernel::Access;
using kernel::IndexSpace;

const std::map<std::string, IndexSpace> spaces{{"once", IndexSpace::once},
                                               {"elements", IndexSpace::elements},
                                               {"events", IndexSpace::events},
                                               {"synapses", IndexSpace::synapses},
                                               {"target synapses", IndexSpace::target_synapses}};
const std::map<std::string, ElementType> types{{"float32", ElementType::float32},
                                               {"int32", ElementType::int32},
                                               {"int64", ElementType::int64},
                                               {"boolean", ElementType::boolean}};
const std::map<std::string, Access> accesses{{"columns", Access::element},
                                             {"cells", Access::cell},
                                             {"sources", Access::source},
                                             {"targets", Access::target}};

std::string setting(const GoldenFile& golden, const std::string& key) {
  const auto place = golden.settings.find(key);
  return place == golden.settings.end() ? "" : place->second;
}

/// Variables from lists like "v, int32 k"; those without a type are float64.
kernel::KernelScope scope_of(const GoldenFile& golden) {
  kernel::KernelScope scope;
  for (const auto& [key, access] : accesses) {
    std::istringstream list(setting(golden, key));
    for (std::string item; std::getline(list, item, ',');) {
      std::istringstream words(item);
      std::string name;
      words >> name;
      ElementType type = ElementType::float64;
      if (const auto known = types.find(name); known != types.end()) {
        type = known->second;
        words >> name;
      }
      scope.variables[name] = {.binding = {name, type, access}};
    }
  }
  return scope;
}

symbolic::StatementBlock statements_of(const std::string& text) {
  symbolic::StatementBlock block = equations::parse_statements(text, "golden test");
  for (symbolic::Statement& statement : block.statements) {
    statement.value = kernel::rewrite_exprel(statement.value);
  }
  return block;
}

std::string kernel_text(const GoldenFile& golden) {
  kernel::KernelBuilder builder("golden", spaces.at(setting(golden, "space")), scope_of(golden));
  builder.append(statements_of(golden.input));
  if (const std::string condition = setting(golden, "condition"); !condition.empty()) {
    const auto mask = builder.emit_where(equations::parse_expression(condition, "golden test"));
    for (const auto& statement : statements_of(setting(golden, "reset")).statements) {
      const auto target = symbolic::Expression::symbol(statement.target);
      builder.assign_where(
          mask, statement.target,
          statement.operation
              ? symbolic::Expression::call(*statement.operation, {target, statement.value})
              : statement.value);
    }
  }
  return print(rewrite(builder.finish(), {}));
}

class KernelText : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(KernelText, IsAsExpected) {
  const GoldenFile golden = read_golden(GetParam());
  const std::string text = kernel_text(golden);
  update_golden(golden, text);
  EXPECT_EQ(text, golden.expected);
}

INSTANTIATE_TEST_SUITE_P(Kernels, KernelText, ::testing::ValuesIn(golden_files("kernels")),
                         [](const auto& info) { return golden_test_name(info.param); });

}  // namespace
}  // namespace ranvier::tests::kernels_test
