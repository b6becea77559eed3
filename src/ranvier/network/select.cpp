#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/network/statement_code.hpp>

namespace ranvier::network {

std::vector<std::int32_t> where_true(model::Group& group, const std::string& text,
                                     const std::string& what, const model::Namespace& names,
                                     const StatementContext& context) {
  StatementCode statement(group, names, context);
  const auto condition = statement.code().bind_condition(
      equations::parse_expression(text, fmt::format("{} of {}", what, group.description())), text,
      what);
  statement.throw_problems();
  auto builder = statement.code().builder("selection", kernel::IndexSpace::elements);
  builder.emit_where(*condition);
  auto found =
      statement.run(std::move(builder), nullptr, context.random->next_statement_key(group.name()));
  if (const auto& members = group.members()) {
    std::erase_if(found, [&](std::int32_t element) { return members->position(element) < 0; });
  }
  return found;
}

std::vector<std::int32_t> selected(model::Group& group, const model::Selection& selection,
                                   const std::string& variable, const model::Namespace& names,
                                   const StatementContext& context) {
  if (const auto* text = std::get_if<std::string>(&selection)) {
    return where_true(group, *text, fmt::format("index of '{}'", variable), names, context);
  }
  std::vector<std::int32_t> elements;
  for (const auto element : group.select(selection, variable)) {
    elements.push_back(static_cast<std::int32_t>(group.storage_index(element)));
  }
  return elements;
}

std::vector<std::int64_t> find_elements(model::Group& group, const model::Selection& selection,
                                        const model::Namespace& names,
                                        const StatementContext& context) {
  const auto* condition = std::get_if<std::string>(&selection);
  if (condition == nullptr) {
    return group.select(selection, "");
  }
  const auto found = where_true(group, *condition, "index", names, context);
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  const auto order =
      synapses != nullptr ? synapses->creation_order() : std::span<const std::int64_t>();
  std::vector<std::int64_t> elements;
  for (const auto element : found) {
    const auto& members = group.members();
    elements.push_back(members         ? members->position(element)
                       : order.empty() ? element
                                       : order[static_cast<std::size_t>(element)]);
  }
  std::ranges::sort(elements);
  return elements;
}

}  // namespace ranvier::network
