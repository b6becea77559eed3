#include "driven_amount.hpp"

#include <algorithm>
#include <utility>

#include <ranvier/doctor/terms.hpp>

namespace ranvier::doctor {

namespace {

using equations::EquationKind;
using symbolic::Expression;

}  // namespace

std::optional<DrivenAmount> driven_amount(const Write& write) {
  const auto* synapses = dynamic_cast<const model::Synapses*>(write.part->object);
  if (write.part->role != Role::pathway || write.change.kind != symbolic::Change::Kind::sum ||
      synapses == nullptr) {
    return std::nullopt;
  }
  const auto amount = synapses->equations().expand(write.change.operand);
  for (const auto& name : symbolic::symbols_of(amount)) {
    const auto variable = DependencyGraph::find(*synapses, name);
    if (!variable || variable->group != write.variable.group || name.ends_with("_pre") ||
        *variable == write.variable || !DependencyGraph::is_differential(*variable)) {
      continue;
    }
    auto terms = terms_of(amount, name, synapses->equations());
    if (terms.size() != 1 || !terms.front().reversal) {
      continue;
    }
    auto& term = terms.front();
    // The sign of the conductance follows from where the current goes.
    const auto is_negative = std::exchange(term.factors.is_negative, false);
    const auto coefficient = term.coefficient();
    const auto is_constant =
        std::ranges::none_of(symbolic::symbols_of(coefficient), [&](const std::string& symbol) {
          const auto used = DependencyGraph::find(*synapses, symbol);
          return used && used->group != synapses;
        });
    if (is_constant) {
      return DrivenAmount{coefficient, *term.reversal, variable->name, is_negative};
    }
  }
  return std::nullopt;
}

}  // namespace ranvier::doctor
