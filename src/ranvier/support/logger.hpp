/// Messages for the user: level, name, text. The library never prints; whoever installs a sink
/// does.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace ranvier {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// A message. `name` is dotted, its last part says which message it is (for example
/// "brian2.groups.group.invalid_values"): tests and filters recognise it by that. `once`: the same
/// name and text is not to be shown twice.
struct LogMessage {
  LogLevel level = LogLevel::info;
  std::string name;
  std::string text;
  bool once = false;
};

using LogSink = std::function<void(const LogMessage&)>;

}  // namespace ranvier
