#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/terms.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;

constexpr double largest_capacitance = 1e-6;   // F: a cell of 100 cm^2 at 1 uF/cm^2
constexpr double largest_leak = 10e-6;         // S: an input resistance of 100 kOhm
constexpr double specific_capacitance = 1e-2;  // F/m^2

/// A capacitance of 1 uF or more, or a leak of more than 10 uS, for one cell: values per area that
/// have lost their area.
///
/// Not: models without units; values that the equation multiplies or divides by something else.
class ImplausibleMagnitude final : public Rule {
 public:
  std::string_view code() const override { return "RV204"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    Finding finding;
    std::set<std::string> named;
    std::vector<std::string> texts;
    for (const auto* object : facts.network().objects) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object);
      if (neurons == nullptr) {
        continue;
      }
      for (const auto* equation : neurons->equations().differential()) {
        if (equation->dimension != units::volt_dimension) {
          continue;
        }
        for (const auto& term :
             terms_of(*equation->expression, equation->name, neurons->equations())) {
          add_capacitance(facts, *neurons, term, named, texts, finding);
        }
      }
    }
    if (texts.empty()) {
      return {};
    }
    finding.code = "RV204";
    finding.level = Level::hint;
    finding.message = fmt::format("{}: far too large for one cell, it looks like a value per cm^2",
                                  fmt::join(texts, ", "));
    finding.why = fmt::format(
        "membrane has 1 uF/cm^2: {} is the capacitance of {:.3g} cm^2, and a cell has about "
        "1e-4 cm^2; the equations agree only if every current and conductance is per cm^2 too, "
        "also "
        "those of synapses",
        units::to_string({finding.data.begin()->second, units::farad_dimension}),
        finding.data.begin()->second / specific_capacitance * 1e4);
    finding.fix =
        fmt::format("{0} = 1*ufarad/cm**2 * area, and so for the conductances", finding.variable);
    return {finding};
  }

 private:
  static void add_capacitance(const Facts& facts, const model::NeuronGroup& neurons,
                              const Term& term, std::set<std::string>& named,
                              std::vector<std::string>& texts, Finding& finding) {
    if (term.factors.denominator.size() != 1 || !term.factors.denominator.front().is_symbol()) {
      return;
    }
    const auto& name = term.factors.denominator.front().name();
    const auto value = facts.constant(neurons, name);
    if (!value || value->dimension() != units::farad_dimension ||
        !(value->value() >= largest_capacitance) || !named.insert(name).second) {
      return;
    }
    texts.push_back(fmt::format("`{}` = {}", name, units::to_string(*value)));
    finding.data[name] = value->value();
    if (finding.object.empty()) {
      finding.object = neurons.name();
      finding.variable = name;
    }
    finding.places.push_back(
        {.object = neurons.name(), .where = neurons.description(), .constant = name});
  }
};

}  // namespace

const Rule& implausible_magnitude() {
  static const ImplausibleMagnitude rule;
  return rule;
}

}  // namespace ranvier::doctor
