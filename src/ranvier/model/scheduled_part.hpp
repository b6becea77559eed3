/// What an object does in a step, and where in the step: for people, without compiling anything.
#pragma once

#include <string>
#include <vector>

#include <ranvier/model/network_object.hpp>

namespace ranvier::model {

/// One entry of the schedule.
struct ScheduledPart {
  std::string name;        ///< for example "neurongroup_stateupdater"
  std::string class_name;  ///< "StateUpdater"
  const NetworkObject* owner = nullptr;
  const state::Clock* clock = nullptr;
  std::string when;
  int order = 0;
  bool is_active = true;
};

/// The parts of `object`, in no particular order.
std::vector<ScheduledPart> scheduled_parts(NetworkObject& object);

}  // namespace ranvier::model
