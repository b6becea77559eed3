#include "network_object.hpp"

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

std::string describe(const std::string& class_name, const std::string& name) {
  return name.empty() ? "unnamed " + class_name : fmt::format("{} '{}'", class_name, name);
}

NetworkObject::NetworkObject(std::string name, const ClockOptions& options, std::string when,
                             int order)
    : name_(std::move(name)), clock_(options.clock), when_(std::move(when)), order_(order) {
  if (options.dt && options.clock != nullptr) {
    throw UsageError("give either dt or clock, not both");
  }
  if (!options.times.empty()) {
    if (options.dt || options.clock != nullptr) {
      throw UsageError("give either times or a dt or a clock, not two of them");
    }
    own_clock_ = std::make_unique<state::Clock>(name_ + "_clock", state::EventTimes{options.times});
  }
  if (options.dt) {
    if (options.dt->dimension() != units::second_dimension) {
      throw DimensionMismatchError(fmt::format("dt must be a time: its unit is {}, not second",
                                               units::name_of(options.dt->dimension())));
    }
    own_clock_ = std::make_unique<state::Clock>(name_ + "_clock", options.dt->value());
  }
}

}  // namespace ranvier::model
