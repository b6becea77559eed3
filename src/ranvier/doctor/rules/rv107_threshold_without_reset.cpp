#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/spike_condition.hpp>
#include <ranvier/doctor/terms.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;

bool is_linear_in(const Expression& expression, const std::string& variable) {
  return std::holds_alternative<symbolic::LinearForm>(
      symbolic::linear_form(expression, {variable}));
}

/// The value of an expression at the present values of all variables but one.
std::optional<double> value_at(const Facts& facts, const model::Group& group,
                               const Expression& expression, const std::string& variable,
                               double value) {
  std::map<std::string, double> known{{variable, value}};
  for (const auto& name : symbolic::symbols_of(expression)) {
    const auto own = DependencyGraph::find(group, name);
    const auto present = own ? present_values(*own) : std::nullopt;
    if (present) {
      known.emplace(name, present->low);
    } else if (const auto constant = facts.constant(group, name)) {
      known.emplace(name, constant->value());
    } else if (name != variable) {
      return std::nullopt;
    }
  }
  try {
    return symbolic::evaluate(
               expression,
               [&](const std::string& name) { return symbolic::Value::of(known.at(name)); })
        .as_real();
  } catch (const Error&) {
    return std::nullopt;  // a function from outside
  }
}

/// Whether the equations themselves end a spike: with gates (variables that follow the potential by
/// a law that is not linear), or by a current that is not linear and pulls back far above the
/// threshold.
bool ends_spikes_itself(const Facts& facts, const Crossing& crossing) {
  const auto& group = *crossing.variable.group;
  const auto& name = crossing.variable.name;
  for (const auto* equation : group.equations().differential()) {
    const auto derivative = group.equations().expand(equation->right_side());
    if (is_linear_in(derivative, name)) {
      continue;
    }
    if (equation->name != name) {
      return true;
    }
    const auto threshold = facts.bounds_of(group, crossing.value);
    const auto far = threshold.is_bounded() ? 1000 * std::abs(threshold.high) + 1 : 1000;
    if (value_at(facts, group, derivative, name, far).value_or(1) < 0) {
      return true;
    }
  }
  return false;
}

/// What a reset can set the potential to: the value that its leak drives it to, or that it has now,
/// if that lies below the threshold.
std::optional<std::string> reset_value(const Facts& facts, const Crossing& crossing) {
  const auto& group = *crossing.variable.group;
  const auto& equation = *DependencyGraph::equation_of(crossing.variable);
  const auto threshold = facts.bounds_of(group, crossing.value);
  const auto unit = unit_text(equation);
  const auto with_unit = [&](double value) {
    return unit == "1" ? fmt::format("{:.6g}", value) : fmt::format("{:.6g}*{}", value, unit);
  };
  for (const auto& term : terms_of(equation.right_side(), equation.name, group.equations())) {
    const auto is_input =  // a drive stands in the equation as a reversal value does
        term.reversal &&
        std::ranges::any_of(symbolic::symbols_of(*term.reversal), [&](const std::string& name) {
          return DependencyGraph::find(group, name).has_value();
        });
    if (term.reversal && !is_input && facts.bounds_of(group, *term.reversal).high < threshold.low) {
      return term.reversal->is_number(0) ? with_unit(0) : symbolic::print(*term.reversal);
    }
  }
  const auto present = present_values(crossing.variable);
  if (present && present->low == present->high && present->high < threshold.low) {
    return with_unit(present->low);
  }
  return std::nullopt;
}

/// A threshold without a reset and without a refractory period: each step in which the condition
/// holds counts as a spike.
///
/// Not: random thresholds; clocks (`t > 5*ms`); conditions that no variable of the group enters
/// (`True`, `i < 3`: spikes in each step are meant); where other code that runs after the group's
/// spikes, or at given times, writes a variable of the condition; where functions of the user run
/// in the time loop, whose doings are unknown. An empty reset says that there is none on purpose:
/// that is RV108's. Synapses whose source has no threshold can't be made.
class ThresholdWithoutReset final : public Rule {
 public:
  std::string_view code() const override { return "RV107"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      const auto spikes = spike_condition_of(*object);
      if (spikes && has_no_end(*spikes, facts.graph())) {
        findings.push_back(make(facts, *spikes));
      }
    }
    return findings;
  }

 private:
  static bool has_no_end(const SpikeCondition& spikes, const DependencyGraph& graph) {
    const auto is_reset = std::ranges::any_of(
        spikes.group->resetters(), [](const auto& reset) { return reset.event() == "spike"; });
    return !is_reset && !spikes.group->has_refractoriness() && !spikes.variables.empty() &&
           !spikes.is_random && !spikes.is_clock && !graph.has_unknown_writers() &&
           !is_written_after_spikes(spikes, graph);
  }

  static Finding make(const Facts& facts, const SpikeCondition& spikes) {
    const auto& group = *spikes.group;
    const auto& variable = spikes.variables.front();
    const auto crossing = upward_crossing(spikes);
    Finding finding;
    finding.code = "RV107";
    finding.object = group.name();
    finding.variable = crossing ? crossing->variable.name : variable.name;
    finding.message = fmt::format(
        "`{}` spikes in every step while `{}` holds: it has neither a reset nor a refractory "
        "period",
        group.name(), spikes.text());
    finding.places = {creation_of(group, "threshold without reset= and refractory=")};
    if (DependencyGraph::equation_of(variable) != nullptr) {
      finding.places.push_back(declaration_of(variable, "nothing puts it back"));
    }
    finding.why =
        "a threshold is tested in every step, and without a reset the condition still holds in the "
        "next one";
    if (const auto dt = Facts::dt(group)) {
      finding.why +=
          fmt::format(": up to {:.6g} spikes per second at dt = {:.6g} ms", 1 / *dt, *dt * 1e3);
      finding.data["dt"] = *dt;
    }
    const auto value = crossing && !ends_spikes_itself(facts, *crossing)
                           ? reset_value(facts, *crossing)
                           : std::nullopt;
    const auto argument = value ? "reset" : "refractory";
    const auto text =
        quoted(value ? fmt::format("{} = {}", finding.variable, *value) : spikes.text());
    finding.fix = fmt::format("{}={}", argument, text);
    finding.edits = {argument_edit(group, argument, text)};
    if (spikes.is_continuous) {
      finding.related = {"RV108"};
    }
    return finding;
  }
};

}  // namespace

const Rule& threshold_without_reset() {
  static const ThresholdWithoutReset rule;
  return rule;
}

}  // namespace ranvier::doctor
