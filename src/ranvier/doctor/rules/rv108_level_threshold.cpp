#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/spike_condition.hpp>

namespace ranvier::doctor {

namespace {

/// How long an action potential stays above a threshold on its upstroke [s], roughly: half widths
/// are 0.5 to 2 ms in mammalian neurons (Bean 2007, doi:10.1038/nrn2148).
constexpr double spike_width = 1e-3;

bool has_reset(const model::NeuronGroup& group) {
  return std::ranges::any_of(group.resetters(),
                             [](const auto& reset) { return reset.event() == "spike"; });
}

/// A threshold on a variable that changes continuously, which the reset does not change, and no
/// refractoriness that lasts as long as an action potential: one action potential counts as many
/// spikes. Also: `lastspike` without `refractory=`, which the equations then do not know.
///
/// Not: a refractory condition; a refractory time that is unknown, or as long as an action
/// potential; units that are set from step to step (parameters, summed variables); random
/// thresholds, clocks, and conditions that read `lastspike`; where code after the group's spikes,
/// or at given times, writes a variable of the condition, or functions of the user run in the time
/// loop. Neither reset nor refractoriness at all is RV107's.
class LevelThreshold final : public Rule {
 public:
  std::string_view code() const override { return "RV108"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      if (const auto* group = dynamic_cast<const model::NeuronGroup*>(object)) {
        if (lacks_last_spike(facts, *group)) {
          findings.push_back(make_last_spike(*group));
          continue;
        }
      }
      const auto spikes = spike_condition_of(*object);
      if (spikes && counts_again(facts, *spikes)) {
        findings.push_back(make(facts, *spikes));
      }
    }
    return findings;
  }

 private:
  static bool lacks_last_spike(const Facts& facts, const model::NeuronGroup& group) {
    return !group.has_refractoriness() && external_names(group).contains("lastspike") &&
           !facts.constant(group, "lastspike");
  }

  static bool counts_again(const Facts& facts, const SpikeCondition& spikes) {
    const auto& graph = facts.graph();
    const auto& group = *spikes.group;
    if (!spikes.is_continuous || spikes.is_random || spikes.knows_last_spike ||
        graph.has_unknown_writers() || is_written_after_spikes(spikes, graph)) {
      return false;
    }
    if (!group.has_refractoriness()) {
      return has_reset(group);
    }
    const auto period = refractory_period(facts, group);
    return period && period->high < spike_width;
  }

  static Finding make(const Facts& facts, const SpikeCondition& spikes) {
    const auto& group = *spikes.group;
    const auto crossing = upward_crossing(spikes);
    const auto& variable = crossing ? crossing->variable : spikes.variables.front();
    const auto period = refractory_period(facts, group);
    const auto step = std::max(Facts::dt(group).value_or(0), period ? period->high : 0);
    const auto count = step > 0 ? std::lround(spike_width / step) : 0;
    Finding finding;
    finding.code = "RV108";
    finding.object = group.name();
    finding.variable = variable.name;
    finding.message = fmt::format(
        "`{}` stays true during an action potential, and {} counts as a spike", spikes.text(),
        period && period->high > 0 ? "again and again it" : "each step of it");
    finding.places = {creation_of(group, has_reset(group) ? "the reset does not end the condition"
                                                          : "no reset ends the condition")};
    if (DependencyGraph::equation_of(variable) != nullptr) {
      finding.places.push_back(declaration_of(variable, "goes on through the action potential"));
    }
    finding.why = "the threshold is tested in every step, and nothing ends the condition at once";
    if (count > 1) {
      finding.why += fmt::format(
          ": an action potential that is above it for {:.6g} ms counts as about {} spikes",
          spike_width * 1e3, count);
      finding.data = {{"dt", Facts::dt(group).value_or(step)},
                      {"spikes", static_cast<double>(count)}};
    }
    finding.fix = fmt::format("refractory={}", quoted(spikes.text()));
    if (!is_clamped(group)) {
      finding.edits = {argument_edit(group, "refractory", quoted(spikes.text()))};
    }
    return finding;
  }

  /// A potential that is clamped while refractory would stay above the threshold for ever.
  static bool is_clamped(const model::NeuronGroup& group) {
    return std::ranges::any_of(group.equations().all(), [](const auto& equation) {
      return equation.has_flag("unless refractory");
    });
  }

  static Finding make_last_spike(const model::NeuronGroup& group) {
    Finding finding;
    finding.code = "RV108";
    finding.object = group.name();
    finding.variable = "lastspike";
    finding.message = fmt::format("`lastspike` is known with refractory= only, and {} has none",
                                  group.description());
    finding.places = {creation_of(group, "without refractory=")};
    finding.why =
        "the time of the last spike is kept for refractoriness; a condition that is never true "
        "keeps it without making neurons refractory";
    finding.fix = "refractory='False'   or a time, such as   refractory=2*ms";
    finding.edits = {argument_edit(group, "refractory", "'False'")};
    return finding;
  }
};

}  // namespace

const Rule& level_threshold() {
  static const LevelThreshold rule;
  return rule;
}

}  // namespace ranvier::doctor
