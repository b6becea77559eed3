#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/input_cures.hpp>
#include <ranvier/doctor/rules/all.hpp>

namespace ranvier::doctor {

namespace {

using Kind = symbolic::Change::Kind;

bool is_synaptic(const Write& write) {
  return write.part->role == Role::pathway || write.part->role == Role::input;
}

/// `I += w` or `I -= w`.
bool is_accumulation(const Write& write) {
  return is_synaptic(write) && write.change.kind == Kind::sum;
}

/// A sum whose terms have a minus sign lowers the value as far as the signs can be seen.
bool is_subtraction(const Write& write) {
  return write.change.operand.is_call(symbolic::FunctionId::negate);
}

/// N rate w of a PoissonInput with a number as weight.
std::optional<units::Quantity> mean_rate(const Write& write) {
  const auto* input = dynamic_cast<const model::PoissonInput*>(write.part->object);
  if (input == nullptr || !input->weight_source().empty()) {
    return std::nullopt;
  }
  return input->weight_value() * (static_cast<double>(input->n()) * input->rate()) / units::second;
}

/// A parameter that synapses or a PoissonInput add to, that equations or a condition read, and that
/// nothing ever lowers; or that they subtract from, and nothing ever raises.
///
/// Not: counters that no equation reads; what other code writes (run_regularly, a summed variable,
/// a pathway that subtracts, functions of the user in the time loop, whose doings are unknown);
/// integrators whose reset clears the very variable that the threshold tests. If the group's own
/// reset clears an input, that is a hint only.
class ParameterAccumulates final : public Rule {
 public:
  std::string_view code() const override { return "RV101"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    const auto& graph = facts.graph();
    std::vector<Finding> findings;
    std::set<Variable> seen;
    for (const auto& write : graph.writes()) {
      if (is_accumulation(write) && seen.insert(write.variable).second) {
        if (auto finding = examine(facts, write.variable)) {
          findings.push_back(std::move(*finding));
        }
      }
    }
    return findings;
  }

 private:
  static std::optional<Finding> examine(const Facts& facts, const Variable& variable) {
    const auto& graph = facts.graph();
    const auto* equation = DependencyGraph::equation_of(variable);
    if (equation == nullptr || equation->kind != equations::EquationKind::parameter ||
        equation->type != symbolic::ValueType::real || graph.has_unknown_writers()) {
      return std::nullopt;
    }
    const auto readers = dynamic_readers_of(variable, graph);
    if (readers.empty()) {
      return std::nullopt;
    }
    std::vector<const Write*> steps;
    auto is_reset = false;
    for (const auto* write : graph.writes_to(variable)) {
      const auto& part = *write->part;
      if (is_accumulation(*write) &&
          (steps.empty() || is_subtraction(*write) == is_subtraction(*steps.front()))) {
        steps.push_back(write);
      } else if (part.role == Role::reset && part.name == "spike" &&
                 part.object == variable.group) {
        is_reset = true;
      } else {
        return std::nullopt;
      }
    }
    const auto integrates = [](const Part* part) { return part->role == Role::condition; };
    if (is_reset && std::ranges::any_of(readers, integrates)) {
      return std::nullopt;
    }
    return make(facts, variable, steps, *readers.front(), is_reset);
  }

  static Finding make(const Facts& facts, const Variable& variable,
                      const std::vector<const Write*>& steps, const Part& reader, bool is_reset) {
    const auto& name = variable.name;
    const auto falls = is_subtraction(*steps.front());
    Finding finding;
    finding.code = "RV101";
    finding.level = is_reset ? Level::hint : Level::warning;
    finding.object = variable.group->name();
    finding.variable = name;
    finding.message = fmt::format("`{}` is only ever {}, and {} reads it: it {} {}", name,
                                  falls ? "subtracted from" : "added to", describe(reader),
                                  falls ? "falls" : "grows",
                                  is_reset ? "until the neuron spikes" : "without bound");
    finding.places.push_back(declaration_of(variable, "no equation makes it decay"));
    std::string rates;
    for (const auto* write : steps) {
      auto place = place_of(*write, falls ? "subtracts from it" : "adds to it");
      if (const auto rate = mean_rate(*write)) {
        place.note = fmt::format("adds {} to it on average", units::to_string(*rate));
        finding.data["rate"] += rate->value();
      }
      if (write->part->role == Role::input && place.source.empty()) {
        place.source = fmt::format("{} += {}", name, "weight");
      }
      finding.places.push_back(std::move(place));
    }
    finding.places.push_back(place_of(reader, "reads it"));
    finding.why = fmt::format(
        "a parameter keeps its value, so what synapses {} stays for ever; a synaptic current or "
        "conductance decays with a time constant",
        falls ? "subtract" : "add");
    auto decay = decay_of(variable, facts);
    finding.fix = decay.line + "\n" + delta_synapse(variable, *steps.front(), facts);
    finding.edits = std::move(decay.edits);
    return finding;
  }
};

}  // namespace

const Rule& parameter_accumulates() {
  static const ParameterAccumulates rule;
  return rule;
}

}  // namespace ranvier::doctor
