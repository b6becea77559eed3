#include "working_ranges.hpp"

#include <algorithm>

#include <ranvier/doctor/terms.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

constexpr double margin_of_potentials = 20e-3;  // V
constexpr double margin_of_gates = 1e-3;        // methods of higher order may overshoot a little

bool is_driven_by_reversals_alone(const Facts& facts, const model::NeuronGroup& neurons,
                                  const equations::Equation& equation) {
  const auto terms = terms_of(equation.right_side(), equation.name, neurons.equations());
  return terms.size() > 1 && std::ranges::all_of(terms, [&](const Term& term) {
           return term.reversal && facts.bounds_of(neurons, *term.reversal).is_bounded();
         });
}

}  // namespace

std::vector<WorkingRange> working_ranges(const Facts& facts) {
  std::vector<WorkingRange> ranges;
  for (const auto* object : facts.network().objects) {
    const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object);
    if (neurons == nullptr || facts.graph().has_unknown_writers()) {
      continue;
    }
    for (const auto* equation : neurons->equations().differential()) {
      const Variable variable{neurons, equation->name};
      const auto is_reset = [](const Write* write) { return write->part->role == Role::reset; };
      const auto range = facts.range_of(variable);
      if (!range.is_bounded() ||
          !std::ranges::all_of(facts.graph().writes_to(variable), is_reset)) {
        continue;
      }
      if (equation->dimension == units::volt_dimension &&
          is_driven_by_reversals_alone(facts, *neurons, *equation)) {
        ranges.push_back(
            {variable, range.low - margin_of_potentials, range.high + margin_of_potentials});
      } else if (equation->dimension.is_dimensionless() && range.low >= 0 && range.high <= 1 &&
                 facts.graph().writes_to(variable).empty()) {
        ranges.push_back({variable, -margin_of_gates, 1 + margin_of_gates});
      }
    }
  }
  return ranges;
}

}  // namespace ranvier::doctor
