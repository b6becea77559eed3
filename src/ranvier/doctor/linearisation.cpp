#include "linearisation.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/equations/identifiers.hpp>
#include <ranvier/integration/stability.hpp>
#include <ranvier/symbolic/evaluate.hpp>
#include <ranvier/symbolic/simplify.hpp>

namespace ranvier::doctor {

namespace {

double evaluate(const symbolic::Expression& simplified, const CellState& state) {
  return symbolic::evaluate_simplified(
             simplified,
             [&](const std::string& name) { return symbolic::Value::of(state.at(name)); })
      .as_real();
}

}  // namespace

CellDynamics::CellDynamics(const Facts& facts, const model::Group& group, std::int64_t element)
    : group_(&group), element_(element), system_(system_of(group, integrated_equations(group))) {
  for (const auto& variable : system_.variables) {
    const auto range = facts.range_of({&group, variable});
    if (range.is_bounded() && range.high > range.low) {
      widths_[variable] = range.high - range.low;
    }
  }
  const auto is_of_neurons = dynamic_cast<const model::NeuronGroup*>(&group) != nullptr;
  auto expressions = system_.derivatives;
  for (const auto* equation : group.equations().subexpressions()) {
    if (equation->has_flag("constant over dt")) {
      const auto expanded = group.equations().expand(equation->right_side());
      held_.emplace_back(equation->name, expanded);
      expressions.push_back(expanded);
    }
  }
  for (const auto& expression : expressions) {
    is_known_ &= !symbolic::is_stateful(expression);  // functions of the user, random numbers
    for (const auto& name : symbolic::symbols_of(expression)) {
      if (std::ranges::find(system_.variables, name) != system_.variables.end() ||
          std::ranges::find(held_, name, &decltype(held_)::value_type::first) != held_.end()) {
        continue;
      }
      if (equations::is_noise(name) || name == "t" || name == "t_in_timesteps") {
        known_[name] = 0;
      } else if (name == "i") {
        known_[name] = static_cast<double>(is_of_neurons ? element : 0);
      } else if (const auto value = present_value(name)) {
        known_[name] = *value;
      } else if (const auto value = facts.value_of(group, symbolic::Expression::symbol(name))) {
        known_[name] = *value;
      } else if (name == "N") {
        known_[name] = static_cast<double>(group.size());
      } else {
        is_known_ = false;
      }
    }
  }
  put_in_known();
}

void CellDynamics::put_in_known() {
  if (!is_known_) {
    return;
  }
  std::map<std::string, symbolic::Expression> numbers;
  for (const auto& [name, value] : known_) {
    numbers.emplace(name, symbolic::Expression::real(value));
  }
  const auto put_in = [&](const symbolic::Expression& expression) {
    return symbolic::simplify(symbolic::substitute(expression, numbers));
  };
  derivatives_.clear();
  names_.clear();
  for (const auto& derivative : system_.derivatives) {
    derivatives_.push_back(put_in(derivative));
    names_.push_back(symbolic::symbols_of(derivatives_.back()));
  }
  for (auto& [name, expression] : held_) {
    expression = put_in(group_->equations().expand(group_->equations().find(name)->right_side()));
  }
}

std::optional<double> CellDynamics::present_value(const std::string& name) const {
  const auto* column = group_->state().find(name);
  if (column == nullptr || column->values.size() == 0) {
    return std::nullopt;
  }
  return column->values.value_at(column->values.size() == 1 ? 0 : element_);
}

void CellDynamics::know(const std::map<std::string, double>& values) {
  for (auto& [name, value] : known_) {
    const auto given = values.find(name);
    value = given == values.end() ? value : given->second;
  }
  put_in_known();
}

double CellDynamics::scale_of(const std::string& variable, const CellState& state) const {
  constexpr double least = 1e-12;
  const auto width = widths_.find(variable);
  if (width != widths_.end()) {
    return width->second;
  }
  const auto size = std::abs(state.at(variable));
  return size > 0 ? size : least;
}

CellState CellDynamics::present_state() const {
  CellState state;
  for (const auto& variable : system_.variables) {
    state[variable] = present_value(variable).value_or(0);
  }
  return state;
}

CellState CellDynamics::with_held(CellState state) const {
  for (const auto& [name, expression] : held_) {
    state[name] = evaluate(expression, state);
  }
  return state;
}

std::size_t CellDynamics::place_of(const std::string& variable) const {
  const auto found = std::ranges::find(system_.variables, variable);
  return static_cast<std::size_t>(found - system_.variables.begin());
}

double CellDynamics::derivative(const std::string& variable, const CellState& state) const {
  return evaluate(derivatives_[place_of(variable)], with_held(state));
}

std::optional<double> CellDynamics::steady_value(const std::string& variable,
                                                 const CellState& state) const {
  auto moved = state;
  const auto at = [&](double value) {
    moved[variable] = value;
    return derivative(variable, moved);
  };
  const auto scale = scale_of(variable, state);
  const auto begin = at(0);
  const auto slope = (at(scale) - begin) / scale;
  const auto middle = begin + slope * scale / 2;
  if (!(slope < 0) || !(std::abs(at(scale / 2) - middle) <= 1e-6 * std::abs(slope * scale))) {
    return std::nullopt;
  }
  return -begin / slope;
}

double CellDynamics::decay_rate(const std::string& variable, const CellState& state) const {
  auto above = with_held(state);
  auto below = above;
  const auto step = 1e-5 * scale_of(variable, state);
  above[variable] += step;
  below[variable] -= step;
  const auto& expression = derivatives_[place_of(variable)];
  return (evaluate(expression, below) - evaluate(expression, above)) /
         (above[variable] - below[variable]);
}

std::vector<std::complex<double>> CellDynamics::eigenvalues(const CellState& state) const {
  const auto& variables = system_.variables;
  const auto held = with_held(state);
  std::vector<std::vector<double>> jacobian(variables.size(),
                                            std::vector<double>(variables.size()));
  for (std::size_t column = 0; column < variables.size(); ++column) {
    const auto step = 1e-5 * scale_of(variables[column], state);
    auto above = held;
    auto below = held;
    above[variables[column]] += step;
    below[variables[column]] -= step;
    for (std::size_t row = 0; row < variables.size(); ++row) {
      if (names_[row].contains(variables[column])) {
        jacobian[row][column] =
            (evaluate(derivatives_[row], above) - evaluate(derivatives_[row], below)) /
            (above[variables[column]] - below[variables[column]]);
      }
    }
  }
  return integration::eigenvalues_of(jacobian);
}

ExtremeElements extreme_elements(const model::Group& group,
                                 const integration::DifferentialSystem& system) {
  std::set<std::string> names;
  for (const auto& derivative : system.derivatives) {
    names.merge(symbolic::symbols_of(derivative));
  }
  ExtremeElements elements{.of_parameters = {0}, .of_states = {}};
  for (const auto& name : names) {
    const auto* column = group.state().find(name);
    const auto size = column == nullptr ? 0 : column->values.size();
    std::int64_t lowest = 0;
    std::int64_t highest = 0;
    for (std::int64_t element = 1; element < size; ++element) {
      const auto value = column->values.value_at(element);
      lowest = value < column->values.value_at(lowest) ? element : lowest;
      highest = value > column->values.value_at(highest) ? element : highest;
    }
    if (lowest == highest) {
      continue;  // the same everywhere
    }
    const auto is_state = std::ranges::find(system.variables, name) != system.variables.end();
    auto& places = is_state ? elements.of_states : elements.of_parameters;
    for (const auto place : {lowest, highest}) {
      if (std::ranges::find(places, place) == places.end()) {
        places.push_back(place);
      }
    }
  }
  return elements;
}

}  // namespace ranvier::doctor
