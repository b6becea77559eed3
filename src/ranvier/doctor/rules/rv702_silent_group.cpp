#include <optional>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/term_values.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

/// How many time constants a group must have been silent.
constexpr double settling_time_constants = 10;

/// The first differential variable of the group that the threshold tests.
const equations::Equation* tested_variable(const model::NeuronGroup& group,
                                           const symbolic::Expression& condition) {
  for (const auto& name : symbolic::symbols_of(group.equations().expand(condition))) {
    const auto* equation = group.equations().find(name);
    if (equation != nullptr && equation->kind == equations::EquationKind::differential) {
      return equation;
    }
  }
  return nullptr;
}

/// A group that has a threshold for a variable with a time constant, and none of whose neurons
/// spiked in ten time constants.
///
/// Not: thresholds that no differential equation moves; runs that a non-finite value ended; if the
/// variable has no time constant, or what it depends on is not known (noise). Never more than a
/// hint: silence may be meant.
class SilentGroup final : public HealthRule {
 public:
  std::string_view code() const override { return "RV702"; }

  std::vector<Finding> examine(const Facts& /*facts*/, const RunHealth& health) const override {
    std::vector<Finding> findings;
    for (const auto& group : health.groups) {
      if (group.spikes == 0 && !health.was_ended &&
          health.told_of(group.group->name(), {"RV702"}).empty()) {
        if (auto finding = examine(group, health)) {
          findings.push_back(std::move(*finding));
        }
      }
    }
    return findings;
  }

 private:
  static std::optional<Finding> examine(const GroupHealth& silent, const RunHealth& health) {
    const auto& group = *silent.group;
    const auto* threshold = group.thresholder("spike");
    if (threshold == nullptr || !threshold->is_active()) {
      return std::nullopt;
    }
    const auto& condition = threshold->condition();
    const auto* equation = tested_variable(group, condition.expression);
    const auto* course =
        equation == nullptr ? nullptr : health.find(Variable{&group, equation->name});
    if (course == nullptr) {
      return std::nullopt;
    }
    const TermEvaluator evaluator(group.equations(), {&silent.values, &silent.functions});
    const auto slope = evaluator.slope_of(equation->right_side(), equation->name);
    const auto duration = health.end - health.start;
    if (!slope || *slope >= 0 || duration * -*slope <= settling_time_constants) {
      return std::nullopt;
    }
    const auto lowest = units::to_string({course->lowest, equation->dimension});
    const auto highest = units::to_string({course->highest, equation->dimension});
    Finding finding;
    finding.code = "RV702";
    finding.level = Level::hint;
    finding.object = group.name();
    finding.variable = equation->name;
    finding.message = fmt::format(
        "no neuron of {} spiked in {}: `{}` stayed between {} and {}", group.name(),
        units::to_string({duration, units::second_dimension}), equation->name, lowest, highest);
    finding.places.push_back({.object = group.name(),
                              .where = "threshold of " + group.description(),
                              .source = condition.source,
                              .span = {0, condition.source.size()},
                              .note = "was never reached"});
    finding.places.push_back(declaration_of({&group, equation->name}, ""));
    finding.why =
        fmt::format("the time constant of `{}` is {}, so the run was long enough for it to settle",
                    equation->name, units::to_string({-1 / *slope, units::second_dimension}));
    finding.data = {{"lowest", course->lowest},
                    {"highest", course->highest},
                    {"duration", duration},
                    {"time_constant", -1 / *slope}};
    return finding;
  }
};

}  // namespace

const HealthRule& silent_group() {
  static const SilentGroup rule;
  return rule;
}

}  // namespace ranvier::doctor
