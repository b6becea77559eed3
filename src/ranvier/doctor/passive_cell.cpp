#include "passive_cell.hpp"

#include <algorithm>
#include <cmath>

#include <ranvier/doctor/spike_condition.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using Kind = symbolic::Change::Kind;

std::vector<Term> expanded_terms_of(const Variable& variable) {
  const auto& equations = variable.group->equations();
  const auto* equation = DependencyGraph::equation_of(variable);
  return terms_of(equations.expand(equation->right_side()), variable.name, equations);
}

/// The factor before the variable, if it stands in the numerator once and all else is known.
std::optional<double> factor_beside(const Facts& facts, const Term& term,
                                    const Variable& variable) {
  const auto is_variable = [&](const Expression& factor) {
    return factor.is_symbol(variable.name);
  };
  if (std::ranges::count_if(term.factors.numerator, is_variable) != 1) {
    return std::nullopt;
  }
  const auto rest =
      symbolic::substitute(term.coefficient(), {{variable.name, Expression::real(1)}});
  return facts.value_of(*variable.group, rest);
}

/// The rate [1/s] with which a variable decays to 0, if its equation says nothing else.
std::optional<double> rate_of_decay(const Facts& facts, const Variable& variable) {
  const auto terms = expanded_terms_of(variable);
  if (terms.size() != 1) {
    return std::nullopt;
  }
  const auto& term = terms.front();
  if (!term.reversal || facts.value_of(*variable.group, *term.reversal) != 0.0) {
    return std::nullopt;
  }
  const auto rate = facts.value_of(*variable.group, term.coefficient());
  return rate && *rate > 0 ? rate : std::nullopt;
}

/// Whether a variable rests at 0 without input: it decays, or pathways alone add to it.
bool is_input(const Facts& facts, const Variable& variable) {
  if (DependencyGraph::is_differential(variable)) {
    return rate_of_decay(facts, variable).has_value();
  }
  const auto* equation = DependencyGraph::equation_of(variable);
  const auto writes = facts.graph().writes_to(variable);
  return equation != nullptr && equation->kind == equations::EquationKind::parameter &&
         !writes.empty() && !facts.graph().has_unknown_writers() &&
         std::ranges::all_of(writes, [](const Write* write) {
           return write->part->role == Role::pathway && write->change.kind == Kind::sum;
         });
}

/// Whether a conductance is that of an input, which is closed at rest.
bool is_open_at_inputs_alone(const Facts& facts, const model::NeuronGroup& group,
                             const Term& term) {
  return std::ranges::any_of(term.factors.numerator, [&](const Expression& factor) {
    const auto variable =
        factor.is_symbol() ? DependencyGraph::find(group, factor.name()) : std::nullopt;
    return variable && variable->group == &group && is_input(facts, *variable);
  });
}

/// How much of the potential that a steady input of 1 V/s would give remains at the peak after a
/// jump that decays with `decay`; both rates in 1/s.
double peak_response(double rate, double decay) {
  const auto ratio = decay / rate;
  return std::abs(ratio - 1) < 1e-6 ? std::exp(-1) / decay
                                    : std::pow(ratio, -1 / (ratio - 1)) / decay;
}

}  // namespace

std::optional<PassiveCell> passive_cell_of(const Facts& facts, const model::NeuronGroup& group) {
  const auto spikes = spike_condition_of(group);
  const auto crossing = spikes ? upward_crossing(*spikes) : std::nullopt;
  const auto threshold = crossing ? facts.value_of(group, crossing->value) : std::nullopt;
  if (!threshold ||
      DependencyGraph::equation_of(crossing->variable)->dimension != units::volt_dimension) {
    return std::nullopt;
  }
  PassiveCell cell{.potential = crossing->variable};
  auto drive = 0.0;
  for (auto& term : expanded_terms_of(cell.potential)) {
    const auto coefficient = facts.value_of(group, term.coefficient());
    const auto reversal = term.reversal ? facts.value_of(group, *term.reversal) : std::nullopt;
    if (coefficient && reversal) {
      cell.rate += *coefficient;
      drive += *coefficient * *reversal;
    } else if (coefficient && !term.reversal) {
      drive += *coefficient;
    } else if (symbolic::symbols_of(term.coefficient()).contains(cell.potential.name) ||
               (term.reversal && !is_open_at_inputs_alone(facts, group, term))) {
      return std::nullopt;
    } else {
      cell.inflows.push_back(std::move(term));
    }
  }
  cell.rest = drive / cell.rate;
  cell.distance = *threshold - cell.rest;
  return cell.rate > 0 && cell.distance > 0 ? std::optional(cell) : std::nullopt;
}

std::optional<double> effect_on(const Facts& facts, const PassiveCell& cell,
                                const Variable& variable, double amount) {
  if (variable == cell.potential) {
    return amount;
  }
  const Term* inflow = nullptr;
  for (const auto& term : cell.inflows) {
    if (symbolic::symbols_of(term.coefficient()).contains(variable.name)) {
      if (inflow != nullptr) {
        return std::nullopt;
      }
      inflow = &term;
    }
  }
  const auto factor = inflow == nullptr ? std::nullopt : factor_beside(facts, *inflow, variable);
  if (!factor || !is_input(facts, variable)) {
    return std::nullopt;
  }
  auto slope = *factor * amount;
  if (inflow->reversal) {
    const auto reversal = facts.value_of(*variable.group, *inflow->reversal);
    if (!reversal) {
      return std::nullopt;
    }
    // An input that reverses at rest acts near the threshold.
    const auto from_rest = *reversal - cell.rest;
    const auto from_threshold = from_rest - cell.distance;
    slope *= std::abs(from_rest) >= std::abs(from_threshold) ? from_rest : from_threshold;
  }
  const auto decay =
      DependencyGraph::is_differential(variable) ? rate_of_decay(facts, variable) : std::nullopt;
  return slope * (decay ? peak_response(cell.rate, *decay) : 1 / cell.rate);
}

}  // namespace ranvier::doctor
