#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

/// Significant digits of a number as somebody may have typed it.
std::size_t digits_of(double value) {
  auto text = fmt::format("{:.11e}", value);
  text.resize(text.find('e'));
  std::erase(text, '.');
  text.resize(text.find_last_not_of('0') + 1);
  return text.size();
}

/// Two conductances of a membrane that agree in four or more digits: one may be a copy.
///
/// Not: round values, which models have in common; numbers with more digits than anybody types,
/// which are computed; models without units, or per area.
class EqualConductances final : public Rule {
 public:
  std::string_view code() const override { return "RV204"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    std::set<std::set<std::string>> told;
    for (const auto* object : facts.network().objects) {
      const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object);
      std::map<double, std::set<std::string>> names_by_value;
      for (const auto& name :
           neurons == nullptr ? std::set<std::string>() : names_in_potentials(*neurons)) {
        const auto value =
            DependencyGraph::find(*neurons, name) ? std::nullopt : facts.constant(*neurons, name);
        if (value && value->dimension() == units::siemens_dimension) {
          names_by_value[value->value()].insert(name);
        }
      }
      for (const auto& [value, names] : names_by_value) {
        const auto digits = digits_of(value);
        if (names.size() > 1 && digits >= fewest_digits && digits <= most_digits &&
            told.insert(names).second) {
          findings.push_back(make(*neurons, names, value, digits));
        }
      }
    }
    return findings;
  }

 private:
  static constexpr std::size_t fewest_digits = 4;
  static constexpr std::size_t most_digits = 8;

  static std::set<std::string> names_in_potentials(const model::NeuronGroup& group) {
    std::set<std::string> names;
    for (const auto* equation : group.equations().differential()) {
      if (equation->dimension == units::volt_dimension) {
        names.merge(symbolic::symbols_of(group.equations().expand(equation->right_side())));
      }
    }
    return names;
  }

  static Finding make(const model::NeuronGroup& group, const std::set<std::string>& names,
                      double value, std::size_t digits) {
    const auto text = units::to_string({value, units::siemens_dimension});
    const auto list = fmt::format("`{}`", fmt::join(names, "`, `"));
    Finding finding;
    finding.code = "RV204";
    finding.level = Level::hint;
    finding.object = group.name();
    finding.variable = *names.begin();
    finding.message = fmt::format("the conductances {} are equal to all digits: {}", list, text);
    for (const auto& name : names) {
      finding.places.push_back(
          {.object = group.name(), .where = group.description(), .constant = name});
      finding.data[name] = value;
    }
    finding.why = fmt::format(
        "conductances that are found one by one seldom agree in {} digits: one of them may be a "
        "copy of another",
        digits);
    finding.fix = fmt::format("look up {}; if they are meant to be equal, one name will do", list);
    return finding;
  }
};

}  // namespace

const Rule& equal_conductances() {
  static const EqualConductances rule;
  return rule;
}

}  // namespace ranvier::doctor
