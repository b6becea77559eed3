/// Files of stored states: what `Network::store` remembers, for another process.
#pragma once

#include <map>
#include <string>

#include <ranvier/network/snapshot.hpp>

namespace ranvier::network {

/// States by the names that they were stored under.
using StoredStates = std::map<std::string, Snapshot>;

/// Writes a file anew: either all of it is there afterwards, or what was there before. The file
/// holds data only, in the byte order of the machine; see docs/state-files.md.
/// @throws ResourceError (file)  if it can't be written.
void write_states(const std::string& path, const StoredStates& states);

/// @throws ResourceError (file)  if it can't be read; UsageError (value)  if it is no such file, if
/// it was written by a version with another format or on a machine with another byte order, or if
/// it is damaged.
StoredStates read_states(const std::string& path);

/// One state of a file.
/// @throws as `read_states`; UsageError (key)  if the file has no state of this name.
Snapshot read_state(const std::string& path, const std::string& name);

/// Adds a state to a file, or makes the file.
void add_state(const std::string& path, const std::string& name, const Snapshot& state);

}  // namespace ranvier::network
