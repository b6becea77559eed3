#include "shared_statements.hpp"

#include <set>

#include <fmt/format.h>

#include <ranvier/equations/check_dimensions.hpp>

namespace ranvier::compiler {

namespace {

using symbolic::StatementBlock;

const BoundVariable* find_variable(const Scope& scope, const std::string& name) {
  const auto alias = scope.aliases.find(name);
  const auto variable = scope.variables.find(alias == scope.aliases.end() ? name : alias->second);
  return variable == scope.variables.end() ? nullptr : &variable->second;
}

bool writes_shared(const symbolic::Statement& statement, const Scope& scope) {
  const auto* target = find_variable(scope, statement.target);
  return target != nullptr && target->info.is_shared;
}

/// A block in two parts: `once` ends with the last statement that writes a shared variable.
struct Parts {
  StatementBlock once;
  StatementBlock each;
};

Parts split(const StatementBlock& block, const Scope& scope) {
  std::size_t count = 0;
  for (std::size_t k = 0; k < block.statements.size(); ++k) {
    if (writes_shared(block.statements[k], scope)) {
      count = k + 1;
    }
  }
  const auto middle = block.statements.begin() + static_cast<std::ptrdiff_t>(count);
  return {{{block.statements.begin(), middle}, block.source},
          {{middle, block.statements.end()}, block.source}};
}

/// Names that the first part makes and the second one reads: local values of the block.
std::set<std::string> handed_on(const Parts& parts, const Scope& scope) {
  std::set<std::string> made;
  for (const auto& statement : parts.once.statements) {
    if (!scope.knows(statement.target) ||
        scope.variables.at(statement.target).info.kind == equations::NameInfo::Kind::external) {
      made.insert(statement.target);
    }
  }
  std::set<std::string> used;
  for (const auto& statement : parts.each.statements) {
    for (const auto& name : symbolic::symbols_of(statement.value)) {
      if (made.contains(name)) {
        used.insert(name);
      }
    }
    if (statement.operation && made.contains(statement.target)) {
      used.insert(statement.target);
    }
  }
  return used;
}

ElementType element_type(symbolic::ValueType type) {
  switch (type) {
    case symbolic::ValueType::boolean:
      return ElementType::boolean;
    case symbolic::ValueType::integer:
      return ElementType::int64;
    case symbolic::ValueType::real:
      break;
  }
  return ElementType::float64;
}

/// Adds cells that both parts know, for local values that the second part reads.
void add_handed_on(const Parts& parts, CodeCompiler& code, Planner& planner) {
  const auto names = handed_on(parts, code.scope());
  if (names.empty()) {
    return;
  }
  // The block is checked already: what this says of the units of bound numbers is of no interest.
  std::vector<Diagnostic> ignored;
  const auto locals = equations::check_statements(parts.once, code.scope().names(), "", ignored);
  for (const auto& name : names) {
    const auto type = locals.at(name).type;
    BoundVariable bound;
    bound.binding.binding = {name, element_type(type), kernel::Access::cell};
    bound.pointer = planner.add_column(element_type(type), 1).data();
    bound.info = {equations::NameInfo::Kind::variable, {}, type, true, false};
    code.scope().variables.insert_or_assign(name, bound);
  }
}

void plan_part(const model::NetworkObject& object, const StatementBlock& block,
               kernel::IndexSpace space, const std::string& purpose, state::Clock* clock,
               CodeCompiler& code, Planner& planner) {
  auto builder = code.builder(object.name(), space);
  builder.append(block);
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(object, purpose);
  planner.add_elements_code(object.name(), object.when(), object.order(), clock,
                            std::move(finished));
}

}  // namespace

void plan_statements(const model::NetworkObject& object, const StatementBlock& block,
                     const std::string& purpose, state::Clock* clock, CodeCompiler& code,
                     Planner& planner) {
  const auto parts = split(block, code.scope());
  if (!parts.once.statements.empty()) {
    add_handed_on(parts, code, planner);
    plan_part(object, parts.once, kernel::IndexSpace::once, purpose + "_shared", clock, code,
              planner);
  }
  if (!parts.each.statements.empty() || parts.once.statements.empty()) {
    plan_part(object, parts.each, code.scope().own_space(), purpose, clock, code, planner);
  }
}

bool refuse_shared_targets(const StatementBlock& block, const CodeCompiler& code,
                           const std::string& what, Planner& planner) {
  bool is_fine = true;
  for (const auto& statement : block.statements) {
    if (writes_shared(statement, code.scope())) {
      is_fine = false;
      planner.diagnostics().push_back(
          {"shared-target",
           fmt::format("'{}' is shared: it cannot be changed in {}", statement.target, what),
           fmt::format("{} of {}", what, code.scope().where),
           block.source,
           {{statement.target_span, "one value for all elements"}},
           "count per element and sum up, or change it with run_regularly"});
    }
  }
  return is_fine;
}

}  // namespace ranvier::compiler
