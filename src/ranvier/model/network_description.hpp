/// A network as the user described it: the one value that compiler and doctor both read.
#pragma once

#include <vector>

#include <ranvier/model/inputs.hpp>
#include <ranvier/model/monitors.hpp>
#include <ranvier/model/neuron_group.hpp>
#include <ranvier/model/subgroup.hpp>
#include <ranvier/model/synapses.hpp>

namespace ranvier::model {

/// Objects in the order in which they were added; each is there once and has a name and a clock.
struct NetworkDescription {
  std::vector<NetworkObject*> objects;
};

}  // namespace ranvier::model
