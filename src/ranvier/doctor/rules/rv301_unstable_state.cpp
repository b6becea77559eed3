#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/linearisation.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/step_fix.hpp>
#include <ranvier/integration/stability.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

/// A value beyond its working range, or one that has grown, in a state in which the step is longer
/// than the method allows: what RV301 finds before the run where it can. The working range of a
/// potential is that of its reversal values, of a gate [0, 1].
///
/// Not: groups of which something was told before the run that explains it (RV103, RV104, RV301);
/// states in which the step is short enough: then something else drove the value there. Growth of
/// variables that events, resets or other code change: these may make it.
class UnstableState final : public HealthRule {
 public:
  std::string_view code() const override { return "RV301"; }

  std::vector<Finding> examine(const Facts& facts, const RunHealth& health) const override {
    std::vector<Finding> findings;
    std::set<const model::Group*> seen;
    for (const auto* signs : {&health.records, &health.growths}) {
      for (const auto& record : *signs) {
        const auto* neurons = dynamic_cast<const model::NeuronGroup*>(record.variable.group);
        if (neurons == nullptr || seen.contains(neurons) || !is_sign(facts, record) ||
            !health.told_of(neurons->name(), {"RV103", "RV104", "RV301"}).empty()) {
          continue;
        }
        if (auto finding = examine(facts, *neurons, record)) {
          seen.insert(neurons);
          findings.push_back(std::move(*finding));
        }
      }
    }
    return findings;
  }

 private:
  static bool is_sign(const Facts& facts, const HealthRecord& record) {
    switch (record.kind) {
      case HealthRecord::Kind::out_of_range:
        return record.is_exact;
      case HealthRecord::Kind::grown:
        return !facts.graph().has_unknown_writers() &&
               facts.graph().writes_to(record.variable).empty();
      case HealthRecord::Kind::non_finite:
        return false;  // RV701's
    }
    return false;
  }

  static std::optional<Finding> examine(const Facts& facts, const model::NeuronGroup& neurons,
                                        const HealthRecord& record) {
    CellDynamics cell(facts, neurons, record.element);
    cell.know(record.values);
    const auto* method = chosen_method_of(neurons, cell.system());
    if (method == nullptr || !integration::largest_stable_step(*method, {-1, 0}) ||
        !cell.is_known()) {
      return std::nullopt;
    }
    auto state = cell.present_state();
    for (auto& [name, value] : state) {
      if (const auto known = record.values.find(name); known != record.values.end()) {
        value = known->second;
      }
    }
    std::optional<double> limit;
    for (const auto& eigenvalue : cell.eigenvalues(state)) {
      const auto own = integration::largest_stable_step(*method, eigenvalue);
      limit = own && (!limit || *own < *limit) ? own : limit;
    }
    if (!limit || *limit >= record.dt) {
      return std::nullopt;
    }
    Finding finding;
    finding.code = "RV301";
    finding.object = neurons.name();
    finding.variable = record.variable.name;
    finding.message = fmt::format("dt = {} is too long for method '{}': {}", time(record.dt),
                                  method->name(), sign(record));
    finding.places = {creation_of(neurons, std::string(method->name())),
                      declaration_of(record.variable, "")};
    finding.why = why(record, neurons, state, *limit);
    // Before a step that left the range other states may be faster still; what has grown is
    // beyond all states of a run with a short step.
    const auto has_grown = record.kind == HealthRecord::Kind::grown;
    add_step_fix(finding, {&neurons}, round_down(has_grown ? *limit : *limit / 2));
    finding.data = {{"dt", record.dt},
                    {"dt_stable", *limit},
                    {"time", record.t},
                    {"neuron", static_cast<double>(record.element)}};
    return finding;
  }

  static std::string time(double seconds) {
    return units::to_string(std::stod(fmt::format("{:.3g}", seconds)) * units::second);
  }

  static std::string text(double value, const Variable& variable) {
    return units::to_string({value, DependencyGraph::equation_of(variable)->dimension});
  }

  static std::string sign(const HealthRecord& record) {
    const auto& variable = record.variable;
    const auto element =
        fmt::format("`{}` of {}[{}]", variable.name, variable.group->name(), record.element);
    return record.kind == HealthRecord::Kind::grown
               ? fmt::format("{} had grown to {} by t = {}", element, text(record.after, variable),
                             time(record.t))
               : fmt::format("{} left its range at t = {}", element, time(record.t));
  }

  static std::string why(const HealthRecord& record, const model::NeuronGroup& neurons,
                         const CellState& state, double limit) {
    const auto& variable = record.variable;
    if (record.kind == HealthRecord::Kind::out_of_range) {
      return fmt::format(
          "in the step before the method was stable below {} only; `{}` went from {} to {}, and "
          "its range is {} to {}",
          time(limit), variable.name, text(record.before, variable), text(record.after, variable),
          text(record.low, variable), text(record.high, variable));
    }
    std::vector<std::string> values;
    for (const auto& [name, value] : state) {
      values.push_back(fmt::format("{} = {}", name, text(value, {&neurons, name})));
    }
    return fmt::format(
        "at {} the method is stable below {} only; `{}` was at most {} from 0 when the run began, "
        "and only its equation changes it",
        fmt::join(values, ", "), time(limit), variable.name, text(record.before, variable));
  }
};

}  // namespace

const HealthRule& unstable_state() {
  static const UnstableState rule;
  return rule;
}

}  // namespace ranvier::doctor
