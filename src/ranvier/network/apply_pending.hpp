/// Runs the statements that a model recorded: string and number assignments, and connect rules.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include <ranvier/backend/backend.hpp>
#include <ranvier/compiler/code_compiler.hpp>
#include <ranvier/model/subgroup.hpp>
#include <ranvier/model/synapses.hpp>
#include <ranvier/state/random_stream.hpp>

namespace ranvier::network {

/// What statements that act at once need besides the object itself.
struct StatementContext {
  backend::Backend* backend = nullptr;
  state::RandomState* random = nullptr;
  kernel::Rewrites rewrites;
  LogSink log;
  /// A value other than 0 stops a connect: it throws Interrupted and leaves the synapses as they
  /// were.
  const std::atomic<int>* stop_requested = nullptr;
};

/// Runs what `group` recorded, in order. After an error the statement that failed and those after
/// it are dropped and have changed nothing.
void apply_pending(model::Group& group, const StatementContext& context);

/// One statement.
void apply(model::Group& group, const model::Assignment& assignment,
           const StatementContext& context);
void apply(model::Synapses& synapses, const model::ConnectRule& rule,
           const StatementContext& context);

/// Values of an expression for every element, in SI units and the user's numbering (one if it is
/// shared): how subexpressions are read. Draws random numbers as a statement does.
std::vector<double> evaluate(model::Group& group, const std::string& expression,
                             const model::Namespace& names, const StatementContext& context);

/// Numbers of the selected elements in the user's numbering; those of a condition or of pairs
/// ascend.
std::vector<std::int64_t> find_elements(model::Group& group, const model::Selection& selection,
                                        const model::Namespace& names,
                                        const StatementContext& context);

}  // namespace ranvier::network
