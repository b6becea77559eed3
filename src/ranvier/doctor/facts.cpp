#include "facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <ranvier/doctor/curve.hpp>
#include <ranvier/doctor/terms.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::doctor {

namespace {

using equations::EquationKind;
using symbolic::Expression;
using symbolic::Interval;
using Kind = symbolic::Change::Kind;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int n_samples = 257;

template <typename T>
Interval extent(std::span<const T> values) {
  auto low = values.front();
  auto high = values.front();
  for (const auto value : values) {
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  return {static_cast<double>(low), static_cast<double>(high)};
}

bool lies_within(const Interval& inner, const Interval& outer) {
  return inner.low >= outer.low && inner.high <= outer.high;
}

const model::NeuronGroup* neurons_of(const Variable& variable) {
  return dynamic_cast<const model::NeuronGroup*>(variable.group);
}

/// The side of a comparison that stands opposite to the variable: `v > th` and `th < v`.
std::optional<Expression> compared_with(const Expression& condition, const std::string& variable) {
  using symbolic::FunctionId;
  if (!condition.is_call()) {
    return std::nullopt;
  }
  switch (condition.function()) {
    case FunctionId::less:
    case FunctionId::less_equal:
    case FunctionId::greater:
    case FunctionId::greater_equal:
      for (const std::size_t place : {0, 1}) {
        if (condition.arguments()[place].is_symbol(variable)) {
          return condition.arguments()[1 - place];
        }
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Interval> present_values(const Variable& variable) {
  const auto* column = variable.group->state().find(variable.name);
  if (column == nullptr || column->values.size() == 0) {
    return std::nullopt;
  }
  const auto& values = column->values;
  switch (values.type()) {
    case ElementType::float64:
      return extent(values.values<double>());
    case ElementType::float32:
      return extent(values.values<float>());
    case ElementType::int32:
      return extent(values.values<std::int32_t>());
    case ElementType::int64:
      return extent(values.values<std::int64_t>());
    case ElementType::boolean:
      return extent(values.values<std::uint8_t>());
  }
  return std::nullopt;
}

Facts::Facts(const model::NetworkDescription& network, model::Namespace names,
             std::function<std::set<std::string>()> unused_names)
    : graph_(network), names_(std::move(names)), unused_names_(std::move(unused_names)) {}

std::optional<double> Facts::dt(const model::NetworkObject& object) {
  const auto* clock = object.clock();
  return clock != nullptr && clock->has_dt() ? std::optional(clock->dt()) : std::nullopt;
}

std::optional<double> Facts::value_of(const model::Group& group,
                                      const Expression& expression) const {
  const auto bounds = bounds_of(group, expression);
  return bounds.low == bounds.high ? std::optional(bounds.low) : std::nullopt;
}

Interval Facts::range_of(const Variable& variable) const {
  if (const auto known = ranges_.find(variable); known != ranges_.end()) {
    return known->second;
  }
  if (const auto assumed = assumed_.find(variable); assumed != assumed_.end()) {
    return assumed->second;
  }
  assumed_.emplace(variable, Interval::whole());
  const auto range = find_range(variable);
  assumed_.erase(variable);
  if (assumed_.empty()) {
    ranges_.emplace(variable, range);  // what rests on assumptions about others is found anew
  }
  return range;
}

Interval Facts::find_range(const Variable& variable) const {
  const auto* equation = DependencyGraph::equation_of(variable);
  if (equation == nullptr) {
    return Interval::whole();
  }
  if (equation->type == symbolic::ValueType::boolean) {
    return {0, 1};
  }
  if (equation->kind == EquationKind::subexpression) {
    return equation->has_flag("summed") ? Interval::whole()
                                        : bounds_of(*variable.group, equation->right_side());
  }
  if (equation->kind == EquationKind::differential) {
    if (const auto range = range_between_reversals(variable)) {
      return *range;
    }
    return invariant_range(variable).value_or(Interval::whole());
  }
  const auto present = present_values(variable);
  if (!present || graph_.has_unknown_writers() || variable.group->has_pending()) {
    return Interval::whole();
  }
  if (graph_.writes_to(variable).empty()) {
    return *present;
  }
  return invariant_range(variable).value_or(Interval::whole());
}

std::optional<Interval> Facts::range_between_reversals(const Variable& variable) const {
  const auto* neurons = neurons_of(variable);
  const auto* equation = DependencyGraph::equation_of(variable);
  if (neurons == nullptr) {
    return std::nullopt;
  }
  std::optional<Interval> range;
  const auto add = [&](const Interval& bounds) {
    if (bounds.is_bounded()) {
      range = range ? range->joined_with(bounds) : bounds;
    }
  };
  auto has_reversal = false;
  for (const auto& term : terms_of(equation->right_side(), variable.name, neurons->equations())) {
    if (term.reversal) {
      const auto bounds = bounds_of(*neurons, *term.reversal);
      has_reversal |= bounds.is_bounded() && bounds != Interval::of(0);
      add(bounds);
    }
  }
  auto is_tested = false;
  for (const auto& thresholder : neurons->thresholders()) {
    if (const auto other = compared_with(thresholder.condition().expression, variable.name)) {
      is_tested |= thresholder.event() == "spike";
      add(bounds_of(*neurons, *other));
    }
  }
  if (!range || !(has_reversal || is_tested)) {
    return std::nullopt;
  }
  for (const auto* write : graph_.writes_to(variable)) {
    if (write->part->role == Role::reset && write->change.kind == Kind::assignment) {
      add(bounds_of(*neurons, write->change.operand));
    }
  }
  if (const auto present = present_values(variable)) {
    add(*present);
  }
  return range;
}

std::optional<Interval> Facts::invariant_range(const Variable& variable) const {
  const auto present = present_values(variable);
  if (!present || graph_.has_unknown_writers()) {
    return std::nullopt;
  }
  const auto* column = variable.group->state().find(variable.name);
  for (const auto& range : {Interval{0, 1}, Interval{0, infinity}, Interval{-infinity, 0}}) {
    const auto is_for_gates = range.high == 1;
    if (is_for_gates && !column->dimension.is_dimensionless()) {
      continue;
    }
    if (lies_within(*present, range) && keeps(variable, range)) {
      return range;
    }
  }
  return std::nullopt;
}

bool Facts::keeps(const Variable& variable, const Interval& range) const {
  const auto before = assumed_.at(variable);
  const auto derivative_at = [&](double value) {
    assumed_.at(variable) = Interval::of(value);
    const auto* equation = DependencyGraph::equation_of(variable);
    return equation->kind == EquationKind::differential
               ? bounds_of(*variable.group, equation->right_side())
               : Interval::of(0);
  };
  auto is_kept = (std::isinf(range.low) || derivative_at(range.low).low >= 0) &&
                 (std::isinf(range.high) || derivative_at(range.high).high <= 0);
  assumed_.at(variable) = range;
  for (const auto* write : is_kept ? graph_.writes_to(variable) : std::vector<const Write*>()) {
    const auto& object = dynamic_cast<const model::NetworkObject&>(*write->part->object);
    const auto* input = dynamic_cast<const model::PoissonInput*>(&object);
    const auto* group = dynamic_cast<const model::Group*>(&object);
    auto operand =
        input != nullptr && input->weight_source().empty()
            ? Interval::of(input->weight_value().value())
            : bounds_of(input != nullptr ? input->target() : *group, write->change.operand);
    switch (write->change.kind) {
      case Kind::sum:
        is_kept &= (std::isinf(range.low) || operand.low >= 0) &&
                   (std::isinf(range.high) || operand.high <= 0);
        break;
      case Kind::product:
        is_kept &= lies_within(operand, {0, 1});
        break;
      case Kind::assignment:
        is_kept &= lies_within(operand, range);
        break;
    }
  }
  assumed_.at(variable) = before;
  return is_kept;
}

Interval Facts::range_of_symbol(const model::Group& group, const std::string& name) const {
  if (const auto variable = DependencyGraph::find(group, name)) {
    if (DependencyGraph::equation_of(*variable) != nullptr) {
      return range_of(*variable);
    }
    return name == "not_refractory" ? Interval{0, 1} : Interval::whole();
  }
  if (name == "dt") {
    const auto step = dt(group);
    return step ? Interval::of(*step) : Interval{0, infinity};
  }
  if (name == "i" || name == "j" || name == "t" || name == "t_in_timesteps" || name == "N" ||
      name.starts_with("N_")) {
    if (!constant(group, name)) {
      return {0, infinity};
    }
  }
  const auto value = constant(group, name);
  return value ? Interval::of(value->value()) : Interval::whole();
}

Interval Facts::bounds_of(const model::Group& group, const Expression& expression) const {
  const auto lookup = [&](const std::string& name) { return range_of_symbol(group, name); };
  const auto bounds = symbolic::bounds_of(expression, lookup);
  // Every occurrence of a variable counts for itself there. Where one variable alone is not known,
  // its whole range can be tried.
  const auto& equations = group.equations();
  const auto expanded = equations.expand(expression);
  std::map<std::string, double> known;
  std::optional<std::pair<std::string, Interval>> open;
  for (const auto& name : symbolic::symbols_of(expanded)) {
    const auto range = lookup(name);
    if (range.low == range.high) {
      known.emplace(name, range.low);
    } else if (!open && range.is_bounded()) {
      open = {name, range};
    } else {
      return bounds;
    }
  }
  if (!open || symbolic::is_stateful(expanded)) {
    return bounds;
  }
  Interval sampled{infinity, -infinity};
  try {
    const Curve curve(expanded, open->first, known);
    for (int sample = 0; sample < n_samples; ++sample) {
      const auto share = sample / (n_samples - 1.0);
      const auto value = curve(open->second.low + share * (open->second.high - open->second.low));
      if (!std::isnan(value)) {
        sampled = sampled.joined_with(Interval::of(value));
      }
    }
  } catch (const Error&) {
    return bounds;  // a function from outside
  }
  return sampled.low <= sampled.high ? sampled : bounds;
}

}  // namespace ranvier::doctor
