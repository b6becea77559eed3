#include <fmt/format.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/rules/all.hpp>

namespace ranvier::doctor {

namespace {

/// Equations with (unless refractory) in a group without `refractory=`: the flag has no effect.
class FlagWithoutRefractory final : public Rule {
 public:
  std::string_view code() const override { return "RV110"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      const auto* group = dynamic_cast<const model::NeuronGroup*>(object);
      if (group == nullptr || group->has_refractoriness()) {
        continue;
      }
      std::vector<Variable> flagged;
      for (const auto& equation : group->equations().all()) {
        if (equation.has_flag("unless refractory")) {
          flagged.push_back({group, equation.name});
        }
      }
      if (!flagged.empty()) {
        findings.push_back(make(facts, *group, flagged));
      }
    }
    return findings;
  }

 private:
  static Finding make(const Facts& facts, const model::NeuronGroup& group,
                      const std::vector<Variable>& flagged) {
    Finding finding;
    finding.code = "RV110";
    finding.object = group.name();
    finding.variable = flagged.front().name;
    std::string names;
    auto is_shared = false;
    for (const auto& variable : flagged) {
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", variable.name);
      finding.places.push_back(declaration_of(variable, "the flag has no effect"));
      finding.edits.push_back(flag_edit(variable, "unless refractory", ""));
      is_shared |= is_text_shared(facts.network(), variable, [](const model::Group& other) {
        const auto* neurons = dynamic_cast<const model::NeuronGroup*>(&other);
        return neurons != nullptr && neurons->has_refractoriness();
      });
    }
    if (is_shared) {
      finding.edits.clear();
    }
    finding.message = fmt::format(
        "{} {} (unless refractory), but {} has no refractory period: the flag has no effect", names,
        flagged.size() == 1 ? "is" : "are", group.description());
    finding.places.push_back(creation_of(group, "without refractory="));
    finding.why = fmt::format(
        "the flag holds a variable while its neuron is refractory, and without refractory= no "
        "neuron ever is: '{}' moves on at once after each spike",
        finding.variable);
    finding.fix = "refractory=2*ms   or, if no period is meant, the equation without the flag";
    return finding;
  }
};

}  // namespace

const Rule& flag_without_refractory() {
  static const FlagWithoutRefractory rule;
  return rule;
}

}  // namespace ranvier::doctor
