#include "error.hpp"

#include <string_view>

#include <fmt/format.h>

#include <ranvier/support/assert.hpp>

namespace ranvier {

InternalError::InternalError(const std::string& text)
    : Error(fmt::format("internal error: {}\n  this is a bug in Ranvier, please report it with the "
                        "script that shows it",
                        text)) {}

void fail_check(const char* condition, const char* file, int line) {
  std::string_view name = file;
  if (const auto at = name.rfind("ranvier/"); at != std::string_view::npos) {
    name = name.substr(at);
  }
  throw InternalError(fmt::format("'{}' does not hold ({}:{})", condition, name, line));
}

}  // namespace ranvier
