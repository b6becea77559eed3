#include "step_fix.hpp"

#include <cmath>

#include <fmt/format.h>

#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/rule.hpp>

namespace ranvier::doctor {

namespace {

/// The subexpression that must keep its value during a step for exponential_euler to apply.
const equations::Equation* subexpression_to_hold(const model::Group& group) {
  for (const auto* equation : group.equations().subexpressions()) {
    if (equation->is_plain_subexpression() && equation->unit_span.end != 0 &&
        !first_accepting(system_of(group, integrated_equations(group), {equation->name}),
                         {"exponential_euler"})
             .empty()) {
      return equation;
    }
  }
  return nullptr;
}

void add_method(Finding& finding, const std::vector<const model::Group*>& groups,
                const std::string& method) {
  for (const auto* group : groups) {
    finding.edits.push_back({.kind = Edit::Kind::argument,
                             .object = group->name(),
                             .argument = "method",
                             .text = fmt::format("'{}'", method)});
  }
}

}  // namespace

double round_down(double value) {
  const auto power = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::floor(value / power) * power;
}

void add_step_fix(Finding& finding, const std::vector<const model::Group*>& groups, double step) {
  const auto& group = *groups.front();
  const auto shorter = fmt::format("defaultclock.dt = {}", time_code(step));
  const auto method = first_accepting(system_of(group, integrated_equations(group)),
                                      {"exact", "exponential_euler"});
  if (!method.empty()) {
    finding.fix = fmt::format("method='{}'   or   {}", method, shorter);
    add_method(finding, groups, method);
    return;
  }
  if (const auto* held = subexpression_to_hold(group)) {
    finding.fix = fmt::format(
        "method='exponential_euler', which applies if `{0}` is declared (constant over dt):\n{0} "
        "= ... : {1} (constant over dt)\nor   {2}",
        held->name, unit_text(*held), shorter);
    finding.edits.push_back({.kind = Edit::Kind::text,
                             .object = group.name(),
                             .source = held->source,
                             .span = {held->unit_span.end, held->unit_span.end},
                             .text = " (constant over dt)"});
    add_method(finding, groups, "exponential_euler");
    return;
  }
  finding.fix = shorter;
}

}  // namespace ranvier::doctor
