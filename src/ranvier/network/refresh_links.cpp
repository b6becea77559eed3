#include "refresh_links.hpp"

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

void refresh(model::Group& group, const std::string& name, const StatementContext& context) {
  const auto& link = group.link_of(name);
  auto& source = *link.source;
  apply_pending(source, context);
  const auto is_value =
      source.state().find(link.variable) != nullptr && !source.is_linked(link.variable);
  const auto values =
      is_value ? source.values_of(link.variable) : evaluate(source, link.variable, {}, context);
  const auto* listed = std::get_if<std::vector<std::int64_t>>(&link.index);
  std::vector<double> by_variable;
  if (const auto* index = std::get_if<std::string>(&link.index)) {
    by_variable = group.values_of(*index);
  }
  auto& column = group.state().find(name)->values;
  for (std::int64_t element = 0; element < group.size(); ++element) {
    const auto at = static_cast<std::size_t>(element);
    auto number = listed != nullptr      ? (*listed)[at]
                  : !by_variable.empty() ? static_cast<std::int64_t>(by_variable[at])
                                         : element;
    if (number < 0 || (!by_variable.empty() && number >= source.size())) {
      throw UsageError(UsageError::Kind::index,
                       fmt::format("the index of '{}' of {} is {} for element {}, but elements are "
                                   "0 to {}",
                                   name, group.description(), number, element, source.size() - 1));
    }
    number = values.size() == 1 ? 0 : number;
    column.set_value(group.storage_index(element), values[static_cast<std::size_t>(number)]);
  }
}

}  // namespace

void refresh_links(model::Group& group, const StatementContext& context) {
  auto& whole = group.whole();
  for (const auto& [name, link] : whole.links()) {
    refresh(whole, name, context);
  }
  if (auto* synapses = dynamic_cast<model::Synapses*>(&group)) {
    refresh_links(synapses->source(), context);
    refresh_links(synapses->target(), context);
  }
}

void check_links(const model::Group& group, const kernel::Kernel& kernel) {
  const auto check = [](const model::Group& owner, const std::string& name) {
    if (owner.is_linked(name)) {
      owner.link_of(name);
    }
  };
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  for (const auto& binding : kernel.bindings) {
    const std::string_view name = binding.name;
    check(group, binding.name);
    if (synapses != nullptr && name.ends_with("_pre")) {
      check(synapses->source(), std::string(name.substr(0, name.size() - 4)));
    } else if (synapses != nullptr && name.ends_with("_post")) {
      check(synapses->target(), std::string(name.substr(0, name.size() - 5)));
    }
  }
}

}  // namespace ranvier::network
