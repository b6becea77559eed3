#include "rule.hpp"

#include <fmt/format.h>

#include <ranvier/support/assert.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

std::string where(const Part& part) {
  const auto object = part.object->description();
  switch (part.role) {
    case Role::pathway:
      return fmt::format("on_{} of {}", part.name, object);
    case Role::reset:
      return part.name == "spike" ? "reset of " + object
                                  : fmt::format("code at '{}' of {}", part.name, object);
    case Role::condition:
      return part.name == "spike" ? "threshold of " + object
                                  : fmt::format("event '{}' of {}", part.name, object);
    case Role::refractoriness:
      return "refractory of " + object;
    case Role::regular:
      return fmt::format("'{}' of {}", part.name, object);
    default:
      return object;
  }
}

}  // namespace

Place place_of(const Part& part, std::string note) {
  return {.object = part.object->name(),
          .where = where(part),
          .source = part.source,
          .span = part.span,
          .note = std::move(note)};
}

Place place_of(const Write& write, std::string note) {
  auto place = place_of(*write.part, std::move(note));
  place.span = write.span;
  return place;
}

Place declaration_of(const Variable& variable, std::string note) {
  const auto* equation = DependencyGraph::equation_of(variable);
  RANVIER_CHECK(equation != nullptr);
  return {.object = variable.group->name(),
          .where = variable.group->description(),
          .source = equation->source,
          .span = equation->span,
          .note = std::move(note)};
}

Place creation_of(const model::NetworkObject& object, std::string note) {
  return {.object = object.name(), .where = object.description(), .note = std::move(note)};
}

std::string describe(const Part& part) {
  switch (part.role) {
    case Role::differential:
      return fmt::format("d{}/dt", part.name);
    case Role::condition:
      return part.name == "spike" ? "the threshold" : fmt::format("the event '{}'", part.name);
    case Role::refractoriness:
      return "refractory";
    case Role::reset:
      return part.name == "spike" ? "the reset" : fmt::format("the code at '{}'", part.name);
    case Role::pathway:
      return fmt::format("on_{}", part.name);
    default:
      return fmt::format("'{}'", part.name);
  }
}

std::vector<const Part*> dynamic_readers_of(const Variable& variable,
                                            const DependencyGraph& graph) {
  auto readers = graph.readers_of(variable);
  std::erase_if(readers, [](const Part* part) {
    return part->role != Role::differential && part->role != Role::summed &&
           part->role != Role::condition && part->role != Role::refractoriness;
  });
  return readers;
}

std::string time_code(double seconds) {
  const auto rounded = std::stod(fmt::format("{:.3g}", seconds));
  auto text = units::to_string({rounded, units::second_dimension});
  text[text.find(' ')] = '*';
  return text;
}

std::string unit_text(const equations::Equation& equation) {
  const auto& span = equation.unit_span;
  return equation.source.substr(span.begin, span.end - span.begin);
}

}  // namespace ranvier::doctor
