#include "link.hpp"

#include <fmt/format.h>

#include <ranvier/model/group.hpp>
#include <ranvier/model/synapses.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

namespace {

/// What a variable or subexpression of a group is, for the checks.
struct Source {
  units::Dimension dimension;
  bool is_shared = false;
};

Source find_source(const Group& group, const std::string& name) {
  if (const auto* stored = group.state().find(name)) {
    return {stored->dimension, stored->is_shared};
  }
  if (const auto* equation = group.equations().find(name)) {
    return {equation->dimension, equation->has_flag("shared")};
  }
  throw UsageError(UsageError::Kind::key,
                   fmt::format("{} has no variable '{}' to link to", group.description(), name));
}

std::string in_unit(const units::Dimension& dimension) {
  return dimension.is_dimensionless() ? "has no unit" : "is in " + units::name_of(dimension);
}

void check_index(const Group& group, const std::string& variable, const Group& source,
                 const LinkIndex& index) {
  if (const auto* elements = std::get_if<std::vector<std::int64_t>>(&index)) {
    if (dynamic_cast<const Synapses*>(&group) != nullptr) {
      throw UsageError(
          UsageError::Kind::type,
          fmt::format(
              "the index for '{}' of {} must be the name of an integer variable: the number "
              "of synapses may change",
              variable, group.description()));
    }
    if (static_cast<std::int64_t>(elements->size()) != group.size()) {
      throw UsageError(UsageError::Kind::type,
                       fmt::format("the index for '{}' of {} has {} values for {} elements",
                                   variable, group.description(), elements->size(), group.size()));
    }
    for (const auto element : *elements) {
      if (element < 0 || element >= source.size()) {
        throw UsageError(fmt::format(
            "the index for '{}' of {} contains {}, but {} has elements 0 to {}", variable,
            group.description(), element, source.description(), source.size() - 1));
      }
    }
  } else if (const auto* name = std::get_if<std::string>(&index)) {
    const auto* found = group.state().find(*name);
    const bool is_integer =
        found != nullptr && !found->is_shared &&
        (found->values.type() == ElementType::int32 || found->values.type() == ElementType::int64);
    if (!is_integer) {
      throw UsageError(found == nullptr ? UsageError::Kind::value : UsageError::Kind::type,
                       fmt::format("the index for '{}' of {} must be an integer variable of that "
                                   "group, and '{}' is none",
                                   variable, group.description(), *name));
    }
  }
}

}  // namespace

bool Link::is_one_value() const {
  return std::holds_alternative<std::monostate>(index) &&
         (source->size() == 1 || find_source(*source, variable).is_shared);
}

bool Link::shows_writable_values() const {
  const auto* stored = source->state().find(variable);
  if (stored != nullptr && source->is_linked(variable)) {
    const auto next = source->links().find(variable);
    return next != source->links().end() && next->second.shows_writable_values();
  }
  return stored != nullptr && !stored->is_read_only;
}

bool Group::is_read_only_in_code(const state::Variable& variable) const {
  if (!is_linked(variable.name)) {
    return variable.is_read_only;
  }
  const auto link = links().find(variable.name);
  return link == links().end() || !link->second.shows_writable_values() ||
         (link->second.is_one_value() && whole().size() != 1);
}

bool Group::is_linked(const std::string& variable) const {
  const auto* equation = equations().find(variable);
  return equation != nullptr && equation->has_flag("linked");
}

void Group::link(const std::string& variable, Group& source, const std::string& source_variable,
                 LinkIndex index) {
  if (!is_linked(variable)) {
    throw UsageError(
        UsageError::Kind::type,
        fmt::format("'{}' of {} can't be linked: only parameters with the flag (linked) can",
                    variable, description()));
  }
  const auto found = find_source(source, source_variable);
  const auto& dimension = equations().find(variable)->dimension;
  if (found.dimension != dimension) {
    throw DimensionMismatchError(fmt::format("'{}' of {} {}, but '{}' of {} {}", variable,
                                             description(), in_unit(dimension), source_variable,
                                             source.description(), in_unit(found.dimension)));
  }
  check_index(*this, variable, source, index);
  if (std::holds_alternative<std::monostate>(index) && !found.is_shared && source.size() != 1 &&
      source.size() != size()) {
    throw UsageError(fmt::format(
        "'{}' of {} can't be linked to '{}' of {}: the sizes are {} and {}; give an index that "
        "says "
        "which element each one reads",
        variable, description(), source_variable, source.description(), size(), source.size()));
  }
  // A chain of links must end at values.
  const auto* group = &source.whole();
  auto name = source_variable;
  while (group->is_linked(name)) {
    if (group == &whole() && name == variable) {
      throw UsageError(
          fmt::format("'{}' of {} would be linked to itself", variable, description()));
    }
    const auto next = group->links().find(name);
    if (next == group->links().end()) {
      break;
    }
    group = &next->second.source->whole();
    name = next->second.variable;
  }
  whole().links_.insert_or_assign(variable, Link{&source, source_variable, std::move(index)});
}

const Link& Group::link_of(const std::string& variable) const {
  const auto found = links().find(variable);
  if (found == links().end()) {
    throw UsageError(UsageError::Kind::type,
                     fmt::format("'{}' of {} is linked to nothing yet: link it to a variable of "
                                 "another group before it is used",
                                 variable, whole().description()));
  }
  return found->second;
}

std::vector<double> Group::linked_values(const std::string& variable) const {
  const auto& link = link_of(variable);
  if (link.source->state().find(link.variable) == nullptr) {
    throw UsageError(UsageError::Kind::not_implemented,
                     fmt::format("'{}' of {} is linked to a subexpression, which is evaluated by "
                                 "network::evaluate",
                                 variable, description()));
  }
  const auto all = link.source->values_of(link.variable);
  const auto* listed = std::get_if<std::vector<std::int64_t>>(&link.index);
  const auto* by = std::get_if<std::string>(&link.index);
  const auto numbers = by != nullptr ? whole().values_of(*by) : std::vector<double>();
  std::vector<double> values;
  for (std::int64_t k = 0; k < size(); ++k) {
    const auto element = static_cast<std::size_t>(members() ? members()->element(k) : k);
    const auto number = listed != nullptr ? static_cast<std::size_t>((*listed)[element])
                        : by != nullptr   ? static_cast<std::size_t>(numbers[element])
                                          : element;
    values.push_back(all.at(all.size() == 1 ? 0 : number));
  }
  return values;
}

}  // namespace ranvier::model
