#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include <fmt/format.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/network/candidates.hpp>
#include <ranvier/network/connect_pairs.hpp>
#include <ranvier/network/refresh_links.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::network {

namespace {

using compiler::BoundVariable;
using symbolic::Expression;
using symbolic::FunctionId;

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
    for (const auto* name : {"_synapse_number", "N_incoming", "N_outgoing"}) {
      scope_.variables.erase(name);
    }
    scope_.add_cell("i", source_);
    if (const auto* arranged = dynamic_cast<const model::Synapses*>(&synapses.target());
        arranged != nullptr && !arranged->creation_order().empty()) {
      BoundVariable number;
      number.binding.binding = {"j", ElementType::int64, kernel::Access::element};
      number.binding.is_read_only = true;
      number.pointer = const_cast<std::int64_t*>(arranged->creation_order().data());  // read-only
      number.info = {equations::NameInfo::Kind::variable, units::dimensionless,
                     symbolic::ValueType::integer, false, true};
      scope_.variables.insert_or_assign("j", number);
    } else if (!synapses.target().members()) {
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
  refuse_counts(expression, text, where, diagnostics);
  if (diagnostics.size() == before) {
    code.resolve(expression, text, "p of connect");
  }
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

/// The neurons of the whole group that a kernel over the members of `group` covers: [begin, end).
std::pair<std::int64_t, std::int64_t> covered(const model::Group& group) {
  const auto& members = group.members();
  return members ? std::pair{members->begin() / 16 * 16, members->end()}
                 : std::pair{std::int64_t{0}, group.size()};
}

/// The members of `group` among ascending `elements` of the whole, by their number in the group:
/// in place, at the front, ascending. @return how many
std::size_t keep_members(const model::Group& group, std::span<std::int32_t> elements) {
  if (const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
      synapses != nullptr && !synapses->creation_order().empty()) {
    for (auto& element : elements) {
      element =
          static_cast<std::int32_t>(synapses->creation_order()[static_cast<std::size_t>(element)]);
    }
    std::ranges::sort(elements);
    return elements.size();
  }
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

/// The condition of a rule, its probability included if that is a text; nothing if every pair
/// fulfils it.
std::optional<Expression> condition_of(model::Synapses& synapses, const model::ConnectRule& rule,
                                       compiler::CodeCompiler& code,
                                       std::vector<Diagnostic>& diagnostics) {
  std::optional<Expression> condition;
  if (!rule.condition.empty()) {
    const auto where = fmt::format("condition of connect of {}", synapses.description());
    const auto expression = equations::parse_expression(rule.condition, where);
    refuse_counts(expression, rule.condition, where, diagnostics);
    if (diagnostics.empty()) {
      condition = code.bind_condition(expression, rule.condition, "condition of connect");
    }
  }
  if (const auto* text = std::get_if<std::string>(&rule.p)) {
    const auto p = probability_expression(synapses, *text, code, diagnostics);
    const auto is_drawn =
        Expression::call(FunctionId::less, {Expression::call(FunctionId::rand, {}), p});
    condition =
        condition ? Expression::call(FunctionId::logical_and, {*condition, is_drawn}) : is_drawn;
  }
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
  return condition;
}

/// A condition, compiled to be run for all targets of one source.
class RowCondition {
 public:
  RowCondition(model::Synapses& synapses, const model::ConnectRule& rule,
               const StatementContext& context, std::uint64_t key)
      : key_(key),
        targets_(&synapses.target()),
        covered_(covered(synapses.target())),
        pair_scope_(synapses, cells_),
        accepted_(static_cast<std::size_t>(covered_.second - covered_.first + 16)) {
    std::vector<Diagnostic> diagnostics;
    const compiler::Surroundings surroundings{rule.names, context.rewrites, context.log, &cells_};
    compiler::CodeCompiler code(pair_scope_.scope(), surroundings, diagnostics);
    const auto condition = condition_of(synapses, rule, code, diagnostics);
    if (condition) {
      auto builder = code.builder("connect", kernel::IndexSpace::elements);
      builder.emit_where(*condition);
      code_ = code.finish(std::move(builder));
      check_links(synapses, code_->kernel);
      compiled_ = context.backend->compile(code_->kernel);
      columns_ = code_->arrays.pointers;
    }
  }

  /// Whether there is a condition at all.
  explicit operator bool() const { return compiled_ != nullptr; }

  /// Targets that fulfil it, ascending.
  std::span<const std::int32_t> fulfilling(std::int64_t source) {
    pair_scope_.select(source, *code_, columns_);
    kernel::KernelArguments arguments;
    arguments.pointers = code_->arrays.pointers.data();
    arguments.begin = covered_.first;
    arguments.end = covered_.second;
    arguments.emitted = accepted_.data();
    arguments.random_key = key_;
    arguments.step = source;
    compiled_->run(arguments);
    const auto emitted =
        std::span(accepted_).first(static_cast<std::size_t>(arguments.emitted_count));
    return emitted.first(keep_members(*targets_, emitted));
  }

 private:
  std::uint64_t key_;
  const model::Group* targets_;
  std::pair<std::int64_t, std::int64_t> covered_;  ///< elements that the kernel runs over
  compiler::CellStore cells_;
  PairScope pair_scope_;
  std::optional<compiler::Code> code_;
  std::shared_ptr<const backend::CompiledKernel> compiled_;
  std::vector<void*> columns_;
  std::vector<std::int32_t> accepted_;
};

/// Looks at 64 rows spread over all before hours go into pairs that can't fit: if at least half of
/// those pairs are accepted, and an eighth of all pairs would be too much, there is an error. (For
/// conditions of any less even kind the pairs are counted as they are found.)
void refuse_what_is_far_too_much(RowCondition& condition, std::int64_t n_sources,
                                 std::int64_t n_targets, double share, Pairs& pairs) {
  constexpr std::int64_t n_looks = 64;
  const auto all = static_cast<double>(n_sources) * static_cast<double>(n_targets) * share;
  if (n_sources < 16 * n_looks || all / 8 < pairs.capacity()) {
    return;
  }
  std::size_t accepted = 0;
  for (std::int64_t look = 0; look < n_looks; ++look) {
    const auto place = std::fmod(0.5 + static_cast<double>(look) * 0.6180339887498949, 1.0);
    accepted += condition.fulfilling(static_cast<std::int64_t>(place * double(n_sources))).size();
  }
  const auto accepted_share =
      static_cast<double>(accepted) / (n_looks * static_cast<double>(n_targets));
  if (accepted_share >= 0.5) {
    pairs.expect(all * accepted_share);
  }
}

}  // namespace

Pairs connect_by_rule(model::Synapses& synapses, const model::ConnectRule& rule,
                      const StatementContext& context) {
  const auto n_sources = synapses.source().size();
  const auto n_targets = synapses.target().size();
  const auto key = context.random->next_statement_key(synapses.name());
  const auto* fixed_p = std::get_if<double>(&rule.p);
  const auto* fixed_n = std::get_if<std::int64_t>(&rule.n);
  const auto share =
      (fixed_p != nullptr ? std::clamp(*fixed_p, 0.0, 1.0) : 1.0) *
      (fixed_n != nullptr ? static_cast<double>(checked_copies(*fixed_n, synapses)) : 1.0);
  Pairs pairs(synapses);
  if (rule.condition.empty() && fixed_p != nullptr && fixed_n != nullptr) {
    pairs.expect(static_cast<double>(n_sources) * static_cast<double>(n_targets) * share);
  }
  RowCondition condition(synapses, rule, context, key);
  PairSink sink(pairs, synapses, rule, context);
  if (condition && fixed_n != nullptr) {
    refuse_what_is_far_too_much(condition, n_sources, n_targets, share, pairs);
  }
  const auto samples = fixed_p != nullptr && *fixed_p < 1;
  std::vector<std::int64_t> candidates;
  for (std::int64_t source = 0; source < n_sources; ++source) {
    stop_if_interrupted(context);
    if (samples) {
      sample_with_probability(key, source, n_targets, *fixed_p, candidates);
    }
    const auto fulfilling =
        condition ? condition.fulfilling(source) : std::span<const std::int32_t>();
    if (condition) {
      pairs.require_room(static_cast<double>(fulfilling.size()) * share);
      for (const auto target : fulfilling) {
        if (!samples || std::ranges::binary_search(candidates, target)) {
          sink.add(source, target);
        }
      }
    } else if (samples) {
      for (const auto target : candidates) {
        sink.add(source, target);
      }
    } else {
      for (std::int64_t target = 0; target < n_targets; ++target) {
        sink.add(source, target);
      }
    }
  }
  sink.flush();
  return pairs;
}

}  // namespace ranvier::network
