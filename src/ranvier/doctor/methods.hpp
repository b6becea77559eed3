/// Which integration method a group needs after a change of its equations.
#pragma once

#include <optional>
#include <set>
#include <string>

#include <ranvier/model/group.hpp>

namespace ranvier::doctor {

/// Whether the user asked for the exact method and no other.
bool takes_only_exact(const model::Group& group);

/// The method that has to be given instead of the present one if more variables vary in time than
/// did: nothing if the present one will do. "exact" needs equations that are linear in all of them
/// together; "exponential_euler" those that are linear in their own variable.
std::optional<std::string> method_if_varying(const model::Group& group,
                                             const std::set<std::string>& parameters);

}  // namespace ranvier::doctor
