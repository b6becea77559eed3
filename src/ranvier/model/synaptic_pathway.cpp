#include "synaptic_pathway.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::model {

SynapticPathway::SynapticPathway(std::string pathway, std::string object_name, SynapseEnd end,
                                 std::string event, symbolic::StatementBlock code)
    : NetworkObject(std::move(object_name), {}, "synapses", end == SynapseEnd::source ? -1 : 1),
      pathway_(std::move(pathway)),
      end_(end),
      event_(std::move(event)),
      code_(std::move(code)) {}

std::map<std::string, std::string> texts_by_pathway(const PathwayTexts& texts,
                                                    const std::string& default_name) {
  if (const auto* text = std::get_if<std::string>(&texts)) {
    return {{default_name, *text}};
  }
  if (const auto* several = std::get_if<std::map<std::string, std::string>>(&texts)) {
    return *several;
  }
  return {};
}

std::string event_of(const PathwayEvents& events, const std::string& pathway) {
  if (const auto* one = std::get_if<std::string>(&events)) {
    return *one;
  }
  const auto& several = std::get<std::map<std::string, std::string>>(events);
  const auto found = several.find(pathway);
  return found == several.end() ? "spike" : found->second;
}

void check_delay(double delay, const std::string& where) {
  if (!(delay >= 0) || std::isinf(delay)) {
    throw UsageError(
        fmt::format("a delay of {} is {} s: delays are finite and not negative", where, delay));
  }
}

std::optional<double> given_delay(const PathwayDelays& delays, const SynapticPathway& pathway,
                                  const std::string& where) {
  std::optional<units::Quantity> given;
  if (const auto* one = std::get_if<units::Quantity>(&delays)) {
    if (pathway.pathway() == "pre") {
      given = *one;
    }
  } else if (const auto* several = std::get_if<std::map<std::string, units::Quantity>>(&delays)) {
    if (const auto found = several->find(pathway.pathway()); found != several->end()) {
      given = found->second;
    }
  }
  if (!given) {
    return std::nullopt;
  }
  if (given->dimension() != units::second_dimension) {
    throw DimensionMismatchError(
        fmt::format("a delay of {} must be a time: its unit is {}, not second", where,
                    units::name_of(given->dimension())));
  }
  check_delay(given->value(), where);
  return given->value();
}

}  // namespace ranvier::model
