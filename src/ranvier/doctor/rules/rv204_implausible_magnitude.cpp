#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/cell_size.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

constexpr double membrane_capacitance = 1e-2;  // F/m^2, or 1 uF/cm^2
constexpr double membrane_leak = 1;            // S/m^2, or 0.1 mS/cm^2
constexpr double square_centimetre = 1e-4;     // m^2

/// A capacitance of 1 uF or more, or a leak of more than 10 uS, for one cell: values per area that
/// have lost their area. A leak is not told of beside the capacitance of its group.
///
/// Not: models without units, or per area; values that the equation multiplies or divides by
/// something else.
class ImplausibleMagnitude final : public Rule {
 public:
  std::string_view code() const override { return "RV204"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Found> capacitances;
    std::vector<Found> leaks;
    for (const auto* object : facts.network().objects) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object);
      for (const auto& value :
           neurons == nullptr ? std::vector<Oversize>() : oversizes_of(facts, *neurons)) {
        auto& list = value.is_capacitance ? capacitances : leaks;
        const auto is_known = std::ranges::any_of(list, [&](const Found& other) {
          return other.value.name == value.name && other.value.value == value.value;
        });
        if (!is_known) {
          list.push_back({neurons, value});
        }
      }
    }
    std::vector<Finding> findings;
    for (const auto* list : {&capacitances, &leaks}) {
      if (!list->empty()) {
        findings.push_back(make(*list));
      }
    }
    return findings;
  }

 private:
  struct Found {
    const model::NeuronGroup* group;
    Oversize value;
  };

  static Finding make(const std::vector<Found>& all) {
    const auto& first = all.front();
    Finding finding;
    finding.code = "RV204";
    finding.level = Level::hint;
    finding.object = first.group->name();
    finding.variable = first.value.name;
    std::vector<std::string> texts;
    for (const auto& [group, value] : all) {
      texts.push_back(fmt::format("`{}` {} {}", value.name, value.has_others ? ">=" : "=",
                                  units::to_string(value.value)));
      finding.data.emplace(value.name, value.value.value());
      finding.places.push_back(value.is_parameter
                                   ? declaration_of(*DependencyGraph::find(*group, value.name), "")
                                   : Place{.object = group->name(),
                                           .where = group->description(),
                                           .constant = value.name});
    }
    finding.message = fmt::format("{}: far too large for one cell, it looks like a value per cm^2",
                                  fmt::join(texts, ", "));
    const auto value = first.value.value.value();
    const auto number = units::to_string(first.value.value);
    if (first.value.is_capacitance) {
      finding.why = fmt::format(
          "membrane has 1 uF/cm^2: {} is the capacitance of {:.3g} cm^2, and a cell has about "
          "1e-4 cm^2; the equations agree only if every current and conductance is per cm^2 too, "
          "also those of synapses",
          number, value / membrane_capacitance / square_centimetre);
      finding.fix =
          fmt::format("{} = 1*ufarad/cm**2 * area, and so for the conductances", finding.variable);
      return finding;
    }
    finding.why = fmt::format(
        "membrane at rest has about 0.1 mS/cm^2: {} is the leak of {:.3g} cm^2, an input "
        "resistance of {}, and a cell has about 1e-4 cm^2; synapses that are given for a cell "
        "hardly move it",
        number, value / membrane_leak / square_centimetre,
        units::to_string({std::stod(fmt::format("{:.3g}", 1 / value)), units::ohm_dimension}));
    finding.fix = fmt::format(
        "{} = 0.1*msiemens/cm**2 * area, and so for the capacitance and the other conductances",
        finding.variable);
    return finding;
  }
};

}  // namespace

const Rule& implausible_magnitude() {
  static const ImplausibleMagnitude rule;
  return rule;
}

}  // namespace ranvier::doctor
