#include <fmt/format.h>

#include <ranvier/compiler/planner.hpp>
#include <ranvier/runtime/recorders.hpp>
#include <ranvier/runtime/sequence.hpp>

namespace ranvier::compiler {

namespace {

/// Columns of what a monitor records: those of the group, and temporary ones for its
/// subexpressions and for what is recorded in another type, which a kernel fills right before the
/// recording.
class RecordedColumns {
 public:
  RecordedColumns(model::Group& group, const std::string& monitor, Planner& planner)
      : group_(&group),
        name_(monitor),
        planner_(&planner),
        code_(planner.compiler(scope_of(group, planner.cells(), WriteGuards::ignored))) {}

  /// The column of `variable`, and whether it holds a single value.
  std::pair<const state::Column*, bool> add(const std::string& variable, ElementType type) {
    if (auto* stored = group_->state().find(variable);
        stored != nullptr && stored->values.type() == type) {
      reads_.insert(stored->values.data());
      return {&stored->values, stored->is_shared};
    }
    auto& column = planner_->add_column(type, group_->whole().size());
    const auto temporary = "_recorded_" + variable;
    BoundVariable bound;
    bound.binding.binding = {temporary, type, kernel::Access::element};
    bound.pointer = column.data();
    bound.info.type = kernel::value_type(type);
    code_.scope().variables.emplace(temporary, bound);
    const auto& subexpressions = code_.scope().subexpressions;
    const auto subexpression = subexpressions.find(variable);  // or the index of the element
    const auto text =
        subexpression != subexpressions.end() ? subexpression->second.source : variable;
    code_.resolve(symbolic::Expression::symbol(variable), text, "");
    block_.statements.push_back({temporary, {}, symbolic::Expression::symbol(variable), {}, {}});
    return {&column, false};
  }

  const std::set<const void*>& reads() const { return reads_; }

  /// Compiles what is to run before the recording: nothing if no subexpression is recorded.
  std::unique_ptr<runtime::Operation> evaluation() {
    if (block_.statements.empty() || !planner_->diagnostics().empty()) {
      return nullptr;
    }
    auto builder = code_.builder(name_ + "_subexpressions", kernel::IndexSpace::elements);
    builder.append(block_);
    auto finished = code_.finish(std::move(builder));
    finished.arrays.random_key = planner_->random_key(*group_, name_);
    reads_.insert(finished.reads.begin(), finished.reads.end());
    return std::make_unique<runtime::ElementsCode>(planner_->backend().compile(finished.kernel),
                                                   finished.arrays, nullptr);
  }

 private:
  model::Group* group_;
  std::string name_;
  Planner* planner_;
  CodeCompiler code_;
  symbolic::StatementBlock block_;
  std::set<const void*> reads_;
};

/// The elements whose events count: all of a group, or those of a subgroup.
runtime::ElementSelection selection_of(const model::Group& group) {
  runtime::ElementSelection selection;
  selection.size = group.size();
  if (const auto& members = group.members()) {
    selection.range = {members->begin(), members->end()};
    if (!members->are_consecutive()) {
      selection.positions = members->positions().values<std::int32_t>().data();
    }
  }
  return selection;
}

/// Adds the recorder, after the evaluation of subexpressions if there is one.
void add_recorder(model::NetworkObject& monitor, state::Clock* clock, std::set<const void*> reads,
                  std::unique_ptr<runtime::Operation> evaluation,
                  std::unique_ptr<runtime::Operation> recorder, Planner& planner) {
  std::vector<std::unique_ptr<runtime::Operation>> parts;
  if (evaluation) {
    parts.push_back(std::move(evaluation));
  }
  parts.push_back(std::move(recorder));
  auto sequence =
      std::make_shared<std::vector<std::unique_ptr<runtime::Operation>>>(std::move(parts));
  planner.add(monitor.name(), monitor.when(), monitor.order(), clock, std::move(reads), {},
              [sequence](const auto& /*written*/) -> std::unique_ptr<runtime::Operation> {
                if (sequence->size() == 1) {
                  return std::move(sequence->front());
                }
                return std::make_unique<runtime::Sequence>(std::move(*sequence));
              });
}

}  // namespace

void plan(model::EventMonitor& monitor, Planner& planner) {
  auto& source = monitor.source();
  auto& events = planner.events_of(source, monitor.event());
  RecordedColumns columns(source, monitor.name(), planner);
  runtime::EventRecorder::Targets targets;
  if (monitor.records_events()) {
    targets.indices = &monitor.indices();
    targets.times = &monitor.times();
  }
  targets.counts = &monitor.counts();
  targets.selection = selection_of(source);
  for (auto& variable : monitor.variables()) {
    const auto [column, is_shared] = columns.add(variable.name, variable.values.type());
    targets.extras.push_back({column, is_shared, &variable.values});
  }
  auto evaluation = columns.evaluation();
  auto reads = columns.reads();
  reads.insert(&events);
  add_recorder(monitor, source.clock(), std::move(reads), std::move(evaluation),
               std::make_unique<runtime::EventRecorder>(events, std::move(targets)), planner);
}

void plan(model::StateMonitor& monitor, Planner& planner) {
  auto& source = monitor.source();
  RecordedColumns columns(source, monitor.name(), planner);
  std::vector<runtime::StateRecorder::Recorded> recorded;
  for (auto& variable : monitor.variables()) {
    const auto [column, is_shared] = columns.add(variable.name, variable.values.type());
    recorded.push_back({column, is_shared, &variable.values});
  }
  std::vector<std::int64_t> elements;
  for (const auto element : monitor.record()) {
    elements.push_back(source.storage_index(element));
  }
  auto evaluation = columns.evaluation();
  auto* clock = monitor.clock() != nullptr ? monitor.clock() : source.clock();
  add_recorder(monitor, clock, columns.reads(), std::move(evaluation),
               std::make_unique<runtime::StateRecorder>(std::move(elements), std::move(recorded),
                                                        monitor.times()),
               planner);
}

void plan(model::PopulationRateMonitor& monitor, Planner& planner) {
  auto& source = monitor.source();
  require_dt(monitor, *source.clock(), "a rate needs");
  auto& spikes = planner.events_of(source);
  add_recorder(monitor, source.clock(), {&spikes}, nullptr,
               std::make_unique<runtime::RateRecorder>(spikes, selection_of(source),
                                                       monitor.times(), monitor.rates()),
               planner);
}

}  // namespace ranvier::compiler
