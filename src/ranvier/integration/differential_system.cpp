#include <algorithm>

#include <ranvier/equations/equations.hpp>
#include <ranvier/integration/state_updater.hpp>

namespace ranvier::integration {

DifferentialSystem differential_system(const equations::Equations& equations, std::string where) {
  DifferentialSystem system;
  system.where = std::move(where);
  for (const auto* equation : equations.differential()) {
    system.variables.push_back(equation->name);
    system.derivatives.push_back(equations.expand(equation->right_side()));
    system.source = equation->source;
  }
  system.is_constant_over_step = [variables = system.variables](const std::string& name) {
    return name != "t" && name != "t_in_timesteps" &&
           std::ranges::find(variables, name) == variables.end();
  };
  return system;
}

}  // namespace ranvier::integration
