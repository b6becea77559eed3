#include "rule.hpp"

#include <fmt/format.h>

#include <ranvier/support/assert.hpp>

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
  return {where(part), part.source, part.span, std::move(note)};
}

Place place_of(const Write& write, std::string note) {
  return {where(*write.part), write.part->source, write.span, std::move(note)};
}

Place declaration_of(const Variable& variable, std::string note) {
  const auto* equation = DependencyGraph::equation_of(variable);
  RANVIER_CHECK(equation != nullptr);
  return {variable.group->description(), equation->source, equation->span, std::move(note)};
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

std::string unit_text(const equations::Equation& equation) {
  const auto& span = equation.unit_span;
  return equation.source.substr(span.begin, span.end - span.begin);
}

}  // namespace ranvier::doctor
