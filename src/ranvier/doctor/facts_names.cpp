/// What the names in the texts of a model stand for.
#include <fmt/format.h>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/symbolic/function_id.hpp>

namespace ranvier::doctor {

namespace {

bool is_usable(const model::ExternalValue& value) {
  return !value.function && value.unusable.what.empty();
}

}  // namespace

std::optional<model::ExternalValue> Facts::external(const model::Group& group,
                                                    const std::string& name) const {
  if (const auto own = group.constants().find(name); own != group.constants().end()) {
    return own->second;
  }
  return names_ ? names_(name) : std::nullopt;
}

std::optional<units::Quantity> Facts::constant(const model::Group& group,
                                               const std::string& name) const {
  if (auto value = equations::default_constant(name)) {
    return value;
  }
  const auto found = external(group, name);
  return found && is_usable(*found) ? std::optional(found->quantity) : std::nullopt;
}

equations::NameTable Facts::names_in(const model::Group& group,
                                     const symbolic::Expression& expression) const {
  using Kind = equations::NameInfo::Kind;
  equations::NameTable table;
  for (const auto& name : symbolic::symbols_of(expression)) {
    equations::NameInfo info;
    if (const auto variable = DependencyGraph::find(group, name)) {
      const auto* column = variable->group->state().find(variable->name);
      if (const auto* equation = DependencyGraph::equation_of(*variable)) {
        info.dimension = equation->dimension;
        info.type = equation->type;
      } else if (column != nullptr) {
        info.dimension = column->dimension;
      }
    } else if (name == "t" || name == "dt") {
      info.dimension = units::second_dimension;
    } else if (const auto value = constant(group, name)) {
      info.kind = Kind::external;
      info.dimension = value->dimension();
      info.value = value->value();
    } else if (const auto outside = external(group, name)) {
      if (!outside->function) {
        continue;
      }
      info.kind = Kind::external;
      info.function = std::shared_ptr<const equations::FunctionSignature>(
          outside->function, &outside->function->signature);
    } else if (name != "i" && name != "j" && name != "t_in_timesteps" && name != "N" &&
               !name.starts_with("N_")) {
      continue;  // nobody knows it
    }
    table.emplace(name, info);
  }
  return table;
}

std::optional<units::Dimension> Facts::dimension_of(const model::Group& group,
                                                    const symbolic::Expression& expression) const {
  std::vector<Diagnostic> diagnostics;
  const auto info =
      equations::check_expression(expression, names_in(group, expression), "", "", diagnostics);
  return info && diagnostics.empty() ? std::optional(info->dimension) : std::nullopt;
}

std::optional<units::Quantity> Facts::outside(const std::string& name) const {
  const auto found = names_ ? names_(name) : std::nullopt;
  return found && is_usable(*found) ? std::optional(found->quantity) : std::nullopt;
}

const std::map<std::string, units::Quantity>& Facts::unused_constants() const {
  if (!unused_constants_) {
    unused_constants_.emplace();
    for (const auto& name : unused_names_ ? unused_names_() : std::set<std::string>()) {
      if (const auto value = outside(name)) {
        unused_constants_->emplace(name, *value);
      }
    }
  }
  return *unused_constants_;
}

bool Facts::is_taken(const std::string& name) const {
  if (equations::default_constant(name) || symbolic::find_function(name) ||
      (names_ && names_(name))) {
    return true;
  }
  for (const auto* object : network().objects) {
    const auto* group = dynamic_cast<const model::Group*>(object);
    if (group != nullptr &&
        (DependencyGraph::find(*group, name) || group->constants().contains(name) ||
         external_names(*group).contains(name))) {
      return true;
    }
  }
  return false;
}

std::string Facts::free_name(const std::string& wanted) const {
  auto name = wanted;
  for (int number = 2; is_taken(name); ++number) {
    name = fmt::format("{}_{}", wanted, number);
  }
  return name;
}

}  // namespace ranvier::doctor
