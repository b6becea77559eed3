#include "candidates.hpp"

#include <fmt/format.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/network/refresh_links.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::network {

namespace {

using compiler::BoundVariable;
using compiler::Scope;
using kernel::Access;
using symbolic::Expression;
using symbolic::FunctionId;
using symbolic::ValueType;

BoundVariable bind_numbers(const std::string& name, state::Column& column, ValueType type,
                           bool is_read_only) {
  BoundVariable bound;
  bound.binding.binding = {name, column.type(), Access::element};
  bound.binding.is_read_only = is_read_only;
  bound.pointer = column.data();
  bound.info = {equations::NameInfo::Kind::variable, units::dimensionless, type, false,
                is_read_only};
  return bound;
}

const char* index_of(End end) {
  return end == End::source ? "i" : "j";
}

Access access_of(End end) {
  return end == End::source ? Access::source : Access::target;
}

const char* name_of(End end) {
  return end == End::source ? "source" : "target";
}

/// Whether an expression depends on variables (not the number) of the neuron at one end.
bool reads_end(const Expression& expression, const Scope& scope, End end) {
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (const auto alias = scope.aliases.find(name); alias != scope.aliases.end()) {
      if (reads_end(Expression::symbol(alias->second), scope, end)) {
        return true;
      }
    } else if (const auto part = scope.subexpressions.find(name);
               part != scope.subexpressions.end()) {
      if (reads_end(part->second.expression, scope, end)) {
        return true;
      }
    } else if (const auto variable = scope.variables.find(name);
               variable != scope.variables.end() &&
               variable->second.binding.binding.access == access_of(end)) {
      return true;
    }
  }
  return false;
}

}  // namespace

void refuse_counts(const Expression& expression, const std::string& text, const std::string& where,
                   std::vector<Diagnostic>& diagnostics) {
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (name == "N_incoming" || name == "N_outgoing") {
      diagnostics.push_back({"connect-reference",
                             fmt::format("'{}' is not known before connect is done", name),
                             where,
                             text,
                             {{expression.span(), ""}},
                             "count the synapses in a connect() of their own, or beforehand"});
    }
  }
}

namespace {

/// Reports the use of what only the end that a generator seeks would have.
void check_reach(const Expression& expression, const Scope& scope, const Reach& reach,
                 const std::string& text, const std::string& where,
                 std::vector<Diagnostic>& diagnostics) {
  refuse_counts(expression, text, where, diagnostics);
  if (!reach.sought || reach.proposal_is_known) {
    return;
  }
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (name == index_of(*reach.sought) ||
        reads_end(Expression::symbol(name), scope, *reach.sought)) {
      diagnostics.push_back(
          {"connect-reference",
           fmt::format("'{}' belongs to the {} neuron, which this expression is to find", name,
                       name_of(*reach.sought)),
           where,
           text,
           {{expression.span(), ""}},
           fmt::format("use '{}', numbers and variables of the {} neuron; the condition after "
                       "'if' may use both",
                       index_of(*reach.sought == End::source ? End::target : End::source),
                       name_of(*reach.sought == End::source ? End::target : End::source))});
    }
  }
}

}  // namespace

Candidates::Candidates(model::Synapses& synapses, const model::ConnectRule& rule,
                       const StatementContext& context, std::string variable)
    : synapses_(&synapses),
      rule_(&rule),
      context_(&context),
      variable_(std::move(variable)),
      random_key_(context.random->next_statement_key(synapses.name())) {}

void Candidates::keep(std::span<const std::int32_t> kept) {
  std::int64_t to = 0;
  for (const auto from : kept) {
    sources()[to] = sources()[from];
    targets()[to] = targets()[from];
    values()[to] = values()[from];
    numbers()[to] = numbers()[from];
    proposals()[to] = proposals()[from];
    ++to;
  }
  size_ = to;
}

void Candidates::find_places() {
  const auto find = [this](const model::Group& group, const std::int32_t* neurons,
                           state::Column& places) {
    auto* place = places.values<std::int32_t>().data();
    const auto n = group.size();
    for (std::int64_t k = 0; k < size_; ++k) {
      place[k] = neurons[k] < n ? static_cast<std::int32_t>(group.storage_index(neurons[k])) : 0;
    }
  };
  find(synapses_->source(), sources(), source_places_);
  find(synapses_->target(), targets(), target_places_);
}

CandidateCode::CandidateCode(Candidates& candidates, const Expression& expression,
                             const std::string& text, const std::string& what, Result result,
                             const Reach& reach)
    : candidates_(&candidates),
      results_(result == Result::real ? ElementType::float64 : ElementType::int64,
               result == Result::condition ? 0 : Candidates::capacity) {
  auto& synapses = candidates.synapses();
  auto scope = compiler::scope_of_synapses(synapses, cells_, compiler::WriteGuards::respected);
  prepare_scope(scope, result, reach);
  const auto where = fmt::format("{} of {}", what, synapses.description());
  std::vector<Diagnostic> diagnostics;
  const auto throw_problems = [&diagnostics] {
    if (!diagnostics.empty()) {
      throw ModelError(std::move(diagnostics));
    }
  };
  const auto& context = candidates.context();
  const compiler::Surroundings surroundings{candidates.rule_->names, context.rewrites, context.log,
                                            &cells_};
  check_reach(expression, scope, reach, text, where, diagnostics);
  throw_problems();
  reads_source_ = reads_end(expression, scope, End::source);
  reads_target_ = reads_end(expression, scope, End::target);
  compiler::CodeCompiler code(std::move(scope), surroundings, diagnostics);
  code.resolve(expression, text, what);
  throw_problems();
  const auto info =
      equations::check_expression(expression, code.scope().names(), text, where, diagnostics);
  throw_problems();
  if (!info->dimension.is_dimensionless()) {
    diagnostics.push_back(
        {"dimension-mismatch",
         fmt::format("{} has no unit, this one is in {}", what, units::name_of(info->dimension)),
         where,
         text,
         {{expression.span(), units::name_of(info->dimension)}},
         {}});
  } else if (result == Result::index && info->type != ValueType::integer) {
    diagnostics.push_back(
        {"type-mismatch",
         fmt::format("The {} was {}, but it needs to be an integer.", reach.argument,
                     info->type == ValueType::boolean ? "a truth value" : "a real number"),
         where,
         text,
         {{expression.span(), ""}},
         "convert it: int(...)"});
  }
  throw_problems();
  auto value = expression;
  if (result == Result::condition && info->type != ValueType::boolean) {
    value =
        Expression::call(FunctionId::not_equal, {value, Expression::integer(0)}, expression.span());
  } else if (result != Result::condition && info->type == ValueType::boolean) {
    value = Expression::call(FunctionId::to_integer, {value}, expression.span());
  }
  auto builder = code.builder("connect", kernel::IndexSpace::elements);
  if (result == Result::condition) {
    const auto condition = code.bind_condition(value, text, what);
    throw_problems();
    builder.emit_where(*condition);
    emitted_.resize(Candidates::capacity + 16);
  } else {
    const auto block = code.bind({{{"_result", {}, value, {}, value.span()}}, text}, what);
    throw_problems();
    builder.append(*block);
  }
  code_ = code.finish(std::move(builder));
  check_links(synapses, code_->kernel);
  compiled_ = context.backend->compile(code_->kernel);
}

void CandidateCode::prepare_scope(Scope& scope, Result result, const Reach& reach) {
  auto& candidates = *candidates_;
  for (const auto& variable : candidates.synapses().state().variables()) {
    scope.variables.erase(variable.name);  // synapses that do not exist yet have no values
  }
  for (const auto* name : {"_synapse_number", "N_incoming", "N_outgoing"}) {
    scope.variables.erase(name);
  }
  scope.size = Candidates::capacity;
  scope.sources = candidates.source_places_.values<std::int32_t>().data();
  scope.targets = candidates.target_places_.values<std::int32_t>().data();
  const auto add = [&scope](const std::string& name, state::Column& column,
                            bool is_read_only = true) {
    const auto type = column.type() == ElementType::float64 ? ValueType::real : ValueType::integer;
    scope.aliases.erase(name);
    scope.subexpressions.erase(name);
    scope.variables.insert_or_assign(name, bind_numbers(name, column, type, is_read_only));
  };
  add("i", candidates.sources_);
  add("j", candidates.targets_);
  if (reach.sought) {
    add(index_of(*reach.sought), candidates.proposals_);
  }
  if (reach.variable && !candidates.variable_.empty()) {
    add(candidates.variable_, candidates.values_);
  }
  add("_candidate", candidates.numbers_);
  scope.draw_element = "_candidate";
  if (result != Result::condition) {
    add("_result", results_, false);
  }
}

void CandidateCode::run(std::int64_t draw) {
  candidates_->find_places();
  kernel::KernelArguments arguments;
  arguments.pointers = code_->arrays.pointers.data();
  arguments.end = candidates_->size();
  arguments.sources = code_->arrays.sources;
  arguments.targets = code_->arrays.targets;
  arguments.emitted = emitted_.data();
  arguments.random_key = candidates_->random_key();
  arguments.step = draw;
  compiled_->run(arguments);
  emitted_count_ = arguments.emitted_count;
}

std::span<const std::int64_t> CandidateCode::integers(std::int64_t draw) {
  run(draw);
  return std::span<const std::int64_t>(results_.values<std::int64_t>())
      .first(static_cast<std::size_t>(candidates_->size()));
}

std::span<const double> CandidateCode::reals(std::int64_t draw) {
  run(draw);
  return std::span<const double>(results_.values<double>())
      .first(static_cast<std::size_t>(candidates_->size()));
}

std::span<const std::int32_t> CandidateCode::fulfilled(std::int64_t draw) {
  run(draw);
  return std::span<const std::int32_t>(emitted_).first(static_cast<std::size_t>(emitted_count_));
}

PairSink::PairSink(Pairs& pairs, model::Synapses& synapses, const model::ConnectRule& rule,
                   const StatementContext& context, const std::string& variable)
    : pairs_(&pairs) {
  if (const auto* n = std::get_if<std::int64_t>(&rule.n)) {
    fixed_ = checked_copies(*n, synapses);
    return;
  }
  const auto& text = std::get<std::string>(rule.n);
  candidates_.emplace(synapses, rule, context, variable);
  code_ = std::make_unique<CandidateCode>(
      *candidates_,
      equations::parse_expression(text, fmt::format("n of connect of {}", synapses.description())),
      text, "n of connect", CandidateCode::Result::number, Reach{});
}

void PairSink::flush() {
  if (!candidates_) {
    return;
  }
  const auto copies = code_->integers(0);
  double total = 0;
  for (const auto n : copies) {
    total += static_cast<double>(checked_copies(n, candidates_->synapses()));
  }
  pairs_->require_room(total);
  for (std::int64_t k = 0; k < candidates_->size(); ++k) {
    pairs_->add(candidates_->neurons(End::source)[k], candidates_->neurons(End::target)[k],
                copies[static_cast<std::size_t>(k)]);
  }
  candidates_->clear();
}

}  // namespace ranvier::network
