/// The method that a group names for its differential equations, and what it gets to integrate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ranvier/doctor/dependency_graph.hpp>
#include <ranvier/integration/state_updater.hpp>

namespace ranvier::doctor {

struct NamedMethod {
  const integration::StateUpdater* updater = nullptr;
  std::string text;  ///< the name as the user wrote it
  integration::DifferentialSystem system;
};

/// Nothing if the choice is automatic or from a list of several, if the method is one of the user's
/// own or unknown, or if there is nothing to integrate.
std::optional<NamedMethod> named_method_of(const model::NetworkObject& object);

/// The method that a run of a group takes, also where the choice is automatic or from a list;
/// nullptr if it is one of the user's own, unknown, or if none fits.
/// @param system  the differential equations that it integrates
const integration::StateUpdater* chosen_method_of(const model::Group& group,
                                                  const integration::DifferentialSystem& system);

/// Some differential equations of a group, subexpressions put in but for those in `held`.
integration::DifferentialSystem system_of(const model::Group& group,
                                          const std::vector<const equations::Equation*>& equations,
                                          const std::set<std::string>& held = {});

/// The differential equations of a group that are integrated step by step, sorted by name.
std::vector<const equations::Equation*> integrated_equations(const model::Group& group);

/// The first of the methods that accepts the system; "" if none does.
std::string first_accepting(const integration::DifferentialSystem& system,
                            const std::vector<std::string>& methods);

/// The equation or subexpression that the term was written in, and the place; falls back on the
/// equation of `variable`.
Variable origin_of(const Variable& variable, const symbolic::Expression& term);

}  // namespace ranvier::doctor
