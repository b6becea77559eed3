#include "cell_size.hpp"

#include <algorithm>
#include <optional>

#include <ranvier/doctor/terms.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

constexpr double smallest_capacitance_told = 1e-6;  // F: a cell of 1 cm^2 at 1 uF/cm^2
constexpr double largest_leak = 10e-6;              // S: an input resistance of 100 kOhm

/// The only factor, if it is a name whose value is known and has a dimension.
std::optional<Oversize> lone_value(const Facts& facts, const model::NeuronGroup& group,
                                   const std::vector<symbolic::Expression>& factors,
                                   const units::Dimension& dimension) {
  if (factors.size() != 1 || !factors.front().is_symbol()) {
    return std::nullopt;
  }
  const auto& name = factors.front().name();
  const auto bounds = facts.bounds_of(group, factors.front());
  const auto is_parameter = DependencyGraph::find(group, name).has_value();
  if (!bounds.is_bounded() || facts.dimension_of(group, factors.front()) != dimension) {
    return std::nullopt;
  }
  return Oversize{name, {bounds.low, dimension}, bounds.low != bounds.high, is_parameter};
}

void add(std::vector<Oversize>& list, const Oversize& value) {
  if (std::ranges::find(list, value.name, &Oversize::name) == list.end()) {
    list.push_back(value);
  }
}

}  // namespace

std::vector<Oversize> oversizes_of(const Facts& facts, const model::NeuronGroup& group) {
  std::vector<Oversize> capacitances;
  std::vector<Oversize> leaks;
  for (const auto* equation : group.equations().differential()) {
    if (equation->dimension != units::volt_dimension) {
      continue;
    }
    for (const auto& term : terms_of(equation->right_side(), equation->name, group.equations())) {
      const auto capacitance =
          lone_value(facts, group, term.factors.denominator, units::farad_dimension);
      if (!capacitance) {
        continue;
      }
      if (capacitance->value.value() >= smallest_capacitance_told) {
        add(capacitances, *capacitance);
      }
      auto leak = term.reversal
                      ? lone_value(facts, group, term.factors.numerator, units::siemens_dimension)
                      : std::nullopt;
      if (leak && leak->value.value() > largest_leak) {
        leak->is_capacitance = false;
        add(leaks, *leak);
      }
    }
  }
  return capacitances.empty() ? leaks : capacitances;
}

}  // namespace ranvier::doctor
