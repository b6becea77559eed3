#include "group.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::model {

namespace {

// Ends of the names of what a group runs.
constexpr const char* regularly = "_run_regularly";
constexpr const char* at_times = "_run_at";

bool fits(ElementType type, symbolic::ValueType kind) {
  switch (kind) {
    case symbolic::ValueType::boolean:
      return type == ElementType::boolean;
    case symbolic::ValueType::integer:
      return type == ElementType::int32 || type == ElementType::int64;
    case symbolic::ValueType::real:
      break;
  }
  return type == ElementType::float32 || type == ElementType::float64;
}

ElementType storage_type(const equations::Equation& equation, const StorageTypes& types,
                         const std::string& where) {
  if (const auto own = types.of.find(equation.name); own != types.of.end()) {
    if (!fits(own->second, equation.type)) {
      const auto* kinds = equation.type == symbolic::ValueType::real      ? "float32 or float64"
                          : equation.type == symbolic::ValueType::integer ? "int32 or int64"
                                                                          : "bool";
      throw UsageError(UsageError::Kind::type, fmt::format("the dtype of '{}' of {} must be {}",
                                                           equation.name, where, kinds));
    }
    return own->second;
  }
  switch (equation.type) {
    case symbolic::ValueType::boolean:
      return ElementType::boolean;
    case symbolic::ValueType::integer:
      return ElementType::int32;
    case symbolic::ValueType::real:
      break;
  }
  return types.real;
}

}  // namespace

RunRegularly::RunRegularly(Group& group, std::shared_ptr<const Members> members,
                           const std::string& code, std::string name, const ClockOptions& options,
                           std::string when, int order)
    : NetworkObject(std::move(name), options, std::move(when), order),
      group_(&group),
      members_(std::move(members)),
      code_(equations::parse_statements(code,
                                        fmt::format("run_regularly of {}", group.description()))) {}

void VariableView::assign(std::variant<std::string, Values> value) {
  group_->record(Assignment{name_, std::move(value), selection_, {}});
}

void VariableView::assign_number(double value) {
  assign(Values{{value}, units::dimensionless, value == 0 || std::isinf(value)});
}

void VariableView::operator=(const VariableView& other) {
  auto values = other.values();
  const auto* variable = other.group_->state().find(other.name_);
  assign(Values{std::move(values), variable == nullptr ? units::dimensionless : variable->dimension,
                false});
}

void VariableView::set(std::vector<double> numbers, const units::Quantity& unit) {
  for (auto& number : numbers) {
    number *= unit.value();
  }
  assign(Values{std::move(numbers), unit.dimension(), false});
}

void VariableView::operator=(const Link& link) {
  group_->link(name_, *link.source, link.variable, link.index);
}

std::vector<double> VariableView::values() const {
  if (group_->has_pending()) {
    throw UsageError(fmt::format(
        "'{}' of {} can't be read yet: statements wait to be applied; run the network, or call its "
        "apply_pending first",
        name_, group_->description()));
  }
  if (std::holds_alternative<std::string>(selection_)) {
    throw UsageError(fmt::format(
        "'{}' of {} can't be read where a condition holds without a network, which computes the "
        "condition: call network.values(...) with this",
        name_, group_->description()));
  }
  const auto all = group_->values_of(name_);
  if (std::holds_alternative<std::monostate>(selection_)) {
    return all;
  }
  std::vector<double> chosen;
  for (const auto element : group_->select(selection_, name_)) {
    chosen.push_back(all[static_cast<std::size_t>(element)]);
  }
  return chosen;
}

Numbers Group::select(const Selection& selection, const std::string& variable) const {
  const auto what =
      variable.empty() ? description() : fmt::format("'{}' of {}", variable, description());
  if (const auto* numbers = std::get_if<Numbers>(&selection)) {
    return elements_of(*numbers, size(), what);
  }
  if (const auto* mask = std::get_if<Mask>(&selection)) {
    return elements_of(*mask, size(), what);
  }
  if (std::holds_alternative<PairSelection>(selection)) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("{} has one index for each element, not several", what));
  }
  const auto* slice = std::get_if<Slice>(&selection);
  return elements_of(slice != nullptr ? *slice : Slice(), size(), what);
}

Group::Group(std::string name, const ClockOptions& options, int order, std::int64_t size,
             equations::Equations equations, Constants constants)
    : NetworkObject(std::move(name), options, "groups", order),
      state_(size),
      equations_(std::move(equations)),
      constants_(std::move(constants)) {}

void Group::add_equation_variables(const StorageTypes& types) {
  for (const auto& equation : equations_.all()) {
    if (!equation.is_plain_subexpression() && !equation.has_flag("summed")) {
      state_.add(
          equation.name, storage_type(equation, types, description()), equation.dimension,
          equation.has_flag("shared"),
          equation.kind == equations::EquationKind::subexpression || equation.has_flag("linked"));
    }
  }
}

const std::shared_ptr<const Members>& Group::members() const {
  static const std::shared_ptr<const Members> all;
  return all;
}

void Group::record(PendingStatement statement) {
  if (auto* assignment = std::get_if<Assignment>(&statement)) {
    assignment->members = members();
  }
  whole().pending_.push_back(std::move(statement));
}

bool Group::has_variable(const std::string& variable) const {
  return variable == "i" || state().find(variable) != nullptr ||
         equations().find(variable) != nullptr;
}

VariableView Group::operator[](const std::string& variable) {
  if (!has_variable(variable)) {
    std::vector<std::string> names;
    for (const auto& known : state().variables()) {
      names.push_back(known.name);
    }
    const auto nearest = nearest_name(variable, names);
    throw UsageError(
        UsageError::Kind::attribute,
        fmt::format("{} has no variable '{}'{}", description(), variable,
                    nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest)));
  }
  return {*this, variable};
}

RunRegularly& Group::run_regularly(const std::string& code, const ClockOptions& options,
                                   const std::string& when, int order, const std::string& name) {
  auto& group = whole();
  auto chosen = name.empty() && !group.name().empty() ? group.next_runner_name(regularly) : name;
  group.runners_.push_back(std::make_unique<RunRegularly>(group, members(), code, std::move(chosen),
                                                          options, when, order));
  return *group.runners_.back();
}

RunRegularly& Group::run_at(const std::string& code, std::vector<double> times,
                            const std::string& when, int order, const std::string& name) {
  const auto& group = whole();
  return run_regularly(
      code, {.times = std::move(times)}, when, order,
      name.empty() && !group.name().empty() ? group.next_runner_name(at_times) : name);
}

std::string Group::next_runner_name(const char* suffix) const {
  const auto stem = name() + suffix;
  auto candidate = stem;
  const auto is_taken = [&] {
    return std::ranges::any_of(runners_,
                               [&](const auto& runner) { return runner->name() == candidate; });
  };
  for (int number = 1; is_taken(); ++number) {
    candidate = fmt::format("{}_{}", stem, number);
  }
  return candidate;
}

void Group::set_name(std::string name) {
  NetworkObject::set_name(std::move(name));
  for (const auto& runner : runners_) {
    if (runner->name().empty()) {
      const bool is_at_times = runner->clock() != nullptr && !runner->clock()->has_dt();
      runner->set_name(next_runner_name(is_at_times ? at_times : regularly));
    }
  }
}

std::vector<double> Group::values_of(const std::string& variable) const {
  const auto* found = state().find(variable);
  if (found == nullptr && variable == "i") {
    std::vector<double> numbers(static_cast<std::size_t>(size()));
    std::iota(numbers.begin(), numbers.end(), 0.0);
    return numbers;
  }
  if (found == nullptr && has_variable(variable)) {
    throw UsageError(fmt::format(
        "'{}' of {} can't be read without a network, which computes it: call network.values(...) "
        "with this",
        variable, description()));
  }
  if (found == nullptr) {
    throw UsageError(UsageError::Kind::attribute,
                     fmt::format("{} has no variable '{}'", description(), variable));
  }
  if (is_linked(variable)) {
    return linked_values(variable);
  }
  const auto n = found->is_shared ? 1 : size();
  std::vector<double> values(static_cast<std::size_t>(n));
  for (std::int64_t element = 0; element < n; ++element) {
    values[static_cast<std::size_t>(element)] =
        found->values.value_at(found->is_shared ? 0 : storage_index(element));
  }
  return values;
}

}  // namespace ranvier::model
