/// Runs the rules over a network.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <ranvier/doctor/finding.hpp>
#include <ranvier/model/network_description.hpp>

namespace ranvier::doctor {

/// What the user does not want to hear: names of objects, or of variables, by code. An empty set
/// mutes the code.
using Ignored = std::map<std::string, std::set<std::string>>;

/// All findings, causes before symptoms.
/// @param on_failure  told of a rule that failed (code and error): the others run all the same
/// @throws UsageError  if `ignored` has a code that no rule has.
std::vector<Finding> examine(
    const model::NetworkDescription& network, const Ignored& ignored = {},
    const std::function<void(const std::string& code, const std::string& error)>& on_failure = {});

}  // namespace ranvier::doctor
