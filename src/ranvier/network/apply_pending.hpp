/// Runs the statements that a model recorded: string and number assignments, and connect rules.
#pragma once

#include <atomic>

#include <ranvier/backend/backend.hpp>
#include <ranvier/compiler/code_compiler.hpp>
#include <ranvier/model/synapses.hpp>
#include <ranvier/state/random_stream.hpp>

namespace ranvier::network {

/// What statements that act at once need besides the object itself.
struct StatementContext {
  backend::Backend* backend = nullptr;
  state::RandomState* random = nullptr;
  kernel::Rewrites rewrites;
  LogSink log;
  /// A value other than 0 stops a connect: it throws Interrupted and leaves the synapses as they were.
  const std::atomic<int>* stop_requested = nullptr;
};

/// Runs what `group` recorded, in order. After an error the statement that failed and those after it are dropped and have
/// changed nothing.
void apply_pending(model::Group& group, const StatementContext& context);

/// One statement.
void apply(model::Group& group, const model::Assignment& assignment, const StatementContext& context);
void apply(model::Synapses& synapses, const model::ConnectRule& rule, const StatementContext& context);

}  // namespace ranvier::network
