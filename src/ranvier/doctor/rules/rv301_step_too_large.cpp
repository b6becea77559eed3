#include <algorithm>
#include <cmath>
#include <ranges>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/linearisation.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/step_fix.hpp>
#include <ranvier/integration/stability.hpp>

namespace ranvier::doctor {

namespace {

using integration::StateUpdater;

/// What is shown of a group with a step that is too large.
struct Excess {
  const model::Group* group;
  const StateUpdater* method;
  double limit;  ///< [s]
  double rate;   ///< of the fastest decay [1/s]
  CellState state;
  std::int64_t element;  ///< its place in the storage of the group
};

/// The states in which a cell may be: as it is now, and with its potential anywhere in its working
/// range, while the other variables are as now, or rest at the present potential (the upstroke of a
/// spike is faster than they are), or have followed it.
std::vector<CellState> states_of(const Facts& facts, const model::Group& group,
                                 const CellDynamics& cell) {
  constexpr int n_values = 30;
  const auto present = cell.present_state();
  std::vector<CellState> states{present};
  for (const auto& variable : cell.variables()) {
    const auto range = facts.range_of({&group, variable});
    const auto is_tested = std::ranges::any_of(
        facts.graph().readers_of({&group, variable}),
        [](const Part* part) { return part->role == Role::condition && part->name == "spike"; });
    if (!range.is_bounded() || !(range.high > range.low) || !is_tested) {
      continue;
    }
    const auto followed = [&](CellState state) {
      for (const auto& other : cell.variables()) {
        const auto bounds = facts.range_of({&group, other});
        const auto is_gate = other != variable && bounds.low >= 0 && bounds.high <= 1 &&
                             group.equations().find(other)->dimension.is_dimensionless();
        if (const auto value = is_gate ? cell.steady_value(other, state) : std::nullopt) {
          state[other] = *value;
        }
      }
      return state;
    };
    const auto resting = followed(present);
    for (int k = 0; k <= n_values; ++k) {
      const auto value = range.low + k * (range.high - range.low) / n_values;
      for (auto state : {present, resting}) {
        state[variable] = value;
        states.push_back(state);
      }
      states.push_back(followed(states.back()));
    }
    break;
  }
  return states;
}

/// A step of an explicit method that is longer than the fastest decay of the linearised equations
/// allows, in some state within the working range. Examined are the elements that hold the extremes
/// of what differs between elements.
///
/// Not: methods that follow a linear decay whatever the step (exact, exponential_euler); variables
/// marked (constant over dt); equations that call functions of the user's own.
class StepTooLarge final : public Rule {
 public:
  std::string_view code() const override { return "RV301"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Excess> found;
    for (const auto* object : facts.network().objects) {
      const auto* group = dynamic_cast<const model::Group*>(object);
      if (group != nullptr && &group->whole() == group && !integrated_equations(*group).empty()) {
        if (auto excess = examine(facts, *group)) {
          found.push_back(std::move(*excess));
        }
      }
    }
    // Groups with one text and one method have one cause.
    std::vector<Finding> findings;
    std::vector<std::pair<std::string, std::string>> seen;
    for (const auto& one : found) {
      const std::pair key(one.group->equations().all().front().source,
                          std::string(one.method->name()));
      if (std::ranges::find(seen, key) != seen.end()) {
        continue;
      }
      seen.push_back(key);
      std::vector<Excess> alike;
      std::ranges::copy_if(found, std::back_inserter(alike), [&](const Excess& other) {
        return std::pair(other.group->equations().all().front().source,
                         std::string(other.method->name())) == key;
      });
      findings.push_back(make(facts, alike));
    }
    return findings;
  }

 private:
  static std::optional<Excess> examine(const Facts& facts, const model::Group& group) {
    constexpr std::size_t most_scanned = 5;  // these take the most time
    constexpr std::size_t most_states = 16;
    const auto dt = Facts::dt(group);
    const CellDynamics first(facts, group);
    const auto* method = chosen_method_of(group, first.system());
    if (!dt || !first.is_known() || method == nullptr ||
        !integration::largest_stable_step(*method, {-1, 0})) {
      return std::nullopt;
    }
    std::optional<Excess> worst;
    const auto examine_states = [&](const CellDynamics& cell, const std::vector<CellState>& states,
                                    std::int64_t element) {
      for (const auto& state : states) {
        for (const auto& eigenvalue : cell.eigenvalues(state)) {
          const auto limit = integration::largest_stable_step(*method, eigenvalue);
          if (limit && *limit < *dt && (!worst || *limit < worst->limit)) {
            worst = {&group, method, *limit, -eigenvalue.real(), state, element};
          }
        }
      }
    };
    const auto elements = extreme_elements(group, first.system());
    for (const auto element : elements.of_parameters | std::views::take(most_scanned)) {
      const CellDynamics cell(facts, group, element);
      examine_states(cell, states_of(facts, group, cell), element);
    }
    for (const auto element : elements.of_states | std::views::take(most_states)) {
      const CellDynamics cell(facts, group, element);
      examine_states(cell, {cell.present_state()}, element);
    }
    return worst;
  }

  static double rounded(double value) { return std::stod(fmt::format("{:.2g}", value)); }

  /// "v = 55 mV, h = 1"
  static std::string state_text(const Excess& excess) {
    std::vector<std::string> texts;
    for (const auto& [name, value] : excess.state) {
      const auto* equation = excess.group->equations().find(name);
      texts.push_back(fmt::format("{} = {}", name, units::to_string({value, equation->dimension})));
    }
    return fmt::format("{}", fmt::join(texts, ", "));
  }

  /// " in neuron 3"; "" for the first element.
  static std::string element_text(const Excess& excess) {
    const auto* synapses = dynamic_cast<const model::Synapses*>(excess.group);
    return excess.element == 0
               ? ""
               : fmt::format(" in {} {}", synapses == nullptr ? "neuron" : "synapse",
                             user_number(excess));
  }

  static std::int64_t user_number(const Excess& excess) {
    const auto* synapses = dynamic_cast<const model::Synapses*>(excess.group);
    return synapses != nullptr && synapses->is_reordered()
               ? synapses->creation_order()[static_cast<std::size_t>(excess.element)]
               : excess.element;
  }

  static Finding make(const Facts& facts, const std::vector<Excess>& all) {
    const auto worst =
        *std::ranges::min_element(all, {}, [](const Excess& one) { return one.limit; });
    const auto dt = *Facts::dt(*worst.group);
    const auto time = [](double seconds) {
      return units::to_string({seconds, units::second.dimension()});
    };
    Finding finding;
    finding.code = "RV301";
    finding.object = all.front().group->name();
    finding.variable = fastest_variable(facts, worst);
    finding.message = fmt::format("dt = {} is too long for method '{}': it is stable below {} only",
                                  time(dt), worst.method->name(), time(round_down(worst.limit)));
    for (const auto& one : all) {
      finding.places.push_back(creation_of(
          *one.group,
          fmt::format("{}, stable below {}", one.method->name(), time(round_down(one.limit)))));
    }
    finding.places.push_back(declaration_of({worst.group, finding.variable}, "decays fastest"));
    finding.why = fmt::format(
        "at {}{} the equations relax within {}, and a step that is longer than the method's limit "
        "turns that decay into growth: values leave their range, often without NaN",
        state_text(worst), element_text(worst), time(rounded(1 / worst.rate)));
    finding.data = {{"dt", dt}, {"dt_stable", worst.limit}};
    if (worst.element != 0) {
      finding.data["element"] = static_cast<double>(user_number(worst));
    }
    for (const auto& [name, value] : worst.state) {
      finding.data[name] = value;
    }
    std::vector<const model::Group*> groups;
    std::ranges::transform(all, std::back_inserter(groups), &Excess::group);
    add_step_fix(finding, groups, round_down(worst.limit));
    return finding;
  }

  /// The variable whose own decay is the fastest in the state found.
  static std::string fastest_variable(const Facts& facts, const Excess& excess) {
    const CellDynamics cell(facts, *excess.group, excess.element);
    return std::ranges::max(cell.variables(), {}, [&](const std::string& variable) {
      return cell.decay_rate(variable, excess.state);
    });
  }
};

}  // namespace

const Rule& step_too_large() {
  static const StepTooLarge rule;
  return rule;
}

}  // namespace ranvier::doctor
