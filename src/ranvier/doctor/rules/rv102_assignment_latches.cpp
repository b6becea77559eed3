#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <ranvier/doctor/input_cures.hpp>
#include <ranvier/doctor/rules/all.hpp>

namespace ranvier::doctor {

namespace {

using Kind = symbolic::Change::Kind;

/// Whether some neuron has several synapses on the pathway's other side; unknown counts as yes.
bool may_converge(const model::Synapses& synapses, const Variable& variable) {
  if (!synapses.is_connected() || synapses.has_pending()) {
    return true;
  }
  const auto is_target = &synapses.target().whole() == variable.group;
  const auto counts = is_target ? synapses.incoming_of_each() : synapses.outgoing_of_each();
  return std::ranges::any_of(counts, [](std::int32_t count) { return count > 1; });
}

/// `p = expression` in the code of a pathway, where p is a parameter of a neuron that equations or
/// a condition read.
///
/// Not: if any other statement changes p (a latch that is set and reset, a value that decays); if
/// the value is the time (`t_last = t`), or is made of the old one (`p = clip(p + w, 0, 1)`);
/// variables with an equation (the trace of nearest-neighbour
/// plasticity decays); where no neuron has two of the synapses.
class SynapticAssignmentLatches final : public Rule {
 public:
  std::string_view code() const override { return "RV102"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    const auto& graph = facts.graph();
    std::vector<Finding> findings;
    std::set<Variable> seen;
    for (const auto& write : graph.writes()) {
      if (write.part->role == Role::pathway && write.change.kind == Kind::assignment &&
          seen.insert(write.variable).second) {
        if (auto finding = examine(facts, write)) {
          findings.push_back(std::move(*finding));
        }
      }
    }
    return findings;
  }

 private:
  static bool is_made_of_itself(const Write& write, const model::Synapses& synapses) {
    return std::ranges::any_of(
        symbolic::symbols_of(synapses.equations().expand(write.change.operand)),
        [&](const std::string& name) {
          return DependencyGraph::find(synapses, name) == write.variable;
        });
  }

  /// `p = w` as a sum: `p += w`.
  static std::string sum_text(const Write& write) {
    const auto text =
        write.part->source.substr(write.span.begin, write.span.end - write.span.begin);
    const auto equals = text.find('=');
    const auto target = text.substr(0, text.find_last_not_of(" \t", equals - 1) + 1);
    const auto value = text.substr(text.find_first_not_of(" \t", equals + 1));
    return fmt::format("{} += {}", target, value);
  }

  static std::optional<Finding> examine(const Facts& facts, const Write& write) {
    const auto& graph = facts.graph();
    const auto& variable = write.variable;
    const auto* equation = DependencyGraph::equation_of(variable);
    const auto& synapses = dynamic_cast<const model::Synapses&>(*write.part->object);
    if (equation == nullptr || equation->kind != equations::EquationKind::parameter ||
        variable.group == &synapses || write.change.operand.is_symbol("t") ||
        graph.has_unknown_writers() || is_made_of_itself(write, synapses) ||
        !may_converge(synapses, variable)) {
      return std::nullopt;
    }
    const auto writes = graph.writes_to(variable);
    const auto is_same = [&](const Write* other) { return other->change == write.change; };
    const auto readers = dynamic_readers_of(variable, graph);
    if (readers.empty() || !std::ranges::all_of(writes, is_same)) {
      return std::nullopt;
    }
    Finding finding;
    finding.code = "RV102";
    finding.object = variable.group->name();
    finding.variable = variable.name;
    const auto text =
        write.part->source.substr(write.span.begin, write.span.end - write.span.begin);
    finding.message = fmt::format(
        "`{}` overwrites: after the first spike the value stays, and of several inputs only the "
        "last counts",
        text);
    finding.places = {declaration_of(variable, "no equation makes it decay")};
    for (const auto* one : writes) {
      finding.places.push_back(place_of(*one, "overwrites it at each spike"));
    }
    finding.places.push_back(place_of(*readers.front(), "reads it"));
    finding.why = fmt::format(
        "'{}' keeps what the last spike assigned until the next one: it is neither the sum of the "
        "inputs nor does it end",
        variable.name);
    auto decay = decay_of(variable, facts);
    finding.fix = fmt::format("{}\n{}\n{}", sum_text(write), decay.line,
                              delta_synapse(variable, write, facts));
    finding.edits = std::move(decay.edits);
    for (const auto* one : finding.edits.empty() ? std::vector<const Write*>() : writes) {
      finding.edits.push_back({.object = one->part->object->name(),
                               .source = one->part->source,
                               .span = one->span,
                               .text = sum_text(*one)});
    }
    return finding;
  }
};

}  // namespace

const Rule& synaptic_assignment_latches() {
  static const SynapticAssignmentLatches rule;
  return rule;
}

}  // namespace ranvier::doctor
