#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/state/memory.hpp>
#include <ranvier/support/assert.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::network {

namespace {

using compiler::BoundVariable;
using symbolic::Expression;
using symbolic::FunctionId;

/// New synapses in the order of creation.
struct Pairs {
  std::vector<std::int32_t> sources, targets;

  void add(std::int64_t source, std::int64_t target, std::int64_t copies) {
    for (std::int64_t copy = 0; copy < copies; ++copy) {
      sources.push_back(static_cast<std::int32_t>(source));
      targets.push_back(static_cast<std::int32_t>(target));
    }
  }
};

void stop_if_interrupted(const StatementContext& context) {
  if (context.stop_requested != nullptr &&
      context.stop_requested->load(std::memory_order_relaxed) != 0) {
    throw Interrupted("connect was interrupted; the synapses are as they were before");
  }
}

/// Bytes that one synapse takes in memory.
std::int64_t bytes_per_synapse(const model::Synapses& synapses) {
  std::int64_t bytes = 2 * static_cast<std::int64_t>(sizeof(std::int32_t));
  for (const auto& variable : synapses.state().variables()) {
    bytes += variable.is_shared ? 0 : static_cast<std::int64_t>(size_of(variable.values.type()));
  }
  return bytes;
}

void require_memory_for(const model::Synapses& synapses, double expected) {
  const auto count = expected >= 9e18 ? std::numeric_limits<std::int64_t>::max() / 1024
                                      : static_cast<std::int64_t>(expected);
  state::require_memory(count, bytes_per_synapse(synapses),
                        fmt::format("{:.4g} synapses of {}", expected, synapses.description()));
}

/// The scope of a rule: for one source neuron at a time, over all target neurons. `i` and `x_pre`
/// are cells of that source.
class PairScope {
 public:
  PairScope(model::Synapses& synapses, compiler::CellStore& cells)
      : source_(cells.add(std::int64_t{0})),
        sources_(&synapses.source()),
        scope_(compiler::scope_of_synapses(synapses, cells, compiler::WriteGuards::respected)) {
    scope_.size = synapses.target().whole().size();
    scope_.draw_element.clear();
    for (const auto& variable : synapses.state().variables()) {
      scope_.variables.erase(variable.name);  // synapses that do not exist yet have no values
    }
    scope_.variables.erase("_synapse_number");
    scope_.add_cell("i", source_);
    if (!synapses.target().members()) {
      BoundVariable target;
      target.binding.binding = {"j", ElementType::int64, kernel::Access::element};
      target.binding.is_index = true;
      target.binding.is_read_only = true;
      target.info = {equations::NameInfo::Kind::variable, units::dimensionless,
                     symbolic::ValueType::integer, false, true};
      scope_.variables.insert_or_assign("j", target);
    }
    for (auto& [name, variable] : scope_.variables) {
      auto& access = variable.binding.binding.access;
      if (access == kernel::Access::source) {
        access = kernel::Access::cell;
        per_source_.insert(name);
      } else if (access == kernel::Access::target) {
        access = kernel::Access::element;
      }
    }
  }

  compiler::Scope& scope() { return scope_; }

  /// Makes the cells those of `source`.
  void select(std::int64_t source, compiler::Code& code, const std::vector<void*>& columns) {
    *source_ = source;
    const auto element = sources_->storage_index(source);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const auto& binding = code.kernel.bindings[k];
      if (per_source_.contains(binding.name)) {
        code.arrays.pointers[k] = static_cast<std::byte*>(columns[k]) +
                                  element * static_cast<std::int64_t>(size_of(binding.type));
      }
    }
  }

 private:
  std::int64_t* source_;
  const model::Group* sources_;
  compiler::Scope scope_;
  std::set<std::string> per_source_;
};

Expression probability_expression(model::Synapses& synapses, const std::string& text,
                                  compiler::CodeCompiler& code,
                                  std::vector<Diagnostic>& diagnostics) {
  const auto where = fmt::format("p of connect of {}", synapses.description());
  const auto expression = equations::parse_expression(text, where);
  const auto before = diagnostics.size();
  code.resolve(expression, text, "p of connect");
  if (diagnostics.size() == before) {
    const auto info =
        equations::check_expression(expression, code.scope().names(), text, where, diagnostics);
    if (info && !info->dimension.is_dimensionless()) {
      diagnostics.push_back({"dimension-mismatch",
                             fmt::format("a probability has no unit, this one is in {}",
                                         units::name_of(info->dimension)),
                             where,
                             text,
                             {{expression.span(), units::name_of(info->dimension)}},
                             {}});
    }
  }
  return diagnostics.size() == before ? code.bind_checked(expression) : expression;
}

/// Target neurons of one source by geometric jumps: each is chosen with probability p, without a
/// draw for each pair.
void sample_row(std::uint64_t key, std::int64_t source, std::int64_t n_targets, double p,
                std::vector<std::int32_t>& chosen) {
  chosen.clear();
  const auto log_of_miss = symbolic::elementary::log(1 - p);
  if (!(log_of_miss < 0)) {
    return;  // below 2^-53, p is lost in 1 - p: a pair in 10^16 is none
  }
  double target = -1;
  for (std::int64_t jump = 0;; ++jump) {
    const auto u = kernel::draw_uniform(key, jump, source, 0);
    target += 1 + std::floor(symbolic::elementary::log(1 - u) / log_of_miss);
    if (!(target < static_cast<double>(n_targets))) {
      return;
    }
    chosen.push_back(static_cast<std::int32_t>(target));
  }
}

/// The neurons of the whole group that a kernel over the members of `group` covers: [begin, end).
std::pair<std::int64_t, std::int64_t> covered(const model::Group& group) {
  const auto& members = group.members();
  return members ? std::pair{members->begin() / 16 * 16, members->end()}
                 : std::pair{std::int64_t{0}, group.size()};
}

/// The members of `group` among ascending `elements` of the whole, by their number in the group:
/// in place, at the front. @return how many
std::size_t keep_members(const model::Group& group, std::span<std::int32_t> elements) {
  const auto& members = group.members();
  if (!members) {
    return elements.size();
  }
  std::size_t kept = 0;
  for (const auto element : elements) {
    const auto position = members->position(element);
    if (position >= 0) {
      elements[kept++] = static_cast<std::int32_t>(position);
    }
  }
  return kept;
}

/// Condition and probability over all pairs.
Pairs connect_by_rule(model::Synapses& synapses, const model::ConnectRule& rule,
                      const StatementContext& context) {
  const auto n_sources = synapses.source().size();
  const auto n_targets = synapses.target().size();
  const auto key = context.random->next_statement_key(synapses.name());
  const auto* fixed_p = std::get_if<double>(&rule.p);
  const auto is_every_pair = rule.condition.empty() && fixed_p != nullptr;
  if (is_every_pair) {
    const auto p = std::clamp(*fixed_p, 0.0, 1.0);
    require_memory_for(synapses, static_cast<double>(n_sources) * static_cast<double>(n_targets) *
                                     p * static_cast<double>(rule.n));
  }
  compiler::CellStore cells;
  PairScope pair_scope(synapses, cells);
  std::vector<Diagnostic> diagnostics;
  const compiler::Surroundings surroundings{rule.names, context.rewrites, context.log, &cells};
  compiler::CodeCompiler code(pair_scope.scope(), surroundings, diagnostics);
  std::optional<Expression> condition;
  if (!rule.condition.empty()) {
    condition = code.bind_condition(
        equations::parse_expression(
            rule.condition, fmt::format("condition of connect of {}", synapses.description())),
        rule.condition, "condition of connect");
  }
  if (fixed_p == nullptr) {
    const auto p =
        probability_expression(synapses, std::get<std::string>(rule.p), code, diagnostics);
    const auto is_drawn =
        Expression::call(FunctionId::less, {Expression::call(FunctionId::rand, {}), p});
    condition =
        condition ? Expression::call(FunctionId::logical_and, {*condition, is_drawn}) : is_drawn;
  }
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  const auto samples = fixed_p != nullptr && *fixed_p < 1;
  std::optional<compiler::Code> compiled_code;
  std::shared_ptr<const backend::CompiledKernel> compiled;
  std::vector<void*> columns;
  if (condition) {
    auto builder = code.builder("connect", kernel::IndexSpace::elements);
    builder.emit_where(*condition);
    compiled_code = code.finish(std::move(builder));
    compiled = context.backend->compile(compiled_code->kernel);
    columns = compiled_code->arrays.pointers;
  }
  Pairs pairs;
  // How many a condition accepts shows only on the way.
  std::size_t allowed = 1 << 20;
  std::vector<std::int32_t> candidates;
  const auto [covered_begin, covered_end] = covered(synapses.target());
  std::vector<std::int32_t> accepted(static_cast<std::size_t>(covered_end - covered_begin + 16));
  for (std::int64_t source = 0; source < n_sources; ++source) {
    stop_if_interrupted(context);
    if (pairs.sources.size() > allowed) {
      allowed *= 2;
      require_memory_for(synapses, static_cast<double>(allowed));
    }
    if (samples) {
      candidates.clear();
      if (*fixed_p > 0) {
        sample_row(key, source, n_targets, *fixed_p, candidates);
      }
    }
    if (!condition) {
      if (samples) {
        for (const auto target : candidates) {
          pairs.add(source, target, rule.n);
        }
      } else {
        for (std::int64_t target = 0; target < n_targets; ++target) {
          pairs.add(source, target, rule.n);
        }
      }
      continue;
    }
    pair_scope.select(source, *compiled_code, columns);
    kernel::KernelArguments arguments;
    arguments.pointers = compiled_code->arrays.pointers.data();
    arguments.begin = covered_begin;
    arguments.end = covered_end;
    arguments.emitted = accepted.data();
    arguments.random_key = key;
    arguments.step = source;
    compiled->run(arguments);
    const auto emitted =
        std::span(accepted).first(static_cast<std::size_t>(arguments.emitted_count));
    const std::span<const std::int32_t> fulfilling =
        emitted.first(keep_members(synapses.target(), emitted));
    for (const auto target : fulfilling) {
      if (!samples || std::ranges::binary_search(candidates, target)) {
        pairs.add(source, target, rule.n);
      }
    }
  }
  return pairs;
}

/// `j='...'`: one candidate for each source neuron.
Pairs connect_by_expression(model::Synapses& synapses, const model::ConnectRule& rule,
                            const StatementContext& context) {
  const auto key = context.random->next_statement_key(synapses.name());
  const auto n_sources = synapses.source().size();
  compiler::CellStore cells;
  auto scope = compiler::scope_of_synapses(synapses, cells, compiler::WriteGuards::respected);
  const auto [covered_begin, covered_end] = covered(synapses.source());
  scope.size = covered_end;
  scope.draw_element.clear();
  std::erase_if(scope.variables, [&](const auto& entry) {
    return entry.second.binding.binding.access == kernel::Access::target ||
           entry.second.binding.binding.access == kernel::Access::element;
  });
  scope.aliases.clear();
  std::erase_if(scope.subexpressions,
                [](const auto& entry) { return entry.first.ends_with("_post"); });
  for (auto& [name, variable] : scope.variables) {
    if (variable.binding.binding.access == kernel::Access::source) {
      variable.binding.binding.access = kernel::Access::element;
    }
  }
  if (!synapses.source().members()) {
    BoundVariable index;
    index.binding.binding = {"i", ElementType::int64, kernel::Access::element};
    index.binding.is_index = true;
    index.binding.is_read_only = true;
    index.info = {equations::NameInfo::Kind::variable, units::dimensionless,
                  symbolic::ValueType::integer, false, true};
    scope.variables.insert_or_assign("i", index);
  }
  state::Column results(ElementType::int64, synapses.source().whole().size());
  BoundVariable result;
  result.binding.binding = {"_j", ElementType::int64, kernel::Access::element};
  result.pointer = results.data();
  result.info = {equations::NameInfo::Kind::variable, units::dimensionless,
                 symbolic::ValueType::integer, false, false};
  scope.variables.emplace("_j", result);
  std::vector<Diagnostic> diagnostics;
  const compiler::Surroundings surroundings{rule.names, context.rewrites, context.log, &cells};
  compiler::CodeCompiler code(scope, surroundings, diagnostics);
  const auto where = fmt::format("j of connect of {}", synapses.description());
  const auto expression = equations::parse_expression(rule.target_expression, where);
  const auto block = code.bind(
      {{{"_j", {}, expression, {}, expression.span()}}, rule.target_expression}, "j of connect");
  if (!block) {
    throw ModelError(std::move(diagnostics));
  }
  auto builder = code.builder("connect", kernel::IndexSpace::elements);
  builder.append(*block);
  const auto finished = code.finish(std::move(builder));
  kernel::KernelArguments arguments;
  arguments.pointers = finished.arrays.pointers.data();
  arguments.begin = covered_begin;
  arguments.end = covered_end;
  arguments.random_key = key;
  context.backend->compile(finished.kernel)->run(arguments);
  Pairs pairs;
  const auto* fixed_p = std::get_if<double>(&rule.p);
  if (fixed_p == nullptr) {
    throw UsageError(UsageError::Kind::not_implemented,
                     fmt::format("connect of {}: an expression for j together with a text for p is "
                                 "not built yet; give p "
                                 "as a number, or use a condition",
                                 synapses.description()));
  }
  for (std::int64_t source = 0; source < n_sources; ++source) {
    const auto element = synapses.source().storage_index(source);
    const auto target = results.values<std::int64_t>()[static_cast<std::size_t>(element)];
    if (target < 0 || target >= synapses.target().size()) {
      throw UsageError(
          UsageError::Kind::index,
          fmt::format("connect of {}: j='{}' gives {} for i = {}, but {} has neurons 0 to {}",
                      synapses.description(), rule.target_expression, target, source,
                      synapses.target().description(), synapses.target().size() - 1));
    }
    if (*fixed_p >= 1 || kernel::draw_uniform(key, source, 0, 1) < *fixed_p) {
      pairs.add(source, target, rule.n);
    }
  }
  return pairs;
}

Pairs connect_by_arrays(const model::Synapses& synapses, const model::ConnectRule& rule,
                        const StatementContext& context) {
  const auto n = std::max(rule.sources.size(), rule.targets.size());
  if ((rule.sources.size() != n && rule.sources.size() != 1) ||
      (rule.targets.size() != n && rule.targets.size() != 1)) {
    throw UsageError(fmt::format("connect of {}: {} values for i but {} for j",
                                 synapses.description(), rule.sources.size(), rule.targets.size()));
  }
  const auto* p = std::get_if<double>(&rule.p);
  if (p == nullptr) {
    throw UsageError(
        UsageError::Kind::not_implemented,
        fmt::format(
            "connect of {}: index arrays together with a text for p are not built yet; give p as a "
            "number",
            synapses.description()));
  }
  const auto check = [&](const char* name, std::int64_t neuron, const model::Group& group) {
    if (neuron < 0 || neuron >= group.size()) {
      throw UsageError(
          UsageError::Kind::index,
          fmt::format("connect of {}: {} contains {}, but {} has neurons 0 to {}",
                      synapses.description(), name, neuron, group.description(), group.size() - 1));
    }
  };
  require_memory_for(synapses, static_cast<double>(n) * static_cast<double>(rule.n));
  const auto key = context.random->next_statement_key(synapses.name());
  Pairs pairs;
  for (std::size_t pair = 0; pair < n; ++pair) {
    if (pair % 65536 == 0) {
      stop_if_interrupted(context);
    }
    const auto source = rule.sources[rule.sources.size() == 1 ? 0 : pair];
    const auto target = rule.targets[rule.targets.size() == 1 ? 0 : pair];
    check("i", source, synapses.source());
    check("j", target, synapses.target());
    if (*p >= 1 || kernel::draw_uniform(key, static_cast<std::int64_t>(pair), 0, 0) < *p) {
      pairs.add(source, target, rule.n);
    }
  }
  return pairs;
}

}  // namespace

void apply(model::Synapses& synapses, const model::ConnectRule& rule,
           const StatementContext& context) {
  if (rule.n < 0) {
    throw UsageError(fmt::format("connect of {}: n is {}; it must not be negative",
                                 synapses.description(), rule.n));
  }
  if (const auto* p = std::get_if<double>(&rule.p); p != nullptr && std::isnan(*p)) {
    throw UsageError(
        fmt::format("connect of {}: the probability p is nan", synapses.description()));
  }
  const auto pairs = rule.by_arrays ? connect_by_arrays(synapses, rule, context)
                     : !rule.target_expression.empty()
                         ? connect_by_expression(synapses, rule, context)
                         : connect_by_rule(synapses, rule, context);
  require_memory_for(synapses, static_cast<double>(pairs.sources.size()));
  synapses.append(pairs.sources, pairs.targets);
}

}  // namespace ranvier::network
