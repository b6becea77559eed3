#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/doctor/cell_size.hpp>
#include <ranvier/doctor/passive_cell.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

constexpr double smallest_share = 1e-4;
constexpr double largest_share = 10;

struct Input {
  const Write* write;
  double amount;  ///< that one spike adds [SI units]
  double effect;  ///< on the potential [V]
};

/// Inputs that move the potential by less than 1/10000 of the way from rest to threshold, or by
/// more than 10 times that way: the weight or the leak is in other units than it should be.
///
/// Not: what a passive cell with a threshold does not tell (`passive_cell_of`); weights that are
/// not the same for all synapses, that change, are zero, or have another unit; cells whose size is
/// told already.
class ImplausibleInput final : public Rule {
 public:
  std::string_view code() const override { return "RV204"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object);
      const auto cell = neurons == nullptr || !oversizes_of(facts, *neurons).empty()
                            ? std::nullopt
                            : passive_cell_of(facts, *neurons);
      if (!cell) {
        continue;
      }
      std::vector<Input> inputs;
      for (const auto& write : facts.graph().writes()) {
        if (const auto input = input_of(facts, *cell, write)) {
          inputs.push_back(*input);
        }
      }
      if (!inputs.empty()) {
        findings.push_back(make(*cell, inputs));
      }
    }
    return findings;
  }

 private:
  static std::optional<Input> input_of(const Facts& facts, const PassiveCell& cell,
                                       const Write& write) {
    const auto* synapses = dynamic_cast<const model::Synapses*>(write.part->object);
    if (write.variable.group != cell.potential.group || synapses == nullptr ||
        write.part->role != Role::pathway || write.change.kind != symbolic::Change::Kind::sum) {
      return std::nullopt;
    }
    const auto& operand = write.change.operand;
    const auto* equation = DependencyGraph::equation_of(write.variable);
    if (equation == nullptr || facts.dimension_of(*synapses, operand) != equation->dimension) {
      return std::nullopt;
    }
    const auto amount = facts.value_of(*synapses, operand);
    const auto effect = amount ? effect_on(facts, cell, write.variable, *amount) : std::nullopt;
    if (!effect || *effect == 0) {
      return std::nullopt;
    }
    const auto share = std::abs(*effect) / cell.distance;
    return share < smallest_share || share > largest_share
               ? std::optional(Input{&write, *amount, *effect})
               : std::nullopt;
  }

  static std::string rounded(double value, const units::Dimension& dimension) {
    return units::to_string({std::stod(fmt::format("{:.2g}", value)), dimension});
  }

  static Finding make(const PassiveCell& cell, const std::vector<Input>& inputs) {
    const auto& first = inputs.front();
    const auto& variable = first.write->variable;
    const auto dimension = DependencyGraph::equation_of(variable)->dimension;
    const auto share = std::abs(first.effect) / cell.distance;
    Finding finding;
    finding.code = "RV204";
    finding.level = Level::hint;
    finding.object = first.write->part->object->name();
    finding.variable = variable.name;
    finding.message = fmt::format("{} of one input is about {} (threshold distance {})",
                                  first.effect > 0 ? "EPSP" : "IPSP",
                                  rounded(std::abs(first.effect), units::volt_dimension),
                                  rounded(cell.distance, units::volt_dimension));
    for (const auto& input : inputs) {
      finding.places.push_back(place_of(
          *input.write,
          fmt::format("about {}", rounded(std::abs(input.effect), units::volt_dimension))));
    }
    finding.places.push_back(declaration_of(
        cell.potential,
        fmt::format("rests at {}, time constant {}", rounded(cell.rest, units::volt_dimension),
                    rounded(1 / cell.rate, units::second_dimension))));
    finding.why = fmt::format(
        "one spike adds {} to `{}`, {:.2g} times the way of `{}` from rest to threshold: the "
        "amount or the leak looks as if it were in other units, per area or without a prefix",
        units::to_string({first.amount, dimension}), variable.name, share, cell.potential.name);
    const auto wanted = std::stod(fmt::format("{:.2g}", first.amount / share / 10));
    finding.fix = fmt::format("{}_post += {}   moves `{}` by a tenth of that way", variable.name,
                              units::code_of({wanted, dimension}), cell.potential.name);
    finding.data = {
        {"amount", first.amount}, {"psp", first.effect}, {"threshold_distance", cell.distance}};
    return finding;
  }
};

}  // namespace

const Rule& implausible_input() {
  static const ImplausibleInput rule;
  return rule;
}

}  // namespace ranvier::doctor
