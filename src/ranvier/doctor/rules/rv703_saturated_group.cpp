#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
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

/// A group that spikes in more than half of the time steps, or as fast as its refractory period
/// lets it.
///
/// Not: groups without differential equations, whose time step is a unit of their own; the
/// refractory period of groups without `(unless refractory)`; literal
/// thresholds, which are test rigs; runs of less than ten spikes a neuron; if the cause was told
/// before the run.
class SaturatedGroup final : public HealthRule {
 public:
  std::string_view code() const override { return "RV703"; }

  std::vector<Finding> examine(const Facts& /*facts*/, const RunHealth& health) const override {
    std::vector<Finding> findings;
    for (const auto& group : health.groups) {
      if (auto finding = examine(group, health)) {
        findings.push_back(std::move(*finding));
      }
    }
    return findings;
  }

 private:
  static std::optional<Finding> examine(const GroupHealth& spiking, const RunHealth& health) {
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
    const auto* period = rests(group) ? std::get_if<units::Quantity>(&group.refractory()) : nullptr;
    const auto limited = period == nullptr ? 0 : spikes / duration * period->value();
    if (spikes < least_spikes || (share <= most_of_steps && limited <= most_of_refractory)) {
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
                  group.name(), 100 * limited, units::to_string(*period));
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
