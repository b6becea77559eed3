#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/conductance_form.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/symbolic/linear_form.hpp>
#include <ranvier/units/unit.hpp>

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

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t place = 0; place < names.size(); ++place) {
    text += fmt::format("{}`{}`",
                        place == 0                  ? ""
                        : place + 1 == names.size() ? " and "
                                                    : ", ",
                        names[place]);
  }
  return text;
}

/// "w*(v_pre - v_post)" as the current of a summed variable: a gap junction.
bool is_gap_current(const Write& write, const model::Synapses& synapses,
                    const std::string& potential) {
  const auto target = potential.substr(0, potential.size() - std::string("_pre").size()) + "_post";
  const auto form =
      symbolic::linear_form(synapses.equations().expand(write.change.operand), {potential, target});
  const auto* linear = std::get_if<symbolic::LinearForm>(&form);
  return linear != nullptr && !linear->coefficients[1].is_number(0) &&
         linear->constant.is_number(0);
}

/// A pathway of the source's spikes changes a variable of the target by an amount that contains the
/// membrane potential of the source, also through a subexpression of the synapses. One finding for
/// all pathways of a network that do so. And synapses named after a transmitter whose summed
/// current is that of a gap junction, without a reversal potential.
///
/// Not: currents that flow all the time (summed variables, clock-driven equations), as in gap
/// junctions, under other names; code at events of the target; amounts from the target's potential
/// alone.
class EventTimeVoltageDifference final : public Rule {
 public:
  std::string_view code() const override { return "RV104"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    const auto& graph = facts.graph();
    std::vector<Event> events;
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
      auto potential =
          potential_in(synapses.equations().expand(write.change.operand), graph, synapses);
      if (!potential.empty()) {
        events.push_back({&write, &synapses, pathway, std::move(potential)});
      }
    }
    std::vector<Finding> findings;
    if (!events.empty()) {
      findings.push_back(make(events, facts));
    }
    add_gap_currents(facts, findings);
    return findings;
  }

 private:
  struct Event {
    const Write* write;
    const model::Synapses* synapses;
    const model::SynapticPathway* pathway;
    std::string potential;  ///< v_pre
  };

  static const model::SynapticPathway* find_pathway(const model::Synapses& synapses,
                                                    const std::string& name) {
    const auto found = std::ranges::find_if(
        synapses.pathways(), [&](const auto& pathway) { return pathway.pathway() == name; });
    return found == synapses.pathways().end() ? nullptr : &*found;
  }

  static void add_gap_currents(const Facts& facts, std::vector<Finding>& findings) {
    for (const auto& write : facts.graph().writes()) {
      const auto* synapses = dynamic_cast<const model::Synapses*>(write.part->object);
      if (write.part->role != Role::summed ||
          !(names_transmitter(synapses->name()) || names_transmitter(write.variable.name))) {
        continue;
      }
      const auto potential = potential_in(synapses->equations().expand(write.change.operand),
                                          facts.graph(), *synapses);
      if (potential.empty() || !is_gap_current(write, *synapses, potential)) {
        continue;
      }
      Finding& finding = findings.emplace_back();
      finding.code = "RV104";
      finding.object = synapses->name();
      finding.variable = write.variable.name;
      finding.message = fmt::format(
          "`{}` flows as through a gap junction: it follows `{}` all the time and has no reversal "
          "potential",
          write.variable.name, potential);
      finding.places = {declaration_of({synapses, write.part->name}, "")};
      finding.why =
          "a chemical synapse opens a conductance at each spike, and its current drives the target "
          "towards a reversal potential, whatever the potential of the source is";
      finding.fix =
          "on_pre='g_post += w'   and in the target   dg/dt = -g/tau_g : siemens   with the "
          "current g*(E - v)";
    }
  }

  static Finding make(const std::vector<Event>& events, const Facts& facts) {
    const auto& first = events.front();
    Finding finding;
    finding.code = "RV104";
    finding.object = first.synapses->name();
    finding.variable = first.write->variable.name;
    finding.message = fmt::format(
        "the value that `{}` happens to have when a spike arrives decides what the spike does",
        first.potential);
    for (const auto& event : events) {
      for (const auto& equation : event.synapses->equations().all()) {
        if (equation.is_plain_subexpression() &&
            symbolic::symbols_of(equation.right_side()).contains(event.potential)) {
          finding.places.push_back(declaration_of({event.synapses, equation.name},
                                                  fmt::format("contains {}", event.potential)));
        }
      }
      finding.places.push_back(place_of(*event.write, "runs once for each spike"));
    }
    const auto forms = forms_of(events, facts);
    finding.why = reason(events, forms, facts);
    cure(finding, forms);
    return finding;
  }

  /// The conductances that the written variables should come from; as many as there are lines of
  /// equations, or none.
  static std::vector<ConductanceForm> forms_of(const std::vector<Event>& events,
                                               const Facts& facts) {
    std::vector<ConductanceForm> forms;
    std::set<std::pair<std::string, std::size_t>> seen;
    for (const auto& event : events) {
      const auto& variable = event.write->variable;
      const auto* equation = DependencyGraph::equation_of(variable);
      if (!seen.emplace(equation->source, equation->span.begin).second) {
        continue;
      }
      auto form = conductance_form(variable, facts);
      if (!form) {
        return {};
      }
      forms.push_back(std::move(*form));
    }
    return forms;
  }

  static std::string delay_text(const std::vector<Event>& events) {
    std::optional<symbolic::Interval> delays;
    for (const auto& event : events) {
      if (const auto own = present_values({event.synapses, event.pathway->delay_variable()})) {
        delays = delays ? delays->joined_with(*own) : *own;
      }
    }
    if (!delays || delays->high == 0) {
      return "";
    }
    const auto text = [](double delay) { return units::to_string(delay * units::second); };
    return delays->low == delays->high
               ? fmt::format(" of {}", text(delays->low))
               : fmt::format(" of {} to {}", text(delays->low), text(delays->high));
  }

  /// Whether the source's reset moves its potential.
  static bool is_reset(const Event& event, const Facts& facts) {
    const auto potential = DependencyGraph::find(*event.synapses, event.potential);
    return std::ranges::any_of(facts.graph().writes_to(*potential),
                               [](const Write* write) { return write->part->role == Role::reset; });
  }

  static std::string reason(const std::vector<Event>& events,
                            const std::vector<ConductanceForm>& forms, const Facts& facts) {
    const auto& potential = events.front().potential;
    const auto are_reset =
        std::ranges::any_of(events, [&](const Event& event) { return is_reset(event, facts); });
    auto text = fmt::format(
        "on_pre runs once for a spike, after the delay{}: {}; what it adds stays while both "
        "potentials go on changing",
        delay_text(events),
        are_reset ? fmt::format("`{}` is that after the reset then", potential)
                  : fmt::format("`{}` is that of a spike, or just behind it, then", potential));
    std::vector<std::string> currents;
    auto are_inhibitory = !forms.empty() && !are_reset;
    for (const auto& form : forms) {
      currents.push_back(form.current);
      are_inhibitory &= form.lowers_potential && form.is_difference_added;
    }
    if (are_inhibitory) {
      text += fmt::format(
          "\nthe difference is positive nearly always, and {} lower{} `{}`: {} in effect "
          "inhibitory",
          joined(currents), currents.size() == 1 ? "s" : "", forms.front().potential,
          events.size() == 1 ? "the synapses are" : "all these synapses are");
    }
    text +=
        "\na chemical synapse opens a conductance, whose current follows the potential of the "
        "target alone";
    for (const auto& form : forms) {
      if (form.is_reversal_unused) {
        text += fmt::format(
            "\n{} = {} is defined and used nowhere: it is the reversal potential that `{}` lacks",
            form.reversal, units::to_string(facts.unused_constants().at(form.reversal)),
            form.current);
      }
    }
    return text;
  }

  static void cure(Finding& finding, const std::vector<ConductanceForm>& forms) {
    if (forms.empty()) {
      finding.fix =
          "on_pre='g_post += w'   and in the target   dg/dt = -g/tau_g : siemens   with the "
          "current g*(E - v)";
      return;
    }
    std::string lines;
    for (const auto& form : forms) {
      for (const auto& code : form.codes) {
        finding.fix += fmt::format("{}on_pre='{}'", finding.fix.empty() ? "" : "   ", code);
      }
      for (const auto& line : form.lines) {
        lines += "\n" + line;
      }
      if (form.reversal.empty()) {
        lines += fmt::format("\nwith E_syn, the reversal potential of `{}`", form.current);
      } else if (!form.new_constant.empty()) {
        lines += "\nwith   " + form.new_constant;
      }
    }
    finding.fix += lines;
    const auto is_decided = [](const ConductanceForm& form) { return !form.edits.empty(); };
    if (std::ranges::all_of(forms, is_decided)) {
      for (const auto& form : forms) {
        std::ranges::copy(form.edits, std::back_inserter(finding.edits));
      }
    }
  }
};

}  // namespace

const Rule& event_time_voltage_difference() {
  static const EventTimeVoltageDifference rule;
  return rule;
}

}  // namespace ranvier::doctor
