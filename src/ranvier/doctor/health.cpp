#include "health.hpp"

#include <algorithm>

namespace ranvier::doctor {

const VariableHealth* RunHealth::find(const Variable& variable) const {
  const auto found = std::ranges::find(variables, variable, &VariableHealth::variable);
  return found == variables.end() ? nullptr : &*found;
}

const GroupHealth* RunHealth::find(const model::Group& group) const {
  const auto found = std::ranges::find_if(
      groups, [&group](const GroupHealth& health) { return health.group == &group; });
  return found == groups.end() ? nullptr : &*found;
}

std::vector<std::string> RunHealth::told_of(const std::string& object,
                                            const std::vector<std::string>& codes) const {
  std::vector<std::string> found;
  for (const auto& finding : told) {
    const auto is_about_it =
        finding.object == object ||
        std::ranges::find(finding.places, object, &Place::object) != finding.places.end();
    if (is_about_it && std::ranges::find(codes, finding.code) != codes.end() &&
        std::ranges::find(found, finding.code) == found.end()) {
      found.push_back(finding.code);
    }
  }
  return found;
}

}  // namespace ranvier::doctor
