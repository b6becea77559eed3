#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>

namespace ranvier::doctor {

namespace {

/// The membrane potential of the source in an expression: a differential variable that its
/// threshold tests. "" if there is none.
std::string potential_in(const symbolic::Expression& expression, const DependencyGraph& graph,
                         const model::Synapses& synapses) {
  for (const auto& name : symbolic::symbols_of(expression)) {
    const auto variable = DependencyGraph::find(synapses, name);
    if (!variable || !name.ends_with("_pre") || variable->group != &synapses.source().whole()) {
      continue;
    }
    const auto* equation = DependencyGraph::equation_of(*variable);
    if (equation == nullptr || equation->kind != equations::EquationKind::differential) {
      continue;
    }
    const auto readers = graph.readers_of(*variable);
    if (std::ranges::any_of(readers, [&](const Part* part) {
          return part->role == Role::condition && part->name == "spike" &&
                 part->object == variable->group;
        })) {
      return name;
    }
  }
  return "";
}

/// A pathway of the source's spikes changes a variable of the target by an amount that contains the
/// membrane potential of the source, also through a subexpression of the synapses. One finding for
/// all pathways of a network that do so.
///
/// Not: currents that flow all the time (summed variables, clock-driven equations), as in gap
/// junctions; code at events of the target; amounts from the target's potential alone.
class EventTimeVoltageDifference final : public Rule {
 public:
  std::string_view code() const override { return "RV104"; }

  std::vector<Finding> examine(const DependencyGraph& graph) const override {
    Finding finding;
    for (const auto& write : graph.writes()) {
      if (write.part->role != Role::pathway) {
        continue;
      }
      const auto& synapses = dynamic_cast<const model::Synapses&>(*write.part->object);
      const auto* pathway = find_pathway(synapses, write.part->name);
      if (pathway == nullptr || pathway->end() != model::SynapseEnd::source ||
          write.variable.group != &synapses.target().whole() ||
          DependencyGraph::equation_of(write.variable) == nullptr) {
        continue;
      }
      const auto potential =
          potential_in(synapses.equations().expand(write.change.operand), graph, synapses);
      if (!potential.empty()) {
        add(finding, write, potential, synapses);
      }
    }
    return finding.code.empty() ? std::vector<Finding>() : std::vector{finding};
  }

 private:
  static const model::SynapticPathway* find_pathway(const model::Synapses& synapses,
                                                    const std::string& name) {
    const auto found = std::ranges::find_if(
        synapses.pathways(), [&](const auto& pathway) { return pathway.pathway() == name; });
    return found == synapses.pathways().end() ? nullptr : &*found;
  }

  static void add(Finding& finding, const Write& write, const std::string& potential,
                  const model::Synapses& synapses) {
    if (finding.code.empty()) {
      finding.code = "RV104";
      finding.object = synapses.name();
      finding.variable = write.variable.name;
      finding.message = fmt::format(
          "the value that `{}` happens to have when a spike arrives decides what the spike does",
          potential);
      finding.why =
          "on_pre runs once, after the delay, when the source has been reset: the difference of "
          "the potentials is that of one moment and of either sign, and it is kept while the "
          "potentials change; a chemical synapse opens a conductance, and its current follows the "
          "potential of the target alone";
      finding.fix =
          "on_pre='g_post += w'   and in the target   dg/dt = -g/tau_g : siemens   with the "
          "current "
          "g*(E - v)";
    }
    for (const auto& equation : synapses.equations().all()) {
      if (equation.is_plain_subexpression() &&
          symbolic::symbols_of(*equation.expression).contains(potential)) {
        finding.places.push_back({synapses.description(), equation.source, equation.span,
                                  fmt::format("contains {}", potential)});
      }
    }
    finding.places.push_back(place_of(write, "runs once for each spike"));
  }
};

}  // namespace

const Rule& event_time_voltage_difference() {
  static const EventTimeVoltageDifference rule;
  return rule;
}

}  // namespace ranvier::doctor
