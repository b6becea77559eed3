#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

namespace {

std::string print_row(const std::vector<Expression>& entries) {
  std::vector<std::string> texts;
  for (const auto& entry : entries) texts.push_back(print(entry));
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string print_row(const std::vector<std::string>& names) {
  std::vector<std::string> texts;
  for (const auto& name : names) texts.push_back(name.empty() ? "-" : name);
  return fmt::format("{}", fmt::join(texts, ", "));
}

template <typename Rows>
void append_matrix(const char* title, const Propagator& propagator, const Rows& rows,
                   std::string& text) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    text += fmt::format("  {} {}: {}\n", title, propagator.variables[row], print_row(rows[row]));
  }
}

}  // namespace

std::string print(const StepRule& rule) {
  auto text = print(rule.statements);
  for (const auto& propagator : rule.propagators) {
    text += fmt::format("propagator of {}\n", fmt::join(propagator.variables, ", "));
    append_matrix("A", propagator, propagator.matrix, text);
    append_matrix("P", propagator, propagator.state_names, text);
    append_matrix("Q", propagator, propagator.input_names, text);
  }
  return text;
}

}  // namespace ranvier::integration
