#include "methods.hpp"

#include <algorithm>
#include <vector>

#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::doctor {

namespace {

bool is_linear(const symbolic::Expression& expression, const std::vector<std::string>& variables) {
  return std::holds_alternative<symbolic::LinearForm>(symbolic::linear_form(expression, variables));
}

bool is_exact(const model::Method& method) {
  const auto* name = std::get_if<std::string>(&method);
  return name != nullptr && (*name == "exact" || *name == "linear");
}

}  // namespace

bool takes_only_exact(const model::Group& group) {
  const auto& candidates = group.method().candidates();
  return !candidates.empty() && std::ranges::all_of(candidates, is_exact);
}

std::optional<std::string> method_if_varying(const model::Group& group,
                                             const std::set<std::string>& parameters) {
  if (!takes_only_exact(group)) {
    return std::nullopt;
  }
  const auto differential = group.equations().differential();
  std::vector<std::string> varying(parameters.begin(), parameters.end());
  for (const auto* equation : differential) {
    varying.push_back(equation->name);
  }
  auto is_jointly_linear = true;
  auto is_own_linear = true;
  for (const auto* equation : differential) {
    const auto right_side = group.equations().expand(equation->right_side());
    is_jointly_linear &= is_linear(right_side, varying);
    is_own_linear &= is_linear(right_side, {equation->name});
  }
  return is_jointly_linear
             ? std::nullopt
             : std::optional<std::string>(is_own_linear ? "exponential_euler" : "euler");
}

}  // namespace ranvier::doctor
