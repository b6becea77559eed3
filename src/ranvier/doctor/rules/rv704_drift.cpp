#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/term_values.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

/// Fewer samples show no course.
constexpr std::size_t least_samples = 16;
/// The share of steps between samples that go the same way.
constexpr double least_share = 0.8;
/// A variable with a time constant is looked at for several of them: before, each one that relaxes
/// slowly looks like a ramp.
constexpr double least_drift_time_constants = 3;

/// Changes of the mean over the four quarters of a course that goes one way without slowing down.
std::optional<std::array<double, 4>> steady_changes(const VariableHealth& course) {
  const auto n = course.means.size();
  if (n < least_samples) {
    return std::nullopt;
  }
  std::size_t up = 0;
  std::size_t down = 0;
  for (std::size_t k = 1; k < n; ++k) {
    up += course.means[k] > course.means[k - 1] ? 1 : 0;
    down += course.means[k] < course.means[k - 1] ? 1 : 0;
  }
  if (static_cast<double>(std::max(up, down)) <= least_share * static_cast<double>(n - 1)) {
    return std::nullopt;
  }
  const auto sign = up > down ? 1.0 : -1.0;
  std::array<double, 4> changes{};
  for (std::size_t quarter = 0; quarter < 4; ++quarter) {
    // The last sample may follow the one before sooner than the others do.
    changes[quarter] =
        sign * (course.means[(quarter + 1) * (n - 2) / 4] - course.means[quarter * (n - 2) / 4]);
  }
  constexpr double tolerance = 0.98;
  const auto is_steady = changes[0] > 0 && changes[3] >= tolerance * changes[0] &&
                         changes[3] >= tolerance * changes[1] &&
                         changes[3] >= tolerance * changes[2];
  return is_steady ? std::optional(changes) : std::nullopt;
}

/// Whether an expression depends on time by itself: a stimulus that the user gave.
bool is_function_of_time(const model::Group& group, const symbolic::Expression& expression) {
  return symbolic::symbols_of(group.equations().expand(expression)).contains("t");
}

/// A variable of neurons whose mean goes one way all through the run and does not slow down.
///
/// Not: what a reset sets or run_regularly, functions of the script and functions of time move;
/// what no equation and no condition reads (counters); clocks and phases, whose derivative depends
/// on nothing that changes; relaxation, where the change of a quarter of the run shrinks, and
/// variables that relax more slowly than the run lasts; learning (variables of synapses); where
/// RV101 was told, or a value became non-finite. One finding for each group: a parameter before
/// the variables that follow it.
class Drift final : public HealthRule {
 public:
  std::string_view code() const override { return "RV704"; }

  std::vector<Finding> examine(const Facts& facts, const RunHealth& health) const override {
    const auto& graph = facts.graph();
    std::vector<Finding> findings;
    if (graph.has_unknown_writers()) {
      return findings;
    }
    for (const auto& group : health.groups) {
      if (is_explained(group, health)) {
        continue;
      }
      const VariableHealth* found = nullptr;
      for (const auto& course : health.variables) {
        if (course.variable.group == group.group && (found == nullptr || is_parameter(course)) &&
            is_drifting(graph, group, health, course)) {
          found = &course;
        }
      }
      if (found != nullptr) {
        findings.push_back(make(*found));
      }
    }
    return findings;
  }

 private:
  static bool is_parameter(const VariableHealth& course) {
    const auto* equation = DependencyGraph::equation_of(course.variable);
    return equation != nullptr && equation->kind == equations::EquationKind::parameter;
  }

  static bool is_explained(const GroupHealth& group, const RunHealth& health) {
    return !health.told_of(group.group->name(), {"RV101"}).empty() ||
           std::ranges::any_of(health.records, [&](const HealthRecord& record) {
             return record.kind == HealthRecord::Kind::non_finite &&
                    record.variable.group == group.group;
           });
  }

  static bool is_drifting(const DependencyGraph& graph, const GroupHealth& group,
                          const RunHealth& health, const VariableHealth& course) {
    const auto* equation = DependencyGraph::equation_of(course.variable);
    if (equation == nullptr || !steady_changes(course) || !is_read(graph, course.variable) ||
        is_set(graph, course.variable)) {
      return false;
    }
    return equation->kind != equations::EquationKind::differential ||
           is_driven(graph, group, health, *equation);
  }

  /// Whether it matters to anything but itself.
  static bool is_read(const DependencyGraph& graph, const Variable& variable) {
    return std::ranges::any_of(graph.readers_of(variable), [&](const Part* part) {
      return part->role != Role::differential || part->name != variable.name ||
             part->object != variable.group;
    });
  }

  /// Whether something else than neurons and inputs that add to it moves the variable.
  static bool is_set(const DependencyGraph& graph, const Variable& variable) {
    return std::ranges::any_of(graph.writes_to(variable), [](const Write* write) {
      return write->part->role == Role::reset || write->part->role == Role::regular;
    });
  }

  /// Whether a differential equation is one of a variable that could settle.
  static bool is_driven(const DependencyGraph& graph, const GroupHealth& group,
                        const RunHealth& health, const equations::Equation& equation) {
    const auto& neurons = *group.group;
    if (is_function_of_time(neurons, equation.right_side())) {
      return false;
    }
    const auto names = symbolic::symbols_of(neurons.equations().expand(equation.right_side()));
    const auto changes = [&](const std::string& name) {
      const auto variable = DependencyGraph::find(neurons, name);
      const auto* other = variable ? DependencyGraph::equation_of(*variable) : nullptr;
      return (other != nullptr && other->kind == equations::EquationKind::differential) ||
             (variable && !graph.writes_to(*variable).empty());
    };
    if (!std::ranges::any_of(names, changes)) {
      return false;
    }
    const TermEvaluator evaluator(neurons.equations(), {&group.values, &group.functions});
    const auto slope = evaluator.slope_of(equation.right_side(), equation.name);
    return slope &&
           (*slope >= 0 || (health.end - health.start) * -*slope > least_drift_time_constants);
  }

  static Finding make(const VariableHealth& course) {
    const auto* equation = DependencyGraph::equation_of(course.variable);
    const auto first = course.means.front();
    const auto last = course.means.back();
    Finding finding;
    finding.code = "RV704";
    finding.level = Level::hint;
    finding.object = course.variable.group->name();
    finding.variable = course.variable.name;
    finding.message =
        fmt::format("`{}` of {} {} all through the run: {} -> {} on average", course.variable.name,
                    finding.object, last > first ? "grew" : "fell",
                    units::to_string({first, equation->dimension}),
                    units::to_string({last, equation->dimension}));
    finding.places.push_back(declaration_of(course.variable, ""));
    finding.why =
        "it did not slow down: nothing in the model brings it back, so a longer run goes further";
    finding.data = {{"first", first}, {"last", last}};
    return finding;
  }
};

}  // namespace

const HealthRule& drift() {
  static const Drift rule;
  return rule;
}

}  // namespace ranvier::doctor
