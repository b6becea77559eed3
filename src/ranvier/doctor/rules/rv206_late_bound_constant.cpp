#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/rules/all.hpp>

namespace ranvier::doctor {

namespace {

using Groups = std::vector<const model::Group*>;

bool differ(const units::Quantity& a, const units::Quantity& b) {
  return a != b && !(std::isnan(a.value()) && std::isnan(b.value()));
}

/// A constant of the script that several groups use and that had another value when one of them was
/// made: names in equations are looked up when a run begins, so that all groups get the last value.
///
/// Not: a constant that one group alone uses; values that did not change; groups that have run
/// since (a constant that is changed between two runs switches something on purpose); names that a
/// group has in a namespace of its own.
class LateBoundConstant final : public Rule {
 public:
  std::string_view code() const override { return "RV206"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::map<std::string, Groups> users;
    std::set<std::string> changed;
    for (const auto* object : facts.network().objects) {
      const auto* group = dynamic_cast<const model::Group*>(object);
      if (group == nullptr || &group->whole() != group) {
        continue;
      }
      for (const auto& name : external_names(*group)) {
        if (!group->constants().contains(name)) {
          users[name].push_back(group);
        }
      }
      for (const auto& [name, value] : group->constants_at_creation()) {
        const auto now = facts.constant(*group, name);
        if (now && differ(*now, value.quantity)) {
          changed.insert(name);
        }
      }
    }
    std::map<Groups, std::vector<std::string>> constants;  // by the groups that share them
    std::vector<Groups> in_order;
    for (const auto& name : changed) {
      const auto& sharing = users[name];
      if (sharing.size() > 1) {
        if (constants[sharing].empty()) {
          in_order.push_back(sharing);
        }
        constants[sharing].push_back(name);
      }
    }
    std::vector<Finding> findings;
    for (const auto& groups : in_order) {
      findings.push_back(make(facts, groups, constants[groups]));
    }
    return findings;
  }

 private:
  static bool was_other(const Facts& facts, const model::Group& group, const std::string& name) {
    const auto before = group.constants_at_creation().find(name);
    const auto now = facts.constant(group, name);
    return before != group.constants_at_creation().end() && now &&
           differ(before->second.quantity, *now);
  }

  /// "gKZ = 0 S, gL = 100 uS"
  static std::string values_at_creation(const model::Group& group,
                                        const std::vector<std::string>& names) {
    std::vector<std::string> texts;
    for (const auto& name : names) {
      const auto value = group.constants_at_creation().find(name);
      if (value != group.constants_at_creation().end()) {
        texts.push_back(fmt::format("{} = {}", name, units::to_string(value->second.quantity)));
      }
    }
    return fmt::format("{}", fmt::join(texts, ", "));
  }

  static Finding make(const Facts& facts, const Groups& groups,
                      const std::vector<std::string>& names) {
    const auto is_earlier = [&](const model::Group* group) {
      return std::ranges::any_of(
          names, [&](const std::string& name) { return was_other(facts, *group, name); });
    };
    Finding finding;
    finding.code = "RV206";
    finding.variable = names.front();
    finding.message = fmt::format(
        "{} `{}` {} shared by {} objects but had another value when {} made",
        names.size() == 1 ? "the constant" : "the constants", fmt::join(names, "`, `"),
        names.size() == 1 ? "is" : "are", groups.size(),
        std::ranges::count_if(groups, is_earlier) == 1 ? "one of them was" : "some of them were");
    std::vector<Place> others;
    std::vector<std::string> fixes;
    for (const auto* group : groups) {
      const auto values = values_at_creation(*group, names);
      auto place = creation_of(*group, values.empty() ? "" : values + " here");
      if (!is_earlier(group)) {
        others.push_back(std::move(place));
        continue;
      }
      finding.places.push_back(std::move(place));
      std::vector<std::string> entries, values_of_names;
      bool are_in_equations_alone = true;
      const auto in_code = external_names_in_code(*group);
      for (const auto& name : names) {
        if (was_other(facts, *group, name)) {
          const auto value = units::code_of(group->constants_at_creation().at(name).quantity);
          entries.push_back(fmt::format("'{}': {}", name, value));
          values_of_names.push_back(fmt::format("{}={}", name, value));
          are_in_equations_alone &= !in_code.contains(name);
        }
      }
      const auto dictionary = fmt::format("{{{}}}", fmt::join(entries, ", "));
      const auto keywords = fmt::format("{}", fmt::join(values_of_names, ", "));
      const bool is_neuron_group = group->class_name() == "NeuronGroup";
      const auto first = is_neuron_group ? fmt::format("{}, ", group->size()) : "";
      fixes.push_back(
          fmt::format("{}({}..., namespace={})", group->class_name(), first, dictionary));
      if (are_in_equations_alone) {
        // A namespace that hides a name of the script is warned of; a name that is gone is not.
        const auto equations = fmt::format("Equations(..., {})", keywords);
        fixes.back() =
            fmt::format("{}({}{}, ...)   or   namespace={}", group->class_name(), first,
                        is_neuron_group ? equations : "..., model=" + equations, dictionary);
        finding.edits.push_back(
            {.kind = Edit::Kind::substitution, .object = group->name(), .text = keywords});
      } else if (group->constants().empty()) {
        finding.edits.push_back({.kind = Edit::Kind::argument,
                                 .object = group->name(),
                                 .argument = "namespace",
                                 .text = dictionary});
      }
    }
    finding.object = finding.places.front().object;
    std::vector<std::string> now;
    for (const auto& name : names) {
      const auto value = *facts.constant(*groups.front(), name);
      now.push_back(fmt::format("{} = {}", name, units::to_string(value)));
      finding.data[name] = value.value();
      finding.places.push_back({.object = groups.back()->name(),
                                .where = "when the run begins",
                                .note = now.back() + " from here on",
                                .constant = name});
    }
    std::ranges::move(others, std::back_inserter(finding.places));
    if (finding.edits.size() != fixes.size()) {
      finding.edits.clear();  // a namespace is there already: what it lacks is for the user to add
    }
    finding.why = fmt::format(
        "names in equations are looked up when the simulation starts, not when the group is made: "
        "all {} objects run with {}",
        groups.size(), fmt::join(now, ", "));
    finding.fix = fmt::format("{}", fmt::join(fixes, "\n"));
    return finding;
  }
};

}  // namespace

const Rule& late_bound_constant() {
  static const LateBoundConstant rule;
  return rule;
}

}  // namespace ranvier::doctor
