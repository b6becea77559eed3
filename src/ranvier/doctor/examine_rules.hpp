/// Runs chosen rules over a network: for the tests of how rules are run.
#pragma once

#include <ranvier/doctor/examine.hpp>
#include <ranvier/doctor/rule.hpp>

namespace ranvier::doctor {

/// What these rules find. One that fails is named to `surroundings.on_failure`, and the others run.
std::vector<Finding> examine(const model::NetworkDescription& network,
                             const Surroundings& surroundings,
                             const std::vector<const Rule*>& rules);

}  // namespace ranvier::doctor
