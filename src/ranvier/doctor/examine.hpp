/// Runs the rules over a network.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <ranvier/doctor/finding.hpp>
#include <ranvier/doctor/health.hpp>
#include <ranvier/model/network_description.hpp>

namespace ranvier::doctor {

/// What the user does not want to hear: names of objects, or of variables, by code. An empty set
/// mutes the code.
using Ignored = std::map<std::string, std::set<std::string>>;

/// Who else takes part in an examination; everything may be left out.
struct Surroundings {
  Ignored ignored = {};
  model::Namespace names = {};  ///< values of names that the objects do not have
  /// Names that the user's script gives a value beside the model and that nothing in it uses.
  std::function<std::set<std::string>()> unused_names = {};
  /// Finds where in the user's files a place stands.
  std::function<Location(const Place& place)> locate = {};
  /// Told of a rule that failed (code and error): the others run all the same.
  std::function<void(const std::string& code, const std::string& error)> on_failure = {};
};

/// All findings, causes before symptoms.
/// @throws UsageError  if a code is to be ignored that no rule has.
std::vector<Finding> examine(const model::NetworkDescription& network,
                             const Surroundings& surroundings = {});

/// All findings about a run.
std::vector<Finding> examine_health(const model::NetworkDescription& network,
                                    const RunHealth& health, const Surroundings& surroundings = {});

/// Whether the user does not want to hear of it.
bool is_ignored(const Finding& finding, const Ignored& ignored);

}  // namespace ranvier::doctor
