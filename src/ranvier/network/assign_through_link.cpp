#include <algorithm>

#include <fmt/format.h>

#include <ranvier/network/statement_code.hpp>

namespace ranvier::network {

namespace {

/// The value for each of `elements`.
model::Values values_for(model::Group& group, const model::Assignment& assignment,
                         const std::vector<std::int64_t>& elements,
                         const StatementContext& context) {
  const auto* text = std::get_if<std::string>(&assignment.value);
  if (text == nullptr) {
    auto values = std::get<model::Values>(assignment.value);
    if (values.numbers.size() != 1 && values.numbers.size() != elements.size()) {
      throw UsageError(fmt::format("'{}' of {}: {} values for {} elements", assignment.variable,
                                   group.description(), values.numbers.size(), elements.size()));
    }
    values.numbers.resize(elements.size(), values.numbers.empty() ? 0 : values.numbers.front());
    return values;
  }
  const auto all = evaluate_with_dimension(group, *text, assignment.names, context);
  model::Values chosen{{}, all.dimension, assignment.is_in_si};
  for (const auto element : elements) {
    chosen.numbers.push_back(all.numbers[static_cast<std::size_t>(element)]);
  }
  return chosen;
}

/// The element of the source that each of `elements` shows.
model::Numbers shown_elements(const model::Group& group, const model::Link& link,
                              const std::vector<std::int64_t>& elements) {
  const auto* listed = std::get_if<std::vector<std::int64_t>>(&link.index);
  const auto* index = std::get_if<std::string>(&link.index);
  const auto by_variable =
      index != nullptr ? group.whole().values_of(*index) : std::vector<double>();
  model::Numbers shown;
  for (const auto element : elements) {
    const auto at =
        static_cast<std::size_t>(group.members() ? group.members()->element(element) : element);
    shown.push_back(listed != nullptr  ? (*listed)[at]
                    : index != nullptr ? static_cast<std::int64_t>(by_variable[at])
                                       : static_cast<std::int64_t>(at));
  }
  return shown;
}

}  // namespace

void assign_through_link(model::Group& group, const model::Assignment& assignment,
                         const StatementContext& context) {
  const auto& link = group.link_of(assignment.variable);
  auto& source = *link.source;
  if (!link.shows_writable_values()) {
    throw UsageError(
        UsageError::Kind::type,
        fmt::format("'{}' of {} shows '{}' of {}, which is computed and can't be set",
                    assignment.variable, group.description(), link.variable, source.description()));
  }
  const auto elements = find_elements(group, assignment.selection, assignment.names, context);
  auto values = values_for(group, assignment, elements, context);
  if (elements.empty()) {
    return;
  }
  model::Assignment at_source{link.variable,      {}, {}, assignment.names, source.members(),
                              assignment.is_in_si};
  if (source.size() == 1 || source.state().find(link.variable)->is_shared) {
    if (std::ranges::adjacent_find(values.numbers, std::ranges::not_equal_to()) !=
        values.numbers.end()) {
      throw UsageError(fmt::format(
          "all elements of '{}' of {} show the one value of '{}' of {}: give one value",
          assignment.variable, group.description(), link.variable, source.description()));
    }
    values.numbers.resize(1);
  } else {
    at_source.selection = shown_elements(group, link, elements);
  }
  at_source.value = std::move(values);
  apply(source.whole(), at_source, context);
}

}  // namespace ranvier::network
