#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/term_values.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using equations::Equation;

/// A value with its unit; beyond all prefixes in SI units.
std::string number(double value, const units::Dimension& dimension) {
  constexpr double beyond_prefixes = 1e15;
  if (std::isfinite(value) && std::abs(value) < beyond_prefixes) {
    return units::to_string({value, dimension});
  }
  return dimension.is_dimensionless() ? fmt::format("{:g}", value)
                                      : fmt::format("{:g} {}", value, units::name_of(dimension));
}

/// "nan", "inf" or "-inf": NaN has no sign that matters.
std::string non_finite(double value) {
  return std::isnan(value) ? "nan" : fmt::format("{}", value);
}

std::string time(double t) {
  return units::to_string({t, units::second_dimension});
}

/// The differential equation of a variable; nullptr if it has none.
const Equation* differential_equation_of(const Variable& variable) {
  const auto* equation = DependencyGraph::equation_of(variable);
  return equation != nullptr && equation->kind == equations::EquationKind::differential ? equation
                                                                                        : nullptr;
}

/// The first term that is not finite, else the one of the largest magnitude; nullptr without terms.
const TermValue* largest(const std::vector<TermValue>& terms) {
  const auto size = [](const TermValue& term) {
    return std::isfinite(term.value) ? std::abs(term.value)
                                     : std::numeric_limits<double>::infinity();
  };
  const auto found = std::ranges::max_element(terms, {}, size);
  return found == terms.end() ? nullptr : &*found;
}

/// What made the value: where the right side stops being finite, or its largest term.
std::string reason(const HealthRecord& record, const Equation& equation) {
  const auto& group = *record.variable.group;
  const TermEvaluator evaluator(group.equations(), {&record.values, &record.functions});
  const auto& name = record.variable.name;
  const auto before = fmt::format("`{}` was {} in the step before", name,
                                  number(record.before, equation.dimension));
  const auto terms = evaluator.terms_of(equation.right_side());
  const auto* term = largest(terms);
  if (const auto origin = evaluator.origin_of(equation.right_side())) {
    const auto is_alone = origin->arguments.size() == 1;
    const auto stands = terms.size() > 1 && term != nullptr
                            ? fmt::format(", in its term `{}`", symbolic::print(term->expression))
                            : "";
    return fmt::format("{}, where `{}` in d{}/dt is {}{}: its {} {:g}", before,
                       symbolic::print(origin->expression), name, non_finite(origin->value), stands,
                       is_alone ? "operand is" : "operands are",
                       fmt::join(origin->arguments, " and "));
  }
  if (term == nullptr) {
    return before;
  }
  return fmt::format("{}, and `{}` was the largest term of d{}/dt, {}", before,
                     symbolic::print(term->expression), name,
                     number(term->value, equation.dimension / units::second_dimension));
}

/// A value that became NaN or infinite in the run. One finding for each group.
///
/// Not: what was so before the run, as masked values are.
class NonFiniteValue final : public HealthRule {
 public:
  std::string_view code() const override { return "RV701"; }

  std::vector<Finding> examine(const Facts& facts, const RunHealth& health) const override {
    const auto& graph = facts.graph();
    std::vector<Finding> findings;
    std::map<const model::Group*, std::size_t> of_group;
    for (const auto& record : health.records) {
      if (record.kind != HealthRecord::Kind::non_finite) {
        continue;
      }
      const auto [first, is_new] = of_group.emplace(record.variable.group, findings.size());
      if (is_new) {
        findings.push_back(make(graph, health, record));
      } else {
        add_later(findings[first->second], health, record);
      }
    }
    return findings;
  }

 private:
  static Finding make(const DependencyGraph& graph, const RunHealth& health,
                      const HealthRecord& record) {
    const auto& group = *record.variable.group;
    const auto& name = record.variable.name;
    const auto* equation = DependencyGraph::equation_of(record.variable);
    const auto* derivative = differential_equation_of(record.variable);
    Finding finding;
    finding.code = "RV701";
    finding.level = Level::error;
    finding.object = group.name();
    finding.variable = name;
    finding.message = record.is_exact
                          ? fmt::format("`{}` of {}[{}] became {} at t = {}", name, group.name(),
                                        record.element, non_finite(record.after), time(record.t))
                          : fmt::format("`{}` of {}[{}] became {} between t = {} and t = {}", name,
                                        group.name(), record.element, non_finite(record.after),
                                        time(record.earliest_t), time(record.t));
    if (equation != nullptr) {
      finding.places.push_back(declaration_of(record.variable, ""));
    }
    for (const auto* write : graph.writes_to(record.variable)) {
      finding.places.push_back(place_of(*write, "changes it"));
    }
    finding.why = why(record, derivative);
    if (!record.together.empty()) {
      finding.why += fmt::format("\nwith it {} of this element", fmt::join(record.together, ", "));
    }
    finding.why += end_of_run(health, record);
    finding.related = health.told_of(group.name(), {"RV103", "RV104", "RV106", "RV301"});
    if (!finding.related.empty()) {
      finding.fix =
          fmt::format("see {}, told of {}", fmt::join(finding.related, " and "), group.name());
    } else if (derivative != nullptr) {
      finding.fix = fmt::format("defaultclock.dt = {:g}*ms   or another integration method",
                                record.dt * 1e3 / 4);
    }
    if (record.is_exact) {
      finding.data = record.values;
      finding.data["before"] = record.before;
      finding.data["step"] = static_cast<double>(record.step);
    }
    finding.data["time"] = record.t;
    finding.data["dt"] = record.dt;
    finding.data["neuron"] = static_cast<double>(record.element);
    return finding;
  }

  /// Another variable of the group: most often it followed the first one.
  static void add_later(Finding& finding, const RunHealth& health, const HealthRecord& record) {
    finding.why += fmt::format("\n`{}` of {}[{}] became {} {} t = {}", record.variable.name,
                               finding.object, record.element, non_finite(record.after),
                               record.is_exact ? "at" : "before", time(record.t));
    finding.why += end_of_run(health, record);
  }

  static std::string end_of_run(const RunHealth& health, const HealthRecord& record) {
    return record.has_ended_run
               ? fmt::format("\nthe run ended at t = {}, with what was recorded up to then",
                             time(health.end))
               : "";
  }

  static std::string why(const HealthRecord& record, const Equation* derivative) {
    if (!record.is_exact) {
      return "which step did it is not known: steps are repeated to find it, but not if functions "
             "of the script run in them, if the run was stopped, or if the state is very large";
    }
    if (derivative != nullptr && derivative->expression) {
      return reason(record, *derivative);
    }
    const auto* equation = DependencyGraph::equation_of(record.variable);
    return fmt::format(
        "`{}` was {} in the step before; no differential equation gives it, code writes it",
        record.variable.name,
        number(record.before, equation == nullptr ? units::dimensionless : equation->dimension));
  }
};

}  // namespace

const HealthRule& non_finite_value() {
  static const NonFiniteValue rule;
  return rule;
}

}  // namespace ranvier::doctor
