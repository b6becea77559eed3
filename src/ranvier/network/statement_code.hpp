/// The code of one statement that acts at once: compiled, run over a group, and gone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ranvier/network/apply_pending.hpp>
#include <ranvier/network/refresh_links.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

/// Everything that compiling one statement of a group needs, alive while it runs.
class StatementCode {
 public:
  StatementCode(model::Group& group, const model::Namespace& names, const StatementContext& context)
      : group_(&group),
        context_(&context),
        surroundings_{names, context.rewrites, context.log, &cells_},
        code_(compiler::scope_of(group, cells_, compiler::WriteGuards::respected), surroundings_,
              diagnostics_) {
    refresh_links(group, context);
  }

  compiler::CodeCompiler& code() { return code_; }

  std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

  void throw_problems() {
    if (!diagnostics_.empty()) {
      throw ModelError(std::move(diagnostics_));
    }
  }

  /// Runs a kernel over all elements, over a list of them, or once; returns what it emits.
  std::vector<std::int32_t> run(kernel::KernelBuilder builder,
                                const std::vector<std::int32_t>* elements,
                                std::uint64_t random_key) {
    const auto finished = code_.finish(std::move(builder));
    check_links(*group_, finished.kernel);
    const auto compiled = context_->backend->compile(finished.kernel);
    const auto size = finished.arrays.size;
    std::vector<std::int32_t> emitted(static_cast<std::size_t>(size + 16));
    kernel::KernelArguments arguments;
    arguments.pointers = finished.arrays.pointers.data();
    arguments.end = size;
    arguments.sources = finished.arrays.sources;
    arguments.targets = finished.arrays.targets;
    arguments.emitted = emitted.data();
    arguments.random_key = random_key;
    if (elements != nullptr) {
      arguments.events = elements->data();
      arguments.event_count = static_cast<std::int64_t>(elements->size());
    }
    compiled->run(arguments);
    emitted.resize(static_cast<std::size_t>(arguments.emitted_count));
    return emitted;
  }

 private:
  const model::Group* group_;
  const StatementContext* context_;
  compiler::CellStore cells_;
  compiler::Surroundings surroundings_;
  std::vector<Diagnostic> diagnostics_;
  compiler::CodeCompiler code_;
};

/// Storage indices of the elements for which a condition holds, ascending; of a subgroup only
/// members.
std::vector<std::int32_t> where_true(model::Group& group, const std::string& text,
                                     const std::string& what, const model::Namespace& names,
                                     const StatementContext& context);

/// Storage indices of the selected elements, in the order of the selection; checked.
std::vector<std::int32_t> selected(model::Group& group, const model::Selection& selection,
                                   const std::string& variable, const model::Namespace& names,
                                   const StatementContext& context);

/// As `evaluate`, with the dimension of the values.
model::Values evaluate_with_dimension(model::Group& group, const std::string& expression,
                                      const model::Namespace& names,
                                      const StatementContext& context);

/// Assigns `x_pre`, `x_post` or plain `x` of synapses: the variable of the neuron at that end of
/// each selected synapse, in turn. @return whether there is such a variable
bool assign_at_an_end(model::Synapses& synapses, const model::Assignment& assignment,
                      const StatementContext& context);

/// Assigns a linked variable: the values go to the elements that it shows, in turn.
/// @throws UsageError (type)  if it is linked to nothing, or shows what is computed; (value) for
/// different values where all elements show the same one.
void assign_through_link(model::Group& group, const model::Assignment& assignment,
                         const StatementContext& context);

}  // namespace ranvier::network
