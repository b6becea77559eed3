#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/spike_condition.hpp>

namespace ranvier::doctor {

namespace {

/// A refractory time, a reset that assigns a variable that the threshold tests, and a differential
/// equation that moves that variable on while the neuron is refractory. A hint: some models are
/// meant so.
///
/// Not: without a reset of the variable (action potentials of their own shape); a refractory
/// condition; a time shorter than a step; resets that add or subtract (an adapting threshold goes
/// on, too); equations that read `not_refractory` or `lastspike`, and so see to it themselves.
class RefractoryWithoutFlag final : public Rule {
 public:
  std::string_view code() const override { return "RV109"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      const auto spikes = spike_condition_of(*object);
      if (!spikes || !is_refractory_for_a_time(facts, *spikes->group)) {
        continue;
      }
      const auto period = refractory_period(facts, *spikes->group);
      if (period && period->high < Facts::dt(*spikes->group).value_or(0)) {
        continue;
      }
      for (const auto& variable : spikes->variables) {
        const auto* reset = reset_of(variable, facts.graph());
        if (reset != nullptr && goes_on(variable)) {
          findings.push_back(make(facts, variable, *reset, period));
          break;
        }
      }
    }
    return findings;
  }

 private:
  static const Write* reset_of(const Variable& variable, const DependencyGraph& graph) {
    for (const auto* write : graph.writes_to(variable)) {
      if (write->part->role == Role::reset && write->part->name == "spike" &&
          write->part->object == variable.group &&
          write->change.kind == symbolic::Change::Kind::assignment) {
        return write;
      }
    }
    return nullptr;
  }

  static bool goes_on(const Variable& variable) {
    const auto* equation = DependencyGraph::equation_of(variable);
    if (equation == nullptr || equation->kind != equations::EquationKind::differential ||
        equation->has_flag("unless refractory")) {
      return false;
    }
    const auto names =
        symbolic::symbols_of(variable.group->equations().expand(equation->right_side()));
    return !names.contains("not_refractory") && !names.contains("lastspike");
  }

  static Finding make(const Facts& facts, const Variable& variable, const Write& reset,
                      const std::optional<symbolic::Interval>& period) {
    const auto& group = *variable.group;
    const auto edit = flag_edit(variable, "", "unless refractory");
    Finding finding;
    finding.code = "RV109";
    finding.level = Level::hint;
    finding.object = group.name();
    finding.variable = variable.name;
    finding.message = fmt::format(
        "`{}` keeps integrating during the refractory period: its equation lacks (unless "
        "refractory)",
        variable.name);
    finding.places = {declaration_of(variable, "goes on while the neuron is refractory"),
                      place_of(reset, "does not hold it"), creation_of(group, "refractory=")};
    const auto duration = period && period->low == period->high
                              ? fmt::format(" of {:.6g} ms", period->high * 1e3)
                              : "";
    finding.why = fmt::format(
        "refractory= alone keeps the neuron from spiking: during the period{} '{}' moves on from "
        "its reset, so that it may stand above the threshold when the period ends",
        duration, variable.name);
    if (period) {
      finding.data["refractory"] = period->high;
    }
    finding.fix = equation_after(variable, edit);
    const auto has_none = [](const model::Group& other) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(&other);
      return neurons == nullptr || !neurons->has_refractoriness();
    };
    if (!is_text_shared(facts.network(), variable, has_none)) {
      finding.edits = {edit};
    }
    return finding;
  }
};

}  // namespace

const Rule& refractory_without_flag() {
  static const RefractoryWithoutFlag rule;
  return rule;
}

}  // namespace ranvier::doctor
