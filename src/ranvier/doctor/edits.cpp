#include "edits.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/support/assert.hpp>

namespace ranvier::doctor {

namespace {

constexpr std::string_view blanks = " \t\r\n";

const equations::Equation& equation_of(const Variable& variable) {
  const auto* equation = DependencyGraph::equation_of(variable);
  RANVIER_CHECK(equation != nullptr);
  return *equation;
}

/// Words with single blanks between them.
std::string words_of(const std::string& text) {
  std::string words;
  for (auto begin = text.find_first_not_of(blanks); begin != std::string::npos;) {
    const auto end = std::min(text.find_first_of(blanks, begin), text.size());
    words += (words.empty() ? "" : " ") + text.substr(begin, end - begin);
    begin = text.find_first_not_of(blanks, end);
  }
  return words;
}

std::vector<std::string> split_flags(const std::string& text) {
  std::vector<std::string> flags;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    flags.push_back(words_of(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return flags;
}

}  // namespace

Edit argument_edit(const model::NetworkObject& object, std::string argument, std::string text) {
  return {.kind = Edit::Kind::argument,
          .object = object.name(),
          .argument = std::move(argument),
          .text = std::move(text)};
}

Edit flag_edit(const Variable& variable, const std::string& removed, const std::string& added) {
  const auto& equation = equation_of(variable);
  const auto& source = equation.source;
  Edit edit{.object = variable.group->name(),
            .source = source,
            .span = {equation.unit_span.end, equation.unit_span.end}};
  std::vector<std::string> flags;
  if (!equation.flags.empty()) {  // they stand in brackets after the unit
    const auto open = source.find('(', equation.unit_span.end);
    const auto close = source.find(')', open);
    RANVIER_CHECK(close != std::string::npos);
    flags = split_flags(source.substr(open + 1, close - open - 1));
    edit.span.end = close + 1;
  }
  std::erase(flags, removed);
  if (!added.empty()) {
    flags.push_back(added);
  }
  edit.text = flags.empty() ? "" : fmt::format(" ({})", fmt::join(flags, ", "));
  return edit;
}

std::string equation_after(const Variable& variable, const Edit& edit) {
  const auto& equation = equation_of(variable);
  const auto begin = equation.span.begin;
  return words_of(equation.source.substr(begin, edit.span.begin - begin)) + edit.text;
}

bool is_text_shared(const model::NetworkDescription& network, const Variable& variable,
                    const std::function<bool(const model::Group&)>& is_affected) {
  const auto& source = equation_of(variable).source;
  return std::ranges::any_of(network.objects, [&](const model::NetworkObject* object) {
    const auto* group = dynamic_cast<const model::Group*>(object);
    if (group == nullptr || &group->whole() == variable.group || &group->whole() != group) {
      return false;
    }
    const auto& equations = group->equations().all();
    return is_affected(*group) && std::ranges::any_of(equations, [&](const auto& other) {
             return other.source == source;
           });
  });
}

std::string quoted(const std::string& text) {
  const auto* mark = text.find('\n') != std::string::npos ? "'''" : "'";
  return mark + text + mark;
}

}  // namespace ranvier::doctor
