#include "schedule.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/support/diagnostic.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime {

namespace {

constexpr std::string_view before = "before_";
constexpr std::string_view after = "after_";

}  // namespace

Schedule::Schedule() : slots_{"start", "groups", "thresholds", "synapses", "resets", "end"} {}

Schedule::Schedule(std::vector<std::string> slots) : slots_(std::move(slots)) {
  for (auto slot = slots_.begin(); slot != slots_.end(); ++slot) {
    if (slot->starts_with(before) || slot->starts_with(after)) {
      throw UsageError(fmt::format(
          "a slot of the schedule cannot be called '{}': names that begin with 'before_' or "
          "'after_' belong to the slot that follows in the name",
          *slot));
    }
    if (std::find(slots_.begin(), slot, *slot) != slot) {
      throw UsageError(fmt::format(
          "the slot '{}' stands twice in the schedule: each slot has one place", *slot));
    }
  }
}

int Schedule::rank(const std::string& slot, const std::string& object) const {
  std::string_view base = slot;
  int offset = 1;
  if (base.starts_with(before)) {
    base.remove_prefix(before.size());
    offset = 0;
  } else if (base.starts_with(after)) {
    base.remove_prefix(after.size());
    offset = 2;
  }
  const auto found = std::ranges::find(slots_, base);
  if (found != slots_.end()) {
    return static_cast<int>(found - slots_.begin()) * 3 + offset;
  }
  const std::string nearest = nearest_name(std::string(base), slots_);
  const std::string prefix = slot.substr(0, slot.size() - base.size());
  throw UsageError(
      UsageError::Kind::key,
      fmt::format(
          "unknown slot '{}' for 'when' of '{}'\n"
          "  the slots are {}, each also with 'before_' or 'after_' in front{}",
          slot, object, fmt::join(slots_, ", "),
          nearest.empty() ? "" : fmt::format("\n  help: did you mean '{}{}'?", prefix, nearest)));
}

}  // namespace ranvier::runtime
