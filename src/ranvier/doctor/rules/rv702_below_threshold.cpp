#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/spike_condition.hpp>

namespace ranvier::doctor {

namespace {

/// A group whose neurons are below their threshold and can't reach it: at the threshold the
/// derivative is negative, whatever values the other variables may have.
///
/// Not: where something else moves the variable, or what its equation depends on is not known.
/// Never more than a hint: silence may be meant.
class BelowThreshold final : public Rule {
 public:
  std::string_view code() const override { return "RV702"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      if (const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object)) {
        if (auto finding = examine(facts, *neurons)) {
          findings.push_back(std::move(*finding));
        }
      }
    }
    return findings;
  }

 private:
  static std::optional<Finding> examine(const Facts& facts, const model::NeuronGroup& neurons) {
    const auto spikes = spike_condition_of(neurons);
    const auto crossing = spikes ? upward_crossing(*spikes) : std::nullopt;
    if (!crossing || crossing->variable.group != &neurons) {
      return std::nullopt;
    }
    const auto& variable = crossing->variable;
    const auto* equation = DependencyGraph::equation_of(variable);
    const auto present = present_values(variable);
    const auto limit = facts.value_of(neurons, crossing->value);
    const auto is_moved =
        std::ranges::any_of(facts.graph().writes_to(variable),
                            [](const Write* write) { return write->part->role != Role::reset; });
    if (!present || !limit || present->high >= *limit || is_moved ||
        facts.graph().has_unknown_writers()) {
      return std::nullopt;
    }
    const auto at_threshold = symbolic::substitute(
        neurons.equations().expand(equation->right_side()), {{equation->name, crossing->value}});
    const auto slope = facts.bounds_of(neurons, at_threshold);
    if (!slope.is_negative()) {
      return std::nullopt;
    }
    const auto& condition = *spikes->condition;
    Finding finding;
    finding.code = "RV702";
    finding.level = Level::hint;
    finding.object = neurons.name();
    finding.variable = equation->name;
    finding.message = fmt::format("no neuron of {} can spike: `{}` does not reach its threshold {}",
                                  neurons.name(), equation->name,
                                  units::to_string({*limit, equation->dimension}));
    finding.places = {declaration_of(variable, "negative at the threshold"),
                      {.object = neurons.name(),
                       .where = "threshold of " + neurons.description(),
                       .source = condition.source,
                       .span = {0, condition.source.size()},
                       .note = "is never reached"}};
    finding.why = fmt::format(
        "nothing but its equation moves `{0}`, and at the threshold d{0}/dt is negative: what "
        "drives "
        "it is too weak, or an input is missing",
        equation->name);
    finding.data = {{"threshold", *limit}};
    return finding;
  }
};

}  // namespace

const Rule& below_threshold() {
  static const BelowThreshold rule;
  return rule;
}

}  // namespace ranvier::doctor
