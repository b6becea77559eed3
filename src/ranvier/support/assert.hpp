/// Checks of Ranvier's own invariants: a failure is a bug in Ranvier, never in the user's model.
#pragma once

namespace ranvier {

/// Throws InternalError that names the failed condition and its place.
[[noreturn]] void fail_check(const char* condition, const char* file, int line);

}  // namespace ranvier

/// Always checked.
#define RANVIER_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::ranvier::fail_check(#condition, __FILE__, __LINE__))

/// Checked in builds with RANVIER_ASSERTIONS.
#ifdef RANVIER_ASSERTIONS
#define RANVIER_ASSERT(condition) RANVIER_CHECK(condition)
#else
#define RANVIER_ASSERT(condition) void(0)
#endif
