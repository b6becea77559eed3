#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/linearisation.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/integration/stability.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

/// A potential beyond its reversal values, or a gate outside of [0, 1], in a state in which the
/// step is longer than the method allows: what RV301 finds before the run where it can.
///
/// Not: groups of which something was told before the run that explains it (RV103, RV104, RV301);
/// states in which the step is short enough: then something else drove the value there.
class LeftWorkingRange final : public HealthRule {
 public:
  std::string_view code() const override { return "RV301"; }

  std::vector<Finding> examine(const Facts& facts, const RunHealth& health) const override {
    std::vector<Finding> findings;
    std::set<const model::Group*> seen;
    for (const auto& record : health.records) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(record.variable.group);
      if (record.kind != HealthRecord::Kind::out_of_range || !record.is_exact ||
          neurons == nullptr || seen.contains(neurons) ||
          !health.told_of(neurons->name(), {"RV103", "RV104", "RV301"}).empty()) {
        continue;
      }
      if (auto finding = examine(facts, *neurons, record)) {
        seen.insert(neurons);
        findings.push_back(std::move(*finding));
      }
    }
    return findings;
  }

 private:
  static std::optional<Finding> examine(const Facts& facts, const model::NeuronGroup& neurons,
                                        const HealthRecord& record) {
    const auto method = named_method_of(neurons);
    const CellDynamics cell(facts, neurons);
    if (!method || !cell.is_known()) {
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
      const auto own = integration::largest_stable_step(*method->updater, eigenvalue);
      limit = own && (!limit || *own < *limit) ? own : limit;
    }
    if (!limit || *limit >= record.dt) {
      return std::nullopt;
    }
    const auto text = [&](double value) {
      const auto* equation = DependencyGraph::equation_of(record.variable);
      return units::to_string({value, equation->dimension});
    };
    const auto rounded = [](double value) { return std::stod(fmt::format("{:.3g}", value)); };
    const auto time = [&](double seconds) {
      return units::to_string(rounded(seconds) * units::second);
    };
    Finding finding;
    finding.code = "RV301";
    finding.object = neurons.name();
    finding.variable = record.variable.name;
    finding.message =
        fmt::format("dt = {} is too long for method '{}': `{}` of {}[{}] left its range at t = {}",
                    time(record.dt), method->text, record.variable.name, neurons.name(),
                    record.element, time(record.t));
    finding.places = {creation_of(neurons, method->text), declaration_of(record.variable, "")};
    finding.why = fmt::format(
        "in the step before the method was stable below {} only; `{}` went from {} to {}, and its "
        "range is {} to {}",
        time(*limit), record.variable.name, text(record.before), text(record.after),
        text(record.low), text(record.high));
    finding.fix = fmt::format("defaultclock.dt = {}   or   method='exponential_euler'",
                              time_code(*limit / 2));
    finding.data = {{"dt", record.dt},
                    {"dt_stable", *limit},
                    {"time", record.t},
                    {"neuron", static_cast<double>(record.element)}};
    return finding;
  }
};

}  // namespace

const HealthRule& left_working_range() {
  static const LeftWorkingRange rule;
  return rule;
}

}  // namespace ranvier::doctor
