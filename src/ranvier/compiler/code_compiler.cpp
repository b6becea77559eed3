#include "code_compiler.hpp"

#include <fmt/format.h>

#include <ranvier/compiler/external_calls.hpp>
#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/kernel/hoist.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::compiler {

namespace {

std::string place(const std::string& what, const std::string& where) {
  return what.empty() ? where : fmt::format("{} of {}", what, where);
}

std::map<std::string, symbolic::Expression> full_names(
    const std::map<std::string, std::string>& aliases) {
  std::map<std::string, symbolic::Expression> replacements;
  for (const auto& [name, full_name] : aliases) {
    replacements.emplace(name, symbolic::Expression::symbol(full_name));
  }
  return replacements;
}

/// Replaces second names in statements by the first ones.
symbolic::StatementBlock without_aliases(symbolic::StatementBlock block,
                                         const std::map<std::string, std::string>& aliases) {
  const auto replacements = full_names(aliases);
  for (auto& statement : block.statements) {
    statement.value = symbolic::substitute(statement.value, replacements);
    if (const auto alias = aliases.find(statement.target); alias != aliases.end()) {
      statement.target = alias->second;
    }
  }
  return block;
}

/// Whether models can use a value of that name from outside of all objects.
bool is_outside(const std::string& name, const Scope& scope, const Surroundings& surroundings) {
  const auto value = surroundings.names ? surroundings.names(name) : std::nullopt;
  return (scope.constants != nullptr && scope.constants->contains(name)) ||
         (value && value->unusable.what.empty());
}

}  // namespace

CodeCompiler::CodeCompiler(Scope scope, const Surroundings& surroundings,
                           std::vector<Diagnostic>& diagnostics)
    : scope_(std::move(scope)), surroundings_(&surroundings), diagnostics_(&diagnostics) {}

void CodeCompiler::add_external(const std::string& name, const model::ExternalValue& value) {
  if (value.function) {
    add_function(scope_, name, value.function, *surroundings_->cells, surroundings_->log);
    return;
  }
  switch (value.type) {
    case symbolic::ValueType::boolean:
      scope_.add_cell(name, surroundings_->cells->add(value.quantity.value() != 0));
      break;
    case symbolic::ValueType::integer:
      scope_.add_cell(name,
                      surroundings_->cells->add(static_cast<std::int64_t>(value.quantity.value())));
      break;
    case symbolic::ValueType::real:
      scope_.add_cell(name, surroundings_->cells->add(value.quantity.value()),
                      value.quantity.dimension());
      break;
  }
  auto& info = scope_.variables.at(name).info;
  info.kind = equations::NameInfo::Kind::external;
  info.value = value.quantity.value();
}

void CodeCompiler::warn_about_conflict(const std::string& name, const std::string& winner,
                                       const model::ExternalValue& loser) const {
  if (surroundings_->log) {
    surroundings_->log(
        {LogLevel::warning, "groups.group.Group.resolve.resolution_conflict",
         fmt::format(
             "'{}' in {} means {}; the value {} that the script gives to this name is not used",
             name, scope_.where, winner,
             loser.function ? "that is a function" : units::to_string(loser.quantity)),
         true});
  }
}

void CodeCompiler::resolve(const symbolic::Expression& expression, const std::string& source,
                           const std::string& what) {
  auto unknown = false;
  equations::UnusableValues unusable;
  for (const auto& name : symbolic::symbols_of(expression)) {
    const auto first_time = resolved_.insert(name).second;
    auto outside = first_time && surroundings_->names ? surroundings_->names(name) : std::nullopt;
    if (outside && !outside->unusable.what.empty()) {
      unusable.emplace(name, outside->unusable);
      outside.reset();
    }
    if (const auto subexpression = scope_.subexpressions.find(name);
        subexpression != scope_.subexpressions.end()) {
      if (first_time) {
        const auto text = subexpression->second;  // resolving may add to the scope
        resolve(text.expression, text.source, "");
      }
      continue;
    }
    if (const auto alias = scope_.aliases.find(name); alias != scope_.aliases.end()) {
      resolve(symbolic::Expression::symbol(alias->second), source, what);
      continue;
    }
    if (const auto variable = scope_.variables.find(name); variable != scope_.variables.end()) {
      const auto is_own = variable->second.info.kind == equations::NameInfo::Kind::variable;
      const auto is_same =
          name == "N" && outside && !outside->function &&
          variable->second.binding.binding.type == ElementType::int64 &&
          outside->quantity.value() ==
              static_cast<double>(*static_cast<const std::int64_t*>(variable->second.pointer));
      if (outside && is_own && !is_same) {
        warn_about_conflict(name, "a variable of that object", *outside);
      }
      continue;
    }
    if (scope_.functions.contains(name)) {
      continue;
    }
    if (const auto constant = equations::default_constant(name)) {
      if (outside && outside->quantity != *constant) {
        warn_about_conflict(name, "a unit or constant", *outside);
      }
      continue;
    }
    if (scope_.constants != nullptr) {
      if (const auto own = scope_.constants->find(name); own != scope_.constants->end()) {
        if (outside && (outside->quantity != own->second.quantity ||
                        outside->function != own->second.function)) {
          warn_about_conflict(name, "the value in the object's own namespace", *outside);
        }
        add_external(name, own->second);
        continue;
      }
    }
    if (outside) {
      add_external(name, *outside);
    } else {
      unknown = true;
      resolved_.erase(name);
    }
  }
  if (unknown) {
    equations::report_unknown_names(expression, scope_.names(), source, place(what, scope_.where),
                                    *diagnostics_, unusable);
  }
}

symbolic::Expression CodeCompiler::bind_checked(const symbolic::Expression& expression) const {
  const auto bound = equations::bind_default_constants(
      lower_external_calls(symbolic::substitute(expression, full_names(scope_.aliases)), scope_),
      scope_.names());
  return surroundings_->rewrites.exprel ? kernel::rewrite_exprel(bound) : bound;
}

std::optional<symbolic::StatementBlock> CodeCompiler::bind(const symbolic::StatementBlock& block,
                                                           const std::string& what) {
  const auto before = diagnostics_->size();
  std::set<std::string> locals;
  for (const auto& statement : block.statements) {
    // Names of local values need no value from outside.
    std::map<std::string, symbolic::Expression> without_locals;
    for (const auto& local : locals) {
      without_locals.emplace(local, symbolic::Expression::integer(0));
    }
    resolve(symbolic::substitute(statement.value, without_locals), block.source, what);
    const auto changes_value_of_the_script = statement.operation &&
                                             !locals.contains(statement.target) &&
                                             is_outside(statement.target, scope_, *surroundings_);
    if (!scope_.knows(statement.target) && !changes_value_of_the_script) {
      locals.insert(statement.target);
    } else {
      resolve(symbolic::Expression::symbol(statement.target, statement.target_span), block.source,
              what);
    }
  }
  if (diagnostics_->size() == before) {
    equations::check_statements(block, scope_.names(), place(what, scope_.where), *diagnostics_);
  }
  if (diagnostics_->size() != before) {
    return std::nullopt;
  }
  auto bound = without_aliases(block, scope_.aliases);
  for (auto& statement : bound.statements) {
    statement.value = bind_checked(statement.value);
  }
  return bound;
}

std::optional<symbolic::Expression> CodeCompiler::bind_condition(
    const symbolic::Expression& condition, const std::string& source, const std::string& what) {
  const auto before = diagnostics_->size();
  resolve(condition, source, what);
  if (diagnostics_->size() == before) {
    equations::check_condition(condition, scope_.names(), source, place(what, scope_.where),
                               *diagnostics_);
  }
  if (diagnostics_->size() != before) {
    return std::nullopt;
  }
  symbolic::StatementBlock block{{{"_condition", {}, condition, {}, {}}}, source};
  return bind_checked(without_aliases(block, scope_.aliases).statements.front().value);
}

kernel::KernelBuilder CodeCompiler::builder(const std::string& name,
                                            kernel::IndexSpace space) const {
  kernel::KernelScope kernel_scope;
  for (const auto& [variable, bound] : scope_.variables) {
    kernel_scope.variables.emplace(variable, bound.binding);
  }
  for (const auto& [subexpression, bound] : scope_.subexpressions) {
    kernel_scope.subexpressions.emplace(subexpression, bind_checked(bound.expression));
  }
  kernel_scope.draw_element = scope_.draw_element;
  kernel_scope.draws = scope_.draws;
  kernel_scope.hosts = hosts_of(scope_);
  return {name, space, std::move(kernel_scope)};
}

Code CodeCompiler::finish(kernel::KernelBuilder builder) const {
  Code code;
  code.kernel = optimise(builder.finish(), surroundings_->rewrites);
  code.arrays.size = scope_.size;
  code.arrays.sources = scope_.sources;
  code.arrays.targets = scope_.targets;
  if (scope_.members != nullptr) {
    for (std::int64_t member = 0; member < scope_.members->size(); ++member) {
      code.elements.push_back(static_cast<std::int32_t>(scope_.members->element(member)));
    }
  }
  for (const auto& binding : code.kernel.bindings) {
    const auto variable = scope_.variables.find(binding.name);
    RANVIER_CHECK(variable != scope_.variables.end() && variable->second.pointer != nullptr);
    code.arrays.pointers.push_back(variable->second.pointer);
  }
  for (const auto& host : code.kernel.hosts) {
    const auto function = scope_.functions.find(host.name);
    const auto is_table =
        function != scope_.functions.end() && function->second->table() != nullptr;
    if (!is_table && surroundings_->calls_functions != nullptr) {
      *surroundings_->calls_functions = true;
    }
  }
  for (const auto binding : kernel::read_bindings(code.kernel)) {
    code.reads.insert(code.arrays.pointers[static_cast<std::size_t>(binding)]);
  }
  for (const auto binding : kernel::written_bindings(code.kernel)) {
    code.writes.insert(code.arrays.pointers[static_cast<std::size_t>(binding)]);
  }
  return code;
}

kernel::Kernel optimise(const kernel::Kernel& kernel, const kernel::Rewrites& rewrites) {
  return kernel::hoist(kernel::rewrite(kernel, rewrites));
}

}  // namespace ranvier::compiler
