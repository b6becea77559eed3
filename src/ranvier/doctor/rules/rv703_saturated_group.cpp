#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/spike_condition.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/simplify.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

/// Shares of the time steps, and of the rate that refractoriness allows, beyond which neurons do
/// nothing else but spike.
constexpr double most_of_steps = 0.5;
constexpr double most_of_refractory = 0.9;
/// A run as short as a few spikes shows nothing.
constexpr double least_spikes = 10;

/// Whether a variable stands still while a neuron is refractory. Otherwise it reaches the threshold
/// meanwhile, and spiking at the end of each period is what the model says.
bool rests(const model::NeuronGroup& group) {
  return std::ranges::any_of(group.equations().differential(), [](const auto* equation) {
    return equation->has_flag("unless refractory");
  });
}

struct RefractoryPeriods {
  symbolic::Interval bounds;  ///< [s]
  double mean_rate = 0;       ///< that they allow, over all neurons [Hz]
};

/// Neurons whose periods are looked at, evenly spaced where a group has more.
constexpr std::int64_t most_looked_at = 1000;

/// The refractory period of each neuron; nothing if it is no time, or if it depends on more than
/// constants and parameters that nothing changes.
std::optional<RefractoryPeriods> refractory_periods(const Facts& facts,
                                                    const model::NeuronGroup& group) {
  if (const auto* period = std::get_if<units::Quantity>(&group.refractory())) {
    return RefractoryPeriods{symbolic::Interval::of(period->value()), 1 / period->value()};
  }
  if (!is_refractory_for_a_time(facts, group)) {
    return std::nullopt;
  }
  const auto text =
      symbolic::simplify(group.equations().expand(group.refractory_expression()->expression));
  std::map<std::string, double> values;
  std::map<std::string, const state::Column*> columns;  ///< of the parameters among the names
  for (const auto& name : symbolic::symbols_of(text)) {
    if (const auto variable = DependencyGraph::find(group, name)) {
      const auto* equation = DependencyGraph::equation_of(*variable);
      if (equation == nullptr || equation->kind != equations::EquationKind::parameter ||
          !facts.graph().writes_to(*variable).empty() || facts.graph().has_unknown_writers() ||
          variable->group != &group) {
        return std::nullopt;
      }
      columns[name] = &group.state().find(name)->values;
    } else if (const auto constant = facts.constant(group, name)) {
      values[name] = constant->value();
    } else {
      return std::nullopt;
    }
  }
  RefractoryPeriods periods;
  try {
    const auto n_looked_at = columns.empty() ? 1 : std::min(group.size(), most_looked_at);
    for (std::int64_t k = 0; k < n_looked_at; ++k) {
      const auto neuron = k * group.size() / n_looked_at;
      for (const auto& [name, column] : columns) {
        values[name] = column->value_at(column->size() == 1 ? 0 : neuron);
      }
      const auto period =
          symbolic::Interval::of(symbolic::evaluate_simplified(text, [&](const std::string& name) {
                                   return symbolic::Value::of(values.at(name));
                                 }).as_real());
      periods.bounds = k == 0 ? period : periods.bounds.joined_with(period);
      periods.mean_rate += 1 / period.low / static_cast<double>(n_looked_at);
    }
  } catch (const Error&) {
    return std::nullopt;  // random, or a function from outside
  }
  return periods;
}

/// A group that spikes in more than half of the time steps, or as fast as its refractory period
/// lets it. (No interval can be shorter than that: refractory neurons are not tested.)
///
/// Not: groups without differential equations, whose time step is a unit of their own; the
/// refractory period of groups without `(unless refractory)`, and one that is not known; literal
/// thresholds, which are test rigs; runs of less than ten spikes a neuron; if the cause was told
/// before the run.
class SaturatedGroup final : public HealthRule {
 public:
  std::string_view code() const override { return "RV703"; }

  std::vector<Finding> examine(const Facts& facts, const RunHealth& health) const override {
    std::vector<Finding> findings;
    for (const auto& group : health.groups) {
      if (auto finding = examine(facts, group, health)) {
        findings.push_back(std::move(*finding));
      }
    }
    return findings;
  }

 private:
  static std::string text_of(const symbolic::Interval& period) {
    const auto low = units::to_string(period.low * units::second);
    return period.low == period.high
               ? low
               : fmt::format("{} to {}", low, units::to_string(period.high * units::second));
  }

  static std::optional<Finding> examine(const Facts& facts, const GroupHealth& spiking,
                                        const RunHealth& health) {
    const auto& group = *spiking.group;
    const auto* threshold = group.thresholder("spike");
    const auto duration = health.end - health.start;
    if (threshold == nullptr || symbolic::symbols_of(threshold->condition().expression).empty() ||
        group.equations().differential().empty() || !group.clock()->has_dt() || duration <= 0 ||
        !health.told_of(group.name(), {"RV101", "RV107", "RV108", "RV109", "RV112", "RV501"})
             .empty()) {
      return std::nullopt;
    }
    const auto spikes = static_cast<double>(spiking.spikes) / static_cast<double>(group.size());
    const auto share = spikes / duration * group.clock()->dt();
    if (spikes < least_spikes) {
      return std::nullopt;
    }
    const auto periods = rests(group) ? refractory_periods(facts, group) : std::nullopt;
    const auto limited = periods ? spikes / duration / periods->mean_rate : 0;
    if (share <= most_of_steps && limited <= most_of_refractory) {
      return std::nullopt;
    }
    Finding finding;
    finding.code = "RV703";
    finding.level = Level::warning;
    finding.object = group.name();
    finding.message =
        share > most_of_steps
            ? fmt::format("{} fires in {:.0f} % of the time steps", group.name(), 100 * share)
            : fmt::format(
                  "{} fires at {:.0f} % of the rate that its refractory period of {} allows",
                  group.name(), 100 * limited, text_of(periods->bounds));
    const auto& source = threshold->condition().source;
    finding.places.push_back({.object = group.name(),
                              .where = "threshold of " + group.description(),
                              .source = source,
                              .span = {0, source.size()},
                              .note = "holds nearly always"});
    finding.why = fmt::format(
        "each neuron spiked {} times a second on average: whatever drives it, it can't fire more, "
        "so its rate says nothing about its input",
        fmt::format("{:.0f}", spikes / duration));
    finding.data = {
        {"rate", spikes / duration}, {"share_of_steps", share}, {"dt", group.clock()->dt()}};
    return finding;
  }
};

}  // namespace

const HealthRule& saturated_group() {
  static const SaturatedGroup rule;
  return rule;
}

}  // namespace ranvier::doctor
