#include "order_dependence.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <ranvier/symbolic/change.hpp>

namespace ranvier::compiler {

namespace {

using kernel::Access;
using Change = symbolic::Change::Kind;
using symbolic::Expression;
using symbolic::Statement;
using Names = std::set<std::string>;

/// A statement with what its right side reads, the old value of the target in a sum or product
/// aside.
struct Step {
  const Statement* statement;
  Change change;
  Names reads;
};

class Analysis {
 public:
  Analysis(const symbolic::StatementBlock& block, const Scope& scope);

  std::optional<Diagnostic> first_problem() const;

 private:
  bool is_of_neuron(const std::string& name) const;
  bool is_of_synapse(const std::string& name) const;
  bool are_of_one_neuron(const std::string& name, const std::string& other) const;
  Expression written_out(const Expression& expression) const;
  Step step_of(const Statement& statement) const;
  bool is_alike_for_all_synapses(const Step& step) const;
  bool sees_earlier_synapses(const std::string& name, std::size_t place) const;
  void find_common_changes();
  std::optional<Diagnostic> problem_of(std::size_t place) const;
  Diagnostic make(const Step& step, std::string message, std::string label, std::string help) const;

  const symbolic::StatementBlock& block_;
  const Scope& scope_;
  std::map<std::string, Expression> locals_;  ///< written out, as far as the block has been read
  std::vector<Step> steps_;
  /// Variables of neurons that every synapse changes in the same way: they go through the same
  /// values in every order.
  Names common_;
};

Analysis::Analysis(const symbolic::StatementBlock& block, const Scope& scope)
    : block_(block), scope_(scope) {
  for (const auto& statement : block.statements) {
    steps_.push_back(step_of(statement));
    if (!scope.knows(statement.target)) {
      auto value = written_out(statement.value);
      if (statement.operation) {
        value = Expression::call(*statement.operation,
                                 {written_out(Expression::symbol(statement.target)), value});
      }
      locals_.insert_or_assign(statement.target, value);
    }
  }
  find_common_changes();
}

bool Analysis::is_of_neuron(const std::string& name) const {
  const auto found = scope_.variables.find(name);
  return found != scope_.variables.end() &&
         (found->second.binding.binding.access == Access::source ||
          found->second.binding.binding.access == Access::target);
}

/// Whether the value differs among the synapses of a neuron. The numbers `i` and `j` count as
/// alike: they are what makes one synapse another.
bool Analysis::is_of_synapse(const std::string& name) const {
  const auto found = scope_.variables.find(name);
  return found != scope_.variables.end() && !found->second.binding.is_index &&
         !found->second.info.is_shared && found->second.binding.binding.access == Access::element;
}

bool Analysis::are_of_one_neuron(const std::string& name, const std::string& other) const {
  return is_of_neuron(name) && is_of_neuron(other) &&
         scope_.variables.at(name).binding.binding.access ==
             scope_.variables.at(other).binding.binding.access;
}

/// Without subexpressions and local values.
Expression Analysis::written_out(const Expression& expression) const {
  auto result = symbolic::substitute(expression, locals_);
  for (auto changes = true; changes;) {
    std::map<std::string, Expression> texts;
    for (const auto& name : symbolic::symbols_of(result)) {
      if (const auto found = scope_.subexpressions.find(name);
          found != scope_.subexpressions.end()) {
        texts.emplace(name, found->second.expression);
      } else if (const auto alias = scope_.aliases.find(name); alias != scope_.aliases.end()) {
        texts.emplace(name, Expression::symbol(alias->second));
      }
    }
    changes = !texts.empty();
    result = symbolic::substitute(result, texts);
  }
  return result;
}

Step Analysis::step_of(const Statement& statement) const {
  const auto change = symbolic::change_of(statement, written_out(statement.value));
  return {&statement, change.kind, symbolic::symbols_of(change.operand)};
}

/// Whether every synapse of a neuron makes the same new value out of the same old one.
bool Analysis::is_alike_for_all_synapses(const Step& step) const {
  return !equations::is_stateful(step.statement->value, scope_.names()) &&
         std::ranges::all_of(step.reads, [&](const std::string& name) {
           return !is_of_synapse(name) &&
                  (!is_of_neuron(name) || are_of_one_neuron(name, step.statement->target));
         });
}

/// Whether a variable of a neuron has, before the statement at `place`, what synapses that ran
/// earlier have made of it. A value that all assign alike is seen only by what stands before.
bool Analysis::sees_earlier_synapses(const std::string& name, std::size_t place) const {
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    const auto& step = steps_[k];
    if (step.statement->target != name || !is_of_neuron(name)) {
      continue;
    }
    if (step.change != Change::assignment || step.reads.contains(name) || k >= place) {
      return true;
    }
  }
  return false;
}

void Analysis::find_common_changes() {
  Names changed;
  for (const auto& step : steps_) {
    changed.insert(step.statement->target);
  }
  common_ = changed;
  const auto depends_on_order = [&](const Step& step) {
    return common_.contains(step.statement->target) &&
           (!is_of_neuron(step.statement->target) || !is_alike_for_all_synapses(step) ||
            std::ranges::any_of(step.reads, [&](const std::string& name) {
              return changed.contains(name) && !common_.contains(name);
            }));
  };
  for (auto found = std::ranges::find_if(steps_, depends_on_order); found != steps_.end();
       found = std::ranges::find_if(steps_, depends_on_order)) {
    common_.erase(found->statement->target);
  }
}

Diagnostic Analysis::make(const Step& step, std::string message, std::string label,
                          std::string help) const {
  Diagnostic diagnostic;
  diagnostic.code = "order-dependence";
  diagnostic.message = std::move(message);
  diagnostic.where = scope_.where;
  diagnostic.source = block_.source;
  if (step.statement->span.end <= block_.source.size()) {
    diagnostic.labels = {{step.statement->span, std::move(label)}};
  }
  diagnostic.help = std::move(help);
  return diagnostic;
}

std::optional<Diagnostic> Analysis::problem_of(std::size_t place) const {
  const auto& step = steps_[place];
  const auto& target = step.statement->target;
  if (common_.contains(target)) {
    return std::nullopt;
  }
  const auto is_alike = is_alike_for_all_synapses(step);
  for (const auto& name : step.reads) {
    if (name == target && step.change == Change::assignment && is_of_neuron(target) && !is_alike) {
      return make(
          step,
          fmt::format("'{}' depends on the order of the synapses: each makes of it something "
                      "of its own, and these changes do not commute",
                      target),
          "neither a sum nor a product",
          "let the synapses only add to it, or only multiply it; what else is to be done with "
          "the sum, such as a limit, belongs into run_regularly or the equations of the group");
    }
    if (name != target && sees_earlier_synapses(name, place)) {
      return make(step,
                  fmt::format("'{}' depends on the order of the synapses: it is computed from "
                              "'{}', which other synapses of the neuron change",
                              target, name),
                  fmt::format("each synapse finds another '{}' here", name),
                  fmt::format("if all are to see the same '{0}', compute from a variable that "
                              "these synapses do not change, or change '{0}' in a pathway of its "
                              "own with a higher 'order'",
                              name));
    }
  }
  if (!is_of_neuron(target)) {
    return std::nullopt;
  }
  if (step.change == Change::assignment && !is_alike) {
    return make(step,
                fmt::format("'{}' depends on the order of the synapses: where several act on a "
                            "neuron in one time step, the last one decides",
                            target),
                "an assignment of a value that differs between synapses",
                fmt::format("if the contributions are to add up, write '{} += ...'", target));
  }
  const auto forgets = step.change == Change::assignment && !step.reads.contains(target);
  for (std::size_t k = 0; k < place && !forgets; ++k) {
    const auto& other = steps_[k];
    if (other.statement->target == target &&
        (other.change != step.change || step.change == Change::assignment) &&
        !(is_alike && is_alike_for_all_synapses(other))) {
      return make(step,
                  fmt::format("'{}' depends on the order of the synapses: what one does to it here "
                              "does not commute with what another did before",
                              target),
                  "sums and products each come out alike in every order, together they do not",
                  fmt::format("give sum and product a variable each, or a pathway each: the one "
                              "with the lower 'order' runs for all synapses first"));
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> Analysis::first_problem() const {
  if (std::ranges::none_of(
          steps_, [&](const Step& step) { return is_of_neuron(step.statement->target); })) {
    return std::nullopt;
  }
  for (std::size_t place = 0; place < steps_.size(); ++place) {
    if (auto problem = problem_of(place)) {
      return problem;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Diagnostic> order_dependence(const symbolic::StatementBlock& block,
                                           const Scope& scope) {
  return Analysis(block, scope).first_problem();
}

}  // namespace ranvier::compiler
