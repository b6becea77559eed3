/// The text of the error that an action throws, to be compared as a whole.
#pragma once

#include <string>

namespace ranvier::testing {

/// What `action` throws, if that is an `Error`; other errors pass, and none gives "no error".
template <typename Error, typename Action>
std::string error_text(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace ranvier::testing
